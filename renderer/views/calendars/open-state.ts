import { CALENDAR_TO, closingAfter, nextOpening, type CompiledCalendar } from "../../../shared/sla/compile-calendar.ts";
import { between, days, type Instant } from "../../../shared/time.ts";

/** How it stands with a calendar at a moment. `at` is when it changes. */
export type OpenState =
  | { readonly kind: "always" }
  | { readonly kind: "open" | "closed"; readonly at: Instant }
  /** Nothing opens any more. */
  | { readonly kind: "never" };

export function openState(calendar: CompiledCalendar, now: Instant): OpenState {
  if (calendar.table === undefined) return { kind: "always" };

  const opens = nextOpening(calendar, now);
  if (opens === undefined) return { kind: "never" };
  if (opens > now) return { kind: "closed", at: opens };
  const closes = closingAfter(calendar, now);
  return closes === undefined || isEndless(now, closes) ? { kind: "always" } : { kind: "open", at: closes };
}

/** The engine's table ends somewhere; a week that never closes would close there. */
const isEndless = (now: Instant, closes: Instant): boolean => closes >= CALENDAR_TO || between(now, closes) > days(366);
