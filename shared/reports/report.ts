import type { WaitCell } from "../board/waits.ts";
import type { NeedCounts } from "../outcomes/unmet.ts";
import type { Share } from "../signals/share.ts";
import type { Attainment } from "../sla/attainment.ts";
import type { ClockKind } from "../sla/clock.ts";
import type { Duration, Instant } from "../time.ts";
import type { ReportWait } from "./report-fact.ts";

export const REPORT_CLOCKS: readonly ClockKind[] = ["handoff", "first-reply", "next-reply", "resolution"];

/** `policy` and `cause` group promises alone: nothing else has one. */
export const GROUPINGS = ["agent", "team", "number", "topic", "policy", "cause", "day", "hour"] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** `from` is part of it, `to` is not. */
export interface ReportPeriod {
  readonly from: Instant;
  readonly to: Instant;
}

/** Many lengths in a few. Without any there is no median. */
export interface Lengths {
  readonly count: number;
  readonly median?: Duration | undefined;
  /** Nine of ten are no longer. */
  readonly ninetieth?: Duration | undefined;
}

/** [R4] `own` is in the clock's own time, `wall` by the clock on the wall; they are never put together. */
export interface ClockFigures extends Attainment {
  readonly own: Lengths;
  readonly wall: Lengths;
  readonly overdue: Lengths;
}

export interface WaitFigures extends Lengths {
  readonly waiting: number;
}

export interface ReportFigures {
  /** With anything at all that is counted. */
  readonly conversations: number;
  readonly clocks: Readonly<Record<ClockKind, ClockFigures>>;
  readonly response: Share;
  readonly waits: Readonly<Record<ReportWait, WaitFigures>>;
  readonly hops: number;
  readonly endings: NeedCounts & { readonly byOutcome: Readonly<Record<string, number>> };
}

export interface ReportGroup {
  /** Of an agent, a team and so on its id, of a day `YYYY-MM-DD`, of an hour 0 to 23; empty: none. */
  readonly key: string;
  readonly figures: ReportFigures;
  /** In the period before; absent where there was nothing, and of days. */
  readonly before?: ReportFigures | undefined;
}

export interface Report {
  readonly period: ReportPeriod;
  /** As many days, just before. */
  readonly before: ReportPeriod;
  readonly timeZone: string;
  readonly by: Grouping;
  readonly computedAt: Instant;
  readonly total: ReportFigures;
  readonly totalBefore: ReportFigures;
  readonly groups: readonly ReportGroup[];
  /** For people, by weekday and hour at which they began. */
  readonly waits: readonly WaitCell[];
}
