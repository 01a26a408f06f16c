import type { Instant } from "../../../shared/time.ts";

/** [BD5] How far what is shown can be trusted: `old` is said quietly, `stale` takes the colour from the figures. */
export type Freshness = "fresh" | "old" | "stale";

const OLD_MS = 45_000;
const STALE_MS = 5 * 60_000;

export const freshness = (at: Instant, now: Instant): Freshness => (now - at >= STALE_MS ? "stale" : now - at >= OLD_MS ? "old" : "fresh");
