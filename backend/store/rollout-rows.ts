import type { AgentId, NumberId } from "../../shared/ids.ts";
import type { Rollout, RolloutStage } from "../../shared/outreach/rollout.ts";
import type { Instant } from "../../shared/time.ts";

/** How far business-started sends have come, and to which segments a text may go. */
export interface RolloutReads {
  /** Undefined where nobody has ever started one: everybody gets it. */
  readonly rollout: (number: NumberId) => Rollout | undefined;
  /** Newest first. */
  readonly rolloutChanges: (number: NumberId, limit: number) => readonly RolloutChange[];
  /** What came of what this number started unasked since then. */
  readonly rolloutCounts: (number: NumberId, since: Instant) => RolloutCounts;
  readonly segmentGrants: (now: Instant) => readonly SegmentGrant[];
  readonly segmentGrantsOf: (key: string, now: Instant) => readonly SegmentGrant[];
}

export interface RolloutWrites {
  readonly putRollout: (number: NumberId, rollout: Rollout, change: Omit<RolloutChange, "numberId">) => void;
  readonly putSegmentGrant: (grant: SegmentGrant) => void;
  readonly endSegmentGrant: (id: string, at: Instant) => boolean;
}

export interface RolloutChange {
  readonly numberId: NumberId;
  readonly at: Instant;
  readonly by: AgentId;
  readonly what: "started" | "promoted" | "rolled-back" | "staff";
  readonly from?: RolloutStage | undefined;
  readonly to: RolloutStage;
  readonly reason?: string | undefined;
}

export interface RolloutCounts {
  readonly sent: number;
  readonly failed: number;
  /** People who withdrew after they got it. */
  readonly optedOut: number;
  /** Answers that were owed to people who got it, and how many of them came in time. */
  readonly answersOwed: number;
  readonly answeredInTime: number;
}

/** [G-BULK] A lead answers for one text to everybody who agreed to a category. */
export interface SegmentGrant {
  readonly id: string;
  /** What of the text is the same for everybody, hashed. */
  readonly key: string;
  readonly category: string;
  readonly by: AgentId;
  readonly from: Instant;
  readonly until: Instant;
}
