import type { ConsentCategory } from "../consent/categories.ts";
import type { ConsentEntry } from "../consent/entry.ts";
import type { AgentId, ContactId, MessageId, NumberId, TeamId } from "../ids.ts";
import type { BusinessNumber } from "../inbox/people.ts";
import type { AuthorKind, MessageState } from "../inbox/message.ts";
import type { Rollout } from "../outreach/rollout.ts";
import type { Instant } from "../time.ts";
import type { Fingerprint } from "./similar-text.ts";

/** What the rules about reaching people read beside the conversation. What is missing is unknown, and its rules say nothing. */
export interface ReachContext {
  /** The whole ledger of this contact, any order. Empty means: nothing was ever recorded. */
  readonly consents?: readonly ConsentEntry[] | undefined;
  /** The workspace's own categories. */
  readonly consentCategories?: readonly ConsentCategory[] | undefined;
  readonly number?: GuardNumber | undefined;
  /** What this contact got unasked over the longest period of a budget, by all our numbers. */
  readonly notifications?: readonly SentNotification[] | undefined;
  /** What went to other people over the period of the bulk rule, from this agent, this team or this number. */
  readonly recentSends?: readonly RecentSend[] | undefined;
  /** A lead let this text go to a segment that agreed to it. */
  readonly segmentApprovedBy?: AgentId | undefined;
  readonly author?: GuardAuthor | undefined;
  readonly rollout?: Rollout | undefined;
  readonly resolvedAt?: Instant | undefined;
}

/** As in `GET /numbers`; each part may be unknown by itself. */
export interface GuardNumber {
  readonly connection?: BusinessNumber["connection"] | undefined;
  readonly quality?: BusinessNumber["quality"] | undefined;
  readonly limit?: BusinessNumber["limit"] | undefined;
  readonly usage24h?: { readonly atLeast: number; readonly nextFreeAt?: Instant | undefined } | undefined;
  readonly enforcement?: BusinessNumber["enforcement"] | undefined;
}

export interface SentNotification {
  readonly at: Instant;
  /** The template's category. */
  readonly category: string;
  readonly messageId?: MessageId | undefined;
  readonly state?: MessageState | undefined;
  /** It opened no conversation of ours: the window was closed when it went. */
  readonly outsideWindow: boolean;
}

export interface RecentSend {
  readonly at: Instant;
  readonly contactId: ContactId;
  /** What was written, or a template's body as it was sent. */
  readonly text: string;
  readonly template?: { readonly name: string; readonly language: string } | undefined;
  readonly contactName?: string | undefined;
  /** `fingerprint(text, contactName)`, made once by whoever keeps the list; else it is made with every check. */
  readonly fingerprint?: Fingerprint | undefined;
  readonly agentId?: AgentId | undefined;
  readonly teamId?: TeamId | undefined;
  readonly numberId?: NumberId | undefined;
  /** An answer in an open window that came from a canned reply. */
  readonly cannedReply: boolean;
}

export interface GuardAuthor {
  readonly kind: AuthorKind;
  readonly id?: AgentId | undefined;
  readonly teamId?: TeamId | undefined;
  readonly trainee?: boolean | undefined;
  readonly passedPractice?: boolean | undefined;
  /** Somebody senior looked at this very draft. */
  readonly approvedBy?: AgentId | undefined;
}
