import { createHash } from "node:crypto";
import { toMessageId } from "../../shared/ids.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Message } from "../../shared/inbox/message.ts";
import type { BusinessNumber, Contact } from "../../shared/inbox/people.ts";
import type { Instant } from "../../shared/time.ts";
import { everyMessage } from "../consent/erase-contact.ts";
import { lastOf } from "../ingest/acceptance.ts";
import { ensureContact, ensureConversation } from "../ingest/people.ts";
import type { ReadTx, WriteTx } from "../store/store.ts";
import type { ChatMessage } from "./read-chat.ts";

export interface ChatImport {
  readonly conversation: Conversation["id"];
  readonly added: number;
  /** Here already: from an earlier import, or because the platform told them. */
  readonly known: number;
}

export interface ChatWish {
  readonly number: BusinessNumber;
  readonly contact: { readonly contact: Contact } | { readonly phone: string };
  /** The customer's name in the chat; everybody else is us. */
  readonly customer: string;
  readonly messages: readonly ChatMessage[];
}

/** Told apart from what came by the platform. */
const CHAT_ID = "chat-";
const PHONE = /^\d{7,15}$/;

/** By our id, the platform's, or the number itself. */
export function numberNamed(tx: ReadTx, name: string): BusinessNumber | undefined {
  const digits = name.replaceAll(/\D/g, "");
  return tx
    .all("number")
    .find(({ displayNumber, id, phoneNumberId }) => id === name || phoneNumberId === name || (digits !== "" && displayNumber.replaceAll(/\D/g, "") === digits));
}

/** By our id or by phone; a phone that nobody has comes into being with the import. */
export function contactNamed(tx: ReadTx, name: string): ChatWish["contact"] | undefined {
  const phone = name.replaceAll(/[\s().+-]/g, "");
  const id = tx.get("contact", name)?.id ?? (PHONE.test(phone) ? tx.contactByIdentity("phone", phone) : undefined);
  const contact = id === undefined ? undefined : tx.get("contact", id);
  if (contact !== undefined) return { contact };
  return PHONE.test(phone) ? { phone } : undefined;
}

/**
 * Puts a chat into the past of a conversation. It is history: no clock hears of it, no window opens, nothing is sent; the off-topic
 * model learns from it as from every other past. What the platform has told since is not doubled.
 */
export function importChat(tx: WriteTx, { contact: whom, customer, messages, number }: ChatWish, now: Instant, newId: () => string): ChatImport {
  const contact = "contact" in whom ? whom.contact : ensureContact(tx, { phone: whom.phone, name: customer }, { newId, now });
  const isNew = tx.conversationOf(number.id, contact.id) === undefined;
  const made = ensureConversation(tx, number, contact, messages[0]?.at ?? now, { newId, now });
  const conversation: Conversation = isNew ? { ...made, state: "resolved" } : made;
  const told = everyMessage(tx, conversation.id).findLast(({ id }) => !id.startsWith(CHAT_ID))?.at ?? now;

  let newest: Message | undefined;
  let added = 0;
  const nth = new Map<string, number>();
  for (const said of messages) {
    const message = messageOf(conversation.id, said, customer, nth);
    if (said.at >= told || tx.get("message", message.id) !== undefined) continue;
    const kept = { ...message, order: tx.nextOrder() };
    if (added === 0) tx.put("conversation", conversation.id, conversation);
    tx.put("message", kept.id, kept);
    added += 1;
    if (newest === undefined || newest.at <= kept.at) newest = kept;
  }
  if (newest !== undefined && (conversation.lastMessage === undefined || conversation.lastMessage.at < newest.at))
    tx.put("conversation", conversation.id, { ...conversation, lastMessage: lastOf(newest) });
  else if (isNew) tx.put("conversation", conversation.id, conversation);
  tx.appendAudit({ at: now, who: "command-line", action: "chat-imported", target: conversation.id, data: JSON.stringify({ messages: added }) });
  return { conversation: conversation.id, added, known: messages.length - added };
}

/** The same line of the same chat is the same message, however often it is imported. */
function messageOf(conversationId: Conversation["id"], { at, content, name }: ChatMessage, customer: string, nth: Map<string, number>): Message {
  const what = JSON.stringify([conversationId, at, name, content]);
  const turn = nth.get(what) ?? 0;
  nth.set(what, turn + 1);
  const id = toMessageId(`${CHAT_ID}${createHash("sha256").update(`${what} ${turn}`).digest("base64url").slice(0, 22)}`);
  const isTheirs = name === customer;
  return {
    id,
    conversationId,
    direction: isTheirs ? "in" : "out",
    author: { kind: isTheirs ? "customer" : "app" },
    content,
    at,
    order: 0,
    state: isTheirs ? "received" : "delivered",
    stateAt: isTheirs ? { received: at } : { delivered: at },
  };
}
