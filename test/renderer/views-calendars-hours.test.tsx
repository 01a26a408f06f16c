import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DAY_END, moved, offered, painted, placed, removed, resized, snapped, STEP, type DaySpans } from "../../renderer/views/calendars/day-spans.ts";
import { faultyEnds, hoursFault } from "../../renderer/views/calendars/hours-fault.ts";
import { readHours, readTime, timeText, writeHours } from "../../renderer/views/calendars/time-of-day.ts";
import { copied, dayAfter, nightGoesOnUntil, OFFICE_WEEK, spansOf, weekFrom, withDay } from "../../renderer/views/calendars/week.ts";
import { weekWords } from "../../renderer/views/calendars/week-words.ts";
import { calendarSchema } from "../../shared/sla/parse-calendar.ts";
import { WEEKDAYS, type Weekday } from "../../shared/sla/calendar.ts";

const RUNS = { seed: 20_260_310, numRuns: 500 };
const minute = fc.integer({ min: -200, max: DAY_END + 200 });

/** Any day that can be painted. */
const aDay = fc.array(fc.tuple(minute, minute), { maxLength: 6 }).map((strokes) => strokes.reduce<DaySpans>((day, [a, b]) => painted(day, a, b), []));

/** A day and one of its intervals. */
const aDayWithOne = aDay.filter((day) => day.length > 0).chain((day) => fc.tuple(fc.constant(day), fc.integer({ min: 0, max: day.length - 1 })));

function expectSound(day: DaySpans): void {
  let closed = 0;
  for (const [from, to] of day) {
    expect(from).toBeGreaterThanOrEqual(closed);
    expect(to).toBeGreaterThan(from);
    closed = to;
  }
  expect(closed).toBeLessThanOrEqual(DAY_END);
}

describe("the hours of a day, whatever is done to them", () => {
  test("[C1] painting never overlaps and never leaves the day, and what was open stays open", () => {
    fc.assert(
      fc.property(aDay, minute, minute, (day, a, b) => {
        const after = painted(day, a, b);
        expectSound(after);
        for (const [from, to] of day) expect(after.some((span) => span[0] <= from && to <= span[1])).toBe(true);
      }),
      RUNS,
    );
  });

  test("[C1] moving keeps the length, stops at the neighbours and at midnight, and can be taken back", () => {
    fc.assert(
      fc.property(aDayWithOne, fc.integer({ min: -2_000, max: 2_000 }), ([day, index], by) => {
        const after = moved(day, index, by);
        expectSound(after);
        const [from, to] = day[index] ?? [0, 0];
        const [nextFrom, nextTo] = after[index] ?? [0, 0];
        expect(nextTo - nextFrom).toBe(to - from);
        expect(moved(after, index, from - nextFrom)).toEqual(day);
      }),
      RUNS,
    );
  });

  test("[C1] resizing moves one edge alone, stops at the neighbours, and can be taken back", () => {
    fc.assert(
      fc.property(aDayWithOne, fc.constantFrom("from" as const, "to" as const), minute, ([day, index], edge, at) => {
        const [before, after] = [day[index], resized(day, index, edge, at)];
        const now = after[index];
        expectSound(after);
        expect(edge === "from" ? now?.[1] : now?.[0]).toBe(edge === "from" ? before?.[1] : before?.[0]);
        // One that was typed shorter than a step comes back by Undo alone.
        fc.pre(before !== undefined && before[1] - before[0] >= STEP);
        expect(resized(after, index, edge, (edge === "from" ? before?.[0] : before?.[1]) ?? 0)).toEqual(day);
      }),
      RUNS,
    );
  });

  test("[C1] typed times are taken only where they overlap nothing; removing them gives the day back", () => {
    fc.assert(
      fc.property(aDay, minute, minute, (day, from, to) => {
        const after = placed(day, undefined, [from, to]);
        const isSound = from >= 0 && to <= DAY_END && from < to && day.every((span) => to <= span[0] || span[1] <= from);
        expect(after !== undefined).toBe(isSound);
        if (after === undefined) return;
        expectSound(after);
        expect(
          removed(
            after,
            after.findIndex((span) => span[0] === from),
          ),
        ).toEqual(day);
      }),
      RUNS,
    );
  });

  test("[C1] what is offered fits in, until the day is full", () => {
    fc.assert(
      fc.property(aDay, (day) => {
        const offer = offered(day);
        if (offer !== undefined) expect(placed(day, undefined, offer)).toBeDefined();
      }),
      RUNS,
    );
    expect(offered([])).toEqual([540, 1_080]);
    expect(offered([[540, 780]])).toEqual([840, 1_080]);
    expect(offered([[0, DAY_END]])).toBeUndefined();
  });

  test("[C1] whatever is written is read the same, and refused by no rule", () => {
    fc.assert(
      fc.property(aDay, (day) => {
        expect(readHours(writeHours(day))).toEqual(day);
        if (day.length > 0) expect(calendarSchema.safeParse({ timeZone: "UTC", weekly: { mon: writeHours(day) } }).success).toBe(true);
      }),
      RUNS,
    );
  });

  test("the pointer goes by quarters of an hour; an edge never comes closer to the other one", () => {
    expect([8, 7, 1_439].map(snapped)).toEqual([15, 0, 1_440]);
    expect(resized([[540, 600]], 0, "to", 541)).toEqual([[540, 540 + STEP]]);
    expect(resized([[540, 545]], 0, "from", 544)).toEqual([[540, 545]]);
  });
});

