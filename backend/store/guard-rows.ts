import type { Fingerprint } from "../../shared/guard/similar-text.ts";
import type { RuleId } from "../../shared/guard/rule-ids.ts";
import type { Severity } from "../../shared/guard/finding.ts";
import type { AgentId, ContactId, ConversationId, MessageId, NumberId, TeamId } from "../../shared/ids.ts";
import type { MessageState } from "../../shared/inbox/message.ts";
import type { Duration, Instant } from "../../shared/time.ts";
import type { SendRow } from "./store.ts";

/** What the guard asks the store, all of it by index. */
export interface GuardReads {
  /** Messages that wait for their time, or for what was sent before them to arrive, in order. */
  readonly waitingSends: (conversation: ConversationId) => readonly SendRow[];
  readonly dueSends: (now: Instant) => readonly SendRow[];
  readonly nextSend: () => Instant | undefined;
  /** Templates to this person after `since`, by all our numbers. */
  readonly notificationsTo: (contact: ContactId, since: Instant) => readonly NotificationRow[];
  readonly sentTexts: (question: SentTextQuestion) => readonly SentTextRow[];
  /** When the case was last resolved by somebody. */
  readonly resolvedAt: (conversation: ConversationId) => Instant | undefined;
  readonly guardCounts: (from: Instant, to: Instant) => readonly GuardCount[];
  /** [S0-11] What happened within so long of each message that was sent with a reason, by the time of the reason. */
  readonly guardFollowed: (from: Instant, to: Instant, within: Duration) => readonly GuardFollowed[];
}

export interface GuardWrites {
  /** On its way from `at` on; what is older than `forgetBefore` is forgotten. */
  readonly keepSentText: (sent: SentTextRow & { readonly order: number }, forgetBefore: Instant) => void;
  /** Once per message, rule and outcome. */
  readonly logGuard: (entry: GuardLogEntry) => void;
}

export interface NotificationRow {
  readonly messageId: MessageId;
  readonly at: Instant;
  readonly order: number;
  readonly name: string;
  readonly language: string;
  readonly category?: string | undefined;
  readonly state: MessageState;
  readonly outside: boolean;
}

export interface SentTextRow {
  readonly messageId: MessageId;
  readonly at: Instant;
  /** What is kept is the fingerprint. */
  readonly text: "";
  readonly agentId: AgentId;
  readonly teamId?: TeamId | undefined;
  readonly numberId: NumberId;
  readonly contactId: ContactId;
  readonly fingerprint: Fingerprint;
  readonly template?: { readonly name: string; readonly language: string } | undefined;
  readonly cannedReply: boolean;
}

/** What one agent, one team or one number sent to others, where it may be like a text with so many pairs of words. */
export interface SentTextQuestion {
  readonly after: Instant;
  readonly numberId: NumberId;
  readonly agentId?: AgentId | undefined;
  readonly teamId?: TeamId | undefined;
  readonly notTo: ContactId;
  /** Only what stood in the queue before the message itself, where it stands there already. */
  readonly beforeOrder?: number | undefined;
  readonly fewestPairs: number;
  readonly mostPairs: number;
  readonly template?: { readonly name: string; readonly language: string } | undefined;
  readonly limit: number;
}

export interface GuardLogEntry {
  readonly at: Instant;
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly conversationId: ConversationId;
  readonly agentId: AgentId;
  /**
   * `refused`: it did not leave. `overridden`: it left, with a reason. `heeded`: what was held was taken back or written anew.
   * `mended`: other words were found while it was written.
   */
  readonly what: "refused" | "overridden" | "heeded" | "mended";
  readonly reason?: string | undefined;
  readonly messageId: MessageId;
}

export interface GuardCount {
  readonly rule: string;
  readonly what: GuardLogEntry["what"];
  readonly agentId: AgentId;
  readonly reason?: string | undefined;
  readonly count: number;
}

/** What came of a message that somebody sent although a rule asked. */
export interface GuardFollowed {
  readonly rule: string;
  readonly at: Instant;
  readonly agentId: AgentId;
  /** The customer wrote. */
  readonly replied: boolean;
  /** This very message was refused by the platform, with this code. */
  readonly failedCode?: number | undefined;
  /** The customer withdrew a consent. */
  readonly optedOut: boolean;
  /** This message, or a later one in the period, could not be delivered: the platform's only sign that somebody may have blocked us. */
  readonly maybeBlocked: boolean;
}
