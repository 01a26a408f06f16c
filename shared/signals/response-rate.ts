import type { ClockState } from "../sla/clock.ts";
import { sumOf, type Share } from "./share.ts";

/** Turns of customers that came to the same end, counted. A turn begins with the first message that waits for a person. */
export interface TurnCount {
  readonly state: ClockState;
  readonly answered: boolean;
  /** Answered no later than promised; also where nothing is promised. */
  readonly inTarget: boolean;
  /** Answered while the customer service window was open. */
  readonly inWindow: boolean;
  /** Its due time or its window is over. */
  readonly isOver: boolean;
  readonly count: number;
}

/** Nobody owed an answer. */
const NOT_OWED: readonly ClockState[] = ["not-needed", "cancelled"];

/**
 * [S1-6] The share of customers' turns that a person answered within the target and before the window closed.
 * What still waits in good time counts neither way; what needs no answer does not count.
 */
export function responseRate(turns: readonly TurnCount[]): Share {
  const judged = turns.filter(({ answered, isOver, state }) => !NOT_OWED.includes(state) && (answered || isOver || state === "unanswered"));
  return {
    count: sumOf(judged, ({ answered, count, inTarget, inWindow }) => (answered && inTarget && inWindow ? count : 0)),
    of: sumOf(judged, ({ count }) => count),
  };
}
