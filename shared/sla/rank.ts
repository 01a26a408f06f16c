import { customerWaits, isOpen } from "../inbox/waiting.ts";
import type { Instant } from "../time.ts";
import type { Clock } from "./clock.ts";

/** What bites first: a clock, or the window that closes before the reply is due (R1). */
export type Urgent =
  | { readonly kind: "clock"; readonly clock: Clock; readonly overdue: boolean }
  | { readonly kind: "window"; readonly closesAt: Instant; readonly overdue: boolean };

/** Compares with `compareUrgency`: 0 has bitten, 1 will bite, 2 nothing to do; then the instant in ms. */
export type UrgencyKey = readonly [rank: 0 | 1 | 2, at: number];

/** [R1] The clock, or the window, that bites first; nothing where nothing can. */
export function mostUrgentClock(clocks: readonly Clock[], windowClosesAt: Instant | undefined, now: Instant): Urgent | undefined {
  const clock = earliestDue(clocks);
  const at = bitesAt(clocks, windowClosesAt);
  if (at === undefined) return undefined;
  return clock?.dueAt === at ? { kind: "clock", clock, overdue: at <= now } : { kind: "window", closesAt: at, overdue: at <= now };
}

/**
 * [R1] The instant that a list is kept sorted by, ascending; undefined goes last. What is overdue lies furthest back and
 * therefore comes first, so the order changes with the clocks only, never with time.
 */
export function bitesAt(clocks: readonly Clock[], windowClosesAt: Instant | undefined): Instant | undefined {
  const dueAt = earliestDue(clocks)?.dueAt;
  // Where nobody waits, a closing window takes nothing away.
  if (windowClosesAt === undefined || !customerWaits(clocks)) return dueAt;
  return dueAt === undefined || windowClosesAt < dueAt ? windowClosesAt : dueAt;
}

function earliestDue(clocks: readonly Clock[]): Clock | undefined {
  let first: Clock | undefined;
  for (const clock of clocks) {
    if (clock.dueAt !== undefined && isOpen(clock) && (first?.dueAt === undefined || clock.dueAt < first.dueAt)) first = clock;
  }
  return first;
}

/** [R1] Breached first and the most overdue before all others, then by due time. */
export function urgencyKey(clocks: readonly Clock[], windowClosesAt: Instant | undefined, now: Instant): UrgencyKey {
  const at = bitesAt(clocks, windowClosesAt);
  if (at === undefined) return [2, 0];
  return [at <= now ? 0 : 1, at];
}

export const compareUrgency = (a: UrgencyKey, b: UrgencyKey): number => a[0] - b[0] || a[1] - b[1];
