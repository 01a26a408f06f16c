import { expect, test } from "vitest";
import type { CalendarDefinition } from "../../shared/sla/calendar.ts";
import { compileCalendar, dueAt, elapsed } from "../../shared/sla/compile-calendar.ts";
import type { SlaEvent } from "../../shared/sla/events.ts";
import { foldCases, type FoldOptions } from "../../shared/sla/fold.ts";
import { bitesAt, mostUrgentClock } from "../../shared/sla/rank.ts";
import { hours, minutes } from "../../shared/time.ts";
import { closesBeforeOpening } from "../../shared/window/closes-before-opening.ts";
import { aPolicy, at, bot, claim, clockOf, clocksOf, failed, handoff, inbound, OFFICE, OPTIONS, policyChange, sent, time } from "../fixtures/sla/events.ts";

/** What no rival's tests hold: each case by itself, at the millisecond where it decides. */

const office: FoldOptions = { policies: [aPolicy({ calendar: "office" })], calendars: { office: OFFICE } };

test("[S7] [S9] a failed send that is sent again inside the target is in time, at the very due instant too", () => {
  const failedOnce = [inbound("09:00"), sent("09:02", "human", "m1"), failed("09:04", "m1")];
  expect(clockOf([...failedOnce, sent("09:09:59.999", "human", "m2")], "first-reply")).toMatchObject({ state: "met", metAt: time("09:09:59.999") });
  expect(clockOf([...failedOnce, sent("09:10", "human", "m2")], "first-reply")).toMatchObject({ state: "met", metAt: time("09:10") });
});

test("[S7] [S18] a failed send that is sent again outside the target is a miss from the old start, with its late answer", () => {
  const late = clockOf([inbound("09:00"), sent("09:02", "human", "m1"), failed("09:04", "m1"), sent("09:10:00.001", "human", "m2")], "first-reply");
  expect(late).toMatchObject({ state: "breached", startedAt: time("09:00"), breachedAt: time("09:10"), metAt: time("09:10:00.001") });
});

test("[S7] [S9] a report of failure that comes after the due instant makes the miss at the due instant, not at the report", () => {
  const events = [inbound("09:00"), sent("09:02", "human", "m1")];
  expect(clockOf(events, "first-reply", "09:30")).toMatchObject({ state: "met" });
  expect(clockOf([...events, failed("09:20", "m1")], "first-reply", "09:30")).toMatchObject({ state: "breached", breachedAt: time("09:10") });
});

test("[S2] [C2] a handoff in closed hours: the clocks start there and take their time from the next opening", () => {
  const events = [inbound("18:00"), bot("18:01"), handoff("18:05")];
  expect(clockOf(events, "handoff", "19:00", office)).toMatchObject({ startedAt: time("18:05"), dueAt: time("1d 09:05") });
  expect(clockOf(events, "first-reply", "19:00", office)).toMatchObject({ startedAt: time("18:05"), dueAt: time("1d 09:10") });
  expect(clockOf([...events, claim("20:00")], "handoff", "1d 10:00", office)).toMatchObject({ state: "met", metAt: time("20:00") });
});

test("[S1] [P1] [C1] one customer on two numbers in two zones: each conversation by its own policy and calendar", () => {
  const hoursOf = (timeZone: string): CalendarDefinition => ({ timeZone, weekly: { mon: [["09:00", "17:00"]], tue: [["09:00", "17:00"]] } });
  const options: FoldOptions = {
    policies: [
      aPolicy({ id: "rome", default: false, conditions: [{ field: "number", in: ["39"] }], calendar: "rome" }),
      aPolicy({ id: "sao-paulo", default: false, conditions: [{ field: "number", in: ["55"] }], calendar: "sao-paulo" }),
    ],
    calendars: { rome: hoursOf("Europe/Rome"), "sao-paulo": hoursOf("America/Sao_Paulo") },
  };
  const dueOn = (number: string) => clockOf([inbound("16:30")], "first-reply", "16:31", { ...options, context: { number } });
  // Half past five in Rome, closed; half past one in São Paulo, open.
  expect(dueOn("39")).toMatchObject({ dueAt: time("1d 08:10"), policy: { id: "rome" } });
  expect(dueOn("55")).toMatchObject({ dueAt: time("16:40"), policy: { id: "sao-paulo" } });
});

test("[S13] a policy edited during a run dates it anew from its own start; the run before keeps what it was measured by", () => {
  const edited = aPolicy({ version: 2, minutes: { "first-reply": 10, "next-reply": 30 } });
  const events = [inbound("09:00"), sent("09:05"), inbound("09:10"), policyChange("09:15", [edited])];
  expect(clockOf(events, "first-reply", "09:16")).toMatchObject({ dueAt: time("09:10"), policy: { version: 1 } });
  expect(clockOf(events, "next-reply", "09:16")).toMatchObject({ startedAt: time("09:10"), dueAt: time("09:40"), policy: { version: 2 } });
});

test("[S13] [S18] a policy made stricter than the time already gone is missed at its own due instant; one made looser after the miss changes nothing", () => {
  const strict = aPolicy({ version: 2, minutes: { "first-reply": 2 } });
  expect(clockOf([inbound("09:00"), policyChange("09:05", [strict])], "first-reply", "09:06")).toMatchObject({ state: "breached", breachedAt: time("09:02") });
  const loose = aPolicy({ version: 2, minutes: { "first-reply": 60 } });
  expect(clockOf([inbound("09:00"), policyChange("09:11", [loose])], "first-reply", "09:12")).toMatchObject({ state: "breached", breachedAt: time("09:10") });
});

