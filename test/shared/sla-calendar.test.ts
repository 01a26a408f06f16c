import { expect, test } from "vitest";
import type { CalendarDefinition, DatedCalendar } from "../../shared/sla/calendar.ts";
import { compileCalendar, dueAt, elapsed, isTimeZone, nextOpening, openPieces } from "../../shared/sla/compile-calendar.ts";
import { calendarSchema } from "../../shared/sla/parse-calendar.ts";
import { dueWithPauses, elapsedWithPauses } from "../../shared/sla/pauses.ts";
import { problemsOf } from "../../shared/sla/problems.ts";
import { hours, minutes, toDuration, type Duration } from "../../shared/time.ts";
import { at, OFFICE } from "../fixtures/sla/events.ts";

const iso = (instant: number | undefined): string | undefined => (instant === undefined ? undefined : new Date(instant).toISOString());
const due = (calendar: CalendarDefinition, start: string, target: Duration): string | undefined => iso(dueAt(compileCalendar(calendar), at(start), target));
const open = (calendar: CalendarDefinition, from: string, to: string): Duration => elapsed(compileCalendar(calendar), at(from), at(to));
const faults = (raw: unknown): readonly string[] => {
  const parsed = calendarSchema.safeParse(raw);
  return parsed.success ? [] : problemsOf(parsed.error).map(({ path, message }) => `${path}: ${message}`);
};
const romeOn = (weekday: "sun" | "sat", from: string, to: string): DatedCalendar => ({ timeZone: "Europe/Rome", weekly: { [weekday]: [[from, to]] } });

test("[C1] several intervals a day: the lunch break does not count", () => {
  const calendar: CalendarDefinition = {
    timeZone: "UTC",
    weekly: {
      mon: [
        ["09:00", "12:00"],
        ["13:00", "17:00"],
      ],
    },
  };
  expect(due(calendar, "2026-03-02T11:30:00Z", hours(1))).toBe("2026-03-02T13:30:00.000Z");
});

test("[C1] hours up to 24:00 join the next day's from 00:00", () => {
  const calendar: CalendarDefinition = { timeZone: "UTC", weekly: { mon: [["22:00", "24:00"]], tue: [["00:00", "02:00"]] } };
  expect(due(calendar, "2026-03-02T23:30:00Z", hours(1))).toBe("2026-03-03T00:30:00.000Z");
  expect(openPieces(compileCalendar(calendar), at("2026-03-02T00:00:00Z"), at("2026-03-04T00:00:00Z"), 9)).toHaveLength(1);
});

test("[C1] a dated override replaces the weekday and beats a holiday; an empty one closes", () => {
  const calendar = {
    timeZone: "UTC",
    weekly: { mon: [["09:00", "17:00"]], tue: [["09:00", "17:00"]] },
    holidays: ["2026-03-02"],
    overrides: { "2026-03-02": [["10:00", "11:00"]], "2026-03-03": [] },
  } as const;
  expect(open(calendar, "2026-03-02T00:00:00Z", "2026-03-04T00:00:00Z")).toBe(hours(1));
});

test("[C1] a holiday without a year closes every year, 29 February in leap years alone", () => {
  const calendar: CalendarDefinition = { timeZone: "UTC", weekly: "24/7", holidays: ["12-25", "02-29"] };
  expect(open(calendar, "2025-12-24T00:00:00Z", "2025-12-27T00:00:00Z")).toBe(hours(48));
  expect(open(calendar, "2026-12-24T00:00:00Z", "2026-12-27T00:00:00Z")).toBe(hours(48));
  expect(open(calendar, "2028-02-28T00:00:00Z", "2028-03-02T00:00:00Z")).toBe(hours(48));
  expect(open(calendar, "2027-02-28T00:00:00Z", "2027-03-02T00:00:00Z")).toBe(hours(48));
});

test("[C1] what cannot be right is refused when saved, each with its place", () => {
  const week = { mon: [["09:00", "17:00"]] };
  expect(faults({ timeZone: "Mars/Olympus", weekly: week })).toEqual(["timeZone: Unknown time zone."]);
  expect(faults({ timeZone: "+02:00", weekly: week })).toEqual(["timeZone: Unknown time zone."]);
  expect(faults({ timeZone: "UTC", weekly: {} })).toEqual(["weekly: No open time in the week."]);
  expect(faults({ timeZone: "UTC", weekly: { mon: [], tue: [] } })).toEqual(["weekly: No open time in the week."]);
  expect(faults({ timeZone: "UTC", weekly: { mon: [["25:00", "26:00"]] } })).toEqual([
    "weekly.mon[0][0]: Not a time of day from 00:00 to 24:00.",
    "weekly.mon[0][1]: Not a time of day from 00:00 to 24:00.",
  ]);
  expect(faults({ timeZone: "UTC", weekly: { mon: [["17:00", "09:00"]] } })).toEqual([
    "weekly.mon[0]: Closes before it opens; hours over midnight are two intervals.",
  ]);
  expect(
    faults({
      timeZone: "UTC",
      weekly: {
        mon: [
          ["13:00", "17:00"],
          ["09:00", "13:01"],
        ],
      },
    }),
  ).toEqual(["weekly.mon[0]: Overlaps another interval of the day."]);
  expect(faults({ timeZone: "UTC", weekly: { monday: [["09:00", "17:00"]] } })).toContain("weekly: Unknown: monday.");
  expect(faults({ timeZone: "UTC", weekly: week, holidays: ["2025-02-30"] })).toEqual([
    "holidays[0]: Not a date that exists (YYYY-MM-DD, or MM-DD for every year).",
  ]);
  expect(faults({ timeZone: "UTC", weekly: week, holidays: ["02-30"] })).toHaveLength(1);
  expect(faults({ timeZone: "UTC", weekly: week, overrides: { "2025-02-30": [] } })).toEqual(["overrides.2025-02-30: Not a date that exists (YYYY-MM-DD)."]);
  expect(
    faults({
      timeZone: "UTC",
      weekly: {
        mon: [
          ["09:00", "13:00"],
          ["13:00", "17:00"],
        ],
      },
    }),
  ).toEqual([]);
  expect(isTimeZone("Europe/Rome")).toBe(true);
});

