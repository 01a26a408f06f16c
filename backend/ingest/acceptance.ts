import { withoutClaimTime } from "../../shared/handoffs/claim-time.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Message } from "../../shared/inbox/message.ts";
import { preview, typeOf } from "../../shared/inbox/preview.ts";
import { waitsFor } from "../../shared/inbox/waits-for.ts";
import { latest, type Instant } from "../../shared/time.ts";
import { entryPointUntil } from "../../shared/window/entry-point.ts";
import type { Projection } from "./projection.ts";

export function withLast(conversation: Conversation, message: Message): Conversation {
  if (message.content.type === "reaction" || message.content.type === "edit" || message.content.type === "revoke") return conversation;
  // Whole seconds, as the platform counts: within one of them what came last is the last.
  if (conversation.lastMessage !== undefined && secondOf(conversation.lastMessage.at) > secondOf(message.at)) return conversation;
  return { ...conversation, lastMessage: lastOf(message) };
}

const secondOf = (at: Instant): number => Math.floor(at / 1_000);

export const lastOf = (message: Message): NonNullable<Conversation["lastMessage"]> => ({
  id: message.id,
  direction: message.direction,
  authorKind: message.author.kind,
  type: typeOf(message.content),
  text: preview(message.content),
  at: message.at,
  state: message.state,
  waits: waitsFor(message),
});

/** [S7] An accepted message of ours enters the history of the clocks, once. */
export function accept({ tx, touched }: Pick<Projection, "tx" | "touched">, message: Message, at: Instant): void {
  const author = message.author.kind === "customer" ? "human" : message.author.kind;
  tx.appendEvent(message.conversationId, `out:${message.id}`, { type: "outbound", at, id: message.id, messageId: message.id, author, state: "accepted" });
  const conversation = tx.get("conversation", message.conversationId);
  if (conversation === undefined) return;

  const until = conversation.entryPointFrom === undefined ? undefined : entryPointUntil(conversation.entryPointFrom, at);
  const botOwns = author === "bot" && conversation.assigneeId === undefined && conversation.handoff === undefined && conversation.state !== "resolved";
  const { handoff } = conversation;
  // [HO4] Answered: the claim holds from now on.
  const isAnswer = handoff?.claimEndsAt !== undefined && (author === "human" || author === "app");
  tx.put("conversation", conversation.id, {
    ...withLast(conversation, message),
    ...(isAnswer ? { handoff: withoutClaimTime(handoff) } : {}),
    lastOutboundAt: latest(conversation.lastOutboundAt, at),
    state: botOwns ? "bot" : author !== "bot" && conversation.state === "bot" ? "open" : conversation.state,
    ...(until === undefined ? {} : { entryPointUntil: until, entryPointFrom: undefined }),
  });
  touched.add(conversation.id);
}