test("[S16] late and disordered: the answer arrives before the question, the failure before the acceptance, and nothing changes", () => {
  const ordered = [inbound("09:00"), sent("09:02", "human", "m1"), failed("09:03", "m1"), inbound("09:05"), sent("09:08", "human", "m2"), inbound("09:20")];
  const expected = foldCases(ordered, { ...OPTIONS, now: time("10:00") });
  for (const order of [ordered.toReversed(), [...ordered.slice(3), ...ordered.slice(0, 3)]])
    expect(foldCases(order, { ...OPTIONS, now: time("10:00") })).toEqual(expected);
});

test("[S16] [W1] clock skew: the customer's own send time counts, not ours; what claims to be sent after it arrived was sent when it arrived", () => {
  const skewed: SlaEvent = { type: "inbound", at: time("09:07"), sentAt: time("09:00"), receivedAt: time("09:07") };
  expect(clockOf([skewed], "first-reply", "09:08")).toMatchObject({ startedAt: time("09:00"), dueAt: time("09:10") });
  const ahead: SlaEvent = { type: "inbound", at: time("09:30"), sentAt: time("09:30"), receivedAt: time("09:00") };
  expect(clockOf([ahead], "first-reply", "09:05")).toMatchObject({ startedAt: time("09:00"), dueAt: time("09:10") });
  expect(clocksOf([inbound("09:30")], "first-reply", "09:10")).toEqual([]);
});

test("[R1] [R2] [W1] a window that closes before the desk opens bites first, though the reply is due only after the opening", () => {
  const events = [inbound("06:40"), sent("09:05"), inbound("16:58")];
  const closesAt = at("2026-03-03T06:40:00Z");
  const reply = clockOf(events, "next-reply", "16:59", office);
  expect(reply.dueAt).toBe(time("1d 09:08"));
  expect(mostUrgentClock([reply], closesAt, time("16:59"))).toEqual({ kind: "window", closesAt, overdue: false });
  expect(bitesAt([reply], closesAt)).toBe(closesAt);
  expect(closesBeforeOpening(compileCalendar(OFFICE), closesAt, time("16:59"))).toEqual({ closesAt, opensAt: time("1d 09:00") });
});

test("[C3] days of 23 and 25 hours: a round-the-clock day in its own zone is as long as it is", () => {
  const rome = compileCalendar({ timeZone: "Europe/Rome", weekly: { sun: [["00:00", "24:00"]] } });
  expect(elapsed(rome, at("2026-03-28T23:00:00Z"), at("2026-03-29T22:00:00Z"))).toBe(hours(23));
  expect(elapsed(rome, at("2026-10-24T22:00:00Z"), at("2026-10-25T23:00:00Z"))).toBe(hours(25));
  expect(dueAt(rome, at("2026-03-28T23:00:00Z"), hours(23))).toBe(at("2026-03-29T22:00:00Z"));
  expect(dueAt(rome, at("2026-10-24T22:00:00Z"), hours(24))).toBe(at("2026-10-25T22:00:00Z"));
});

test("[S9] a reply at the very due instant is in time, whoever had already looked", () => {
  expect(clockOf([inbound("09:00")], "first-reply", "09:10")).toMatchObject({ state: "breached", breachedAt: time("09:10") });
  expect(clockOf([inbound("09:00"), sent("09:10")], "first-reply", "09:10")).toMatchObject({ state: "met", metAt: time("09:10") });
});

test("[C1] [C2] leap day: open when it is there, and a yearly holiday on it closes in leap years alone", () => {
  const daily = { mon: [["09:00", "17:00"]], tue: [["09:00", "17:00"]], wed: [["09:00", "17:00"]], thu: [["09:00", "17:00"]] } as const;
  const plain = compileCalendar({ timeZone: "UTC", weekly: daily });
  const closed = compileCalendar({ timeZone: "UTC", weekly: daily, holidays: ["02-29"] });
  // 29 February 2028 is a Tuesday; in 2027 the Monday is 1 March.
  expect(dueAt(plain, at("2028-02-28T16:50:00Z"), minutes(20))).toBe(at("2028-02-29T09:10:00Z"));
  expect(dueAt(closed, at("2028-02-28T16:50:00Z"), minutes(20))).toBe(at("2028-03-01T09:10:00Z"));
  expect(dueAt(closed, at("2027-02-25T16:50:00Z"), minutes(20))).toBe(at("2027-03-01T09:10:00Z"));
});

test("[C1] year's end: a run over New Year's holidays skips them, each year's own", () => {
  const calendar = compileCalendar({
    timeZone: "Europe/Rome",
    weekly: { mon: [["09:00", "18:00"]], tue: [["09:00", "18:00"]], wed: [["09:00", "18:00"]], thu: [["09:00", "18:00"]], fri: [["09:00", "18:00"]] },
    holidays: ["01-01", "2026-12-31", "2027-01-06"],
    overrides: { "2026-12-30": [["09:00", "12:00"]] },
  });
  // Wednesday the 30th closes at noon; Thursday and Friday are holidays; Monday the 4th goes on.
  expect(dueAt(calendar, at("2026-12-30T10:50:00Z"), minutes(15))).toBe(at("2027-01-04T08:05:00Z"));
  expect(elapsed(calendar, at("2026-12-30T10:50:00Z"), at("2027-01-07T08:00:00Z"))).toBe(minutes(10) + 2 * hours(9));
});
