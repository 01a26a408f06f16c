import type { Instant } from "../time.ts";
import { signalFacts } from "./signal-facts.ts";

/** [S1-14] Nothing was heard for so long that it may no longer be true. */
export const isStale = (observedAt: Instant | undefined, now: Instant): boolean => observedAt === undefined || now - observedAt > signalFacts.staleAfter.value;
