import type { GuardFigures } from "../../../shared/api/guard-figures.ts";
import { RULE_IDS } from "../../../shared/guard/rule-ids.ts";
import { cellText } from "../what-if/result-csv.ts";
import type { Words } from "../words/use-words.ts";
import { followedEntries, reasonText } from "./rule-outcome.tsx";

type Row = readonly (string | number | undefined)[];

/** [S0-11] The figures as a long table: rule or person, measure, what, count. */
export function figuresCsv({ agents, items }: GuardFigures, t: Words["t"]): string {
  const nameOf = (rule: string): string | undefined => {
    const known = RULE_IDS.find((id) => id === rule);
    return known === undefined ? undefined : t(`guardSet.name.${known}`);
  };
  const personOf = (id: string): string => agents.find(({ agent }) => agent === id)?.name ?? id;
  const rows: readonly Row[] = [
    [t("guardSet.csv.rule"), t("guardSet.csv.name"), t("guardSet.people.person"), t("guardSet.csv.measure"), t("guardSet.csv.what"), t("guardSet.csv.count")],
    ...items.flatMap(({ agents: own, fired, followed, heeded, mended, overridden, reasons, refused, rule, wrong }): readonly Row[] => {
      const row = (measure: string, what: string | undefined, count: number, person?: string): Row => [rule, nameOf(rule), person, measure, what, count];
      return [
        row(t("guardSet.csv.fired"), undefined, fired),
        row(t("guardSet.figures.overridden"), undefined, overridden),
        row(t("guardSet.figures.mended"), undefined, mended),
        row(t("guardSet.figures.refused"), undefined, refused),
        row(t("guardSet.figures.heeded"), undefined, heeded),
        row(t("guardSet.figures.wrong"), undefined, wrong),
        ...reasons.map(({ count, reason }) => row(t("guardSet.csv.reason"), reasonText(reason, t), count)),
        ...own.map(({ agent, overridden: passed }) => row(t("guardSet.figures.overridden"), undefined, passed, personOf(agent))),
        ...followedEntries(followed, t).map(([what, count]) => row(t("guardSet.people.followed"), what, count)),
        ...(followed.underWay === 0 ? [] : [row(t("guardSet.csv.underWay"), undefined, followed.underWay)]),
      ];
    }),
  ];
  // The mark at the head tells spreadsheets that this is UTF-8.
  return `\uFEFF${rows.map((cells) => cells.map(cellText).join(",")).join("\r\n")}\r\n`;
}
