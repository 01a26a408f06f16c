import fc from "fast-check";
import { expect, test } from "vitest";
import { createCompile } from "../../shared/sla/calendar-cache.ts";
import type { CalendarDefinition } from "../../shared/sla/calendar.ts";
import { compileCalendar, dueAt, elapsed } from "../../shared/sla/compile-calendar.ts";
import type { SlaEvent } from "../../shared/sla/events.ts";
import { advance, finish, foldCases, startFold, type Fold, type FoldOptions } from "../../shared/sla/fold.ts";
import { compareEvents } from "../../shared/sla/order.ts";
import { minutes, toDuration, toInstant, type Instant } from "../../shared/time.ts";
import { aPolicy, OFFICE, time } from "../fixtures/sla/events.ts";

// A failure prints its own seed and the smallest history that shows it.
const RUNS = { numRuns: 400, seed: 20_260_302 };

const compile = createCompile();
const OPTIONS: FoldOptions = {
  policies: [
    aPolicy({
      id: "urgent",
      default: false,
      conditions: [{ field: "priority", in: ["urgent"] }],
      minutes: { handoff: 2, "first-reply": 4, "next-reply": 6, resolution: 90 },
    }),
    aPolicy({
      id: "sales",
      default: false,
      conditions: [{ field: "team", in: ["team:sales"] }],
      calendar: "office",
      ownerTarget: { target: minutes(7), calendar: "24/7" },
    }),
    aPolicy({ default: true }),
  ],
  calendars: { office: OFFICE },
  compile,
};

/** Few distinct minutes, so that events meet at the same instant and at due instants; sometimes days apart, for the reopen grace. */
const instant: fc.Arbitrary<Instant> = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.constantFrom(0, 0, 0, 8 * 60, 24 * 60, 80 * 60))
  .map(([minute, jump]) => toInstant(time("16:30") + (minute + jump) * 60_000));
const messageId = fc.constantFrom("m1", "m2", "m3", undefined);
const policies = fc.constantFrom([], OPTIONS.policies, [aPolicy({ version: 2, minutes: { "first-reply": 20, resolution: 30 } })]);
const event: fc.Arbitrary<SlaEvent> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: fc.constant("inbound" as const), at: instant }) },
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant("outbound" as const),
      at: instant,
      messageId,
      author: fc.constantFrom("human" as const, "human" as const, "bot" as const, "automation" as const, "app" as const),
      state: fc.constantFrom("accepted" as const, "accepted" as const, "failed" as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constantFrom(
        "handoff" as const,
        "claim" as const,
        "note" as const,
        "release" as const,
        "snooze" as const,
        "reopen" as const,
        "noReplyNeeded" as const,
      ),
      at: instant,
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("resolve" as const), at: instant }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constantFrom("assign" as const, "transfer" as const),
      at: instant,
      to: fc.constantFrom("anna", "bot", "team:sales", "team:support"),
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("hold" as const), at: instant }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("priority" as const), at: instant, priority: fc.constantFrom("normal" as const, "urgent" as const) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("policyChange" as const), at: instant, policies }) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant("calendarChange" as const),
      at: instant,
      calendars: fc.constant({ office: { timeZone: "UTC", version: 2, weekly: "24/7" } } as const),
    }),
  },
);
const history = fc.array(event, { maxLength: 25 }).map((events) => events.map((one, index): SlaEvent => ({ ...one, id: `e${index}` })));
const END = toInstant(time("16:30") + 200 * 60 * 60_000);
const addAll = (events: readonly SlaEvent[]): Fold => events.reduce(advance, startFold(OPTIONS));

test("[S16] one event at a time gives exactly what the full replay gives", () => {
  fc.assert(
    fc.property(history, (events) => {
      const ordered = events.toSorted(compareEvents);
      expect(finish(addAll(ordered), END)).toEqual(foldCases(events, { ...OPTIONS, now: END }));
    }),
    RUNS,
  );
});

test("[S16] so it does at every step in between, and an older fold stays as it was", () => {
  fc.assert(
    fc.property(history, (events) => {
      const ordered = events.toSorted(compareEvents);
      const folds = ordered.reduce<readonly Fold[]>((all, one) => [...all, advance(all.at(-1) ?? startFold(OPTIONS), one)], []);
      folds.forEach((fold, index) => {
        const now = ordered[index]?.at ?? END;
        expect(finish(fold, now)).toEqual(foldCases(ordered.slice(0, index + 1), { ...OPTIONS, now }));
      });
    }),
    { ...RUNS, numRuns: 150 },
  );
});

