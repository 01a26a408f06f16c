import type { Share } from "../../../shared/signals/share.ts";
import type { Signals } from "../../../shared/signals/signals.ts";
import { cellText } from "../what-if/result-csv.ts";
import type { Words } from "../words/use-words.ts";

type Row = readonly [part: string, name: string, figure: string, value: number | string | undefined, of?: number];

/** All figures as a long table: part, name, figure, value, of. */
export function signalsCsv(signals: Signals, t: Words["t"]): string {
  const meta = t("health.meta.title");
  const share = (name: string, { count, of }: Share): Row => [meta, name, "", count, of];
  const rows: readonly Row[] = [
    [meta, t("health.meta.proactive"), "", signals.proactive.people],
    share(t("health.meta.undelivered"), signals.undelivered),
    share(t("health.meta.unread"), signals.unread),
    [meta, t("health.meta.optOuts"), "", signals.optOuts],
    share(`${t("health.meta.negative")} (${t("health.meta.negative.estimate")})`, signals.negative),
    share(t("health.meta.response"), signals.response),
    ...signals.failures.map(({ code, count }): Row => [t("health.codes.title"), String(code ?? t("health.codes.unknown")), "", count, signals.sent]),
    ...signals.patterns.map(({ id, threshold, value }): Row => [t("health.patterns.title"), t(`health.patterns.${id}`), "", value, threshold]),
    ...signals.templates.flatMap((one): readonly Row[] => {
      const part = t("health.templates.template");
      const name = `${one.name} (${one.language})`;
      return [
        [part, name, t("health.templates.status"), one.status],
        [part, name, t("health.templates.risk"), one.risk.score],
        [part, name, t("health.templates.sent"), one.sent],
        [part, name, t("health.templates.failed"), one.failed],
        [part, name, t("health.templates.unread"), one.unread.count, one.unread.of],
        [part, name, t("health.templates.optOuts"), one.optOuts],
      ];
    }),
    ...signals.categories.flatMap(({ category, failed, optOuts, sent }): readonly Row[] => {
      const part = t("health.categories.category");
      const name = t(`health.category.${category}`);
      return [
        [part, name, t("health.templates.sent"), sent],
        [part, name, t("health.templates.failed"), failed],
        [part, name, t("health.templates.optOuts"), optOuts],
      ];
    }),
  ];
  const head = [t("health.csv.part"), t("health.csv.name"), t("health.csv.figure"), t("health.csv.value"), t("health.csv.of")];
  // The mark at the head tells spreadsheets that this is UTF-8.
  return `\uFEFF${[head, ...rows].map((cells) => cells.map(cellText).join(",")).join("\r\n")}\r\n`;
}
