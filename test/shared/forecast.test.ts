import { describe, expect, test } from "vitest";
import { backTest, heldOn, judge } from "../../shared/forecast/back-test.ts";
import { calibrate, isInside, type Outcome } from "../../shared/forecast/calibrate.ts";
import { forecast } from "../../shared/forecast/forecast.ts";
import type { Learned } from "../../shared/forecast/learn.ts";
import { localSlots, SLOTS_A_WEEK } from "../../shared/forecast/local-slots.ts";
import type { Moment, PromiseInForce } from "../../shared/forecast/moment.ts";
import { gamma, poisson, quantile, seededRandom } from "../../shared/forecast/random.ts";
import { simulate } from "../../shared/forecast/simulate.ts";
import { spreadOf, totalsOf } from "../../shared/forecast/spread.ts";
import type { Wait } from "../../shared/forecast/wait.ts";
import { compileCalendar } from "../../shared/sla/compile-calendar.ts";
import { days, hours, minus, minutes, plus, toInstant, type Instant } from "../../shared/time.ts";
import { FIRST_DAY, SHAPES, simulatedWorkspace } from "../fixtures/forecast/simulated-workspace.ts";

const NOON = toInstant(Date.UTC(2026, 9, 14, 12));
const slots = localSlots("UTC");
const ALWAYS: PromiseInForce = { target: minutes(15), calendar: compileCalendar("24/7") };

const filled = (value: number): Float64Array => new Float64Array(SLOTS_A_WEEK).fill(value);
/** Ten new waits in each half-hour, replies of four minutes. */
const learned = (fields: Partial<Learned> = {}): Learned => ({
  before: NOON,
  arrivals: filled(10),
  dayShape: 200,
  slotShape: 200,
  staff: filled(2),
  seen: filled(2),
  busy: Float64Array.from([minutes(3), minutes(4), minutes(5)]),
  idle: Float64Array.from([minutes(3), minutes(4), minutes(5)]),
  marks: [{ promised: [{ kind: "first-reply", promise: 0 }] }],
  patience: hours(4),
  agents: new Set(["p0", "p1"]),
  ...fields,
});
const moment = (fields: Partial<Moment> = {}): Moment => ({
  at: NOON,
  waiting: [],
  recent: [0, 0, 0, 0, 0, 0],
  cameToday: 240,
  usualToday: 240,
  staff: [{ at: NOON, count: 2 }],
  ...fields,
});
const waitsSince = (startedAt: Instant, dueAt: Instant): Wait => ({ startedAt, answered: false, reply: { kind: "first-reply", promise: 0, dueAt } });
const RUNS = 200;
const imagine = (
  of: {
    readonly learned?: Learned;
    readonly moment?: Moment;
    readonly promises?: readonly PromiseInForce[];
    readonly scenarios?: readonly (Instant | undefined)[];
    readonly seed?: number;
  } = {},
) => simulate({ learned: learned(), moment: moment(), promises: [ALWAYS], slots, seed: 1, runs: RUNS, scenarios: [undefined], ...of });
const total = (breaches: Uint16Array | undefined): number => totalsOf(breaches ?? new Uint16Array(), RUNS).reduce((sum, count) => sum + count, 0) / RUNS;

