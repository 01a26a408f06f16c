import type { AgentId, ContactId, ConversationId } from "../../shared/ids.ts";
import type { Message } from "../../shared/inbox/message.ts";
import type { Instant } from "../../shared/time.ts";
import type { WriteTx } from "../store/store.ts";

export interface ErasedContact {
  readonly conversations: readonly ConversationId[];
  /** Files that were part of the messages, as the platform names them. */
  readonly media: readonly string[];
}

/**
 * [H45] Takes a person out: the key without which the row says nothing, every row and index entry about them, and what was counted
 * of their words. Desks hear of it by tombstones; a conversation takes its parts with it. The record of promises, the guard's log and
 * the audit keep ids alone.
 */
export function eraseContact(tx: WriteTx, id: ContactId, by: AgentId, now: Instant): ErasedContact | undefined {
  if (tx.get("contact", id) === undefined) return undefined;
  const conversations = tx.conversationsOf(id).map((conversation) => conversation.id);
  const media = conversations.flatMap((conversation) => everyMessage(tx, conversation).flatMap(mediaOf));

  for (const conversation of conversations) {
    for (const alert of tx.alertsOf(conversation)) tx.remove("alert", alert.id);
    tx.remove("conversation", conversation);
  }
  for (const line of tx.consents(id)) tx.remove("consent", line.id);
  tx.remove("contact", id);
  tx.eraseTraces(id, conversations, now);
  tx.appendAudit({
    at: now,
    who: by,
    action: "contact-erased",
    target: id,
    data: JSON.stringify({ conversations: conversations.length, media: media.length }),
  });
  return { conversations, media };
}

const AT_ONCE = 500;

/** Oldest last. */
export function everyMessage(tx: Pick<WriteTx, "messages">, conversation: ConversationId): readonly Message[] {
  const found: Message[] = [];
  for (;;) {
    const page = tx.messages(conversation, AT_ONCE, found.at(-1));
    found.push(...page);
    if (page.length < AT_ONCE) return found;
  }
}

const mediaOf = ({ content }: Message): readonly string[] => ("mediaId" in content && typeof content.mediaId === "string" ? [content.mediaId] : []);
