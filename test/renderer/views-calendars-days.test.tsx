import { describe, expect, test } from "vitest";
import { calendarOfPath, problemsOfCalendar, problemsOfMissing } from "../../renderer/views/calendars/calendar-faults.ts";
import {
  duplicated,
  freshName,
  isBuiltIn,
  nameFault,
  newCalendar,
  ownKeys,
  removed,
  renamed,
  restored,
  usersOf,
} from "../../renderer/views/calendars/edit-calendars.ts";
import { byYear, covers, eachDay, holidayName, withHolidays } from "../../renderer/views/calendars/holiday-list.ts";
import { meaningOf } from "../../renderer/views/calendars/meaning.ts";
import { openState } from "../../renderer/views/calendars/open-state.ts";
import { monthsAtAGlance } from "../../renderer/views/calendars/year-days.ts";
import { changesWithinAMonth, knownZones, offsetWords } from "../../renderer/views/calendars/zone-facts.ts";
import { slaSettings } from "../../renderer/dev/sla-settings.ts";
import type { DatedCalendar } from "../../shared/sla/calendar.ts";
import { parseDate } from "../../shared/sla/civil-date.ts";
import { compileCalendar, dueAt } from "../../shared/sla/compile-calendar.ts";
import { parsePolicies } from "../../shared/sla/parse-policy.ts";
import { minutes } from "../../shared/time.ts";
import { at } from "./inbox-builders.ts";

const { calendars, policies } = slaSettings;
const office = calendars["Orders EU"] as DatedCalendar;

describe("holidays", () => {
  test("[C1] are told by year, the ones of every year first", () => {
    expect(byYear(["2027-01-06", "12-25", "2026-04-06", "2026-01-06"])).toEqual([
      { year: undefined, dates: ["12-25"] },
      { year: 2026, dates: ["2026-01-06", "2026-04-06"] },
      { year: 2027, dates: ["2027-01-06"] },
    ]);
  });

  test("[C1] none is added twice, none that a yearly one covers, and none that does not exist", () => {
    expect(withHolidays(["12-25", "2026-01-06"], ["2026-01-06", "2026-12-25", "2026-02-30", "2026-04-06", "2026-04-06"])).toEqual([
      "12-25",
      "2026-01-06",
      "2026-04-06",
    ]);
    const same = ["12-25"];
    expect(withHolidays(same, ["2026-12-25"])).toBe(same);
    expect(covers(["12-25"], "2027-12-25")).toBe("yearly");
    expect(covers(["2026-12-25"], "12-25")).toBeUndefined();
  });

  test("two of one day are one closed day with both names; a yearly day lends its name", () => {
    expect(
      eachDay([
        { date: "2026-05-01", name: "Labour Day" },
        { date: "2026-01-01", name: "New Year" },
        { date: "2026-05-01", name: "Fair" },
      ]),
    ).toEqual([
      { date: "2026-01-01", name: "New Year" },
      { date: "2026-05-01", name: "Labour Day, Fair" },
    ]);
    expect(holidayName({ "12-25": "Christmas" }, "2026-12-25")).toBe("Christmas");
    expect(holidayName({}, "2026-12-25")).toBeUndefined();
  });
});

