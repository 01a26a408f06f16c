import type { ClockKind } from "../sla/clock.ts";
import type { Instant } from "../time.ts";

/** A promise that the forecast counts: a reply, or the claim of a handoff. Resolution is a matter of days. */
export type ForecastKind = Exclude<ClockKind, "resolution">;

/** What is promised to somebody who begins to wait: the place of the promise in the list of those in force. */
export interface Promised {
  readonly kind: ForecastKind;
  readonly promise: number;
}

/** One clock of a customer's wait, as the table of clocks tells it. */
export interface WaitClock {
  readonly kind: ForecastKind;
  readonly dueAt?: Instant | undefined;
  /** Met, or stopped. */
  readonly endedAt?: Instant | undefined;
  /** Undefined where no promise in force gives this clock a deadline. */
  readonly promise?: number | undefined;
}

/** A customer who waits or waited for a reply, and perhaps for the claim of a handoff too. */
export interface Wait {
  readonly startedAt: Instant;
  readonly reply: WaitClock;
  readonly handoff?: WaitClock | undefined;
  /** Who replied, where a person did and where it is known who. */
  readonly answeredBy?: string | undefined;
  /** Ended by a reply; false where it ended otherwise, or goes on. */
  readonly answered: boolean;
}

export const clocksOf = ({ handoff, reply }: Wait): readonly WaitClock[] => (handoff === undefined ? [reply] : [reply, handoff]);

/** Known at `at` to have ended. */
export const hasEnded = ({ reply: { endedAt } }: Wait, at: Instant): boolean => endedAt !== undefined && endedAt <= at;

/** [B1] The instants at which promises were broken, ascending. */
export const breachesOf = (waits: readonly Wait[]): Float64Array =>
  Float64Array.from(
    waits.flatMap((wait) =>
      clocksOf(wait).flatMap(({ dueAt, endedAt }) => (dueAt === undefined || (endedAt !== undefined && endedAt <= dueAt) ? [] : [dueAt])),
    ),
  ).sort();

/** How many of the sorted instants lie after `from` and not after `to`. */
export const countWithin = (sorted: Float64Array, from: number, to: number): number => countUpTo(sorted, to) - countUpTo(sorted, from);

export function countUpTo(sorted: Float64Array, at: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? Number.POSITIVE_INFINITY) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
