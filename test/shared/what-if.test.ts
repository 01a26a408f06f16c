import fc from "fast-check";
import { expect, test } from "vitest";
import { toConversationId } from "../../shared/ids.ts";
import { attainment, replayUnder } from "../../shared/sla/attainment.ts";
import type { SlaEvent } from "../../shared/sla/events.ts";
import { foldCases } from "../../shared/sla/fold.ts";
import { addComparisons, asOf, attainmentsOf, clocksIn, clocksUnder, nothingCompared, startComparison, type Comparison } from "../../shared/sla/what-if.ts";
import { toInstant, type Instant } from "../../shared/time.ts";
import { aPolicy, bot, clocksOf, handoff, inbound, OPTIONS, resolve, sent, time, transfer } from "../fixtures/sla/events.ts";
import { history, HISTORY_END, HISTORY_OPTIONS, HISTORY_START } from "../fixtures/sla/histories.ts";

const RUNS = { numRuns: 300, seed: 20_261_122 };
const ALWAYS = { from: toInstant(0), to: toInstant(Number.MAX_SAFE_INTEGER) };
const NOW = time("27d 00:00");
const hourOf = (at: Instant): number => Math.floor(at / 3_600_000) % 24;
const under = (minutes: number) => ({ ...OPTIONS, policies: [aPolicy({ minutes: { "first-reply": minutes, "next-reply": minutes } })] });
const compare = (conversations: readonly (readonly SlaEvent[])[], today: number, draft: number, stretch = ALWAYS): Comparison => {
  const comparison = startComparison(hourOf);
  conversations.forEach((events, index) =>
    comparison.add(toConversationId(`c${index}`), clocksUnder(events, under(today), stretch, NOW), clocksUnder(events, under(draft), stretch, NOW)),
  );
  return comparison.read();
};

test("[P4] counts what would have been met and missed, which clocks changed sides, and when they fell due", () => {
  const result = compare([[inbound("09:00"), sent("09:12")], [inbound("10:00"), sent("10:07")], [inbound("13:50")]], 15, 10);

  expect(attainmentsOf(result)["first-reply"]).toEqual({
    today: { met: 2, missed: 1, unanswered: 0, notNeeded: 0, cancelled: 0, open: 0, share: 2 / 3 },
    draft: { met: 1, missed: 2, unanswered: 0, notNeeded: 0, cancelled: 0, open: 0, share: 1 / 3 },
  });
  expect(result).toMatchObject({ conversations: 3, newlyMissed: 1, noLongerMissed: 0 });
  expect(result.examples).toEqual([{ conversationId: "c0", kind: "first-reply", startedAt: time("09:00"), missed: "draft" }]);
  expect(result.hours.today.flatMap((n, hour) => (n > 0 ? [[hour, n]] : []))).toEqual([[14, 1]]);
  expect(result.hours.draft.flatMap((n, hour) => (n > 0 ? [[hour, n]] : []))).toEqual([
    [9, 1],
    [14, 1],
  ]);
  expect(compare([[inbound("09:00"), sent("09:12")]], 10, 15)).toMatchObject({ newlyMissed: 0, noLongerMissed: 1, examples: [{ missed: "today" }] });
});

test("[P4] clocks belong to the stretch by their start, its end left out", () => {
  const events = [inbound("09:00"), sent("09:01"), inbound("10:00"), sent("10:01"), inbound("11:00"), sent("11:01")];
  const stretch = { from: time("10:00"), to: time("11:00") };
  expect(clocksUnder(events, under(15), stretch, NOW)).toMatchObject([{ kind: "next-reply", startedAt: time("10:00") }]);
  expect(compare([events, [inbound("12:00")]], 15, 15, stretch).conversations).toBe(1);
});

test("[P4] what runs and has come due by now counts as missed on both sides, what has not is open", () => {
  const clock = { kind: "first-reply", state: "running", startedAt: time("09:00"), dueAt: time("09:15") } as const;
  expect(asOf(clock, time("09:15")).state).toBe("breached");
  expect(asOf(clock, toInstant(time("09:15") - 1)).state).toBe("running");
  expect(asOf({ ...clock, state: "met" }, time("10:00")).state).toBe("met");
});