describe("a calendar among the others", () => {
  test("[C5] 24/7 is there without being defined, and is edited only where somebody defines it otherwise", () => {
    expect(isBuiltIn({}, "24/7")).toBe(true);
    expect(isBuiltIn(calendars, "24/7")).toBe(true);
    expect(isBuiltIn({ "24/7": office }, "24/7")).toBe(false);
    expect(ownKeys(calendars)).toEqual(["Orders EU", "Desk LATAM"]);
  });

  test("[P1] whatever names it follows its new name, and nothing else changes", () => {
    const after = renamed(calendars, policies, "Orders EU", "Europe");
    expect(Object.keys(after.calendars)).toEqual(["24/7", "Europe", "Desk LATAM"]);
    expect(usersOf(after.policies, "Orders EU")).toEqual([]);
    expect(usersOf(after.policies, "Europe")).toHaveLength(usersOf(policies, "Orders EU").length);
    expect(after.policies.find(({ id }) => id === "urgent")?.ownerTarget).toEqual({ target: minutes(10), calendar: "Europe" });
    expect(parsePolicies(after).ok).toBe(true);
    expect(renamed(after.calendars, after.policies, "Europe", "Orders EU")).toEqual({ calendars, policies });
  });

  test("[C1] a new one and a copy can be saved as they are; a copy has no version of its own yet", () => {
    expect(parsePolicies({ policies: [], calendars: { New: newCalendar("Europe/Rome") } }).ok).toBe(true);
    const copy = duplicated(calendars, "Orders EU", "Copy");
    expect(Object.keys(copy)).toEqual(["24/7", "Orders EU", "Copy", "Desk LATAM"]);
    expect(copy["Copy"]).toEqual({ ...office, version: undefined });
    expect(freshName(copy, "Copy")).toBe("Copy 2");
  });

  test("one that was deleted comes back to its place", () => {
    expect(restored(removed(calendars, "Orders EU"), "Orders EU", office, 1)).toEqual(calendars);
    expect(Object.keys(restored(removed(calendars, "Orders EU"), "Orders EU", office, 1))).toEqual(Object.keys(calendars));
  });

  test.each([
    [" ", "empty"],
    ["24/7", "reserved"],
    ["Desk LATAM", "taken"],
    ["x".repeat(101), "long"],
    ["Orders EU", undefined],
    ["Europe", undefined],
  ])("the name %j: %s", (name, fault) => {
    expect(nameFault(calendars, "Orders EU", name)).toBe(fault);
  });

  test("[C1] a fault finds its calendar, whatever the names look like", () => {
    const named = { Desk: office, "Desk.weekly": office };
    const problem = (path: string) => ({ path, message: "", code: "value" as const });
    expect(calendarOfPath("calendars.Desk.weekly.mon[0]", named)).toBe("Desk.weekly");
    expect(problemsOfCalendar([problem("calendars.Desk.timeZone"), problem("calendars.Desk.weekly.weekly")], named, "Desk")).toEqual([problem("timeZone")]);
    expect(problemsOfMissing([problem("calendars.Gone"), problem("calendars.Desk.timeZone"), problem("policies[0].id")], named)).toEqual([
      problem("calendars.Gone"),
    ]);
  });
});

