import type { Instant } from "../time.ts";
import { closingAfter, nextOpening, type CompiledCalendar } from "../sla/compile-calendar.ts";

export interface ClosesBeforeOpening {
  readonly closesAt: Instant;
  /** When the desk opens again, too late for free text. */
  readonly opensAt: Instant;
}

/**
 * [R2] "Closes 06:40, you open 09:00": the window closes while the desk is shut, or as it opens. Said as long as something can be
 * done about it, also while the desk is still open the evening before; nothing once the window is closed.
 */
export function closesBeforeOpening(calendar: CompiledCalendar, closesAt: Instant, now: Instant): ClosesBeforeOpening | undefined {
  if (now >= closesAt) return undefined;

  const shutAt = closingAfter(calendar, now) ?? now;
  if (closesAt <= shutAt) return undefined;
  const opensAt = nextOpening(calendar, shutAt);
  return opensAt !== undefined && closesAt <= opensAt && opensAt > now ? { closesAt, opensAt } : undefined;
}
