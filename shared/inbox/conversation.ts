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
  /** [S3-34] It is held, and leaves by itself: at its time, or once what was sent before has arrived. */
  readonly waits?: "time" | "delivery" | undefined;
}

/** One question of the bot, and what the customer answered. */
export interface AskedByBot {
  readonly question: string;
  readonly answer?: string | undefined;
  /** The customer's message that it was read from. */
  readonly messageId?: MessageId | undefined;
}

export interface Handoff {
  readonly requestedAt: Instant;
  readonly reason: string;
  readonly summary?: string | undefined;
  readonly topic?: string | undefined;
  readonly language?: string | undefined;
  readonly slots: Readonly<Record<string, string>>;
  readonly failedAttempts: number;
  /** Who gave up; none: the platform, or a rule of ours. */
  readonly botId?: AgentId | undefined;
  readonly intent?: string | undefined;
  /** 0 to 1, the bot's own. */
  readonly confidence?: number | undefined;
  readonly sentiment?: "positive" | "neutral" | "negative" | undefined;
  /** What the bot has promised to the customer, in its words. */
  readonly promised?: string | undefined;
  /** In the order in which they were asked. */
  readonly asked?: readonly AskedByBot[] | undefined;
  readonly claimedBy?: AgentId | undefined;
  readonly claimedAt?: Instant | undefined;
  /** [HO4] Not answered by then, it goes back to the queue. */
  readonly claimEndsAt?: Instant | undefined;
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
  /** [S0-18] Since when nobody is left who could take it: all full or away. It stays in the queue. */
  readonly overflowSince?: Instant | undefined;
  /** [G-APPROVAL] Messages of trainees that wait for somebody to let them go, in the order in which they were written; absent: none. */
  readonly toApprove?: readonly ToApprove[] | undefined;
}

export interface ToApprove {
  readonly messageId: MessageId;
  readonly author: AgentId;
  readonly at: Instant;
}
