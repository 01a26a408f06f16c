import { weekdayOf } from "../../shared/sla/civil-date.ts";
import { wallClock } from "../../shared/sla/compile-calendar.ts";
import { toInstant, type Instant } from "../../shared/time.ts";

const HOUR_MS = 3_600_000;
/** No zone changes within a quarter of an hour, and none stands between two quarters. */
const QUARTER_MS = HOUR_MS / 4;

/** The hour of the week, 0 for Monday's first to 167, that clocks on the wall show. Each quarter of an hour is asked for once. */
export function localWeekHours(timeZone: string): (at: Instant) => number {
  const byQuarter = new Map<number, number>();
  return (at) => {
    const quarter = Math.floor(at / QUARTER_MS);
    const known = byQuarter.get(quarter);
    if (known !== undefined) return known;
    const { day, time } = wallClock(timeZone, toInstant(quarter * QUARTER_MS));
    const hour = weekdayOf(day) * 24 + Math.floor(time / HOUR_MS);
    byQuarter.set(quarter, hour);
    return hour;
  };
}
