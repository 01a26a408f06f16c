import { expect, test } from "vitest";
import type { Clock } from "../../shared/sla/clock.ts";
import { compileCalendar, openPieces } from "../../shared/sla/compile-calendar.ts";
import { explain } from "../../shared/sla/explain.ts";
import { bitesAt, compareUrgency, mostUrgentClock, urgencyKey } from "../../shared/sla/rank.ts";
import { readClock } from "../../shared/sla/reading.ts";
import { minutes, toDuration, type Instant } from "../../shared/time.ts";
import { closesBeforeOpening } from "../../shared/window/closes-before-opening.ts";
import {
  aPolicy,
  assign,
  bot,
  cases,
  clockOf,
  failed,
  handoff,
  hold,
  inbound,
  OFFICE,
  OPTIONS,
  priority,
  resolve,
  sent,
  time,
} from "../fixtures/sla/events.ts";

const aClock = (changes: Partial<Clock>): Clock => ({
  kind: "first-reply",
  state: "running",
  startedAt: time("09:00"),
  dueAt: time("09:10"),
  pausedMs: toDuration(0),
  ...changes,
});
interface Row {
  readonly name: string;
  readonly clocks: readonly Clock[];
  readonly closes?: Instant;
}
const ranked = (rows: readonly Row[], now: string): readonly string[] =>
  rows.toSorted((a, b) => compareUrgency(urgencyKey(a.clocks, a.closes, time(now)), urgencyKey(b.clocks, b.closes, time(now)))).map(({ name }) => name);

test("[R1] breached first and the most overdue before all, then by due time, never by distance from now", () => {
  const rows: readonly Row[] = [
    { name: "due in two hours", clocks: [aClock({ kind: "resolution", dueAt: time("14:00") })] },
    { name: "missed a minute ago", clocks: [aClock({ dueAt: time("11:59"), state: "breached", breachedAt: time("11:59") })] },
    { name: "due in a minute", clocks: [aClock({ dueAt: time("12:01") })] },
    { name: "answered", clocks: [aClock({ state: "met", metAt: time("09:01") })] },
    { name: "missed three hours ago", clocks: [aClock({ dueAt: time("09:00"), state: "breached", breachedAt: time("09:00") })] },
  ];
  expect(ranked(rows, "12:00")).toEqual(["missed three hours ago", "missed a minute ago", "due in a minute", "due in two hours", "answered"]);
});

test("[R1] the window counts as a clock where it closes before the reply is due, and only while somebody waits", () => {
  const waiting = [aClock({ dueAt: time("1d 12:00") })];
  expect(mostUrgentClock(waiting, time("1d 06:40"), time("12:00"))).toMatchObject({ kind: "window", closesAt: time("1d 06:40"), overdue: false });
  expect(mostUrgentClock(waiting, time("1d 12:00"), time("12:00"))).toMatchObject({ kind: "clock" });
  expect(mostUrgentClock([aClock({ dueAt: undefined })], time("1d 06:40"), time("12:00"))).toMatchObject({ kind: "window" });

  const answered = [aClock({ state: "met", metAt: time("09:01") }), aClock({ kind: "resolution", dueAt: time("1d 12:00") })];
  expect(mostUrgentClock(answered, time("1d 06:40"), time("12:00"))).toMatchObject({ kind: "clock", clock: { kind: "resolution" } });
  expect(bitesAt([aClock({ state: "met", metAt: time("09:01") })], time("1d 06:40"))).toBeUndefined();
});

test("[R1] what is answered, ended or on hold does not bite; what is overdue and open does", () => {
  for (const over of [
    aClock({ state: "met", metAt: time("09:01") }),
    aClock({ state: "unanswered", stoppedAt: time("09:01") }),
    aClock({ state: "breached", breachedAt: time("09:10"), metAt: time("09:11") }),
    aClock({ kind: "resolution", state: "paused", dueAt: undefined, remaining: minutes(5) }),
  ]) {
    expect(bitesAt([over], undefined)).toBeUndefined();
  }
  expect(bitesAt([aClock({ state: "breached", breachedAt: time("09:10") })], undefined)).toBe(time("09:10"));
});

test("[R1] one order serves for every now: sorted by when it bites is sorted by urgency", () => {
  const rows: readonly Row[] = Array.from({ length: 40 }, (_, index) => ({
    name: String(index),
    clocks: [aClock({ dueAt: (time("09:00") + ((index * 37) % 40) * 60_000) as Instant })],
    closes: (time("09:00") + ((index * 23) % 40) * 60_000) as Instant,
  }));
  const byBite = rows.toSorted((a, b) => (bitesAt(a.clocks, a.closes) ?? Infinity) - (bitesAt(b.clocks, b.closes) ?? Infinity)).map(({ name }) => name);
  for (const now of ["08:00", "09:20", "12:00"]) expect(ranked(rows, now)).toEqual(byBite);
});

test("[R2] the row says so where the window closes before the desk opens again, while there is still time", () => {
  const office = compileCalendar(OFFICE);
  const closes = time("1d 06:40");
  expect(closesBeforeOpening(office, closes, time("16:00"))).toEqual({ closesAt: closes, opensAt: time("1d 09:00") });
  expect(closesBeforeOpening(office, closes, time("22:00"))).toEqual({ closesAt: closes, opensAt: time("1d 09:00") });
  expect(closesBeforeOpening(office, closes, time("1d 06:40"))).toBeUndefined();
  expect(closesBeforeOpening(office, time("1d 09:00"), time("16:00"))).toMatchObject({ opensAt: time("1d 09:00") });
  expect(closesBeforeOpening(office, time("1d 09:01"), time("16:00"))).toBeUndefined();
  expect(closesBeforeOpening(office, time("16:59"), time("16:00"))).toBeUndefined();
  expect(closesBeforeOpening(compileCalendar("24/7"), closes, time("16:00"))).toBeUndefined();
});

