import { WEEKDAYS, type DatedCalendar, type Weekday, type Weekly } from "../../../shared/sla/calendar.ts";
import { DAY_END, type DaySpans } from "./day-spans.ts";
import { readHours, writeHours } from "./time-of-day.ts";

const WHOLE_DAY: DaySpans = [[0, DAY_END]];

/** What a new calendar begins with. */
export const OFFICE_WEEK: Weekly = Object.fromEntries(WEEKDAYS.slice(0, 5).map((day) => [day, [["09:00", "18:00"]]]));

export const spansOf = (weekly: DatedCalendar["weekly"], day: Weekday): DaySpans => (weekly === "24/7" ? WHOLE_DAY : readHours(weekly[day]));

/** A closed day is left out, and the days stay in the order of the week. */
export function withDay(weekly: Weekly, day: Weekday, spans: DaySpans): Weekly {
  return Object.fromEntries(
    WEEKDAYS.flatMap((one) => {
      const hours = one === day ? writeHours(spans) : (weekly[one] ?? []);
      return hours.length === 0 ? [] : [[one, hours]];
    }),
  );
}

export const copied = (weekly: Weekly, from: Weekday, to: readonly Weekday[]): Weekly =>
  to.reduce((week, day) => withDay(week, day, spansOf(weekly, from)), weekly);

export const dayAfter = (day: Weekday): Weekday => WEEKDAYS[(WEEKDAYS.indexOf(day) + 1) % 7] ?? "mon";

/**
 * A night shift is two intervals: until when the next day could go on from midnight. Six in the morning, or where that day
 * is open already; undefined where the day does not end at midnight, or the next one goes on as it is.
 */
export function nightGoesOnUntil(weekly: Weekly, day: Weekday): number | undefined {
  if (spansOf(weekly, day).at(-1)?.[1] !== DAY_END) return undefined;
  const next = spansOf(weekly, dayAfter(day))[0];
  return next?.[0] === 0 ? undefined : Math.min(next?.[0] ?? DAY_END, 6 * 60);
}

/** Monday where nobody knows better. 1 is Monday, 7 Sunday, as Intl counts. */
export function firstWeekday(language: string): number {
  const locale: Intl.Locale & { readonly getWeekInfo?: () => WeekInfo; readonly weekInfo?: WeekInfo } = new Intl.Locale(language);
  return locale.getWeekInfo?.().firstDay ?? locale.weekInfo?.firstDay ?? 1;
}

interface WeekInfo {
  readonly firstDay: number;
}

export function weekFrom(firstDay: number): readonly Weekday[] {
  const start = (firstDay + 6) % 7;
  return [...WEEKDAYS.slice(start), ...WEEKDAYS.slice(0, start)];
}
