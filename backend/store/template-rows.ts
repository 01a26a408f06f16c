import type { ContactId } from "../../shared/ids.ts";
import type { MessageState } from "../../shared/inbox/message.ts";
import type { Duration, Instant } from "../../shared/time.ts";

/** What is asked about templates that were sent, over all conversations. */
export interface TemplateReads {
  /** Templates that were on their way to the platform, from `from` up to `to`, counted by all that tells them apart. */
  readonly templateCounts: (from: Instant, to: Instant, answerPeriod: Duration) => readonly TemplateCount[];
  /** To whom they went, the newest first; each person once a template. */
  readonly templateRecipients: (from: Instant, to: Instant, limit: number) => readonly TemplateRecipient[];
}

export interface TemplateCount {
  readonly name: string;
  readonly language: string;
  readonly category?: string | undefined;
  readonly state: MessageState;
  /** Days since the epoch, in UTC. */
  readonly day: number;
  /** The platform's error, where it failed. */
  readonly code?: number | undefined;
  /** The customer wrote within the period, and before the next template. */
  readonly replied: boolean;
  /** The customer withdrew a consent within the period, and before the next template. */
  readonly optedOut: boolean;
  readonly count: number;
}

export interface TemplateRecipient {
  readonly name: string;
  readonly language: string;
  readonly contactId: ContactId;
  readonly sentAt: Instant;
  readonly lastInboundAt?: Instant | undefined;
  readonly hasWritten: boolean;
  /** The platform's error, where it failed. */
  readonly code?: number | undefined;
}
