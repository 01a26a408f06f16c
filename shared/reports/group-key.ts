import type { Instant } from "../time.ts";
import type { ReportFact, ReportPlace } from "./report-fact.ts";
import type { Grouping } from "./report.ts";

/** What the walls of the report's zone show. */
export interface LocalClock {
  /** `YYYY-MM-DD` */
  readonly day: (at: Instant) => string;
  /** 0 to 23. */
  readonly hour: (at: Instant) => number;
}

/** Under which line of the table a fact stands; empty: under none of them by name. Undefined where it has no line at all. */
export function groupKey(fact: ReportFact, place: ReportPlace, by: Grouping, local: LocalClock): string | undefined {
  switch (by) {
    case "agent":
      return fact.agent ?? "";
    case "team":
      return place.team ?? "";
    case "number":
      return place.number;
    case "topic":
      return place.topic ?? "";
    case "policy":
      return fact.what === "clock" && fact.outcome !== undefined ? (fact.policy ?? "") : undefined;
    case "cause":
      return fact.what === "clock" && fact.outcome === "missed" ? (fact.cause ?? "") : undefined;
    case "day":
      return local.day(fact.at);
    case "hour":
      return String(local.hour(fact.at));
  }
}
