import { toInstant, type Clock, type Instant } from "../../shared/time.ts";
import type { Timers } from "../../renderer/timers.ts";

export interface FakeTime {
  readonly clock: Clock;
  readonly timers: Timers;
  /** Moves the clock and runs what falls due, in order. */
  readonly advance: (ms: number) => void;
  /** Moves the clock alone, as sleep or a person would. */
  readonly jump: (ms: number) => void;
  /** Does not move with `jump`. */
  readonly monotonic: () => number;
  readonly waiting: () => number;
}

/** A clock that a test moves; nothing sleeps. */
export function createFakeTime(start: Instant): FakeTime {
  let now: number = start;
  let steady = 0;
  let tasks: { readonly at: number; readonly task: () => void }[] = [];

  return {
    clock: { now: () => toInstant(now) },
    timers: {
      after: (ms, task) => {
        const entry = { at: steady + ms, task };
        tasks.push(entry);
        return () => {
          tasks = tasks.filter((each) => each !== entry);
        };
      },
    },
    advance: (ms) => {
      const until = steady + ms;
      for (;;) {
        const next = tasks.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        tasks = tasks.filter((each) => each !== next);
        now += Math.max(0, next.at - steady);
        steady = Math.max(steady, next.at);
        next.task();
      }
      now += until - steady;
      steady = until;
    },
    jump: (ms) => {
      now += ms;
    },
    monotonic: () => steady,
    waiting: () => tasks.length,
  };
}
