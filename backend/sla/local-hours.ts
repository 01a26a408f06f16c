import { wallClock } from "../../shared/sla/compile-calendar.ts";
import { toInstant, type Instant } from "../../shared/time.ts";

const HOUR_MS = 3_600_000;
/** No zone changes within a quarter of an hour, and none stands between two quarters. */
const QUARTER_MS = HOUR_MS / 4;

/** The hour of the day, 0 to 23, that clocks on the wall show at an instant. Each quarter of an hour is asked for once. */
export function localHours(timeZone: string): (at: Instant) => number {
  const byQuarter = new Map<number, number>();
  return (at) => {
    const quarter = Math.floor(at / QUARTER_MS);
    let hour = byQuarter.get(quarter);
    if (hour === undefined) {
      hour = Math.floor(wallClock(timeZone, toInstant(quarter * QUARTER_MS)).time / HOUR_MS);
      byQuarter.set(quarter, hour);
    }
    return hour;
  };
}
