import type { DatedCalendar } from "../../../shared/sla/calendar.ts";
import { civilDate, dateText, dayNumber } from "../../../shared/sla/civil-date.ts";
import { instantOfWallClock } from "../../../shared/sla/compile-calendar.ts";
import { openHoursByDay } from "../../../shared/sla/day-hours.ts";
import { WEEKDAYS } from "../../../shared/sla/calendar.ts";
import { DAY_END, lengthOf, type DaySpans } from "./day-spans.ts";
import { clockChanges } from "./zone-facts.ts";
import { spansOf } from "./week.ts";

export interface DayAtAGlance {
  readonly day: number;
  readonly date: string;
  readonly spans: DaySpans;
  /** `short`: open for less time than the longest day of the week. */
  readonly open: "open" | "short" | "closed";
  /** Why it is not what the week says. An exception beats a holiday. */
  readonly because: "holiday" | "exception" | undefined;
  /** 23 or 25 where the clocks change. */
  readonly hours: number;
}

export interface MonthAtAGlance {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly days: readonly DayAtAGlance[];
}

/** Twelve months from the one that holds `today`. The definition must be without faults. */
export function monthsAtAGlance(definition: DatedCalendar, today: number): readonly MonthAtAGlance[] {
  const { month, year } = civilDate(today);
  const first = dayNumber({ year, month, day: 1 });
  const end = dayNumber({ year: year + 1, month, day: 1 });
  const hoursOf = openHoursByDay(definition);
  const holidays = new Set(definition.holidays);
  const longest = Math.max(...WEEKDAYS.map((day) => lengthOf(spansOf(definition.weekly, day))));
  const changed = changedDays(definition.timeZone, first, end);

  const atAGlance = (day: number): DayAtAGlance => {
    const date = dateText(day);
    const spans = hoursOf(day).toSorted((a, b) => a[0] - b[0]);
    const length = lengthOf(spans);
    return {
      day,
      date,
      spans,
      open: length === 0 ? "closed" : length < Math.min(longest, DAY_END) ? "short" : "open",
      because: Object.hasOwn(definition.overrides ?? {}, date) ? "exception" : holidays.has(date) || holidays.has(date.slice(5)) ? "holiday" : undefined,
      hours: changed.get(day) ?? 24,
    };
  };

  return Array.from({ length: 12 }, (_, index) => {
    const start = civilDate(dayNumber({ year: year + Math.floor((month - 1 + index) / 12), month: ((month - 1 + index) % 12) + 1, day: 1 }));
    const from = dayNumber(start);
    const to = dayNumber({ year: start.year + Math.floor(start.month / 12), month: (start.month % 12) + 1, day: 1 });
    return { year: start.year, month: start.month, days: Array.from({ length: to - from }, (_one, place) => atAGlance(from + place)) };
  });
}

/** [C3] Local days that are not of 24 hours, with how many they have. */
function changedDays(zone: string, first: number, end: number): ReadonlyMap<number, number> {
  const start = instantOfWallClock(zone, first, 0);
  const lengthIn = (day: number): number => (instantOfWallClock(zone, day + 1, 0) - instantOfWallClock(zone, day, 0)) / 3_600_000;
  return new Map(
    clockChanges(zone, start, instantOfWallClock(zone, end, 0)).flatMap(({ at }) => {
      // The local day of the change, counted from the first: none is longer than 26 hours.
      const guess = first + Math.floor((at - start) / 86_400_000);
      const day = [guess - 1, guess, guess + 1].find((one) => at >= instantOfWallClock(zone, one, 0) && at < instantOfWallClock(zone, one + 1, 0));
      return day === undefined || lengthIn(day) === 24 ? [] : [[day, lengthIn(day)] as const];
    }),
  );
}
