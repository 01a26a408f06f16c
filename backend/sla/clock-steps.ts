import { minutes, seconds, type Instant } from "../../shared/time.ts";

/**
 * `steady`: the wall clock runs with the monotonic one. `doubtful`: it has just leapt forward (a sleep, or a wrong setting), so nothing
 * shall be recorded until it has shown the same twice. `went-back`: what was recorded may lie in the future now.
 */
export type ClockStep = "steady" | "doubtful" | "went-back";

/** A leap forward of more than this is one. */
const LEAP = seconds(5);
/** Two looks this far apart, that agree to within as much, are believed. */
export const SAMPLE = seconds(1);
/** So much later the clock is believed whatever it shows. */
const LONGEST_DOUBT = minutes(0.5);
/** Timers are a little early now and then. */
const EARLY = 100;

/** [sync.md A10] Compares the wall clock with the monotonic one (ms from any origin) each time that somebody looks. */
export function createStepWatch(): (wall: Instant, monotonic: number) => ClockStep {
  let trusted: number | undefined;
  let doubt: { readonly since: number; readonly sampledAt: number; readonly offset: number } | undefined;

  return (wall, monotonic) => {
    const offset = wall - monotonic;
    const before = trusted ?? offset;
    if (offset < before - SAMPLE) {
      trusted = offset;
      doubt = undefined;
      return "went-back";
    }
    const believed =
      offset - before <= LEAP ||
      (doubt !== undefined && (monotonic - doubt.since >= LONGEST_DOUBT || (agrees(offset, doubt.offset) && monotonic - doubt.sampledAt >= SAMPLE - EARLY)));
    if (believed) {
      trusted = offset;
      doubt = undefined;
      return "steady";
    }
    if (doubt === undefined) doubt = { since: monotonic, sampledAt: monotonic, offset };
    else if (!agrees(offset, doubt.offset)) doubt = { ...doubt, sampledAt: monotonic, offset };
    return "doubtful";
  };
}

const agrees = (a: number, b: number): boolean => Math.abs(a - b) < SAMPLE;
