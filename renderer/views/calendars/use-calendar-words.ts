import { useMemo } from "react";
import { WEEKDAYS, type DatedCalendar, type Weekday } from "../../../shared/sla/calendar.ts";
import { dayNumber, parseDate, parseMonthDay } from "../../../shared/sla/civil-date.ts";
import { wallClock } from "../../../shared/sla/compile-calendar.ts";
import type { Instant } from "../../../shared/time.ts";
import { zoneName } from "../policies/zone-time.ts";
import { useWords, type Words } from "../words/use-words.ts";
import { timeText } from "./time-of-day.ts";
import { firstWeekday, weekFrom } from "./week.ts";
import { hoursWords, weekWords } from "./week-words.ts";
import { offsetWords } from "./zone-facts.ts";

const DAY_MS = 86_400_000;
/** A Monday. */
const MONDAY = dayNumber({ year: 2024, month: 1, day: 1 });

export interface CalendarWords {
  /** In the order in which a week is read here. */
  readonly week: readonly Weekday[];
  readonly short: (day: Weekday) => string;
  readonly long: (day: Weekday) => string;
  /** "Mon–Fri 09:00–18:00; Sat 10:00–14:00" */
  readonly hours: (weekly: DatedCalendar["weekly"]) => string;
  /** "09:00–13:00, 14:00–18:00", or that it is closed. */
  readonly spans: (spans: readonly (readonly [number, number])[]) => string;
  /** "Fri 25 Dec 2026"; the text itself where it is no date. */
  readonly date: (date: string) => string;
  /** "25 December" of a `MM-DD`, "Fri 25 December" of a `YYYY-MM-DD`: what stands under its year. */
  readonly dayOfYear: (date: string) => string;
  /** "Sun 29 Mar" of a day number. */
  readonly near: (day: number) => string;
  readonly month: (year: number, month: number) => string;
  /** What the clocks of the zone show: "18:00" on the same day there, "Mon 09:00" within a week, else with the date. */
  readonly moment: (zone: string, at: Instant, now: Instant) => string;
  /** "Madrid, UTC+1" */
  readonly zone: (zone: string, at: Instant) => string;
}

/** Words of days, weeks and zones in the reader's language. */
export function useCalendarWords(): CalendarWords {
  const words = useWords();
  return useMemo(() => createCalendarWords(words), [words]);
}

function createCalendarWords({ language, t }: Words): CalendarWords {
  const format = (options: Intl.DateTimeFormatOptions) => {
    const made = new Intl.DateTimeFormat(language, { timeZone: "UTC", ...options });
    return (day: number): string => made.format(day * DAY_MS);
  };
  const weekdayShort = format({ weekday: "short" });
  const weekdayLong = format({ weekday: "long" });
  const full = format({ weekday: "short", day: "numeric", month: "short", year: "numeric" });
  const withinYear = format({ weekday: "short", day: "numeric", month: "long" });
  const everyYear = format({ day: "numeric", month: "long" });
  const near = format({ weekday: "short", day: "numeric", month: "short" });
  const month = format({ month: "long", year: "numeric" });
  const week = weekFrom(firstWeekday(language));
  const short = (day: Weekday) => weekdayShort(MONDAY + WEEKDAYS.indexOf(day));

  return {
    week,
    short,
    long: (day) => weekdayLong(MONDAY + WEEKDAYS.indexOf(day)),
    hours: (weekly) => weekWords(weekly, { days: week, name: short, always: t("calendars.always"), never: t("calendars.noHours") }),
    spans: (spans) => (spans.length === 0 ? t("calendars.closed") : hoursWords(spans)),
    date: (date) => {
      const day = parseDate(date);
      return day === undefined ? date : full(day);
    },
    dayOfYear: (date) => {
      const yearly = parseMonthDay(date);
      if (yearly !== undefined) return everyYear(dayNumber({ year: 2024, ...yearly }));
      const day = parseDate(date);
      return day === undefined ? date : withinYear(day);
    },
    near,
    month: (year, ofYear) => month(dayNumber({ year, month: ofYear, day: 1 })),
    moment: (zone, at, now) => {
      const there = wallClock(zone, at);
      const today = wallClock(zone, now);
      const time = timeText(Math.floor(there.time / 60_000));
      const away = Math.abs(there.day - today.day);
      return away === 0 ? time : `${away < 7 ? weekdayShort(there.day) : near(there.day)} ${time}`;
    },
    zone: (zone, at) => `${zoneName(zone)}, ${offsetWords(zone, at)}`,
  };
}
