import type { ForecastPoint } from "../../../../shared/forecast/forecast.ts";
import { minutes, plus, type Instant } from "../../../../shared/time.ts";

const STEPS = [1, 2, 4, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1_000, 2_000, 5_000];
const MOST_LINES = 4;

/** Whole numbers from zero to above the band, few enough to be read. */
export function ticksUpTo(most: number): readonly number[] {
  const step = STEPS.find((size) => most / size <= MOST_LINES - 1) ?? Math.ceil(most / (MOST_LINES - 1));
  return Array.from({ length: Math.max(1, Math.ceil(most / step)) + 1 }, (_, index) => index * step);
}

const HALF_HOUR = minutes(30);
/** Nearer to the left end there is no room beside "now". */
const NOT_BEFORE = minutes(12);

/** Full and half hours of the clock on the wall: every zone in use shows them at a quarter of an hour in UTC. */
export function hoursBetween(from: Instant, to: Instant, offsetMs: number): readonly Instant[] {
  const first = Math.ceil((from + NOT_BEFORE + offsetMs) / HALF_HOUR) * HALF_HOUR - offsetMs;
  const found: Instant[] = [];
  for (let at = first as Instant; at <= to; at = plus(at, HALF_HOUR)) found.push(at);
  return found;
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/** In hundredths of the plot, from its upper left corner. */
export function placesOf(points: readonly ForecastPoint[], of: (point: ForecastPoint) => number, top: number): readonly Place[] {
  const last = Math.max(1, points.length - 1);
  return points.map((point, index) => ({ x: (100 * index) / last, y: 100 - (100 * of(point)) / top }));
}

const through = (places: readonly Place[]): string => places.map(({ x, y }) => `${x.toFixed(2)} ${y.toFixed(2)}`).join(" L ");

export const linePath = (places: readonly Place[]): string => `M ${through(places)}`;
export const areaPath = (upper: readonly Place[], lower: readonly Place[]): string => `M ${through(upper)} L ${through(lower.toReversed())} Z`;
