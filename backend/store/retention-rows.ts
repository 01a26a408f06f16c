import type { ClientId } from "../../shared/ids.ts";
import type { Instant } from "../../shared/time.ts";

export interface RetentionReads {
  /** A cursor below it is of no use: what happened before is no longer in the log (sync.md A3). */
  readonly logFloor: () => number;
  readonly lastLogMark: () => Instant | undefined;
  /** The oldest mutation of a device whose result is still kept. */
  readonly oldestResult: (device: string) => number | undefined;
}

/** Each deletes at most `limit` rows and says how many it were, so that no transaction is long. */
export interface RetentionWrites {
  /** Notes where the log stands now. */
  readonly markLog: (at: Instant) => void;
  /** Raises the floor to where the log stood then, and deletes what lies below. */
  readonly compactLog: (before: Instant, limit: number) => number;
  readonly dropMutationResults: (before: Instant, limit: number) => number;
  readonly dropParkedStatuses: (before: Instant, limit: number) => number;
  /** Reports about a message that was not known when they came; they are taken out. */
  readonly unparkStatusesOf: (clientId: ClientId) => readonly string[];
}