test("[S8] a wait that a bot had in between is one wait: its miss counts once", () => {
  const events = [inbound("09:00"), transfer("09:20", "bot"), handoff("09:30"), sent("10:00"), resolve("10:01")];
  expect(clocksOf(events, "first-reply")).toHaveLength(2);
  const clocks = clocksIn(
    foldCases(events, { ...OPTIONS, now: NOW }).flatMap((kase) => kase.clocks),
    ALWAYS,
  );
  expect(clocks.filter(({ kind }) => kind === "first-reply")).toMatchObject([{ state: "breached", dueAt: time("09:10") }]);
});

test("[S2] an answer of the bot that broke a wait off is told apart", () => {
  expect(attainmentsOf(compare([[inbound("09:00"), bot("09:01")]], 15, 15))["first-reply"].today).toMatchObject({ cancelled: 1, missed: 0 });
});

test("[P4] it counts as the replay of one conversation does", () => {
  fc.assert(
    fc.property(history, (events) => {
      const options = { ...HISTORY_OPTIONS, now: HISTORY_END };
      const clocks = replayUnder(events, options).flatMap((kase) => kase.clocks);
      const comparison = startComparison(hourOf);
      comparison.add(toConversationId("c"), clocksIn(clocks, ALWAYS), clocksUnder(events, HISTORY_OPTIONS, ALWAYS, HISTORY_END));

      // A wait is one clock here, however often a bot had it.
      const counted = clocksIn(clocks, ALWAYS) as typeof clocks;
      const expected = attainment([{ no: 1, startedAt: HISTORY_START, clocks: counted }]);
      for (const [kind, { draft, today }] of Object.entries(attainmentsOf(comparison.read()))) {
        expect([kind, today]).toEqual([kind, expected[kind as keyof typeof expected]]);
        expect([kind, draft]).toEqual([kind, expected[kind as keyof typeof expected]]);
      }
      expect(comparison.read()).toMatchObject({ newlyMissed: 0, noLongerMissed: 0, examples: [] });
    }),
    RUNS,
  );
});

test("[P4] no policy decides which clocks of the customer's there are, and when they started", () => {
  const named = (events: readonly SlaEvent[], policies: typeof HISTORY_OPTIONS.policies): readonly string[] =>
    clocksUnder(events, { ...HISTORY_OPTIONS, policies }, ALWAYS, HISTORY_END)
      .map(({ kind, startedAt }) => `${kind} ${startedAt}`)
      .toSorted();
  // Whom a hop leads to is said by the events of a real history.
  const told = history.map((events) =>
    events.map((event): SlaEvent =>
      event.type === "assign" || event.type === "transfer"
        ? { ...event, toKind: event.to === "bot" ? "bot" : event.to.startsWith("team:") ? "team" : "agent" }
        : event,
    ),
  );
  fc.assert(
    fc.property(told, (events) => {
      const expected = named(events, HISTORY_OPTIONS.policies);
      expect(named(events, [aPolicy({ minutes: { handoff: 1, "first-reply": 1, "next-reply": 1, resolution: 1 }, calendar: "office" })])).toEqual(expected);
      expect(named(events, [])).toEqual(expected);
    }),
    RUNS,
  );
});

test("[P4] parts that were counted apart are the whole, in whatever order they are added, and name the newest hundred", () => {
  const conversations = Array.from({ length: 250 }, (_, index) => [inbound(`${index % 20}d 09:00`), sent(`${index % 20}d 09:12`)]);
  const whole = compare(conversations, 15, 10);
  const parts = [conversations.slice(0, 90), conversations.slice(90, 91), conversations.slice(91)];
  expect(whole.examples).toHaveLength(100);
  expect(Math.min(...whole.examples.map(({ startedAt }) => startedAt))).toBeGreaterThanOrEqual(time("11d 09:00"));

  for (const order of [parts, parts.toReversed()]) {
    const sum = order.map((part) => compare(part, 15, 10)).reduce(addComparisons, nothingCompared());
    expect(attainmentsOf(sum)).toEqual(attainmentsOf(whole));
    expect([sum.conversations, sum.newlyMissed, sum.noLongerMissed, sum.hours]).toEqual([whole.conversations, 250, 0, whole.hours]);
    expect(sum.examples.map(({ startedAt }) => startedAt)).toEqual(whole.examples.map(({ startedAt }) => startedAt));
  }
});
