import fc from "fast-check";
import { expect, test } from "vitest";
import type { CalendarDefinition } from "../../shared/sla/calendar.ts";
import { compileCalendar, dueAt, elapsed } from "../../shared/sla/compile-calendar.ts";
import type { SlaEvent } from "../../shared/sla/events.ts";
import { advance, finish, foldCases, startFold, type Fold } from "../../shared/sla/fold.ts";
import { compareEvents } from "../../shared/sla/order.ts";
import { toDuration, toInstant, type Instant } from "../../shared/time.ts";
import { OFFICE } from "../fixtures/sla/events.ts";
import { history, HISTORY_END, HISTORY_OPTIONS } from "../fixtures/sla/histories.ts";

// A failure prints its own seed and the smallest history that shows it.
const RUNS = { numRuns: 400, seed: 20_260_302 };

const OPTIONS = HISTORY_OPTIONS;
const END = HISTORY_END;
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
