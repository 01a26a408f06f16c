import type { AgentId, ContactId, ConversationId, MessageId, NumberId, TeamId } from "../ids.ts";
import type { Clock } from "../sla/clock.ts";
import type { Instant } from "../time.ts";
import type { AuthorKind, MessageState } from "./message.ts";

export type ConversationState = "bot" | "queued" | "open" | "waiting" | "snoozed" | "resolved";
export type Priority = "low" | "normal" | "high" | "urgent";

export interface LastMessage {
  readonly id: MessageId;
  readonly direction: "in" | "out";
  readonly authorKind: AuthorKind;
  /** The platform's word for the kind of message. */
  readonly type: string;
  /** First words or caption; empty where there are none. At most 160 characters. */
  readonly text: string;
  readonly at: Instant;
  readonly state: MessageState;
}

export interface Handoff {
  readonly requestedAt: Instant;
  readonly reason: string;
  readonly summary?: string | undefined;
  readonly topic?: string | undefined;
  readonly language?: string | undefined;
  readonly slots: Readonly<Record<string, string>>;
  readonly failedAttempts: number;
  readonly claimedBy?: AgentId | undefined;
  readonly claimedAt?: Instant | undefined;
}

/** Everything a row of the list needs, and nothing of the messages. One customer on one business number. */
export interface Conversation {
  readonly id: ConversationId;
  readonly numberId: NumberId;
  readonly contactId: ContactId;
  readonly state: ConversationState;
  /** Fencing token: goes up with every change of owner. */
  readonly claimEpoch: number;
  readonly assigneeId?: AgentId | undefined;
  readonly teamId?: TeamId | undefined;
  readonly topic?: string | undefined;
  readonly labels: readonly string[];
  readonly priority: Priority;
  readonly unread: number;
  readonly snoozedUntil?: Instant | undefined;
  readonly lastMessage?: LastMessage | undefined;
  /** [W1] The newest message of the customer that certainly opens the window, by its own send time. */
  readonly lastInboundAt?: Instant | undefined;
  /** The newest reaction, unsupported message or standby copy: the window may be open. */
  readonly possibleInboundAt?: Instant | undefined;
  /** [W2] Until when sending is free of charge, from the accepted answer to an advert lead. */
  readonly entryPointUntil?: Instant | undefined;
  /** The customer came by an advert at this time and has not been answered yet. */
  readonly entryPointFrom?: Instant | undefined;
  readonly lastOutboundAt?: Instant | undefined;
  readonly createdAt: Instant;
  /** The clocks of the current case, as of the last event. Read them with `readClock(clock, now)`. */
  readonly clocks: readonly Clock[];
  readonly handoff?: Handoff | undefined;
}
