import type { Draft } from "../../shared/guard/context.ts";
import type { AgentId } from "../../shared/ids.ts";
import { cannedOrigin, type CannedOrigin } from "../../shared/inbox/canned-origin.ts";
import { maySeeReply, type CannedReply } from "../../shared/inbox/canned-reply.ts";
import { cannedValues } from "../../shared/inbox/canned-variables.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Message } from "../../shared/inbox/message.ts";
import type { Mutation } from "../../shared/sync/mutations.ts";
import type { Instant } from "../../shared/time.ts";
import { readGuardPolicy } from "../guard/guard-policy.ts";
import type { ReadTx, WriteTx } from "../store/store.ts";

/** [G-BULK] What a desk says of a text is not believed: it is a canned reply where its words are one, with this person's gaps filled. */
export function withProvenReply(tx: ReadTx, mutation: Mutation, conversation: Conversation, by: AgentId): Mutation {
  if (mutation.kind !== "send" || (mutation.cannedReply === undefined && mutation.cannedReplyId === undefined)) return mutation;

  const { cannedReply, cannedReplyId, ...rest } = mutation;
  const named = rest.text === undefined ? undefined : visible(tx, cannedReplyId, by);
  if (named === undefined) return rest;
  const isProven = cannedReply === true && cannedOrigin(rest.text ?? "", named, [], valuesFor(tx, conversation, by)).asItIs;
  return { ...rest, cannedReplyId: named.id, ...(isProven ? { cannedReply } : {}) };
}

/** [S0-24] [G-PROMO] What is said of the replies whose words stand in it, whoever named them or not. */
export function withCannedTags(tx: ReadTx, conversation: Conversation, draft: Draft, by: Message["author"]): Draft {
  if (draft.kind !== "text" || by.kind !== "human" || by.id === undefined) return draft;

  const { asItIs, tags } = origin(tx, conversation, draft, by.id);
  const macro = tags.length === 0 ? {} : { macro: { tags } };
  // What was proven when it was sent stays so, though the reply may have been changed since.
  return { ...draft, ...macro, cannedReply: draft.cannedReply === true || asItIs };
}

function origin(tx: ReadTx, conversation: Conversation, { cannedReplyId, text }: Extract<Draft, { kind: "text" }>, by: AgentId): CannedOrigin {
  const { macroTags } = readGuardPolicy(tx).policy.text.promo;
  const weighty = tx.all("cannedReply").filter((reply) => maySeeReply(reply, by) && reply.tags.some((tag) => macroTags.includes(tag)));
  return cannedOrigin(text, visible(tx, cannedReplyId, by), weighty, valuesFor(tx, conversation, by));
}

/** How often it helped. */
export function countUse(tx: WriteTx, id: string | undefined, now: Instant): void {
  const reply = id === undefined ? undefined : tx.get("cannedReply", id);
  if (reply !== undefined) tx.put("cannedReply", reply.id, { ...reply, usage: { count: reply.usage.count + 1, lastAt: now } });
}

function visible(tx: ReadTx, id: string | undefined, by: AgentId): CannedReply | undefined {
  const reply = id === undefined ? undefined : tx.get("cannedReply", id);
  return reply !== undefined && maySeeReply(reply, by) ? reply : undefined;
}

const valuesFor = (tx: ReadTx, conversation: Conversation, by: AgentId) =>
  cannedValues({
    contact: tx.get("contact", conversation.contactId),
    agent: tx.get("agent", by),
    number: tx.get("number", conversation.numberId),
    conversation,
  });
