import { civilDate, parseDate, parseMonthDay, parseTimeOfDay, weekdayOf } from "./civil-date.ts";
import { WEEKDAYS, type DatedCalendar, type OpenHours } from "./calendar.ts";

/** Local minutes after midnight. */
export type Minutes = readonly [from: number, to: number];

const WHOLE_DAY: readonly Minutes[] = [[0, 24 * 60]];

/** [C1] What a calendar says about a local day, given by its day number: a dated override, else a holiday, else the weekday. */
export function openHoursByDay({ weekly, holidays = [], overrides = {} }: DatedCalendar): (day: number) => readonly Minutes[] {
  const byWeekday = WEEKDAYS.map((weekday) => (weekly === "24/7" ? WHOLE_DAY : toMinutes(weekly[weekday] ?? [])));
  const byDate = new Map(Object.entries(overrides).map(([date, hours]) => [known(parseDate(date), date), toMinutes(hours)]));
  const dated = new Set(holidays.filter((holiday) => parseMonthDay(holiday) === undefined).map((date) => known(parseDate(date), date)));
  const yearly = new Set(holidays.filter((holiday) => parseMonthDay(holiday) !== undefined).map((holiday) => Number(holiday.replace("-", ""))));

  return (day) => {
    const override = byDate.get(day);
    if (override !== undefined) return override;
    if (dated.has(day)) return [];
    if (yearly.size > 0) {
      const { month, day: dayOfMonth } = civilDate(day);
      if (yearly.has(month * 100 + dayOfMonth)) return [];
    }
    return byWeekday[weekdayOf(day)] ?? [];
  };
}

const toMinutes = (hours: readonly OpenHours[]): readonly Minutes[] =>
  hours.map(([from, to]) => [known(parseTimeOfDay(from), from), known(parseTimeOfDay(to), to)]);

/** Definitions are checked when they come in (parse-calendar.ts), so anything else here is a mistake. */
function known<Value>(value: Value | undefined, text: string): Value {
  if (value === undefined) throw new Error(`Not a valid part of a calendar: ${text}`);
  return value;
}