describe("typed times", () => {
  test.each([
    ["08:50", 530],
    ["8:50", 530],
    ["8.50", 530],
    ["850", 530],
    ["0850", 530],
    ["8", 480],
    ["24", 1_440],
    ["24:00", 1_440],
    [" 18:00 ", 1_080],
    ["24:15", undefined],
    ["8:60", undefined],
    ["", undefined],
    ["noon", undefined],
  ])("%j is %j", (text, minutes) => {
    expect(readTime(text)).toBe(minutes);
    if (minutes !== undefined) expect(readTime(timeText(minutes))).toBe(minutes);
  });

  test("[C1] are refused in the words of the rule, at the field that is wrong", () => {
    const others: DaySpans = [[540, 780]];
    expect(hoursFault(others, ["14:00", "18:00"])).toBeUndefined();
    expect(hoursFault(others, ["13:00", "18:00"])).toBeUndefined();
    expect(hoursFault(others, ["12:00", "18:00"])?.message).toMatch(/^Overlaps/u);
    expect(hoursFault(others, ["22:00", "06:00"])?.message).toMatch(/^Closes before it opens/u);
    expect(hoursFault(others, ["2500", "18:00"])?.message).toMatch(/^Not a time of day/u);
    expect(faultyEnds(["2500", "18:00"])).toEqual({ from: true, to: false });
    expect(faultyEnds(["22:00", "06:00"])).toEqual({ from: false, to: true });
  });
});

describe("a week", () => {
  test("[C1] a day that is closed is left out, and the days stay in order", () => {
    const week = withDay(withDay(OFFICE_WEEK, "sun", [[600, 720]]), "mon", []);
    expect(Object.keys(week)).toEqual(["tue", "wed", "thu", "fri", "sun"]);
    expect(week.sun).toEqual([["10:00", "12:00"]]);
  });

  test("the hours of one day are copied to others, and to no more", () => {
    const week = copied(withDay(OFFICE_WEEK, "mon", [[480, 600]]), "mon", ["tue", "wed"]);
    expect(WEEKDAYS.map((day) => spansOf(week, day))).toEqual([[[480, 600]], [[480, 600]], [[480, 600]], [[540, 1_080]], [[540, 1_080]], [], []]);
  });

  test("[C1] a night is two intervals: the next day is offered until six, or until it opens anyway", () => {
    const late = withDay(OFFICE_WEEK, "fri", [[1_320, DAY_END]]);
    expect(nightGoesOnUntil(late, "fri")).toBe(360);
    expect(nightGoesOnUntil(withDay(late, "sat", [[300, 600]]), "fri")).toBe(300);
    expect(nightGoesOnUntil(withDay(late, "sat", [[0, 600]]), "fri")).toBeUndefined();
    expect(nightGoesOnUntil(late, "thu")).toBeUndefined();
    expect(dayAfter("sun")).toBe("mon");
  });

  test("is read from the weekday that the reader's country begins with", () => {
    expect(weekFrom(1)[0]).toBe("mon");
    expect(weekFrom(7)).toEqual(["sun", "mon", "tue", "wed", "thu", "fri", "sat"]);
    expect(weekFrom(6)[0]).toBe("sat");
  });
});

describe("a week in words", () => {
  const say = (weekly: Parameters<typeof weekWords>[0], firstDay = 1) =>
    weekWords(weekly, { days: weekFrom(firstDay), name: (day: Weekday) => day, always: "always", never: "never" });

  test.each([
    [OFFICE_WEEK, "mon–fri 09:00–18:00"],
    [withDay(OFFICE_WEEK, "sat", [[600, 840]]), "mon–fri 09:00–18:00; sat 10:00–14:00"],
    [withDay(OFFICE_WEEK, "wed", []), "mon–tue, thu–fri 09:00–18:00"],
    [
      withDay(OFFICE_WEEK, "mon", [
        [540, 780],
        [840, 1_080],
      ]),
      "mon 09:00–13:00, 14:00–18:00; tue–fri 09:00–18:00",
    ],
    [withDay({}, "sun", [[0, DAY_END]]), "sun 00:00–24:00"],
    [{}, "never"],
    ["24/7" as const, "always"],
  ])("%j", (weekly, words) => {
    expect(say(weekly)).toBe(words);
  });

  test("begins where the week begins", () => {
    expect(say(withDay(OFFICE_WEEK, "sun", [[540, 1_080]]), 7)).toBe("sun–fri 09:00–18:00");
  });
});
