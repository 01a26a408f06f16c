import type { Pauses, ReportList } from "../../shared/api/reports.ts";
import type { ReportQuestion } from "../../shared/reports/count-report.ts";
import type { FigureId } from "../../shared/reports/figure.ts";
import type { Grouping, Report, ReportPeriod } from "../../shared/reports/report.ts";
import type { Instant } from "../../shared/time.ts";

export type ReportTask =
  | ({ readonly what: "report" } & ReportQuestion)
  /** The list behind a figure: of one line of the table, or of all. */
  | {
      readonly what: "list";
      readonly period: ReportPeriod;
      readonly timeZone: string;
      readonly figure: FigureId;
      readonly line?: { readonly by: Grouping; readonly key: string } | undefined;
      readonly now: Instant;
    }
  | { readonly what: "pauses"; readonly period: ReportPeriod; readonly now: Instant };

export interface TaskAnswers {
  readonly report: Report;
  readonly list: ReportList;
  readonly pauses: Pauses;
}
