import type { WhatIfResult } from "../../../shared/api/sla.ts";
import type { Attainment } from "../../../shared/sla/attainment.ts";
import { CLOCK_KINDS } from "../policies/what-applies.ts";
import type { Words } from "../words/use-words.ts";

type Cell = string | number | undefined;

const COUNTS = ["met", "missed", "unanswered", "notNeeded", "cancelled", "open"] as const satisfies readonly (keyof Attainment)[];

/** The result as a long table: metric, clock, hour, today, draft, difference; then the examples by conversation. */
export function resultCsv({ changed, conversations, hours, metrics }: WhatIfResult, t: Words["t"]): string {
  const row = (metric: string, clock: string | undefined, hour: number | undefined, today: number | undefined, draft: number | undefined): readonly Cell[] => [
    metric,
    clock,
    hour,
    today,
    draft,
    today === undefined || draft === undefined ? undefined : rounded(draft - today),
    undefined,
    undefined,
  ];
  const rows: readonly (readonly Cell[])[] = [
    [
      t("whatIf.csv.metric"),
      t("whatIf.csv.clock"),
      t("whatIf.csv.hour"),
      t("whatIf.today"),
      t("whatIf.draft"),
      t("whatIf.csv.difference"),
      t("whatIf.csv.conversation"),
      t("whatIf.csv.started"),
    ],
    [t("whatIf.csv.conversations"), undefined, undefined, conversations, conversations, 0, undefined, undefined],
    ...CLOCK_KINDS.flatMap((kind) => {
      const { draft, today } = metrics[kind];
      const clock = t(`clock.${kind}`);
      return [
        row(t("whatIf.csv.share"), clock, undefined, rounded(today.share), rounded(draft.share)),
        ...COUNTS.map((count) => row(t(`whatIf.count.${count}`), clock, undefined, today[count], draft[count])),
      ];
    }),
    ...hours.map(({ draft, hour, today }) => row(t("whatIf.csv.missesByHour"), undefined, hour, today, draft)),
    [t("whatIf.csv.newlyMissed"), undefined, undefined, 0, changed.newlyMissed, changed.newlyMissed, undefined, undefined],
    [t("whatIf.csv.noLongerMissed"), undefined, undefined, changed.noLongerMissed, 0, -changed.noLongerMissed, undefined, undefined],
    ...changed.examples.map(({ conversationId, kind, missed, startedAt }): readonly Cell[] => [
      t(missed === "draft" ? "whatIf.csv.newlyMissed" : "whatIf.csv.noLongerMissed"),
      t(`clock.${kind}`),
      undefined,
      missed === "today" ? 1 : 0,
      missed === "draft" ? 1 : 0,
      missed === "draft" ? 1 : -1,
      conversationId,
      startedAt,
    ]),
  ];
  // The mark at the head tells spreadsheets that this is UTF-8.
  return `\uFEFF${rows.map((cells) => cells.map(cellText).join(",")).join("\r\n")}\r\n`;
}

/** Words that a spreadsheet would take for a formula get an apostrophe before them; numbers are numbers. */
export function cellText(cell: Cell): string {
  if (cell === undefined) return "";
  if (typeof cell === "number") return String(cell);
  const safe = /^[=+\-@\t\r]/u.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** To the ten-thousandth: a hundredth of a per cent. */
const rounded = <Value extends number | undefined>(value: Value): Value => (value === undefined ? value : Math.round(value * 10_000) / 10_000) as Value;