test("[R3] a clock explains itself: first counted event, policy and version, calendar pieces, due instant and end, each with its event", () => {
  const options = { ...OPTIONS, policies: [aPolicy({ version: 4, calendar: "office", minutes: { "first-reply": 60 } })], now: time("2d 00:00") };
  const events = [inbound("16:30", "wamid.1"), inbound("16:40", "wamid.2"), { ...sent("1d 09:45"), id: "m1" }];
  expect(explain(clockOf(events, "first-reply", "2d 00:00", options), events, options)).toEqual([
    { kind: "started", at: time("16:30"), eventId: "wamid.1", data: { by: "inbound" } },
    { kind: "policy", at: time("16:30"), data: { policy: "standard", version: 4, target: minutes(60), calendar: "office", calendarVersion: 1 } },
    { kind: "open", at: time("16:30"), until: time("17:00"), data: { ms: minutes(30) } },
    { kind: "open", at: time("1d 09:00"), until: time("1d 09:30"), data: { ms: minutes(30) } },
    { kind: "due", at: time("1d 09:30"), data: {} },
    { kind: "breached", at: time("1d 09:30"), data: {} },
    { kind: "met", at: time("1d 09:45"), eventId: "m1", data: {} },
  ]);
});

test("[R3] handoff, pauses, failed sends, changes of policy and endings are among the reasons", () => {
  const kinds = (events: Parameters<typeof cases>[0], kind: Clock["kind"], now = "20:00") =>
    explain(clockOf(events, kind, now), events, { ...OPTIONS, now: time(now) }).map((piece) => piece.kind);
  expect(kinds([inbound("09:00"), bot("09:01"), inbound("09:02"), handoff("09:04")], "first-reply")).toContain("handoff");
  expect(kinds([inbound("09:00"), hold("10:00"), inbound("11:00"), resolve("12:00"), inbound("13:00")], "resolution")).toEqual(
    expect.arrayContaining(["paused", "resumed", "reopened"]),
  );
  expect(kinds([inbound("09:00"), sent("09:02", "human", "m1"), failed("09:05", "m1")], "first-reply")).toContain("send-failed");
  expect(kinds([inbound("09:00"), assign("09:02", "bot")], "first-reply")).toContain("cancelled");
  const vip = { ...OPTIONS, policies: [aPolicy({ conditions: [{ field: "priority", in: ["normal"] }] })], now: time("20:00") };
  const events = [inbound("09:00"), priority("09:02", "low")];
  expect(explain(clockOf(events, "first-reply", "20:00", vip), events, vip).map((piece) => piece.kind)).toContain("unmatched");
});

test("[R3] the counted pieces add up to the target, also where more than a dozen are summed up", () => {
  const options = { ...OPTIONS, policies: [aPolicy({ calendar: "office", minutes: { resolution: 200 * 60 } })], now: time("10:00") };
  const events = [inbound("09:00")];
  const why = explain(clockOf(events, "resolution", "10:00", options), events, options);
  expect(why.filter(({ kind }) => kind === "open" || kind === "more-open").reduce((sum, { data }) => sum + Number(data["ms"]), 0)).toBe(minutes(200 * 60));
  expect(why.some(({ kind }) => kind === "more-open")).toBe(true);
  expect(openPieces(compileCalendar("24/7"), time("09:00"), time("10:00"), 5)).toHaveLength(1);
});

test("[R4] while paused what remains is open time, otherwise the due instant is what it is measured to", () => {
  const options = { ...OPTIONS, policies: [aPolicy({ calendar: "office" })] };
  const paused = clockOf([inbound("09:00"), hold("16:00")], "resolution", "1d 09:00", options);
  expect(readClock(paused, time("1d 09:00"))).toEqual({ state: "paused", health: "paused", remaining: minutes(60) });
  expect(readClock(clockOf([inbound("16:00")], "resolution", "16:00", options), time("16:00"))).toMatchObject({ remaining: 24 * 3_600_000 });
});

test("[S9] [R1] a reading is as of now, whatever the clock knew when it was made, and names its own next change", () => {
  const clock = clockOf([inbound("09:00")], "first-reply", "09:00");
  expect(readClock(clock, time("09:01"))).toEqual({ state: "running", health: "on-track", remaining: minutes(9), changesAt: time("09:08") });
  expect(readClock(clock, time("09:08"))).toEqual({ state: "running", health: "at-risk", remaining: minutes(2), changesAt: time("09:10") });
  expect(readClock(clock, time("09:10"))).toEqual({ state: "breached", health: "breached", remaining: 0 });
  expect(readClock(clock, time("09:15"))).toMatchObject({ state: "breached", remaining: -minutes(5) });
  expect(readClock(aClock({ dueAt: undefined }), time("09:15"))).toEqual({ state: "running", health: "on-track", remaining: Infinity });
});

test("[S10] [S18] a reading of a clock that ended says how it ended, and its overdue no longer grows", () => {
  expect(readClock(aClock({ state: "met", metAt: time("09:04") }), time("12:00"))).toEqual({ state: "met", health: "met", remaining: minutes(6) });
  expect(readClock(aClock({ state: "breached", breachedAt: time("09:10"), metAt: time("09:30") }), time("12:00"))).toEqual({
    state: "breached",
    health: "breached",
    remaining: -minutes(20),
  });
  for (const state of ["unanswered", "not-needed"] as const)
    expect(readClock(aClock({ state, stoppedAt: time("09:05") }), time("12:00"))).toMatchObject({ state, health: "stopped" });
});
