import type { NamedReport } from "../../../shared/api/reports.ts";
import type { ReportFigures } from "../../../shared/reports/report.ts";
import { cellText } from "../what-if/result-csv.ts";
import type { Words } from "../words/use-words.ts";
import type { ReportColumn } from "./report-columns.ts";

interface Shown {
  readonly named: NamedReport;
  readonly columns: readonly ReportColumn[];
  readonly lineName: (key: string) => string;
  readonly columnName: (column: ReportColumn) => string;
}

/** [BD1] What the table shows, exactly: lengths in seconds, shares to the hundredth of a per cent with their two counts; then all, and all before. */
export function reportCsv({ columnName, columns, lineName, named: { report } }: Shown, t: Words["t"]): string {
  const heads = columns.flatMap((column) => {
    const name = columnName(column);
    if (column.form === "length") return [t("reports.csv.seconds", { column: name })];
    return column.parts === undefined ? [name] : [name, `${name} (n)`, `${name} (N)`];
  });
  const cells = (figures: ReportFigures | undefined) =>
    columns.flatMap((column): readonly (number | undefined)[] => {
      const value = figures === undefined ? undefined : column.value(figures);
      const shown =
        value === undefined ? undefined : column.form === "length" ? value / 1_000 : column.form === "share" ? Math.round(value * 10_000) / 10_000 : value;
      return column.parts === undefined ? [shown] : [shown, ...(figures === undefined ? [undefined, undefined] : column.parts(figures))];
    });
  const rows = [
    [t(`reports.by.${report.by}`), t("reports.csv.period"), ...heads],
    ...report.groups.flatMap(({ before, figures, key }) => [
      [lineName(key), t("reports.csv.now"), ...cells(figures)],
      ...(before === undefined ? [] : [[lineName(key), t("reports.csv.before"), ...cells(before)]]),
    ]),
    [t("reports.total"), t("reports.csv.now"), ...cells(report.total)],
    [t("reports.total"), t("reports.csv.before"), ...cells(report.totalBefore)],
  ];
  // The mark at the head tells spreadsheets that this is UTF-8.
  return `\uFEFF${rows.map((row) => row.map(cellText).join(",")).join("\r\n")}\r\n`;
}
