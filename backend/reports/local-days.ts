import { wallClock } from "../../shared/sla/compile-calendar.ts";
import { toInstant, type Instant } from "../../shared/time.ts";

const DAY_MS = 86_400_000;
/** No zone changes within a quarter of an hour, and none stands between two quarters. */
const QUARTER_MS = 900_000;

/** The date, `YYYY-MM-DD`, that a calendar on the wall shows. Each quarter of an hour is asked for once. */
export function localDays(timeZone: string): (at: Instant) => string {
  const byQuarter = new Map<number, string>();
  return (at) => {
    const quarter = Math.floor(at / QUARTER_MS);
    const known = byQuarter.get(quarter);
    if (known !== undefined) return known;
    const { day } = wallClock(timeZone, toInstant(quarter * QUARTER_MS));
    const date = new Date(day * DAY_MS).toISOString().slice(0, 10);
    byQuarter.set(quarter, date);
    return date;
  };
}
