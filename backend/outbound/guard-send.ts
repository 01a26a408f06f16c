import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { HeldReason, Message } from "../../shared/inbox/message.ts";
import { TOO_OLD } from "../../shared/sync/too-old.ts";
import { latest, type Instant } from "../../shared/time.ts";
import { blocking, check } from "../../shared/guard/check.ts";
import type { Draft } from "../../shared/guard/context.ts";
import type { Finding } from "../../shared/guard/finding.ts";
import type { RuleId } from "../../shared/guard/rule-ids.ts";
import type { TopicContext } from "../../shared/guard/topic/topic-context.ts";
import { withCannedTags } from "../canned-replies/origin.ts";
import { guardContext, type Question } from "../guard/guard-context.ts";
import { readGuardPolicy } from "../guard/guard-policy.ts";
import type { ReadTx, SendRow } from "../store/store.ts";

/** What a message that is about to leave is checked as. */
export function draftOf(message: Message, send?: Pick<SendRow, "seenInboundAt" | "cannedReply" | "cannedReplyId" | "confirmsOptOut">): Draft | undefined {
  switch (message.content.type) {
    case "text":
      return {
        kind: "text",
        text: message.content.body,
        seenInboundAt: send?.seenInboundAt,
        id: message.id,
        cannedReply: send?.cannedReply,
        cannedReplyId: send?.cannedReplyId,
        confirmsOptOut: send?.confirmsOptOut,
      };
    case "template":
      return { kind: "template", name: message.content.name, language: message.content.language, variables: message.content.variables, id: message.id };
    default:
      return undefined;
  }
}

/** Everything that speaks against a draft that would leave at `now`, as the server knows the conversation. `order`: its place in the queue. */
export function findingsFor(
  tx: ReadTx,
  conversation: Conversation,
  draft: Draft,
  by: Question["by"],
  now: Instant,
  order?: number,
  topic?: TopicContext,
): readonly Finding[] {
  const { policy } = readGuardPolicy(tx);
  const told = withCannedTags(tx, conversation, draft, by);
  return check(told, guardContext(tx, { conversation, draft: told, by, order, topic, policy, now }), policy, now);
}

/** sync.md A8 */
const REASON_OF_RULE: Readonly<Partial<Record<RuleId, HeldReason>>> = {
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

/** The answer of the second look: it stays, and why; or it goes, and what was said about it. */
export type SecondLook = { readonly type: "hold"; readonly hold: Hold } | { readonly type: "go"; readonly findings: readonly Finding[] };

const hold = (reason: HeldReason): SecondLook => ({ type: "hold", hold: { reason, findings: [] } });

/** [I4] [I5] The server's second look, in the instant before the platform is called. */
export function lookAgain(tx: ReadTx, send: SendRow, message: Message, conversation: Conversation, now: Instant, topic?: TopicContext): SecondLook {
  const fenced = send.claimEpoch !== undefined && send.claimEpoch !== conversation.claimEpoch;
  if (fenced && conversation.assigneeId !== send.agentId && conversation.assigneeId !== undefined) return hold("not_assignee");
  if (now - latest(send.sendAt, send.composedAt) > TOO_OLD) return hold("too_old");

  const draft = draftOf(message, send);
  if (draft === undefined) return hold("needs_update");
  const findings = findingsFor(tx, conversation, draft, { ...message.author, approvedBy: message.approvedBy }, now, send.order, topic);
  const held = holdOf(blocking(findings, message.overrides));
  return held === undefined ? { type: "go", findings } : { type: "hold", hold: held };
}

/** Under the name of the gravest; undefined where nothing keeps it. */
export function holdOf(against: readonly Finding[]): Hold | undefined {
  const [gravest] = against;
  if (gravest === undefined) return undefined;
  return { reason: gravest.messageKey === "guard.window.margin" ? "window_margin" : (REASON_OF_RULE[gravest.rule] ?? "guard"), findings: against };
}
