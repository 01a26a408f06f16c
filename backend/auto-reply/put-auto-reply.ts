import { stoppedEverything } from "../../shared/consent/ledger.ts";
import { blocking } from "../../shared/guard/check.ts";
import { decideAutoReply, silentByRow, type AutoReply } from "../../shared/handoffs/auto-reply.ts";
import type { AutoReplySettings } from "../../shared/handoffs/auto-reply-settings.ts";
import { autoReplyLanguage, waitWords, whenWords } from "../../shared/handoffs/auto-reply-words.ts";
import { toAgentId, toClientId, toMessageId } from "../../shared/ids.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Message } from "../../shared/inbox/message.ts";
import { isHuman } from "../../shared/sla/order.ts";
import { zonesOf } from "../../shared/outreach/quiet-hours.ts";
import type { Instant } from "../../shared/time.ts";
import { readConsentSettings } from "../consent/consent-settings.ts";
import { findingsFor } from "../outbound/guard-send.ts";
import { putMessage } from "../outbound/put-message.ts";
import type { ReadTx, WriteTx } from "../store/store.ts";
import { readExpectedWait } from "../surge/read-queue.ts";
import { restoredAt } from "../sync/lineage.ts";
import { readSurgePolicy } from "../surge/surge-policy.ts";
import { readAutoReply } from "./auto-reply-settings.ts";
import { presenceFor, zoneOf } from "./presence.ts";

/** Nobody's: a rule of ours speaks. */
const AUTHOR = toAgentId("auto-reply");
const PREFIX = "auto-reply:";
/** How far back one looks for a person's last words. */
const RECENT = 20;

/** What would be said now, and why not where nothing would. */
export function autoReplyFor(tx: ReadTx, conversation: Conversation, now: Instant): AutoReply {
  const { settings } = readAutoReply(tx);
  const because = silentByRow(settings, conversation);
  if (because !== undefined) return { type: "silent", because };
  const number = tx.get("number", conversation.numberId);
  return decideAutoReply(
    settings,
    {
      conversation,
      presence: presenceFor(tx, conversation, now),
      wait: readExpectedWait(tx, conversation.numberId, now),
      surge: number?.surge !== undefined && readSurgePolicy(tx).policy.tellCustomers,
      lastAt: lastAutoReply(tx, conversation),
      personWroteAt: tx
        .messages(conversation.id, RECENT)
        .find(({ author, direction }) => direction === "out" && author.kind !== "customer" && isHuman(author.kind))?.at,
      stopped: stoppedEverything(tx.consents(conversation.contactId), readConsentSettings(tx).categories) !== undefined,
    },
    now,
  );
}

const lastAutoReply = (tx: ReadTx, { id }: Conversation): Instant | undefined => tx.parts("story", id).findLast(({ kind }) => kind === "auto-reply")?.at;

/**
 * [HO11] Puts an automatic answer into the outbox where one is called for; whether it did. What was asked stands in its id, so that
 * one question is answered once, whoever looks and however often.
 */
export function putAutoReply(tx: WriteTx, conversation: Conversation, now: Instant): boolean {
  const reply = autoReplyFor(tx, conversation, now);
  if (reply.type === "silent") return false;
  // [I2] An earlier life of this server may have answered it.
  if (reply.askedAt <= (restoredAt(tx) ?? 0)) return false;

  const { settings } = readAutoReply(tx);
  const clientId = toClientId(`${PREFIX}${conversation.id}:${reply.askedAt}`);
  if (tx.send(clientId) !== undefined) return false;
  const message: Message = {
    id: toMessageId(clientId),
    conversationId: conversation.id,
    clientId,
    direction: "out",
    author: { kind: "automation" },
    content: { type: "text", body: bodyOf(tx, conversation, reply, settings, now) },
    at: now,
    order: tx.nextOrder(),
    state: "queued",
    stateAt: { queued: now },
  };
  // What the guard would stop is not said at all: nobody is there to decide about it.
  const draft = { kind: "text" as const, text: message.content.type === "text" ? message.content.body : "", id: message.id };
  if (blocking(findingsFor(tx, conversation, draft, message.author, now), undefined).length > 0) return false;

  putMessage(tx, message);
  tx.putSend({
    clientId,
    messageId: message.id,
    conversationId: conversation.id,
    agentId: AUTHOR,
    state: "ready",
    order: message.order,
    attempt: 0,
    nextAt: now,
    // Whoever takes the conversation in this moment answers in person.
    claimEpoch: conversation.claimEpoch,
    composedAt: now,
  });
  tx.put("story", storyOf(clientId), {
    id: storyOf(clientId),
    conversationId: conversation.id,
    at: now,
    kind: "auto-reply",
    data: { kind: reply.kind, ...(reply.when === undefined ? {} : { when: String(reply.when) }) },
  });
  tx.appendAudit({ at: now, who: AUTHOR, action: "auto-reply", target: conversation.id, data: JSON.stringify({ kind: reply.kind }) });
  return true;
}

const storyOf = (clientId: string): string => `story:${clientId}`;

function bodyOf(tx: ReadTx, conversation: Conversation, reply: Extract<AutoReply, { type: "say" }>, settings: AutoReplySettings, now: Instant): string {
  const contact = tx.get("contact", conversation.contactId);
  const language = autoReplyLanguage([conversation.handoff?.language, contact?.language], settings.language);
  const presence = presenceFor(tx, conversation, now);
  const deskZone = presence.kind === "closed" ? zoneOf(tx, presence.calendar) : "UTC";
  const when = reply.when === undefined ? "" : whenWords(reply.when, { language, zones: zonesOf({ phone: contact?.phone }), deskZone, now });
  const wait = reply.wait === undefined ? "" : waitWords(reply.wait, language);
  return settings.texts[reply.kind][language].replaceAll(/\{\{\s*when\s*\}\}/g, when).replaceAll(/\{\{\s*wait\s*\}\}/g, wait);
}

/**
 * What was held on its way is taken back: an automatic answer that comes later is no answer, and nobody has to decide about it. Where
 * it may have gone out, a person sees it.
 */
export function takeBackHeld(tx: WriteTx, message: Message): void {
  if (!isHeldAutoReply(message) || message.clientId === undefined) return;
  const send = tx.send(message.clientId);
  if (send !== undefined) tx.putSend({ ...send, state: "cancelled" });
  putMessage(tx, { ...message, state: "cancelled", held: undefined });
  tx.remove("story", storyOf(message.clientId));
}

export const isHeldAutoReply = ({ author, clientId, held, state }: Message): boolean =>
  state === "held" && author.kind === "automation" && clientId?.startsWith(PREFIX) === true && held?.reason !== "unknown_outcome";
