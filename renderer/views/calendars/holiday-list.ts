import type { NamedHoliday } from "../../../shared/api/sla.ts";
import { parseDate, parseMonthDay } from "../../../shared/sla/civil-date.ts";

/** Names of days by `YYYY-MM-DD` or `MM-DD`. A calendar stores dates alone: this is what its window has heard of them. */
export type HolidayNames = Readonly<Record<string, string>>;

export interface HolidayYear {
  /** Undefined for the ones of every year. */
  readonly year: number | undefined;
  readonly dates: readonly string[];
}

/** The ones of every year first, then year by year. What is no date stays in the list, so that it can be removed. */
export function byYear(holidays: readonly string[]): readonly HolidayYear[] {
  const years = new Map<number | undefined, string[]>();
  for (const holiday of holidays.toSorted()) {
    const year = /^\d{4}-/u.test(holiday) ? Number(holiday.slice(0, 4)) : undefined;
    years.set(year, [...(years.get(year) ?? []), holiday]);
  }
  return [...years].map(([year, dates]) => ({ year, dates })).toSorted((a, b) => (a.year ?? 0) - (b.year ?? 0));
}

/** How a list covers a date already: by itself, or every year. */
export function covers(holidays: readonly string[], date: string): "same" | "yearly" | undefined {
  if (holidays.includes(date)) return "same";
  return date.length === 10 && holidays.includes(date.slice(5)) ? "yearly" : undefined;
}

/** In order, none twice; what a yearly one covers is not added. */
export function withHolidays(holidays: readonly string[], more: readonly string[]): readonly string[] {
  const fresh = more.filter((date) => isHoliday(date) && covers(holidays, date) === undefined);
  return fresh.length === 0 ? holidays : [...new Set([...holidays, ...fresh])].toSorted();
}

export const isHoliday = (text: string): boolean => parseDate(text) !== undefined || parseMonthDay(text) !== undefined;

/** Days of a preview, each once: two holidays of one day are one closed day with both names. */
export function eachDay(found: readonly NamedHoliday[]): readonly NamedHoliday[] {
  const days = new Map<string, string[]>();
  for (const { date, name } of found) {
    const names = days.get(date) ?? [];
    days.set(date, name === "" || names.includes(name) ? names : [...names, name]);
  }
  return [...days].map(([date, names]) => ({ date, name: names.join(", ") })).toSorted((a, b) => (a.date < b.date ? -1 : 1));
}

/** What a day is called: by its own date, else by that of every year. */
export const holidayName = (names: HolidayNames, date: string): string | undefined => names[date] ?? (date.length === 10 ? names[date.slice(5)] : undefined);
