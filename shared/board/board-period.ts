import { instantOfWallClock, wallClock } from "../sla/compile-calendar.ts";
import type { Instant } from "../time.ts";
import type { BoardPeriod } from "./board-answer.ts";

/** From the first midnight of the period to the one that ends today, by the clocks of a zone. */
export function boardPeriod(name: BoardPeriod, timeZone: string, now: Instant): { readonly name: BoardPeriod; readonly from: Instant; readonly to: Instant } {
  const { day } = wallClock(timeZone, now);
  return { name, from: instantOfWallClock(timeZone, name === "today" ? day : day - 6, 0), to: instantOfWallClock(timeZone, day + 1, 0) };
}
