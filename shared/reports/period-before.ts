import { instantOfWallClock, wallClock } from "../sla/compile-calendar.ts";
import { between, days } from "../time.ts";
import type { ReportPeriod } from "./report.ts";

/** As many whole days earlier, at the same times of the day by the walls of the zone: a Monday is compared with Mondays over full weeks. */
export function periodBefore({ from, to }: ReportPeriod, timeZone: string): ReportPeriod {
  const back = Math.max(1, Math.ceil((between(from, to) - days(1) / 24) / days(1)));
  const earlier = (at: typeof from) => {
    const { day, time } = wallClock(timeZone, at);
    return instantOfWallClock(timeZone, day - back, time);
  };
  return { from: earlier(from), to: earlier(to) };
}
