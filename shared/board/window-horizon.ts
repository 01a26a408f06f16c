import { CLOSING_SOON } from "../inbox/views.ts";
import { closingAfter, nextOpening, type CompiledCalendar } from "../sla/compile-calendar.ts";
import { plus, type Instant } from "../time.ts";

export interface WindowHorizon {
  readonly until: Instant;
  /** A desk is shut before, and opens then: what closes until then has to be answered today (R2). Absent: two hours from now. */
  readonly opens?: Instant | undefined;
}

/** [R2] Until when windows that close are named: the next opening behind the next closing of a desk, or two hours where none ever shuts. */
export function windowHorizon(calendars: Iterable<CompiledCalendar>, now: Instant): WindowHorizon {
  let opens: Instant | undefined;
  for (const calendar of calendars) {
    if (calendar.table === undefined) continue;
    const opening = nextOpening(calendar, closingAfter(calendar, now) ?? now);
    if (opening !== undefined && opening > now && (opens === undefined || opening < opens)) opens = opening;
  }
  const soon = plus(now, CLOSING_SOON);
  return opens === undefined || opens < soon ? { until: soon } : { until: opens, opens };
}