describe("how it stands now", () => {
  const calendar = compileCalendar(office);

  test("[C2] open until it closes, closed until it opens, and open at the very instant it opens", () => {
    expect(openState(calendar, at("2026-03-10T09:52:00Z"))).toEqual({ kind: "open", at: at("2026-03-10T17:00:00Z") });
    expect(openState(calendar, at("2026-03-10T17:00:00Z"))).toEqual({ kind: "closed", at: at("2026-03-11T08:00:00Z") });
    expect(openState(calendar, at("2026-03-11T08:00:00Z")).kind).toBe("open");
  });

  test("[C5] 24/7 is always open, by either way of writing it", () => {
    expect(openState(compileCalendar("24/7"), at("2026-03-10T09:52:00Z"))).toEqual({ kind: "always" });
    const written = Object.fromEntries(["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((day) => [day, [["00:00", "24:00"]]]));
    expect(openState(compileCalendar({ timeZone: "UTC", weekly: written }), at("2026-03-10T09:52:00Z"))).toEqual({ kind: "always" });
  });

  test("[C2] [R4] a promise comes to what the engine says, with the pieces that it counts", () => {
    const friday = at("2026-03-13T16:55:00Z");
    const meaning = meaningOf(calendar, friday, minutes(15));
    expect(meaning?.dueAt).toBe(dueAt(calendar, friday, minutes(15)));
    expect(meaning?.pieces).toEqual([
      [friday, at("2026-03-13T17:00:00Z")],
      [at("2026-03-14T09:00:00Z"), at("2026-03-14T09:10:00Z")],
    ]);
    expect(meaning?.morePieces).toBe(false);
    expect(meaningOf(calendar, friday, minutes(60 * 100))?.morePieces).toBe(true);
  });
});

describe("twelve months at a glance", () => {
  const today = parseDate("2026-03-10") ?? 0;
  const months = monthsAtAGlance(office, today);
  const day = (date: string) => months.flatMap(({ days }) => days).find((one) => one.date === date);

  test("begin with the first of this month and hold every day of them", () => {
    expect(months.map(({ month, year }) => `${year}-${month}`)).toEqual(
      "2026-3 2026-4 2026-5 2026-6 2026-7 2026-8 2026-9 2026-10 2026-11 2026-12 2027-1 2027-2".split(" "),
    );
    expect(months.map(({ days }) => days.length)).toEqual([31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 28]);
  });

  test("[C1] tell open, shorter, closed, holiday and exception; an exception beats a holiday", () => {
    expect(day("2026-03-10")).toMatchObject({ open: "open", because: undefined, hours: 24 });
    expect(day("2026-03-14")).toMatchObject({ open: "short", because: undefined });
    expect(day("2026-03-15")).toMatchObject({ open: "closed", because: undefined });
    expect(day("2026-05-01")).toMatchObject({ open: "closed", because: "holiday" });
    expect(day("2026-12-24")).toMatchObject({ open: "short", because: "exception", spans: [[540, 780]] });
    const worked = monthsAtAGlance({ ...office, overrides: { "2026-05-01": [["09:00", "18:00"]] } }, today).flatMap(({ days }) => days);
    expect(worked.find(({ date }) => date === "2026-05-01")).toMatchObject({ open: "open", because: "exception" });
  });

  test("[C3] the days on which the clocks change have 23 and 25 hours, and no other has", () => {
    expect(months.flatMap(({ days }) => days).filter(({ hours }) => hours !== 24)).toMatchObject([
      { date: "2026-03-29", hours: 23 },
      { date: "2026-10-25", hours: 25 },
    ]);
    const half = monthsAtAGlance({ timeZone: "Australia/Lord_Howe", weekly: "24/7" }, today).flatMap(({ days }) => days);
    expect(half.filter(({ hours }) => hours !== 24).map(({ hours }) => hours)).toEqual([24.5, 23.5]);
    expect(
      monthsAtAGlance({ timeZone: "Asia/Kolkata", weekly: "24/7" }, today)
        .flatMap(({ days }) => days)
        .every(({ hours }) => hours === 24),
    ).toBe(true);
  });
});

describe("a time zone", () => {
  test.each([
    ["Europe/Madrid", "UTC+1"],
    ["Asia/Kolkata", "UTC+5:30"],
    ["America/St_Johns", "UTC−2:30"],
    ["UTC", "UTC"],
  ])("%s is %s", (zone, words) => {
    expect(offsetWords(zone, at("2026-03-10T09:52:00Z"))).toBe(words);
  });

  test("[C3] says when its clocks change within a month, and which way", () => {
    expect(changesWithinAMonth("Europe/Madrid", at("2026-03-10T09:52:00Z"))).toEqual({ at: at("2026-03-29T01:00:00Z"), minutes: 60 });
    expect(changesWithinAMonth("Europe/Madrid", at("2026-10-10T09:52:00Z"))).toEqual({ at: at("2026-10-25T01:00:00Z"), minutes: -60 });
    expect(changesWithinAMonth("Europe/Madrid", at("2026-02-10T09:52:00Z"))).toBeUndefined();
    expect(changesWithinAMonth("Asia/Kolkata", at("2026-03-10T09:52:00Z"))).toBeUndefined();
  });

  test("the one in use is among the known ones, by whatever name", () => {
    expect(knownZones("Asia/Kolkata")).toContain("Asia/Kolkata");
    expect(knownZones("UTC").filter((zone) => zone === "UTC")).toHaveLength(1);
  });
});
