import { days, toDuration, type Duration } from "../time.ts";

/** How far back the waits are read. */
export const WAITS_PERIOD = days(28);

/** How long customers waited who began to wait in one hour of the week: the middle one of them. */
export interface WaitCell {
  /** 0 is Monday. */
  readonly weekday: number;
  readonly hour: number;
  readonly median: Duration;
  readonly count: number;
}

/** Collects waits by their hour of the week; hours in which nobody began to wait are no cells. */
export function collectWaits(): { readonly add: (hourOfWeek: number, wait: number) => void; readonly cells: () => readonly WaitCell[] } {
  const byHour = new Map<number, number[]>();
  return {
    add: (hourOfWeek, wait) => {
      const known = byHour.get(hourOfWeek);
      if (known === undefined) byHour.set(hourOfWeek, [wait]);
      else known.push(wait);
    },
    cells: () =>
      [...byHour]
        .sort(([a], [b]) => a - b)
        .map(([hourOfWeek, waits]) => ({
          weekday: Math.floor(hourOfWeek / 24),
          hour: hourOfWeek % 24,
          median: toDuration(middle(waits)),
          count: waits.length,
        })),
  };
}

/** The mean of the two in the middle where their number is even. */
function middle(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? 0;
  return sorted.length % 2 === 1 ? upper : Math.round(((sorted[half - 1] ?? 0) + upper) / 2);
}
