import { days, minutes, plus, toInstant, type Duration, type Instant } from "../time.ts";
import { judge, type Held } from "./back-test.ts";
import { calibrate, type Band, type Outcome, type Told } from "./calibrate.ts";
import { learn, type Learned } from "./learn.ts";
import { SLOT } from "./local-slots.ts";
import { momentAt, STEP, STEPS, STEPS_A_HALF_HOUR, type Moment, type Workspace } from "./moment.ts";
import { quantile } from "./random.ts";
import { simulate } from "./simulate.ts";
import { HALF_HOURS, spreadOf, totalsOf } from "./spread.ts";

/** Broken promises of the half-hour up to `at`: what is over already is known, what is to come is a band. */
export interface ForecastPoint extends Band {
  readonly at: Instant;
}

/** [S0-17] What comes against what the people at work can answer. */
export interface HalfHourAhead {
  readonly from: Instant;
  readonly arrivals: number;
  /** Replies that the people expected at work can give, one after the other. */
  readonly replies: number;
  readonly people: number;
}

export interface OneMore {
  readonly from: Instant;
  readonly prevents: number;
  /** In four of five runs it lies between. */
  readonly low: number;
  readonly high: number;
  readonly of: number;
}

export type Forecast =
  | {
      readonly kind: "forecast";
      readonly at: Instant;
      /** From now on, one every five minutes. */
      readonly points: readonly ForecastPoint[];
      /** In the two hours together. */
      readonly total: Band;
      readonly halfHours: readonly HalfHourAhead[];
      readonly waiting: number;
      /** How often bands like this hold, and how often they did on the last days. */
      readonly claims: number;
      readonly lastDays?: Held | undefined;
      /** When the first broken promise is more likely than not. */
      readonly firstAt?: Instant | undefined;
      /** Undefined where one more person changes nothing that is not chance. */
      readonly oneMore?: OneMore | undefined;
    }
  | {
      readonly kind: "not-enough";
      readonly at: Instant;
      readonly days: number;
      readonly waits: number;
      readonly needsDays: number;
      readonly needsWaits: number;
    };

export const NEEDS = { days: 14, waits: 150 } as const;
const RUNS = 300;
/** One more from now, or from later: the latest that still prevents nearly as much is the one to ask for. */
const LATER_STARTS = 6;
const QUARTER = minutes(15);
/** Now, and the quarters of the clock on the wall after it. */
const startsFrom = (at: Instant): readonly Instant[] => [
  at,
  ...Array.from({ length: LATER_STARTS }, (_, index) => toInstant((Math.floor(at / QUARTER) + 1 + index) * QUARTER)),
];
const NEARLY = 0.9;
const SOONEST_LIKELY = 0.5;

function historyOf({ waits }: Workspace, at: Instant): { readonly days: number; readonly waits: number } {
  const past = waits.filter(({ startedAt }) => startedAt <= at);
  return { days: Math.floor((at - (past[0]?.startedAt ?? at)) / days(1)), waits: past.length };
}

export function hasEnough(workspace: Workspace, at: Instant): boolean {
  const history = historyOf(workspace, at);
  return history.days >= NEEDS.days && history.waits >= NEEDS.waits;
}

