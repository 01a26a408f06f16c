import { expect, test } from "vitest";
import type { CalendarDefinition, DatedCalendar } from "../../shared/sla/calendar.ts";
import type { PolicySet } from "../../shared/sla/parse-policy.ts";
import { isSame, revise } from "../../shared/sla/revise.ts";
import { aPolicy, OFFICE } from "../fixtures/sla/events.ts";

const office = OFFICE as DatedCalendar;
const set = (policies: PolicySet["policies"], calendars: PolicySet["calendars"] = {}): PolicySet => ({ policies, calendars });
const versionOf = (saved: readonly PolicySet[], minutes: number, version: number): number | undefined =>
  revise(saved, set([aPolicy({ version, minutes: { "first-reply": minutes } })])).policies[0]?.version;
const calendarOf = (saved: readonly PolicySet[], draft: CalendarDefinition): CalendarDefinition | undefined =>
  revise(saved, set([], { office: draft })).calendars["office"];

test("[S13] a policy that says something else under the old version gets the next one", () => {
  const saved = [set([aPolicy({ version: 4, minutes: { "first-reply": 10 } })])];
  expect(versionOf(saved, 5, 4)).toBe(5);
  expect(versionOf(saved, 5, 1)).toBe(5);
  expect(versionOf(saved, 5, 9)).toBe(9);
});

test("[S13] what says the same keeps its version, in whatever order its fields are written", () => {
  const saved = [set([aPolicy({ version: 4, minutes: { "first-reply": 10, resolution: 60 } })])];
  expect(versionOf([set([aPolicy({ version: 4, minutes: { "first-reply": 10 } })])], 10, 1)).toBe(4);
  const turned = aPolicy({ version: 4, minutes: { resolution: 60, "first-reply": 10 } });
  expect(revise(saved, set([turned])).policies[0]?.version).toBe(4);
  expect(isSame(saved[0] ?? set([]), set([turned]))).toBe(true);
  expect(isSame(set([aPolicy(), aPolicy({ id: "b" })]), set([aPolicy({ id: "b" }), aPolicy()]))).toBe(false);
});

test("[S13] what was never saved keeps the version that it brings", () => {
  expect(versionOf([], 5, 3)).toBe(3);
  expect(versionOf([set([aPolicy({ id: "another", version: 8 })])], 5, 3)).toBe(3);
});

test("[S13] what was taken out and comes back goes on counting where it stopped", () => {
  const before = set([aPolicy({ version: 2, minutes: { "first-reply": 10 } })]);
  expect(versionOf([before, set([])], 10, 1)).toBe(2);
  expect(versionOf([before, set([])], 20, 1)).toBe(3);
  const earlierAndHigher = [set([aPolicy({ version: 7, minutes: { "first-reply": 1 } })]), before];
  expect(versionOf(earlierAndHigher, 20, 2)).toBe(8);
});

test("[S13] [C1] so it is with calendars, and with their holidays and days of their own", () => {
  const saved = [set([], { office })];
  expect(calendarOf(saved, { ...office })).toMatchObject({ version: 1 });
  expect(calendarOf(saved, { ...office, holidays: ["12-25"] })).toMatchObject({ version: 2, holidays: ["12-25"] });
  expect(calendarOf([set([], { office: { ...office, version: 5 } })], { ...office, overrides: { "2026-12-24": [] }, version: 5 })).toMatchObject({
    version: 6,
  });
});

test("[S13] [C5] a calendar that is now always open has a version too", () => {
  expect(calendarOf([], "24/7")).toBe("24/7");
  const [first] = [set([], { office })];
  const opened = calendarOf([first ?? set([])], "24/7");
  expect(opened).toEqual({ timeZone: "UTC", weekly: "24/7", version: 2 });
  expect(calendarOf([set([], { office }), set([], { office: opened ?? "24/7" })], "24/7")).toEqual(opened);
});
