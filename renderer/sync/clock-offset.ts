import { toInstant, type Clock } from "../../shared/time.ts";
import type { Timers } from "../timers.ts";

/** One question to the server for its time. All in milliseconds. */
export interface Sample {
  /** Server time minus ours. */
  readonly offset: number;
  readonly roundTrip: number;
}

export interface Offset {
  readonly ms: number;
  /** False until the first sample after a start, a wake or a jump. */
  readonly certain: boolean;
}

const KEPT_SAMPLES = 8;
const SAMPLE_EVERY_MS = 5 * 60_000;
const LOOK_EVERY_MS = 5_000;
const JUMP_MS = 1_000;

/** The server answers at once, so its one reading stands in the middle of the round trip. */
export const sampleOf = (asked: number, server: number, answered: number): Sample => ({ offset: server - (asked + answered) / 2, roundTrip: answered - asked });

/** The quickest answer tells best: its error is at most half its round trip [I14]. */
export const best = (samples: readonly Sample[]): Sample | undefined =>
  samples.reduce<Sample | undefined>((quickest, sample) => (quickest === undefined || sample.roundTrip < quickest.roundTrip ? sample : quickest), undefined);

export interface ClockOffset {
  /** The server's time as well as we know it. */
  readonly clock: Clock;
  readonly add: (sample: Sample) => void;
  /** The old samples are of no use: ask again. */
  readonly doubt: () => void;
  readonly stop: () => void;
}

interface Deps {
  readonly clock: Clock;
  /** `performance.now`: does not jump with the clock, and may stand still in sleep. */
  readonly monotonic: () => number;
  readonly timers: Timers;
  readonly ask: () => Promise<Sample>;
  readonly onOffset: (offset: Offset) => void;
}

/** Keeps the difference to the server's clock, and notices when this machine slept or its clock was set. */
export function createClockOffset({ ask, clock, monotonic, onOffset, timers }: Deps): ClockOffset {
  let samples: readonly Sample[] = [];
  let offset: Offset = { ms: 0, certain: false };
  let drift = clock.now() - monotonic();
  let sampledAt = clock.now();

  const settle = (next: Offset): void => {
    if (next.ms === offset.ms && next.certain === offset.certain) return;
    offset = next;
    onOffset(next);
  };

  const add = (sample: Sample): void => {
    // The clock was set back while the question was under way.
    if (sample.roundTrip < 0) return;
    samples = [...samples, sample].slice(-KEPT_SAMPLES);
    sampledAt = clock.now();
    settle({ ms: Math.round(best(samples)?.offset ?? 0), certain: true });
  };

  // Without a connection there is no answer; the next greeting brings a sample.
  const resample = (): void => {
    sampledAt = clock.now();
    ask().then(add, () => undefined);
  };

  const doubt = (): void => {
    samples = [];
    settle({ ...offset, certain: false });
    resample();
  };

  const look = (): void => {
    const now = clock.now();
    const driftNow = now - monotonic();
    const jumped = Math.abs(driftNow - drift) > JUMP_MS;
    drift = driftNow;
    if (jumped) doubt();
    else if (now - sampledAt >= SAMPLE_EVERY_MS) resample();
    cancel = timers.after(LOOK_EVERY_MS, look);
  };
  let cancel = timers.after(LOOK_EVERY_MS, look);

  return { clock: { now: () => toInstant(clock.now() + offset.ms) }, add, doubt, stop: () => cancel() };
}
