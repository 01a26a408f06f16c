import { wallClock } from "../sla/compile-calendar.ts";
import { minutes, toInstant, type Instant } from "../time.ts";

/** Half an hour: what comes and who is there is learned by half-hours of the week. */
export const SLOT = minutes(30);
export const SLOTS_A_DAY = 48;
export const SLOTS_A_WEEK = 7 * SLOTS_A_DAY;

/** No zone changes within a quarter of an hour. */
const QUARTER = minutes(15);

/** Where an instant lies in the workspace's own week. */
export interface LocalSlot {
  /** Days since 1970 on the wall. */
  readonly day: number;
  /** 0 to 335; 0 is midnight between Sunday and Monday. */
  readonly slot: number;
}

export type LocalSlots = (at: Instant) => LocalSlot;

/** Each quarter of an hour is asked for once. */
export function localSlots(timeZone: string): LocalSlots {
  const known = new Map<number, LocalSlot>();
  return (at) => {
    const quarter = Math.floor(at / QUARTER);
    let found = known.get(quarter);
    if (found === undefined) {
      const { day, time } = wallClock(timeZone, toInstant(quarter * QUARTER));
      // Day 0 was a Thursday.
      found = { day, slot: ((day + 3) % 7) * SLOTS_A_DAY + Math.floor(time / SLOT) };
      known.set(quarter, found);
    }
    return found;
  };
}
