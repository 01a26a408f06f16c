import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { HeldReason, Message } from "../../shared/inbox/message.ts";
import { hours, type Instant } from "../../shared/time.ts";
import { blocking, check } from "../../shared/guard/check.ts";
import { DEFAULT_GUARD_POLICY, type Draft } from "../../shared/guard/context.ts";
import type { Finding } from "../../shared/guard/finding.ts";
import type { ReadTx, SendRow } from "../store/store.ts";

/** A message that waited longer than this on a desk is shown to its author again before it goes out. */
export const TOO_OLD = hours(4);

const RECENT = 30;

/** What a message that is about to leave is checked as. */
export function draftOf(message: Message, send?: Pick<SendRow, "seenInboundAt">): Draft | undefined {
  switch (message.content.type) {
    case "text":
      return { kind: "text", text: message.content.body, seenInboundAt: send?.seenInboundAt, id: message.id };
    case "template":
      return { kind: "template", name: message.content.name, language: message.content.language, variables: message.content.variables, id: message.id };
    default:
      return undefined;
  }
}

/** Everything that speaks against a draft, as the server knows the conversation now. */
export function findingsFor(tx: ReadTx, conversation: Conversation, draft: Draft, by: Message["author"], now: Instant): readonly Finding[] {
  const messages = tx.messages(conversation.id, RECENT).toReversed();
  const contact = tx.get("contact", conversation.contactId);
  const business = { name: tx.get("number", conversation.numberId)?.displayName };
  return check(draft, { conversation, messages, templates: tx.all("template"), me: by.id, contact, business }, DEFAULT_GUARD_POLICY, now);
}

const REASON_OF_RULE: Readonly<Record<string, HeldReason>> = {
  "G-OPTED-OUT": "opted_out",
  "G-UNDELIVERED": "undelivered_before",
  "G-FREQUENCY": "rate_capped",
  "G-NUMBER": "number_restricted",
  "G-ROLLOUT": "rollout_halted",
  "G-APPROVAL": "awaiting_approval",
  "G-RESOLVED": "conversation_resolved",
  "G-WINDOW": "window_closed",
  "G-STALE": "new_inbound_since",
  "G-COLLISION": "already_answered",
  "G-TEMPLATE": "template_unusable",
};

export interface Hold {
  readonly reason: HeldReason;
  readonly findings: readonly Finding[];
}

/** [I4] [I5] The server's second look, in the instant before the platform is called. */
export function holdFor(tx: ReadTx, send: SendRow, message: Message, conversation: Conversation, now: Instant): Hold | undefined {
  const fenced = send.claimEpoch !== undefined && send.claimEpoch !== conversation.claimEpoch;
  if (fenced && conversation.assigneeId !== send.agentId && conversation.assigneeId !== undefined) return { reason: "not_assignee", findings: [] };
  if (now - send.composedAt > TOO_OLD) return { reason: "too_old", findings: [] };

  const draft = draftOf(message, send);
  if (draft === undefined) return { reason: "needs_update", findings: [] };
  const against = blocking(findingsFor(tx, conversation, draft, message.author, now), message.overrides);
  const [gravest] = against;
  if (gravest === undefined) return undefined;
  const reason = gravest.messageKey === "guard.window.margin" ? "window_margin" : (REASON_OF_RULE[gravest.rule] ?? "guard");
  return { reason, findings: against };
}
