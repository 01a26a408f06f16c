import { Temporal } from "temporal-polyfill";
import { days, minus, plus, toInstant, type Instant } from "../../../shared/time.ts";

/** When the clocks of a zone change, and by how many minutes they go forward (or back, below zero). */
export interface ClockChange {
  readonly at: Instant;
  readonly minutes: number;
}

const zoned = (zone: string, at: Instant) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
const offsetAt = (zone: string, at: Instant): number => Math.round(zoned(zone, at).offsetNanoseconds / 60e9);

/** [C3] The changes of a zone after `from`, up to `to`. */
export function clockChanges(zone: string, from: Instant, to: Instant): readonly ClockChange[] {
  const found: ClockChange[] = [];
  for (
    let change = zoned(zone, from).getTimeZoneTransition("next");
    change !== null && change.epochMilliseconds <= to;
    change = change.getTimeZoneTransition("next")
  ) {
    const at = toInstant(change.epochMilliseconds);
    const minutes = offsetAt(zone, at) - offsetAt(zone, minus(at, days(0.001)));
    // Some changes are of the zone's name alone.
    if (minutes !== 0) found.push({ at, minutes });
  }
  return found;
}

export const changesWithinAMonth = (zone: string, now: Instant): ClockChange | undefined => clockChanges(zone, now, plus(now, days(31)))[0];

/** "UTC+5:30"; "UTC" itself where there is none. */
export function offsetWords(zone: string, at: Instant): string {
  const minutes = offsetAt(zone, at);
  if (minutes === 0) return "UTC";
  const away = Math.abs(minutes);
  return `UTC${minutes < 0 ? "−" : "+"}${Math.floor(away / 60)}${away % 60 === 0 ? "" : `:${String(away % 60).padStart(2, "0")}`}`;
}

/** All that this machine knows, and the one in use: it may be known by another name. */
export function knownZones(current: string): readonly string[] {
  const known = new Set(Intl.supportedValuesOf("timeZone"));
  return [...known.add("UTC").add(current)].toSorted();
}

/** Towns that are sought under another name than the one the zone data keep. */
export const OTHER_NAMES: Readonly<Record<string, string>> = {
  "Asia/Calcutta": "Kolkata",
  "Europe/Kiev": "Kyiv",
  "Asia/Saigon": "Ho Chi Minh",
  "Asia/Katmandu": "Kathmandu",
  "Asia/Rangoon": "Yangon",
  "Atlantic/Faeroe": "Faroe",
};
