import { toInstant, type Instant } from "../../../shared/time.ts";

// Arithmetic on this machine's calendar; no clock is read here.

/** Days of the local calendar, counted without gaps: two instants of one local day give the same number. */
export function localDay(at: Instant): number {
  const date = new Date(at);
  return Math.round(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000);
}

/** The instant at which the local clock shows this, so many days after `from`. */
export function localTime(from: Instant, daysLater: number, hour: number): Instant {
  const date = new Date(from);
  return toInstant(new Date(date.getFullYear(), date.getMonth(), date.getDate() + daysLater, hour).getTime());
}

/** What `<input type="datetime-local">` speaks. */
export function toFieldValue(at: Instant): string {
  const date = new Date(at);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

export function fromFieldValue(value: string): Instant | undefined {
  const at = new Date(value).getTime();
  return Number.isNaN(at) ? undefined : toInstant(at);
}
