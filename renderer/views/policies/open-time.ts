export type Unit = "minutes" | "hours" | "days";

/** In milliseconds. A day is 24 hours of open time, not a working day. */
export const UNITS: Readonly<Record<Unit, number>> = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 };

/** The largest unit in which the length is a whole number; minutes where there is none. */
export const unitOf = (ms: number): Unit => (ms > 0 && ms % UNITS.days === 0 ? "days" : ms > 0 && ms % UNITS.hours === 0 ? "hours" : "minutes");

/** The number for a field, in the reader's way of writing; empty for nothing. */
export const numberText = (ms: number, unit: Unit, language: string): string =>
  ms <= 0 ? "" : new Intl.NumberFormat(language, { useGrouping: false, maximumFractionDigits: 4 }).format(ms / UNITS[unit]);

/** Milliseconds of what somebody typed, with comma or point; 0 for what is no length. */
export function readOpenTime(text: string, unit: Unit): number {
  const number = Number(text.trim().replace(",", "."));
  return text.trim() === "" || !Number.isFinite(number) || number <= 0 ? 0 : Math.round(number * UNITS[unit]);
}

/** "90 sec", "15 min", "1 hr 30 min", "36 hr", "2 days": never rounded away. */
export function openTimeWords(ms: number, language: string): string {
  const say = (value: number, unit: "second" | "minute" | "hour" | "day") =>
    new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: 3 }).format(value);
  if (ms > 0 && ms % UNITS.days === 0) return say(ms / UNITS.days, "day");

  const hours = Math.floor(ms / UNITS.hours);
  const minutes = Math.floor((ms % UNITS.hours) / UNITS.minutes);
  const seconds = (ms % UNITS.minutes) / 1_000;
  const parts = [hours > 0 && say(hours, "hour"), minutes > 0 && say(minutes, "minute"), seconds > 0 && say(seconds, "second")].filter(Boolean);
  return parts.length === 0 ? say(0, "minute") : parts.join(" ");
}
