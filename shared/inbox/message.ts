import type { AgentId, ClientId, ConversationId, MessageId, NoteId, Wamid } from "../ids.ts";
import type { Instant } from "../time.ts";
import type { Finding } from "../guard/finding.ts";
import type { HeaderMedia } from "./people.ts";

/** What a message carries. `type` is the platform's own word; what we do not know is kept as `unsupported`. */
export type MessageContent =
  | { readonly type: "text"; readonly body: string }
  | {
      readonly type: "image" | "audio" | "video" | "document" | "sticker";
      readonly mediaId: string;
      readonly mime: string;
      readonly caption?: string | undefined;
      readonly filename?: string | undefined;
      /** A voice note, recorded in the chat. */
      readonly voice?: boolean | undefined;
      readonly animated?: boolean | undefined;
      readonly sha256?: string | undefined;
    }
  | {
      readonly type: "location";
      readonly latitude: number;
      readonly longitude: number;
      readonly name?: string | undefined;
      readonly address?: string | undefined;
    }
  | { readonly type: "contacts"; readonly cards: readonly { readonly name: string; readonly phones: readonly string[]; readonly emails: readonly string[] }[] }
  | {
      readonly type: "interactive";
      /** A reply of the customer (`button`, `list`, `flow`, `call-permission`, `other`), or `question` when we asked. */
      readonly kind: "button" | "list" | "flow" | "call-permission" | "question" | "other";
      readonly id?: string | undefined;
      readonly title: string;
      readonly description?: string | undefined;
      /** Named answers of a flow, in the order in which they came. */
      readonly answers?: readonly { readonly name: string; readonly value: string }[] | undefined;
      readonly buttons?: readonly string[] | undefined;
    }
  | { readonly type: "button"; readonly text: string; readonly payload: string }
  /** `emoji` is empty when the reaction was taken back. */
  | { readonly type: "reaction"; readonly target: Wamid; readonly emoji: string }
  | {
      readonly type: "order";
      readonly text?: string | undefined;
      readonly items: readonly { readonly productId: string; readonly quantity: number; readonly price: number; readonly currency: string }[];
    }
  | { readonly type: "system"; readonly kind: string; readonly body: string }
  | { readonly type: "request_welcome" }
  | { readonly type: "edit"; readonly target: Wamid; readonly body: string }
  | { readonly type: "revoke"; readonly target: Wamid }
  | {
      readonly type: "template";
      readonly name: string;
      readonly language: string;
      readonly category?: string | undefined;
      readonly header?: string | undefined;
      readonly headerMedia?: HeaderMedia | undefined;
      /** As the customer sees it, variables filled in. */
      readonly body: string;
      readonly footer?: string | undefined;
      readonly buttons: readonly string[];
      readonly variables: Readonly<Record<string, string>>;
    }
  | { readonly type: "call"; readonly kind: string }
  /** `originalType` is the platform's word, `reason` its explanation where it gives one. */
  | { readonly type: "unsupported"; readonly originalType: string; readonly reason?: string | undefined };

export type AuthorKind = "customer" | "human" | "bot" | "automation" | "app";

export interface Author {
  readonly kind: AuthorKind;
  readonly id?: AgentId | undefined;
}

export type MessageState =
  | "received"
  | "queued"
  | "held"
  | "sending"
  | "accepted"
  | "sent"
  | "delivered"
  | "read"
  | "played"
  | "failed"
  | "unknown"
  | "cancelled";

export interface MessageProblem {
  readonly code: number;
  readonly title: string;
  /** What it means for the customer, in plain words. */
  readonly meaning: string;
  /** What the agent can do now. */
  readonly next: string;
}

/** Why a message waits for a person (sync.md A8). Each has a sentence in the message catalogue. */
export type HeldReason =
  | "window_closed"
  | "window_margin"
  | "new_inbound_since"
  | "already_answered"
  | "not_assignee"
  | "conversation_resolved"
  | "too_old"
  | "predecessor_held"
  | "opted_out"
  | "template_unusable"
  | "rate_capped"
  | "unknown_outcome"
  | "server_restored"
  | "needs_update"
  | "guard"
  | "undelivered_before"
  | "awaiting_approval"
  | "sent_back"
  | "scheduled"
  | "number_restricted"
  | "rollout_halted";

export interface Held {
  readonly reason: HeldReason;
  readonly findings?: readonly Finding[] | undefined;
  /** It leaves then by itself, if nothing speaks against it. */
  readonly sendAt?: Instant | undefined;
  /** [G-APPROVAL] Who sent it back to its author, and with which words. */
  readonly by?: AgentId | undefined;
  readonly note?: string | undefined;
}

export interface Message {
  readonly id: MessageId;
  readonly conversationId: ConversationId;
  readonly clientId?: ClientId | undefined;
  readonly wamid?: Wamid | undefined;
  readonly direction: "in" | "out";
  readonly author: Author;
  readonly content: MessageContent;
  /** The platform's timestamp; for our own, the moment the server took it in. */
  readonly at: Instant;
  /** Place in the log when the row was made: settles the order of equal `at`. A pending row has the largest safe integer. */
  readonly order: number;
  readonly state: MessageState;
  /** When each delivery report came, by the platform's clock. */
  readonly stateAt: Readonly<Partial<Record<MessageState, Instant>>>;
  readonly held?: Held | undefined;
  /** [G-APPROVAL] Who let it go; the author stays the one who wrote it. */
  readonly approvedBy?: AgentId | undefined;
  readonly problem?: MessageProblem | undefined;
  /** The quoted message. */
  readonly quotes?: { readonly wamid: Wamid; readonly text?: string | undefined } | undefined;
  readonly forwarded?: boolean | undefined;
  /** The message that this one stands for after a hold or an unknown outcome. */
  readonly replaces?: ClientId | undefined;
  readonly overrides?: Readonly<Record<string, string>> | undefined;
  /** [S1-3] The canned reply that this is, as it stands. What was changed by hand is its author's own. */
  readonly cannedReplyId?: string | undefined;
  /** Seen while another app owned the thread: shown, never alarms. */
  readonly standby?: boolean | undefined;
}

/** An internal note: never leaves the house. */
export interface Note {
  readonly id: NoteId;
  readonly conversationId: ConversationId;
  readonly by: AgentId;
  readonly at: Instant;
  readonly text: string;
}

/** A system line of the story: handed over, assigned, breached, resolved. */
export interface StoryLine {
  readonly id: string;
  readonly conversationId: ConversationId;
  readonly at: Instant;
  readonly kind:
    | "handoff"
    | "claim"
    | "assign"
    | "resolve"
    | "reopen"
    | "snooze"
    | "priority"
    | "label"
    | "released"
    /** [HO7] Given back to the bot; `note`: what the person said about it. */
    | "to-bot"
    /** [HO4] Claimed and not answered in time: back in the queue. */
    | "claim-ended"
    /** [S0-18] Nobody is left who could take it: all full or away. */
    | "overflow"
    /** [HO11] An automatic answer told the customer when a person will be there. */
    | "auto-reply"
    /** The platform's routing refused what was asked of it. */
    | "thread-control"
    | "hold"
    | "release"
    | "no-reply"
    | "breach"
    | "acknowledge"
    | "terms"
    | "consent-question";
  readonly by?: AgentId | undefined;
  readonly data: Readonly<Record<string, string>>;
}