test("[C2] used up exactly at closing is due at the closing instant, one millisecond more at the next opening's first", () => {
  expect(due(OFFICE, "2026-03-02T16:00:00Z", hours(1))).toBe("2026-03-02T17:00:00.000Z");
  expect(due(OFFICE, "2026-03-02T16:00:00Z", toDuration(hours(1) + 1))).toBe("2026-03-03T09:00:00.001Z");
});

test("[C2] a start exactly at closing, in the night or on a weekend takes time from the next opening", () => {
  expect(due(OFFICE, "2026-03-02T17:00:00Z", minutes(1))).toBe("2026-03-03T09:01:00.000Z");
  expect(due(OFFICE, "2026-03-06T23:00:00Z", minutes(1))).toBe("2026-03-09T09:01:00.000Z");
});

test("[C3] an opening that does not exist moves forward by the gap", () => {
  // 29 March 2026: Rome goes from 02:00 to 03:00 at 01:00 UTC.
  expect(due(romeOn("sun", "02:30", "05:00"), "2026-03-29T00:00:00Z", minutes(1))).toBe("2026-03-29T01:31:00.000Z");
});

test("[C3] a closing that does not exist moves forward by the gap", () => {
  expect(open(romeOn("sun", "01:00", "02:30"), "2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z")).toBe(minutes(90));
});

test("[C3] an interval wholly inside the gap is empty, up to the gap's own end", () => {
  for (const [from, to] of [
    ["02:10", "02:40"],
    ["02:00", "03:00"],
    ["02:30", "03:15"],
  ] as const) {
    expect(due(romeOn("sun", from, to), "2026-03-28T12:00:00Z", minutes(1))).toMatch(/^2026-04-05/);
  }
});

test("[C3] where a moved closing reaches into the next interval, open time counts once", () => {
  const calendar: CalendarDefinition = {
    timeZone: "Europe/Rome",
    weekly: {
      sun: [
        ["01:00", "02:30"],
        ["03:00", "04:00"],
      ],
    },
  };
  expect(open(calendar, "2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z")).toBe(hours(2));
});

test("[C3] an ambiguous boundary is its first occurrence", () => {
  // 25 October 2026: Rome shows 02:00 to 03:00 twice, from 00:00 UTC and from 01:00 UTC.
  expect(open(romeOn("sun", "02:30", "04:00"), "2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z")).toBe(minutes(150));
  expect(due(romeOn("sun", "02:30", "04:00"), "2026-10-24T12:00:00Z", minutes(1))).toBe("2026-10-25T00:31:00.000Z");
  expect(open(romeOn("sun", "01:00", "02:30"), "2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z")).toBe(minutes(90));
});

test("[C3] days of 23 and 25 hours count as they are, also where the clock changes at midnight", () => {
  const always = (timeZone: string): CalendarDefinition => ({ timeZone, weekly: "24/7", holidays: ["01-01"] });
  const dayOf = (timeZone: string, date: string): CalendarDefinition => ({
    timeZone,
    weekly: { mon: [["09:00", "09:01"]] },
    overrides: { [date]: [["00:00", "24:00"]] },
  });
  expect(open(dayOf("Europe/Rome", "2026-03-29"), "2026-03-28T12:00:00Z", "2026-03-30T00:00:00Z")).toBe(hours(23));
  expect(open(dayOf("Europe/Rome", "2026-10-25"), "2026-10-24T12:00:00Z", "2026-10-26T00:00:00Z")).toBe(hours(25));
  expect(open(dayOf("America/Sao_Paulo", "2018-11-04"), "2018-11-03T12:00:00Z", "2018-11-05T04:00:00Z")).toBe(hours(23));
  expect(open(dayOf("America/Havana", "2026-11-01"), "2026-10-31T12:00:00Z", "2026-11-02T12:00:00Z")).toBe(hours(25));
  expect(open(always("Europe/Rome"), "2026-02-01T00:00:00Z", "2026-12-01T00:00:00Z")).toBe(hours(303 * 24));
});

