import type { HeldReason, Message } from "../../shared/inbox/message.ts";
import { withToApprove } from "../../shared/sync/decide-approval.ts";
import type { Instant } from "../../shared/time.ts";
import { logRefused } from "../guard/guard-log.ts";
import { lastOf } from "../ingest/acceptance.ts";
import type { SendRow, WriteTx } from "../store/store.ts";
import type { Hold } from "./guard-send.ts";

/** Stores a message and, where it is the newest, its state on the conversation's row. */
export function putMessage(tx: WriteTx, message: Message): void {
  tx.put("message", message.id, message);
  const before = tx.get("conversation", message.conversationId);
  const conversation = before === undefined ? undefined : withToApprove(before, message);
  if (conversation !== undefined && conversation !== before) tx.put("conversation", conversation.id, conversation);
  if (
    conversation !== undefined &&
    (conversation.lastMessage === undefined || conversation.lastMessage.id === message.id || conversation.lastMessage.at <= message.at)
  ) {
    if (message.state !== "cancelled" || conversation.lastMessage?.id === message.id)
      tx.put("conversation", conversation.id, { ...conversation, lastMessage: lastOf(message) });
  }
}

/** It waits for a person, who is told why; nothing is dropped in silence. */
export function holdSend(tx: WriteTx, send: SendRow, message: Message, { findings, reason }: Hold, now: Instant): void {
  tx.putSend({ ...send, state: "held" });
  putMessage(tx, { ...message, state: "held", held: { reason, findings } });
  logRefused(tx, findings, { conversationId: message.conversationId, agentId: send.agentId, messageId: message.id, now });
  holdFollowers(tx, send);
}

/** What the same desk wrote behind a message that did not leave may make no sense without it. What had its own time stood apart. */
export function holdFollowers(tx: WriteTx, first: SendRow): void {
  if (first.deviceId === undefined || first.sendAt !== undefined) return;
  const reason: HeldReason = "predecessor_held";
  for (const send of tx.sends({ state: "ready", conversation: first.conversationId })) {
    const message = send.deviceId === first.deviceId && send.order > first.order ? tx.get("message", send.messageId) : undefined;
    if (message === undefined) continue;
    tx.putSend({ ...send, state: "held" });
    putMessage(tx, { ...message, state: "held", held: { reason } });
  }
}