/** [BD2] The same facts and the same seed give the same forecast. `outcomes` are what a back-test of the past has given. */
export function forecast(workspace: Workspace, at: Instant, outcomes: readonly Outcome[], seed: number): Forecast {
  if (!hasEnough(workspace, at)) return { kind: "not-enough", at, ...historyOf(workspace, at), needsDays: NEEDS.days, needsWaits: NEEDS.waits };

  const learned = learn(workspace.waits, at, workspace.slots);
  const moment = momentAt(workspace, learned, at);
  const starts = startsFrom(at);
  const scenarios = [undefined, ...starts];
  const { arrivals, breaches } = simulate({ ...workspace, learned, moment, seed, runs: RUNS, scenarios });
  const asItIs = breaches[0] ?? new Uint16Array();
  const calibration = calibrate(outcomes);

  const spreads = Array.from({ length: STEPS + 1 }, (_, step) => spreadOf(asItIs, RUNS, step - STEPS_A_HALF_HOUR, step));
  const points = spreads.map((spread, step): ForecastPoint => {
    const known = moment.recent.slice(step).reduce((sum, count) => sum + count, 0);
    const told = bandAt(step, (what) => calibration.band(what, spread));
    const band = step === 0 ? { low: 0, middle: 0, high: 0 } : told;
    return { at: plus(at, (step * STEP) as Duration), low: known + band.low, middle: known + band.middle, high: known + band.high };
  });
  const total = calibration.band("total", spreadOf(asItIs, RUNS, 0, STEPS));
  const ends = ([0, 1, 2, 3] as const).map((half) => calibration.holds(half, spreads[(half + 1) * STEPS_A_HALF_HOUR] ?? { mean: 0, deviation: 0 }));
  return {
    kind: "forecast",
    at,
    points,
    total,
    halfHours: arrivals.map((count, half) => halfHourAhead(learned, moment, plus(at, (half * SLOT) as Duration), count)),
    waiting: moment.waiting.length,
    claims: ends.reduce((sum, share) => sum + share, 0) / HALF_HOURS,
    lastDays: judge(outcomes),
    firstAt: firstLikely(asItIs, at),
    oneMore: oneMore(breaches, total, starts),
  };
}

/** Between the half-hours that past errors speak of, in proportion. */
function bandAt(step: number, band: (what: Told) => Band): Band {
  const place = Math.max(0, step / STEPS_A_HALF_HOUR - 1);
  const before = Math.min(HALF_HOURS - 1, Math.floor(place)) as 0 | 1 | 2 | 3;
  const after = Math.min(HALF_HOURS - 1, before + 1) as 0 | 1 | 2 | 3;
  const [a, b] = [band(before), band(after)];
  const mix = (x: number, y: number): number => x + (y - x) * (place - before);
  return { low: mix(a.low, b.low), middle: mix(a.middle, b.middle), high: mix(a.high, b.high) };
}

function halfHourAhead({ busy }: Learned, { staff }: Moment, from: Instant, arrivals: number): HalfHourAhead {
  const people = staff.findLast(({ at }) => at <= plus(from, minutes(15)))?.count ?? 0;
  const work = busy.length === 0 ? 0 : busy.reduce((sum, value) => sum + value, 0) / busy.length;
  return { from, arrivals, people, replies: work === 0 ? 0 : (people * SLOT) / work };
}

/** [S0-17] The end of the first step by which most runs have a broken promise. */
function firstLikely(breaches: Uint16Array, at: Instant): Instant | undefined {
  const broken = new Set<number>();
  for (let step = 0; step < STEPS; step += 1) {
    for (let run = 0; run < RUNS; run += 1) if ((breaches[run * STEPS + step] ?? 0) > 0) broken.add(run);
    if (broken.size > RUNS * SOONEST_LIKELY) return plus(at, ((step + 1) * STEP) as Duration);
  }
  return undefined;
}

/** Nothing where the difference may be chance: where one run in ten prevents nothing. */
function oneMore(breaches: readonly Uint16Array[], total: Band, starts: readonly Instant[]): OneMore | undefined {
  const [asItIs = [], ...withOneMore] = breaches.map((runs) => totalsOf(runs, RUNS));
  const all = asItIs.reduce((sum, count) => sum + count, 0);
  if (all === 0) return undefined;
  const prevented = withOneMore.map((totals) => Float64Array.from(totals.map((count, run) => (asItIs[run] ?? 0) - count)).sort());
  const sums = prevented.map((differences) => differences.reduce((sum, count) => sum + count, 0));
  const best = sums[0] ?? 0;
  const latest = sums.findLastIndex((sum) => sum >= NEARLY * best);
  const chosen = prevented[latest];
  const from = starts[latest];
  if (from === undefined || chosen === undefined || quantile(chosen, 0.1) < 1) return undefined;
  // The runs' own level may be off, and past errors have put it right: the share is the runs', the number the band's.
  const of = Math.round(total.middle);
  const scale = of / (all / RUNS);
  const scaled = (count: number): number => Math.min(of, Math.max(0, Math.round(count * scale)));
  const prevents = scaled((sums[latest] ?? 0) / RUNS);
  if (prevents < 1) return undefined;
  return { from, prevents, low: scaled(quantile(chosen, 0.1)), high: scaled(quantile(chosen, 0.9)), of };
}
