import { categoryNamed } from "../../shared/consent/categories.ts";
import { readKeyword } from "../../shared/consent/keywords.ts";
import { readConsentAct } from "../../shared/consent/read-message.ts";
import { withdrawalEntry } from "../../shared/consent/withdrawals.ts";
import type { ContactId } from "../../shared/ids.ts";
import type { Message } from "../../shared/inbox/message.ts";
import type { Instant } from "../../shared/time.ts";
import type { WriteTx } from "../store/store.ts";
import { readConsentSettings } from "./consent-settings.ts";
import { appendConsent } from "./keep-consent.ts";

/** The platform's code for "this person stopped marketing from you". */
const STOPPED_MARKETING = 131050;

/** Enough to find what the message answers. */
const BEFORE = 10;

/** Whether it is worth looking at what came before: whatever that was, nearly every message says nothing of the kind. */
function maySaySo({ content }: Message): boolean {
  if (content.type === "button" || content.type === "interactive") return true;
  return content.type === "text" && readKeyword(content.body, { answersOptOutPrompt: true, lastOutboundWasMarketing: true, isWithdrawn: true }) !== undefined;
}

/**
 * [S2-12] [S2-8] A customer's message is read for what it means to the ledger. What is certain is recorded, with the message as evidence;
 * where it is only probable a line of the story asks the desk. What was imported is history, and nobody is asked about it.
 */
export function hearMessage(tx: WriteTx, message: Message, contact: ContactId, { now, past }: { readonly now: Instant; readonly past: boolean }): void {
  if (!maySaySo(message)) return;
  const act = readConsentAct(message, tx.messages(message.conversationId, BEFORE, message).toReversed(), tx.consents(contact));
  if (act.kind === "record") appendConsent(tx, contact, act.entry, now);
  if (act.kind !== "ask" || past) return;
  const { reading } = act;
  tx.put("story", `consent-question:${message.id}`, {
    id: `consent-question:${message.id}`,
    conversationId: message.conversationId,
    at: message.at,
    kind: "consent-question",
    data: { messageId: message.id, act: reading.act, scope: reading.scope, word: reading.word },
  });
}

/** [S2-12] [S2-15] The customer's own switch in the app. */
export function hearPreference(
  tx: WriteTx,
  contact: ContactId,
  { at, category, value }: { readonly at: Instant; readonly category: string; readonly value: "stop" | "resume" },
  now: Instant,
): void {
  const { categories } = readConsentSettings(tx);
  const key = categoryNamed(category, categories)?.key ?? categoryNamed(category.replace("_messages", ""), categories)?.key;
  if (value === "stop") appendConsent(tx, contact, withdrawalEntry({ kind: "preference", category: key ?? "everything" }, at), now);
  else if (key !== undefined) appendConsent(tx, contact, { category: key, state: "granted", at, source: "platform-preference", by: "customer" }, now);
}

/** [S2-12] The platform refused a message because the person wants no marketing. */
export function hearRefusal(tx: WriteTx, message: Pick<Message, "id" | "conversationId">, code: number | undefined, now: Instant): void {
  const contact = code === STOPPED_MARKETING ? tx.get("conversation", message.conversationId)?.contactId : undefined;
  if (contact !== undefined) appendConsent(tx, contact, withdrawalEntry({ kind: "send-error", messageId: message.id }, now), now);
}