test("[C3] a day that a zone skipped has no hours (Samoa, 30 December 2011)", () => {
  const calendar: CalendarDefinition = { timeZone: "Pacific/Apia", weekly: { fri: [["09:00", "17:00"]], sat: [["09:00", "10:00"]] } };
  expect(open(calendar, "2011-12-29T00:00:00Z", "2012-01-01T12:00:00Z")).toBe(hours(1));
});

test("[C4] due and elapsed are inverse over years, to the millisecond", () => {
  const calendar = compileCalendar({ ...(OFFICE as DatedCalendar), timeZone: "America/New_York", holidays: ["12-25", "07-04"] });
  const start = at("2024-02-29T13:37:11.123Z");
  for (const target of [1, 999, 3_600_000, 28_800_000, 1_000_000_007, 30_000_000_001]) {
    const dueInstant = dueAt(calendar, start, toDuration(target));
    expect(dueInstant === undefined ? undefined : elapsed(calendar, start, dueInstant)).toBe(target);
  }
});

test("[C4] no loop over days: a due time three years away is looked up in the same table as one in three minutes", () => {
  const calendar = compileCalendar(OFFICE);
  const start = at("2026-03-02T09:00:00Z");
  const threeYears = toDuration(elapsed(calendar, start, at("2029-03-02T09:00:00Z")));
  const table = calendar.table?.current;
  expect(dueAt(calendar, start, threeYears)).toBeDefined();
  expect(dueAt(calendar, start, minutes(3))).toBeDefined();
  // Nothing was built for either question, so neither walked the days.
  expect(calendar.table?.current).toBe(table);
});

test("[C4] elapsed backwards is nothing", () => {
  expect(open(OFFICE, "2026-03-03T12:00:00Z", "2026-03-02T12:00:00Z")).toBe(0);
});

test("[C4] a calendar that never opens again has no due time", () => {
  const everyDay = Array.from({ length: 12 }, (_, month) =>
    Array.from({ length: 31 }, (__, day) => `${String(month + 1).padStart(2, "0")}-${String(day + 1).padStart(2, "0")}`),
  ).flat();
  expect(
    due(
      {
        timeZone: "UTC",
        weekly: "24/7",
        holidays: everyDay.filter((date) => calendarSchema.safeParse({ timeZone: "UTC", weekly: "24/7", holidays: [date] }).success),
      },
      "2026-03-02T09:00:00Z",
      minutes(1),
    ),
  ).toBeUndefined();
});

test("[C5] 24/7 is a calendar like any other: as a word, as a week, and with holidays", () => {
  expect(due("24/7", "2026-03-07T23:59:00Z", hours(25))).toBe("2026-03-09T00:59:00.000Z");
  expect(due({ timeZone: "Europe/Rome", weekly: "24/7" }, "2026-03-28T23:00:00Z", hours(24))).toBe("2026-03-29T23:00:00.000Z");
  expect(due({ timeZone: "UTC", weekly: "24/7", holidays: ["2026-03-03"] }, "2026-03-02T23:00:00Z", hours(2))).toBe("2026-03-04T01:00:00.000Z");
  expect(open("24/7", "2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z")).toBe(hours(24));
  expect(calendarSchema.safeParse("24/7").success).toBe(true);
  expect(calendarSchema.safeParse({ weekly: "24/7" }).success).toBe(true);
});

test("[S12] [C4] pauses may overlap and come in any order; only their open hours move the due time", () => {
  const calendar = compileCalendar(OFFICE);
  const pauses = [
    [at("2026-03-02T11:00:00Z"), at("2026-03-02T12:00:00Z")],
    [at("2026-03-02T16:00:00Z"), at("2026-03-03T10:00:00Z")],
    [at("2026-03-02T10:30:00Z"), at("2026-03-02T11:30:00Z")],
    [at("2026-03-02T06:00:00Z"), at("2026-03-02T08:00:00Z")],
  ] as const;
  expect(iso(dueWithPauses(calendar, at("2026-03-02T09:00:00Z"), hours(6), pauses))).toBe("2026-03-03T10:30:00.000Z");
  expect(elapsedWithPauses(calendar, at("2026-03-02T09:00:00Z"), at("2026-03-03T10:30:00Z"), pauses)).toBe(hours(6));
});

test("[S12] [S9] used up as a pause begins is due then", () => {
  const calendar = compileCalendar("24/7");
  expect(iso(dueWithPauses(calendar, at("2026-03-02T09:00:00Z"), hours(1), [[at("2026-03-02T10:00:00Z"), at("2026-03-02T12:00:00Z")]]))).toBe(
    "2026-03-02T10:00:00.000Z",
  );
});

test("[R2] the next opening is now while the desk is open", () => {
  const calendar = compileCalendar(OFFICE);
  expect(iso(nextOpening(calendar, at("2026-03-02T09:00:00Z")))).toBe("2026-03-02T09:00:00.000Z");
  expect(iso(nextOpening(calendar, at("2026-03-02T17:00:00Z")))).toBe("2026-03-03T09:00:00.000Z");
  expect(iso(nextOpening(calendar, at("2026-03-06T17:00:00Z")))).toBe("2026-03-09T09:00:00.000Z");
});
