import { instantOfWallClock, isTimeZone, wallClock } from "../sla/compile-calendar.ts";
import { toInstant, type Duration, type Instant } from "../time.ts";
import { zonesOfPhone } from "./calling-codes.ts";

/** When people may be written to unasked: from `from` on and before `to`, since midnight where they are. */
export interface FriendlyHours {
  readonly from: Duration;
  readonly to: Duration;
}

/** [S3-3] Where somebody is: the zone they gave, else every zone of their number's country; none where nothing is known. */
export function zonesOf({ phone, timeZone }: { readonly phone?: string | undefined; readonly timeZone?: string | undefined }): readonly string[] {
  if (timeZone !== undefined && isTimeZone(timeZone)) return [timeZone];
  return phone === undefined ? [] : zonesOfPhone(phone);
}

/** The zones in which it is an inconvenient hour now. */
export const quietZones = (zones: readonly string[], hours: FriendlyHours, now: Instant): readonly string[] =>
  zones.filter((zone) => nextFriendly(zone, hours, now) > now);

/** More rounds than the zones of any country need. Where their hours never meet, there is no answer. */
const MOST_ROUNDS = 60;

/** [S3-3] The first instant, `now` or later, at a friendly hour in every zone: several zones count as the most cautious of them. */
export function nextFriendlyEverywhere(zones: readonly string[], hours: FriendlyHours, now: Instant): Instant | undefined {
  let at = now;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const next = toInstant(Math.max(at, ...zones.map((zone) => nextFriendly(zone, hours, at))));
    if (next === at) return at;
    at = next;
  }
  return undefined;
}

function nextFriendly(zone: string, { from, to }: FriendlyHours, at: Instant): Instant {
  const { day, time } = wallClock(zone, at);
  if (time >= from && time < to) return at;
  // Where clocks go back over the opening, its first occurrence may lie behind; the second one is then still to come.
  const next = instantOfWallClock(zone, time < from ? day : day + 1, from);
  return next > at ? next : toInstant(at + from - time);
}