describe("imagined hours", () => {
  test("[BD2] the same seed and the same facts give the same runs, another seed gives others", () => {
    const busy = { moment: moment({ staff: [{ at: NOON, count: 1 }] }) };
    expect(imagine(busy)).toEqual(imagine(busy));
    expect(imagine({ ...busy, seed: 2 }).breaches).not.toEqual(imagine(busy).breaches);
  });

  test("[S0-17] what comes is told within a twentieth of what is known to come", () => {
    for (const rate of [2, 10, 40])
      for (const count of imagine({ learned: learned({ arrivals: filled(rate) }) }).arrivals) expect(Math.abs(count / rate - 1)).toBeLessThan(0.05);
  });

  test("[S0-17] a day on which twice as many came expects more, and not quite twice as many", () => {
    const [usual = 0] = imagine({ learned: learned({ dayShape: 20 }) }).arrivals;
    const [busy = 0] = imagine({ learned: learned({ dayShape: 20 }), moment: moment({ cameToday: 480 }) }).arrivals;
    expect(busy / usual).toBeGreaterThan(1.6);
    expect(busy / usual).toBeLessThan(2);
  });

  test("[S0-17] with nobody at work all that falls due is missed, each once and in its own five minutes", () => {
    const waiting = [plus(NOON, minutes(3)), plus(NOON, minutes(5)), plus(NOON, minutes(61))].map((dueAt) => waitsSince(minus(NOON, minutes(10)), dueAt));
    const { breaches } = imagine({ learned: learned({ arrivals: filled(0) }), moment: moment({ waiting, staff: [{ at: NOON, count: 0 }] }) });
    for (let run = 0; run < RUNS; run += 1) {
      const steps = [...(breaches[0] ?? [])].slice(run * 24, run * 24 + 24);
      expect(steps.flatMap((count, step) => (count > 0 ? [[step, count]] : []))).toEqual([
        [0, 2],
        [12, 1],
      ]);
    }
  });

  test("[S0-17] where nobody waits and nobody comes nothing is missed, and what was missed before is not missed again", () => {
    expect(total(imagine({ learned: learned({ arrivals: filled(0) }) }).breaches[0])).toBe(0);
    const overdue = Array.from({ length: 30 }, () => waitsSince(minus(NOON, minutes(50)), minus(NOON, minutes(35))));
    expect(
      total(imagine({ learned: learned({ arrivals: filled(0) }), moment: moment({ waiting: overdue, staff: [{ at: NOON, count: 0 }] }) }).breaches[0]),
    ).toBe(0);
  });

  test("[S0-17] outside of a calendar's hours nothing falls due, however many write", () => {
    const mornings: PromiseInForce = { target: minutes(15), calendar: compileCalendar({ timeZone: "UTC", weekly: { mon: [["06:00", "10:00"]] } }) };
    expect(total(imagine({ promises: [mornings], moment: moment({ staff: [{ at: NOON, count: 0 }] }) }).breaches[0])).toBe(0);
  });

  test("[BD2] one more person is never worse on average, from whenever on, and the later the less it helps", () => {
    for (const seed of [1, 2, 3])
      for (const count of [0, 0.5, 1, 2, 4])
        for (const spread of [1, 3]) {
          const idle = Float64Array.from([minutes(3), minutes(6 * spread), minutes(9 * spread)]);
          const starts = [undefined, NOON, plus(NOON, minutes(30)), plus(NOON, minutes(90))];
          const waiting = Array.from({ length: 8 }, (_, i) => waitsSince(minus(NOON, minutes(i)), plus(NOON, minutes(15 - i))));
          const { breaches } = imagine({ seed, learned: learned({ idle }), moment: moment({ waiting, staff: [{ at: NOON, count }] }), scenarios: starts });
          const [none = 0, now = 0, soon = 0, late = 0] = breaches.map(total);
          expect(now).toBeLessThanOrEqual(none);
          expect(soon).toBeLessThanOrEqual(none);
          expect(late).toBeLessThanOrEqual(none);
          expect(now).toBeLessThanOrEqual(late + 0.1);
        }
  });

  test("[S0-17] a claim keeps the handoff's promise and the reply its own; who answers quickly enough breaks neither", () => {
    const promises: readonly PromiseInForce[] = [ALWAYS, { ...ALWAYS, target: minutes(5) }];
    const marks = [{ promised: [{ kind: "first-reply", promise: 0 } as const, { kind: "handoff", promise: 1 } as const] }];
    const both = { learned: learned({ marks, arrivals: filled(1) }), promises };
    expect(total(imagine({ ...both, moment: moment({ staff: [{ at: NOON, count: 12 }] }) }).breaches[0])).toBe(0);
    const nobody = total(imagine({ ...both, moment: moment({ staff: [{ at: NOON, count: 0 }] }) }).breaches[0]);
    const repliesOnly = total(imagine({ ...both, learned: learned({ arrivals: filled(1) }), moment: moment({ staff: [{ at: NOON, count: 0 }] }) }).breaches[0]);
    expect(nobody).toBeGreaterThan(1.8 * repliesOnly);
  });
});

