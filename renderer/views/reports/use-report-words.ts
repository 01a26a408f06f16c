import type { NamedReport } from "../../../shared/api/reports.ts";
import { BREACH_CAUSES } from "../../../shared/sla/breach-causes.ts";
import { toInstant } from "../../../shared/time.ts";
import { useWords } from "../words/use-words.ts";
import type { ReportColumn } from "./report-columns.ts";

const isCause = (key: string): key is (typeof BREACH_CAUSES)[number] => (BREACH_CAUSES as readonly string[]).includes(key);

/** What columns, values and lines of a report are called. */
export function useReportWords() {
  const { language, t, time } = useWords();
  const percent = new Intl.NumberFormat(language, { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const day = new Intl.DateTimeFormat(language, { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" });

  return {
    value: ({ form }: Pick<ReportColumn, "form">, value: number | undefined): string => {
      if (value === undefined) return "–";
      return form === "share" ? percent.format(value) : form === "count" ? time.number(value) : value < 60_000 ? time.exact(value) : time.span(value);
    },
    column: ({ clock, head }: Pick<ReportColumn, "clock" | "head">): string => (clock === undefined ? t(head) : `${t(`clock.${clock}`)}: ${t(head)}`),
    line: ({ names, report: { by } }: NamedReport, key: string): string => {
      if (key === "") return t(`reports.none.${by}`);
      if (by === "day") return day.format(toInstant(Date.parse(`${key}T00:00:00Z`)));
      if (by === "hour") return `${key.padStart(2, "0")}:00`;
      if (by === "cause" && isCause(key)) return t(`cause.${key}`);
      return names[key] ?? key;
    },
  };
}
