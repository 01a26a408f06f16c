import { STEPS } from "./moment.ts";

/** What the runs say of one number: how much, and how much they differ. */
export interface Spread {
  readonly mean: number;
  readonly deviation: number;
}

export const HALF_HOURS = 4;

/** Over the runs: broken promises of the steps after `fromStep` and up to `toStep`. */
export function spreadOf(breaches: Uint16Array, runs: number, fromStep: number, toStep: number): Spread {
  let sum = 0;
  let squares = 0;
  for (let run = 0; run < runs; run += 1) {
    let count = 0;
    for (let step = Math.max(0, fromStep); step < toStep; step += 1) count += breaches[run * STEPS + step] ?? 0;
    sum += count;
    squares += count * count;
  }
  const mean = sum / runs;
  return { mean, deviation: Math.sqrt(Math.max(0, squares / runs - mean * mean)) };
}

/** Broken promises of each run in all. */
export const totalsOf = (breaches: Uint16Array, runs: number): readonly number[] =>
  Array.from({ length: runs }, (_, run) => {
    let count = 0;
    for (let step = 0; step < STEPS; step += 1) count += breaches[run * STEPS + step] ?? 0;
    return count;
  });
