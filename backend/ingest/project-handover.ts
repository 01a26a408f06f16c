import type { ConversationId } from "../../shared/ids.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import { ensureContact, ensureConversation, ensureNumber } from "./people.ts";
import { ownByBot } from "./project-message.ts";
import type { EventOf, Projection } from "./projection.ts";

export function projectHandover(p: Projection, event: EventOf<"handover">): void {
  const number = ensureNumber(p.tx, event.number, p);
  const conversation = ensureConversation(p.tx, number, ensureContact(p.tx, event.customer, p), event.at, p);
  if (event.kind === "taken") return ownByBot(p, conversation.id, event.at);
  if (event.kind !== "passed") return;
  requestHandoff(p, conversation.id, { requestedAt: event.at, reason: event.reason ?? "platform", summary: event.summary, slots: {}, failedAttempts: 0 });
}

/** The bot gives up: the conversation waits for a person, and the handoff clock runs from the request (sla.md). */
export function requestHandoff({ touched, tx }: Pick<Projection, "tx" | "touched">, id: ConversationId, handoff: NonNullable<Conversation["handoff"]>): void {
  const conversation = tx.get("conversation", id);
  if (conversation === undefined) return;
  tx.put("conversation", id, {
    ...conversation,
    state: "queued",
    assigneeId: undefined,
    claimEpoch: conversation.claimEpoch + (conversation.assigneeId === undefined ? 0 : 1),
    topic: handoff.topic ?? conversation.topic,
    handoff,
  });
  const key = `handoff:${id}:${handoff.requestedAt}`;
  // [P3] Before the handoff, so that its clock is measured by it.
  if (handoff.language !== undefined) tx.appendEvent(id, `${key}:language`, { type: "context", id: key, at: handoff.requestedAt, language: handoff.language });
  tx.appendEvent(id, key, { type: "handoff", id: key, at: handoff.requestedAt, reason: handoff.reason });
  tx.put("story", key, { id: key, conversationId: id, at: handoff.requestedAt, kind: "handoff", data: { reason: handoff.reason } });
  touched.add(id);
}
