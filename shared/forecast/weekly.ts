import { SLOTS_A_DAY, SLOTS_A_WEEK } from "./local-slots.ts";

/** So many weeks of the usual day stand beside what this weekday itself has shown: one odd Tuesday does not make a rule. */
const USUAL_WEEKS = 2;
/** So many days of the usual week stand beside what a weekday was on the whole. */
const USUAL_DAYS = 1;

/** One value a half-hour for each day that was seen, in the order of days. */
export interface SeenDay {
  readonly day: number;
  readonly values: Float64Array;
}

export const weekdayOf = (day: number): number => (day + 3) % 7;

/** What each half-hour of the week usually holds: its own past, drawn towards the usual shape of a day at this weekday's level. */
export function weeklyProfile(days: readonly SeenDay[]): Float64Array {
  const profile = new Float64Array(SLOTS_A_WEEK);
  if (days.length === 0) return profile;
  const shape = new Float64Array(SLOTS_A_DAY);
  const weekdays = Array.from({ length: 7 }, () => ({ days: 0, total: 0, values: new Float64Array(SLOTS_A_DAY) }));
  let total = 0;
  for (const { day, values } of days) {
    const own = weekdays[weekdayOf(day)];
    if (own === undefined) continue;
    own.days += 1;
    values.forEach((value, slot) => {
      shape[slot] = (shape[slot] ?? 0) + value / days.length;
      own.values[slot] = (own.values[slot] ?? 0) + value;
      own.total += value;
      total += value;
    });
  }
  const usualDay = total / days.length;
  const smooth = smoothed(shape);
  weekdays.forEach((own, weekday) => {
    const level = usualDay === 0 ? 0 : (own.total + USUAL_DAYS * usualDay) / ((own.days + USUAL_DAYS) * usualDay);
    for (let slot = 0; slot < SLOTS_A_DAY; slot += 1) {
      const usual = (smooth[slot] ?? 0) * level;
      profile[weekday * SLOTS_A_DAY + slot] = ((own.values[slot] ?? 0) + USUAL_WEEKS * usual) / (own.days + USUAL_WEEKS);
    }
  });
  return profile;
}

/** A little of the neighbours, so that the accident of a few days is no peak. */
const smoothed = (shape: Float64Array): Float64Array =>
  shape.map((value, slot) => {
    const before = shape[(slot + SLOTS_A_DAY - 1) % SLOTS_A_DAY] ?? 0;
    const after = shape[(slot + 1) % SLOTS_A_DAY] ?? 0;
    return 0.5 * value + 0.25 * (before + after);
  });
