import { toInstant, type Clock, type Instant } from "../../shared/time.ts";

/** Time that stands until it is moved; what was planned happens on the way, in order. */
export interface FakeNow {
  readonly clock: Clock;
  readonly at: (instant: Instant, work: () => void) => () => void;
  readonly moveTo: (instant: number) => void;
}

export function createFakeNow(start: number): FakeNow {
  let now = start;
  const planned = new Set<{ readonly at: number; readonly work: () => void }>();
  return {
    clock: { now: () => toInstant(now) },
    at: (instant, work) => {
      const entry = { at: instant, work };
      planned.add(entry);
      return () => void planned.delete(entry);
    },
    moveTo: (instant) => {
      for (;;) {
        const next = [...planned].filter(({ at }) => at <= instant).toSorted((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        planned.delete(next);
        now = Math.max(now, next.at);
        next.work();
      }
      now = instant;
    },
  };
}
