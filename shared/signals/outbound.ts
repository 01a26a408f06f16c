import type { AuthorKind, MessageState } from "../inbox/message.ts";
import type { Instant } from "../time.ts";

/** Messages of ours that are alike in all of this, counted. */
export interface OutboundHour {
  /** When the hour began. */
  readonly hour: Instant;
  readonly author: AuthorKind;
  readonly state: MessageState;
  /** The platform's code, of those that failed. */
  readonly code?: number | undefined;
  readonly template?: string | undefined;
  readonly language?: string | undefined;
  /** Nobody had written for a day: we began. */
  readonly started: boolean;
  readonly count: number;
}

/** What was never handed to the platform is none of its business. */
const NOT_SENT: readonly MessageState[] = ["received", "queued", "held", "sending", "cancelled"];
export const wasSent = (state: MessageState): boolean => !NOT_SENT.includes(state);

const ARRIVED: readonly MessageState[] = ["delivered", "read", "played"];
export const hasArrived = (state: MessageState): boolean => ARRIVED.includes(state);

export const wasRead = (state: MessageState): boolean => state === "read" || state === "played";
