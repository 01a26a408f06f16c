import type { ClockKind } from "../sla/clock.ts";
import { REPORT_WAITS, type ReportFact, type ReportWait } from "./report-fact.ts";
import { REPORT_CLOCKS } from "./report.ts";

const CLOCK_PARTS = ["owed", "met", "missed", "unanswered", "notNeeded", "open", "answered"] as const;
const OTHERS = ["response.kept", "response.all", "hops", "endings.all", "endings.reopened", "endings.judged", "endings.unmet"] as const;

type ClockPart = (typeof CLOCK_PARTS)[number];
/** What a cell of the table counts, and what the list behind it shows. */
export type FigureId = `${ClockKind}.${ClockPart}` | `wait.${ReportWait}` | `waiting.${ReportWait}` | (typeof OTHERS)[number];

export const FIGURES: readonly FigureId[] = [
  ...REPORT_CLOCKS.flatMap((kind) => CLOCK_PARTS.map((part): FigureId => `${kind}.${part}`)),
  ...REPORT_WAITS.flatMap((who): readonly FigureId[] => [`wait.${who}`, `waiting.${who}`]),
  ...OTHERS,
];

/** [BD1] Whether a fact is one of those that a figure counts. */
export function isCounted(fact: ReportFact, figure: FigureId): boolean {
  switch (fact.what) {
    case "clock": {
      if (!figure.startsWith(`${fact.kind}.`)) return false;
      const part = figure.slice(fact.kind.length + 1) as ClockPart;
      if (part === "answered") return fact.wall !== undefined;
      return part === "owed" ? fact.outcome === "met" || fact.outcome === "missed" : fact.outcome === part;
    }
    case "turn":
      return figure === "response.all" || (figure === "response.kept" && fact.kept);
    case "wait":
      return (figure === `wait.${fact.who}` && fact.how === "answered") || (figure === `waiting.${fact.who}` && fact.how === "waiting");
    case "hop":
      return figure === "hops";
    case "ending":
      return (
        figure === "endings.all" ||
        (figure === "endings.reopened" && fact.reopened) ||
        (figure === "endings.judged" && (fact.need === "met" || fact.need === "unmet")) ||
        (figure === "endings.unmet" && fact.need === "unmet")
      );
  }
}
