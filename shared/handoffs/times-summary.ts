import { between, toDuration, type Duration, type Instant } from "../time.ts";
import type { Wait } from "./times.ts";

/** Many waits in a few figures. Without an answered one there is no median and no longest. */
export interface WaitSummary {
  readonly answered: number;
  readonly median?: Duration | undefined;
  readonly longest?: Duration | undefined;
  /** The oldest wait that is still on. */
  readonly waitingSince?: Instant | undefined;
}

/** [HO14] Waits that ended without an answer are in none of the figures: nobody was quick there, and nobody slow. */
export function summaryOf(waits: readonly Wait[]): WaitSummary {
  const lengths = waits.flatMap(({ from, how, to }) => (how === "answered" ? [between(from, to)] : [])).toSorted((a, b) => a - b);
  const since = waits.flatMap(({ from, how }) => (how === "waiting" ? [from] : [])).toSorted((a, b) => a - b)[0];
  const middle = lengths.length / 2;
  const lower = lengths[Math.ceil(middle) - 1];
  const upper = lengths[Math.floor(middle)];
  return {
    answered: lengths.length,
    ...(lower === undefined || upper === undefined ? {} : { median: toDuration(Math.round((lower + upper) / 2)), longest: lengths.at(-1) }),
    ...(since === undefined ? {} : { waitingSince: since }),
  };
}
