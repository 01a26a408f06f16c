import { hours } from "../time.ts";

/** A message that waited longer than this on a desk is shown to its author again before it goes out. */
export const TOO_OLD = hours(4);
