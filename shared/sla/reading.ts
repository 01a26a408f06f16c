import { between, toDuration, type Duration, type Instant } from "../time.ts";
import type { Clock, ClockState } from "./clock.ts";

/** `met` in time; `stopped` without a reply and without a miss; `breached` also after the late reply. */
export type ClockHealth = "on-track" | "at-risk" | "breached" | "paused" | "met" | "stopped";

export interface ClockReading {
  readonly state: ClockState;
  readonly health: ClockHealth;
  /**
   * Wall time in ms from `now`, or from the end of the clock, to the due instant: negative when overdue, infinite without a
   * deadline. While paused, the open time left (R4).
   */
  readonly remaining: Duration;
  /** When the health changes by itself. The screen sleeps until then. */
  readonly changesAt?: Instant | undefined;
}

/** [S9] The clock as of `now`, which may lie after the events that made it: what came due since is breached, whoever was asleep. */
export function readClock(clock: Clock, now: Instant): ClockReading {
  const endedAt = clock.metAt ?? clock.stoppedAt;
  const remaining = remainingOf(clock, endedAt ?? now);

  switch (clock.state) {
    case "met":
      return { state: "met", health: "met", remaining };
    case "unanswered":
    case "not-needed":
    case "cancelled":
      return { state: clock.state, health: "stopped", remaining };
    case "breached":
      return { state: "breached", health: "breached", remaining };
    case "paused":
      return { state: "paused", health: "paused", remaining };
    case "running": {
      if (clock.dueAt === undefined) return { state: "running", health: "on-track", remaining };
      if (now >= clock.dueAt) return { state: "breached", health: "breached", remaining };

      const riskAt = clock.atRiskAt ?? clock.warnAt?.at(-1) ?? clock.dueAt;
      return now >= riskAt
        ? { state: "running", health: "at-risk", remaining, changesAt: clock.dueAt }
        : { state: "running", health: "on-track", remaining, changesAt: riskAt };
    }
  }
}

function remainingOf(clock: Clock, until: Instant): Duration {
  if (clock.dueAt !== undefined) return between(until, clock.dueAt);
  return clock.remaining ?? toDuration(Number.POSITIVE_INFINITY);
}