describe("a band that holds as often as it claims", () => {
  test.each(["usual", "quiet", "bursty", "understaffed"] as const)(
    "[BD2] on held-out days of a team that is %s, within five points",
    (name) => {
      const workspace = simulatedWorkspace(SHAPES[name], 11);
      const held = judge(backTest(workspace, workspace.end, 5), 21);
      if (held === undefined) throw new Error("Nothing was judged.");
      expect(held.of).toBeGreaterThan(500);
      expect(held.claimed).toBeGreaterThanOrEqual(0.78);
      expect(Math.abs(held.inside / held.of - held.claimed)).toBeLessThanOrEqual(0.05);
    },
    60_000,
  );

  const outcomes = (count: number, of: (index: number) => Partial<Outcome>): readonly Outcome[] =>
    Array.from({ length: count }, (_, index) => ({ what: 1, mean: 4, deviation: 2, happened: 4, day: index, ...of(index) }));

  test("[BD2] errors of the past move the band and widen it", () => {
    const right = calibrate(outcomes(200, (i) => ({ happened: 2 + (i % 5) }))).band(1, { mean: 4, deviation: 2 });
    const tooLow = calibrate(outcomes(200, (i) => ({ happened: 5 + (i % 5) }))).band(1, { mean: 4, deviation: 2 });
    const wild = calibrate(outcomes(200, (i) => ({ happened: (i % 5) * 4 }))).band(1, { mean: 4, deviation: 2 });
    expect(right.low).toBeLessThan(tooLow.low);
    expect(tooLow.middle).toBeCloseTo(7, 0);
    expect(wild.high - wild.low).toBeGreaterThan(2 * (right.high - right.low));
  });

  test("[BD2] a band has a whole number in it, and half-hours in which nothing was to be expected flatter nobody", () => {
    const few = outcomes(100, (i) => ({ mean: 0.3, deviation: 0.5, happened: i % 4 === 0 ? 1 : 0 }));
    const { band, holds } = calibrate(few);
    const told = band(1, { mean: 0.3, deviation: 0.5 });
    expect([0, 1].some((count) => isInside(told, count))).toBe(true);
    expect(holds(1, { mean: 0.3, deviation: 0.5 })).toBeGreaterThanOrEqual(0.75);
    expect(
      heldOn(
        outcomes(50, () => ({ mean: 0, deviation: 0, happened: 0 })),
        calibrate(few),
      ),
    ).toMatchObject({ of: 0 });
  });
});

