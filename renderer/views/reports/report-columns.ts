import type { FigureId } from "../../../shared/reports/figure.ts";
import { REPORT_CLOCKS, type Lengths, type ReportFigures } from "../../../shared/reports/report.ts";
import { rateOf } from "../../../shared/signals/share.ts";
import type { ClockKind } from "../../../shared/sla/clock.ts";
import type { MessageKey } from "../../messages/en.ts";

export const SHEETS = ["promises", "waits", "late", "people", "outcomes"] as const;
export type Sheet = (typeof SHEETS)[number];
/** [R4] Two ways of measuring a wait that are never put together. */
export type Measure = "own" | "wall";

type Form = "share" | "count" | "length";

/** One figure of the table: what it is called, how it is read, what it means, and the list behind it. */
export interface ReportColumn {
  readonly id: string;
  /** The clock over it. */
  readonly clock?: ClockKind | undefined;
  readonly head: MessageKey;
  readonly define: MessageKey;
  readonly form: Form;
  readonly value: (figures: ReportFigures) => number | undefined;
  /** The two counts of a share. */
  readonly parts?: ((figures: ReportFigures) => readonly [count: number, of: number]) | undefined;
  /** Nothing where no list stands behind it. */
  readonly figure: FigureId;
  readonly better: "more" | "less" | "neither";
}

type Part = "share" | "missed" | "median" | "ninetieth" | "lateMedian" | "unanswered" | "notNeeded";

function clockColumn(kind: ClockKind, part: Part, measure: Measure): ReportColumn {
  const own = { id: `${kind}.${part}`, clock: kind, head: `reports.col.${part}`, define: `reports.define.${part}` } as const;
  const of = ({ clocks }: ReportFigures) => clocks[kind];
  switch (part) {
    case "share":
      return {
        ...own,
        form: "share",
        better: "more",
        figure: `${kind}.owed`,
        value: (figures) => of(figures).share,
        parts: (figures) => [of(figures).met, of(figures).met + of(figures).missed],
      };
    case "missed":
      return { ...own, form: "count", better: "less", figure: `${kind}.missed`, value: (figures) => of(figures).missed };
    case "unanswered":
    case "notNeeded":
      return { ...own, form: "count", better: "neither", figure: `${kind}.${part}`, value: (figures) => of(figures)[part] };
    case "lateMedian":
      return { ...own, form: "length", better: "less", figure: `${kind}.missed`, value: (figures) => of(figures).overdue.median };
    default:
      return { ...own, form: "length", better: "less", figure: `${kind}.answered`, value: (figures) => of(figures)[measure][part] };
  }
}

const perClock = (parts: readonly Part[], measure: Measure): readonly ReportColumn[] =>
  REPORT_CLOCKS.flatMap((kind) => parts.map((part) => clockColumn(kind, part, measure)));

type OwnName = "response" | "handoff" | "handoffLong" | "waiting" | "hops" | "human" | "bot" | "felt" | "ended" | "unmet" | "reopened";

const column = (
  name: OwnName,
  figure: FigureId,
  form: Form,
  better: ReportColumn["better"],
  value: ReportColumn["value"],
  parts?: ReportColumn["parts"],
): ReportColumn => ({
  id: name,
  head: `reports.col.${name}`,
  define: `reports.define.${name}`,
  form,
  figure,
  better,
  value,
  parts,
});
const waitOf = (who: "handoff" | "human" | "bot" | "felt", part: Exclude<keyof Lengths, "count">) => (figures: ReportFigures) => figures.waits[who][part];

const people: readonly ReportColumn[] = [
  column(
    "response",
    "response.all",
    "share",
    "more",
    ({ response }) => rateOf(response),
    ({ response }) => [response.count, response.of],
  ),
  column("handoff", "wait.handoff", "length", "less", waitOf("handoff", "median")),
  column("handoffLong", "wait.handoff", "length", "less", waitOf("handoff", "ninetieth")),
  column("human", "wait.human", "length", "less", waitOf("human", "median")),
  column("bot", "wait.bot", "length", "less", waitOf("bot", "median")),
  column("felt", "wait.felt", "length", "less", waitOf("felt", "median")),
  column("waiting", "waiting.human", "count", "less", ({ waits }) => waits.human.waiting),
  column("hops", "hops", "count", "less", ({ hops }) => hops),
];

const outcomes: readonly ReportColumn[] = [
  column("ended", "endings.all", "count", "neither", ({ endings }) => endings.ended),
  column(
    "unmet",
    "endings.unmet",
    "share",
    "less",
    ({ endings }) => (endings.judged === 0 ? undefined : endings.unmet / endings.judged),
    ({ endings }) => [endings.unmet, endings.judged],
  ),
  column(
    "reopened",
    "endings.reopened",
    "share",
    "less",
    ({ endings }) => (endings.ended === 0 ? undefined : endings.reopened / endings.ended),
    ({ endings }) => [endings.reopened, endings.ended],
  ),
];

export function columnsOf(sheet: Sheet, measure: Measure): readonly ReportColumn[] {
  switch (sheet) {
    case "promises":
      return perClock(["share", "missed"], measure);
    case "waits":
      return perClock(["median", "ninetieth"], measure);
    case "late":
      return perClock(["lateMedian", "unanswered", "notNeeded"], measure).filter(
        ({ clock, id }) => id.endsWith("lateMedian") || (clock !== "resolution" && clock !== "handoff"),
      );
    case "people":
      return people;
    case "outcomes":
      return outcomes;
  }
}
