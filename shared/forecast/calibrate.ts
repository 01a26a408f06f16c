import { quantile } from "./random.ts";
import type { Spread } from "./spread.ts";

/** How often the band should hold at least. Counts are whole, and so a band of few holds more often: it says how often. */
export const WANTED = 0.8;

/** What was forecast for half an hour (or for all two), and what happened. */
export interface Outcome extends Spread {
  readonly what: Told;
  readonly happened: number;
  /** The day on the wall on which it was told. */
  readonly day: number;
}

/** Half-hours ahead 0 to 3, or the two hours together. */
export type Told = 0 | 1 | 2 | 3 | "total";

/** The edges of a band in deviations from the mean, as past errors ask for. */
interface Edges {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
  /** How often whole counts within them came true. */
  readonly holds: number;
}

export interface Band {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

export interface Calibration {
  readonly band: (what: Told, spread: Spread) => Band;
  /** How often such a band holds, by what came before. */
  readonly holds: (what: Told, spread: Spread) => number;
}

/** Below this nothing is expected, and a band that says so is no feat: such half-hours count nowhere. */
export const SOMETHING = 0.15;
const FEWEST = 60;
/** Even what the runs agree on has something in it that they do not know. */
const floorOf = ({ deviation }: Spread): number => Math.sqrt(deviation * deviation + 0.25);

/**
 * Conformal: the errors of past forecasts, each in its own deviations, say how wide the band has to be for it to hold as often as it
 * claims. Forecasts of few, of some and of many are judged apart where there are enough of each.
 */
export function calibrate(outcomes: readonly Outcome[]): Calibration {
  const told = outcomes.filter(({ mean }) => mean >= SOMETHING);
  const known = new Map<string, Edges>();
  const edgesFor = (what: Told, { mean }: Spread): Edges => {
    const group = groupOf(what, mean);
    let edges = known.get(group);
    if (edges === undefined) {
      const isTotal = what === "total";
      const alike = told.filter((one) => groupOf(one.what, one.mean) === group);
      const near = told.filter((one) => (one.what === "total") === isTotal && levelOf(one.mean) === levelOf(mean));
      const all = told.filter((one) => (one.what === "total") === isTotal);
      edges = edgesOf([alike, near, all].find((some) => some.length >= FEWEST) ?? all);
      known.set(group, edges);
    }
    return edges;
  };
  return {
    band: (what, spread) => bandOf(edgesFor(what, spread), spread),
    holds: (what, spread) => edgesFor(what, spread).holds,
  };
}

const LEVELS = [0.6, 2, 6] as const;
const levelOf = (mean: number): number => LEVELS.filter((level) => mean >= level).length;
/** The first half-hour knows who waits already; the later ones do not. */
const groupOf = (what: Told, mean: number): string => `${what === "total" ? "total" : what === 0 ? "first" : "later"} ${levelOf(mean)}`;

const SIDE = (1 - WANTED) / 2;

function edgesOf(outcomes: readonly Outcome[]): Edges {
  if (outcomes.length === 0) return { low: -1.28, middle: 0, high: 1.28, holds: WANTED };
  const errors = Float64Array.from(outcomes.map((one) => (one.happened - one.mean) / floorOf(one))).sort();
  const edges = { low: quantile(errors, SIDE), middle: quantile(errors, 0.5), high: quantile(errors, 1 - SIDE) };
  return { ...edges, holds: outcomes.filter((one) => isInside(bandOf({ ...edges, holds: 0 }, one), one.happened)).length / outcomes.length };
}

/** Edges between whole numbers say nothing: they go to the whole numbers that lie within them, or to the nearest where none does. */
function bandOf(edges: Edges, spread: Spread): Band {
  const at = (edge: number): number => Math.max(0, spread.mean + edge * floorOf(spread));
  const [low, middle, high] = [at(edges.low), at(edges.middle), at(edges.high)];
  if (Math.ceil(low) <= Math.floor(high)) return { low, middle: Math.min(high, Math.max(low, middle)), high };
  const nearest = Math.round((low + high) / 2);
  return { low: Math.min(low, nearest), middle, high: Math.max(high, nearest) };
}

export const isInside = ({ high, low }: Band, count: number): boolean => count >= low && count <= high;
