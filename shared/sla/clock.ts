import type { Duration, Instant } from "../time.ts";
import type { Audience } from "./policy.ts";

export type ClockKind = "handoff" | "first-reply" | "next-reply" | "resolution";

/**
 * [S18] A clock that reached its due instant is `breached` for ever; a late reply only sets `metAt`.
 * `paused` is for resolution alone.
 */
export type ClockState = "running" | "paused" | "met" | "breached" | "unanswered" | "not-needed" | "cancelled";

/** [P2] When a warning falls due, by which threshold of the policy (`share:0.5`, `before:300000`), and who is told. */
export interface ClockWarning {
  readonly at: Instant;
  readonly threshold: string;
  readonly tell: readonly Audience[];
}

/** One clock of one waiting run or case, as the events up to some moment leave it. */
export interface Clock {
  readonly kind: ClockKind;
  readonly state: ClockState;
  readonly startedAt: Instant;
  /** Absent where the policy gives this kind no target, and while paused. */
  readonly dueAt?: Instant | undefined;
  /** When warnings fall due, ascending, all before `dueAt`. */
  readonly warnAt?: readonly Instant[] | undefined;
  /** The same with their thresholds and who is told; the server's own, left out of rows. */
  readonly warnings?: readonly ClockWarning[] | undefined;
  /** From when on it counts as at risk: at the largest share among the warnings. One of `warnAt`, or 80 % of the target. */
  readonly atRiskAt?: Instant | undefined;
  readonly metAt?: Instant | undefined;
  /** [S9] Equal to `dueAt`, whenever somebody noticed. */
  readonly breachedAt?: Instant | undefined;
  /** When the clock ended without being met (resolve, noReplyNeeded, a bot took over). Absent while a customer still waits, also without a deadline (S18). */
  readonly stoppedAt?: Instant | undefined;
  /** [S12] What a paused clock waits for. */
  readonly pausedOn?: "customer" | "hold" | undefined;
  /** Since when; only while paused. */
  readonly pausedAt?: Instant | undefined;
  /** [B3] Why it was missed, as a lead says; one of BREACH_CAUSES, or another word from outside. */
  readonly cause?: string | undefined;
  /** Open time left, in the clock's own time; only while paused. */
  readonly remaining?: Duration | undefined;
  /** Open time spent on hold so far. */
  readonly pausedMs: Duration;
  /** The target in open time. */
  readonly target?: Duration | undefined;
  readonly policy?: { readonly id: string; readonly version: number; readonly name?: string | undefined } | undefined;
  /** [S14] Whose clock it is, where it stands beside the customer's. */
  readonly owner?: string | undefined;
  readonly calendar?: { readonly id: string; readonly version: number } | undefined;
}
