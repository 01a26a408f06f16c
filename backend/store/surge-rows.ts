import type { NumberId } from "../../shared/ids.ts";
import type { Instant } from "../../shared/time.ts";

/** How it stands with those who wait on a number, all of it by index. */
export interface SurgeReads {
  /** People who have begun to wait for a person since then, each once. */
  readonly begunToWait: (number: NumberId, since: Instant) => number;
  /** How many nobody has taken yet. */
  readonly queueLength: (number: NumberId) => number;
  /** Waits for a person that began since then; what ended without an answer is left out. */
  readonly recentWaits: (
    number: NumberId,
    kind: "handoff" | "first-reply",
    since: Instant,
  ) => readonly { readonly startedAt: Instant; readonly metAt?: Instant | undefined }[];
}
