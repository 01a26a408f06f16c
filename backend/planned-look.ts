import { toInstant, type Instant } from "../shared/time.ts";

export interface PlannedLook {
  /** At this instant, unless it happens before: an earlier wish moves it forward, a later one changes nothing. Milliseconds. */
  readonly plan: (when: number) => void;
  readonly isStopped: () => boolean;
  readonly stop: () => void;
}

/** One look that stands out, however many wish for it. `at` calls back at an instant, and returns what cancels it. */
export function planLook(at: (instant: Instant, work: () => void) => () => void, look: () => void): PlannedLook {
  let cancel = () => {};
  let planned = Number.POSITIVE_INFINITY;
  let stopped = false;
  return {
    plan: (when) => {
      if (stopped || when >= planned) return;
      cancel();
      planned = when;
      cancel = at(toInstant(when), () => {
        planned = Number.POSITIVE_INFINITY;
        if (!stopped) look();
      });
    },
    isStopped: () => stopped,
    stop: () => {
      stopped = true;
      cancel();
    },
  };
}