test("[S16] whatever the order of arrival, one at a time or together", () => {
  fc.assert(
    fc.property(
      history.chain((events) => fc.tuple(fc.constant(events), fc.shuffledSubarray([...events], { minLength: events.length }))),
      ([events, shuffled]) => {
        const expected = foldCases(events, { ...OPTIONS, now: END });
        expect(foldCases(shuffled, { ...OPTIONS, now: END })).toEqual(expected);
        expect(finish(addAll(shuffled), END)).toEqual(expected);
      },
    ),
    RUNS,
  );
});

test("[S9] [S10] [S18] a breach, once there, is there at every later moment with the same instant", () => {
  fc.assert(
    fc.property(history, fc.integer({ min: 0, max: 200 * 60 }), (events, later) => {
      const ordered = events.toSorted(compareEvents);
      const last = ordered.at(-1)?.at ?? END;
      const fold = addAll(ordered);
      const now = toInstant(last + later * 60_000);
      for (const clock of finish(fold, now).flatMap(({ clocks }) => clocks)) {
        if (clock.state !== "breached") continue;
        expect(clock.breachedAt).toBe(clock.dueAt);
        expect(clock.dueAt === undefined || clock.dueAt <= now).toBe(true);
        const again = finish(fold, END)
          .flatMap(({ clocks }) => clocks)
          .filter(({ kind, startedAt, owner }) => kind === clock.kind && startedAt === clock.startedAt && owner === clock.owner);
        expect(again).toContainEqual(expect.objectContaining({ state: "breached", breachedAt: clock.breachedAt }));
      }
    }),
    RUNS,
  );
});

test("[S1] [S4] [S8] [S18] never more than one open run of a kind of the customer's, paused is resolution alone, and a met clock is in time", () => {
  fc.assert(
    fc.property(history, (events) => {
      for (const { clocks } of foldCases(events, { ...OPTIONS, now: END })) {
        const openReplies = clocks.filter(
          ({ kind, owner, metAt, stoppedAt }) => kind.endsWith("reply") && owner === undefined && metAt === undefined && stoppedAt === undefined,
        );
        expect(openReplies.length).toBeLessThanOrEqual(1);
        expect(clocks.filter(({ kind, pausedMs, state }) => kind !== "resolution" && (state === "paused" || pausedMs > 0))).toEqual([]);
        expect(clocks.filter(({ dueAt: due, metAt, state }) => state === "met" && due !== undefined && (metAt ?? END) > due)).toEqual([]);
      }
    }),
    RUNS,
  );
});

const CALENDARS: readonly CalendarDefinition[] = [
  OFFICE,
  "24/7",
  {
    timeZone: "Europe/Rome",
    weekly: {
      sun: [
        ["01:30", "02:30"],
        ["02:45", "03:15"],
      ],
      wed: [["22:00", "24:00"]],
      thu: [["00:00", "06:00"]],
    },
    holidays: ["12-25", "2027-01-06"],
    overrides: { "2026-12-25": [["10:00", "11:00"]] },
  },
  { timeZone: "Australia/Lord_Howe", weekly: { sat: [["00:00", "24:00"]], sun: [["00:00", "24:00"]] } },
  { timeZone: "America/Havana", weekly: "24/7", holidays: ["05-01"] },
];

test("[C4] due and elapsed are inverse on open time, over years and to the millisecond", () => {
  const compiled = CALENDARS.map(compileCalendar);
  fc.assert(
    fc.property(
      fc.constantFrom(...compiled),
      fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2031, 0, 1) }),
      fc.oneof(fc.integer({ min: 1, max: 86_400_000 }), fc.integer({ min: 1, max: 40_000_000_000 })),
      (calendar, start, target) => {
        const due = dueAt(calendar, toInstant(start), toDuration(target));
        expect(due).toBeDefined();
        if (due === undefined) return;
        expect(elapsed(calendar, toInstant(start), due)).toBe(target);
        // The earliest such instant: a millisecond before, not all of it was used up.
        expect(elapsed(calendar, toInstant(start), toInstant(due - 1))).toBe(target - 1);
      },
    ),
    { ...RUNS, numRuns: 2_000 },
  );
});

test("[C4] elapsed adds up", () => {
  const compiled = CALENDARS.map(compileCalendar);
  const when = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2031, 0, 1) });
  fc.assert(
    fc.property(fc.constantFrom(...compiled), when, when, when, (calendar, ...instants) => {
      const [a, b, c] = instants.toSorted((one, two) => one - two).map(toInstant) as [Instant, Instant, Instant];
      expect(elapsed(calendar, a, b) + elapsed(calendar, b, c)).toBe(elapsed(calendar, a, c));
    }),
    { ...RUNS, numRuns: 1_000 },
  );
});
