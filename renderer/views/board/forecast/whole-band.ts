import type { Band } from "../../../../shared/forecast/calibrate.ts";

/** The whole counts within a band: what words say of it. */
export function wholeBand({ high, low, middle }: Band): Band {
  const [from, to] = [Math.ceil(low - 0.001), Math.floor(high + 0.001)];
  return { low: from, high: Math.max(from, to), middle: Math.min(Math.max(from, to), Math.max(from, Math.round(middle))) };
}
