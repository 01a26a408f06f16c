import { Temporal } from "temporal-polyfill";
import { hours, minus, toInstant, type Instant } from "../../../shared/time.ts";
import { localTime } from "../words/local-day.ts";

const FRIDAY = 5;

/** The next Friday at five to six by this machine's clock: just before many desks close for two days. */
export function fridayEvening(now: Instant): Instant {
  const date = new Date(now);
  const days = (FRIDAY - date.getDay() + 7) % 7;
  const at = toInstant(localTime(now, days, 17) + 55 * 60_000);
  return at > now ? at : toInstant(localTime(now, days + 7, 17) + 55 * 60_000);
}

/** An hour before the clocks change next in the first of these zones that changes them at all. */
export function beforeClockChange(now: Instant, zones: readonly string[]): Instant | undefined {
  for (const zone of zones) {
    const change = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).getTimeZoneTransition("next");
    if (change !== null) return minus(toInstant(change.epochMilliseconds), hours(1));
  }
  return undefined;
}
