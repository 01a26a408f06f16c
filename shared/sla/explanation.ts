import type { Instant } from "../time.ts";

/**
 * [R3] One piece of the answer to "why 14:07?". `open` is a stretch of counted open time; `policy` and `re-dated` say which
 * policy and calendar; the words for each kind stand in the message catalogue.
 */
export interface ExplanationPiece {
  readonly kind:
    | "started"
    | "policy"
    | "re-dated"
    | "unmatched"
    | "handoff"
    | "send-failed"
    | "paused"
    | "resumed"
    | "open"
    | "more-open"
    | "due"
    | "breached"
    | "met"
    | "unanswered"
    | "not-needed"
    | "cancelled"
    | "acknowledged"
    | "reopened";
  readonly at: Instant;
  /** Where the piece is a stretch of time. */
  readonly until?: Instant | undefined;
  /** The message or event behind it. */
  readonly eventId?: string | undefined;
  /** Words and numbers of the event; durations in ms. */
  readonly data: Readonly<Record<string, string | number>>;
}
