import { hours, latest, type Instant } from "../time.ts";

/** A message that waited longer than this on a desk is shown to its author again before it goes out. */
export const TOO_OLD = hours(4);

/** [I14] When a message was composed, where the clock that says so may run behind: not before anything that its author knew by then. */
export const composedNotBefore = (said: Instant, ...known: readonly (Instant | undefined)[]): Instant =>
  known.reduce<Instant>((at, one) => latest(one, at), said);
