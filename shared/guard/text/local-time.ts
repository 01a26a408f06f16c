import { toInstant, type Instant } from "../../time.ts";

const DAY = 86_400_000;

/** An IANA name, or a fixed length of time ahead of UTC in milliseconds. */
export type Zone = string | number;

/** Milliseconds that a zone is ahead of UTC at an instant; a name that nobody knows is taken for UTC. */
export function offsetAt(timeZone: Zone, at: Instant): number {
  if (typeof timeZone === "number") return timeZone;
  const name = offsetName(timeZone, at);
  const match = /GMT(?:([+-])(\d{1,2})(?::?(\d{2}))?)?/.exec(name ?? "");
  if (match === null) return 0;
  return (match[1] === "-" ? -1 : 1) * (Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0)) * 60_000;
}

function offsetName(timeZone: string, at: Instant): string | undefined {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" }).formatToParts(at).find(({ type }) => type === "timeZoneName")?.value;
  } catch {
    return undefined;
  }
}

/** Days since 1970-01-01 and minutes after midnight, on the wall of that zone. */
export function wallClock(at: Instant, timeZone: Zone): { readonly day: number; readonly minute: number } {
  const local = at + offsetAt(timeZone, at);
  const day = Math.floor(local / DAY);
  return { day, minute: Math.floor((local - day * DAY) / 60_000) };
}

/** The instant at which that wall shows this time; in the hour that a clock skips, the one after. */
export function instantAt(day: number, minute: number, timeZone: Zone): Instant {
  const local = day * DAY + minute * 60_000;
  const guess = toInstant(local - offsetAt(timeZone, toInstant(local)));
  return toInstant(local - offsetAt(timeZone, guess));
}