describe("a forecast", () => {
  const workspace = simulatedWorkspace({ ...SHAPES.understaffed, days: 28 }, 3);
  const outcomes = backTest(workspace, plus(toInstant(FIRST_DAY), days(24)), 5);
  const MORNING = toInstant(FIRST_DAY + days(24) + hours(9.5));
  const told = forecast(workspace, MORNING, outcomes, 5);
  if (told.kind !== "forecast") throw new Error("Four weeks are enough.");

  test("[BD2] the same facts and the same seed give the same band, and what came later changes nothing", () => {
    const known = workspace.waits.filter(({ startedAt }) => startedAt <= MORNING);
    expect(forecast({ ...workspace, waits: known }, MORNING, outcomes, 5)).toEqual(told);
  });

  test("[BD2] begins with what has happened, is told every five minutes, and lies about its middle", () => {
    expect(told.points).toHaveLength(25);
    expect(told.points[0]).toMatchObject({ at: MORNING, low: told.points[0]?.middle, high: told.points[0]?.middle });
    for (const { high, low, middle } of told.points) expect(low <= middle && middle <= high && low >= 0).toBe(true);
    expect(told.lastDays?.of).toBeGreaterThan(100);
  });

  test("[S0-17] before a day's first miss it warns, and one more person is said to prevent most of what comes", () => {
    const waiting = Array.from({ length: 24 }, (_, i) => ({ ...waitsSince(minus(MORNING, minutes(4)), plus(MORNING, minutes(16 + i))), answeredBy: `${i}` }));
    const calm = workspace.waits.filter(({ reply, startedAt }) => startedAt < minus(MORNING, hours(14)) && (reply.endedAt ?? MORNING) < MORNING);
    const busy = forecast({ ...workspace, waits: [...calm, ...waiting], breaches: new Float64Array() }, MORNING, outcomes, 5);
    if (busy.kind !== "forecast") throw new Error("Four weeks are enough.");
    expect(busy.points[0]?.middle).toBe(0);
    expect(busy.firstAt).toBeGreaterThan(MORNING);
    expect(busy.firstAt).toBeLessThanOrEqual(plus(MORNING, minutes(25)));
    expect(busy.total.low).toBeGreaterThan(0);
    expect(busy.oneMore?.prevents).toBeGreaterThanOrEqual(1);
    expect(busy.oneMore?.prevents).toBeLessThanOrEqual(busy.oneMore?.of ?? 0);
  });

  test("[BD2] says nothing of one more person where the difference may be chance", () => {
    const quiet = simulatedWorkspace({ ...SHAPES.quiet, people: 4, days: 28 }, 3);
    const night = forecast(quiet, toInstant(FIRST_DAY + days(24) + hours(14)), [], 5);
    expect(night).toMatchObject({ kind: "forecast", oneMore: undefined });
  });

  test("[BD2] a past of less than two weeks or of a handful is not enough to go by, and says how much there is", () => {
    const young = { ...workspace, waits: workspace.waits.filter(({ startedAt }) => startedAt >= FIRST_DAY + days(20)) };
    expect(forecast(young, MORNING, [], 5)).toMatchObject({ kind: "not-enough", days: 4, needsDays: 14 });
    expect(forecast({ ...workspace, waits: [] }, MORNING, [], 5)).toMatchObject({ kind: "not-enough", days: 0, waits: 0 });
  });

  test("[S0-17] everybody away can answer nothing, and who has gone home leaves the rest", () => {
    const away = forecast({ ...workspace, roster: workspace.roster.map((one) => ({ ...one, away: true })) }, MORNING, outcomes, 5);
    if (away.kind !== "forecast") throw new Error("Four weeks are enough.");
    expect(away.halfHours.every(({ people, replies }) => people === 0 && replies === 0)).toBe(true);
    expect(away.total.middle).toBeGreaterThan(told.total.middle);
    const untilTen = compileCalendar({ timeZone: "UTC", weekly: { thu: [["08:00", "10:00"]] } });
    const home = forecast({ ...workspace, roster: workspace.roster.map((one) => ({ ...one, hours: untilTen })) }, MORNING, outcomes, 5);
    expect(home.kind === "forecast" && home.halfHours.map(({ people }) => people > 0)).toEqual([true, false, false, false]);
  });
});

test("[BD2] gamma and Poisson numbers have the mean and the spread that they should, by any seed", () => {
  for (const [shape, scale] of [
    [0.8, 1],
    [5, 0.2],
    [50, 0.02],
  ] as const) {
    const random = seededRandom(9, shape);
    const drawn = Array.from({ length: 4_000 }, () => gamma(random, shape, scale));
    expect(Math.abs(drawn.reduce((sum, value) => sum + value, 0) / drawn.length / (shape * scale) - 1)).toBeLessThan(0.08);
  }
  const random = seededRandom(4);
  for (const mean of [0.5, 6, 90]) {
    const drawn = Array.from({ length: 4_000 }, () => poisson(random, mean));
    expect(Math.abs(drawn.reduce((sum, value) => sum + value, 0) / drawn.length / mean - 1)).toBeLessThan(0.08);
  }
  expect([quantile([], 0.5), quantile([4], 0.9), quantile([0, 10], 0.25)]).toEqual([0, 4, 2.5]);
  expect(
    spreadOf(
      Uint16Array.from({ length: 48 }, (_, i) => (i < 24 ? 1 : 3)),
      2,
      0,
      6,
    ),
  ).toEqual({ mean: 12, deviation: 6 });
});
