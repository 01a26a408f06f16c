import { minutes, toDuration, type Duration } from "../time.ts";

/** How long it takes at the moment, from about to about. */
export interface WaitRange {
  readonly from: Duration;
  readonly to: Duration;
}

/** Fewer recent waits than this say nothing about the next one. */
const FEWEST = 8;

/**
 * [S0-19] What recent waits let one say about the next: from the median to four in five of them. Who still waits longer than half of those
 * who were answered counts with what they have waited so far, so that a queue that stands still is not called quick. Undefined where
 * there is too little to go by.
 */
export function expectedWait(answered: readonly Duration[], waiting: readonly Duration[]): WaitRange | undefined {
  if (answered.length < FEWEST) return undefined;
  const usual = share(answered, 0.5);
  const all = [...answered, ...waiting.filter((wait) => wait > usual)];
  const from = roundTo(share(all, 0.5), Math.floor);
  const to = roundTo(share(all, 0.8), Math.ceil);
  return { from, to: to > from ? to : toDuration(from + stepAt(from)) };
}

/** The smallest wait that is not exceeded by this share of them. */
function share(waits: readonly Duration[], part: number): Duration {
  const ordered = waits.toSorted((a, b) => a - b);
  return ordered[Math.max(0, Math.ceil(ordered.length * part) - 1)] ?? toDuration(0);
}

/** As one says it: in fives up to an hour, in quarters up to three, then in halves. */
const stepAt = (wait: number): Duration => (wait <= minutes(60) ? minutes(5) : wait <= minutes(180) ? minutes(15) : minutes(30));
const roundTo = (wait: Duration, round: (value: number) => number): Duration => toDuration(round(wait / stepAt(wait)) * stepAt(wait));
