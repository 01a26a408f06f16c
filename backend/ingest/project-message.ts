import { handoffInRow } from "../../shared/handoffs/handoff-parts.ts";
import { toMessageId, type ConversationId } from "../../shared/ids.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Message, MessageContent } from "../../shared/inbox/message.ts";
import { latest, plus, toDuration, type Instant } from "../../shared/time.ts";
import { beginsWithBot, hearCustomer } from "../bots/hear-customer.ts";
import { hearRouting } from "../bots/hear-routing.ts";
import { hearMessage } from "../consent/from-platform.ts";
import { releaseArrived } from "../outbound/waiting-sends.ts";
import { accept, withLast } from "./acceptance.ts";
import { ownByBot } from "./own-by-bot.ts";
import { ensureContact, ensureConversation, ensureNumber } from "./people.ts";
import { requestHandoff } from "./project-handover.ts";
import { unpark } from "./project-status.ts";
import type { EventOf, Projection } from "./projection.ts";

/** Types that say nothing new to answer: they neither start a clock nor count as unread. */
const SILENT = new Set<MessageContent["type"]>(["reaction", "edit", "revoke", "system", "request_welcome", "call"]);

/** [W1] Types of which nobody says whether they open the window. */
const MAYBE = new Set<MessageContent["type"]>(["reaction", "unsupported"]);
const NEVER = new Set<MessageContent["type"]>(["edit", "revoke", "system", "request_welcome"]);

export function projectMessage(p: Projection, event: EventOf<"message">): void {
  const { tx } = p;
  const number = ensureNumber(tx, event.number, p);
  const contact = ensureContact(tx, event.from, p);
  const conversation = ensureConversation(tx, number, contact, event.at, p);
  const message: Message = {
    id: toMessageId(p.newId()),
    conversationId: conversation.id,
    wamid: event.wamid,
    direction: "in",
    author: { kind: "customer" },
    content: event.content,
    at: event.at,
    order: tx.nextOrder(),
    state: "received",
    stateAt: { received: event.at },
    quotes: event.quotes,
    forwarded: event.forwarded,
    standby: event.via === "standby" ? true : undefined,
  };
  tx.put("message", message.id, message);

  const standby = event.via === "standby";
  const asks = !SILENT.has(event.content.type) && event.via !== "history";
  const certain = !standby && !MAYBE.has(event.content.type) && !NEVER.has(event.content.type);
  const maybe = !NEVER.has(event.content.type) && (standby || MAYBE.has(event.content.type));
  const newest = event.via === "history" || hearRouting(p, conversation.id, { kind: standby ? "standby" : "message", at: event.at });
  const begins = asks && !standby && event.groupId === undefined && beginsWithBot(tx, conversation);
  if (asks && ((standby && newest) || begins)) ownByBot(p, conversation.id, event.at, message.id);

  const current = tx.get("conversation", conversation.id) ?? conversation;
  tx.put("conversation", current.id, {
    ...withLast(current, message),
    unread: current.unread + (asks && !standby ? 1 : 0),
    lastInboundAt: certain ? latest(current.lastInboundAt, event.at) : current.lastInboundAt,
    possibleInboundAt: maybe ? latest(current.possibleInboundAt, event.at) : current.possibleInboundAt,
    entryPointFrom: event.referral?.source === "ad" ? event.at : current.entryPointFrom,
    state: asks ? wakened(current) : current.state,
    snoozedUntil: asks ? undefined : current.snoozedUntil,
    // A new case does not wait for somebody to take over what the bot gave up in the last one.
    handoff: asks && current.state === "resolved" ? undefined : current.handoff,
  });
  if (asks) {
    const sentAt = sendInstant(p, conversation, event.at);
    tx.appendEvent(conversation.id, `in:${message.id}`, { type: "inbound", at: sentAt, sentAt, receivedAt: latest(p.now, sentAt), id: message.id });
    if (!standby) handedOnUnsaid(p, conversation.id, event, newest);
    if (!standby && event.groupId === undefined) hearCustomer(p, conversation.id, message);
  }
  if (event.referral !== undefined)
    tx.appendEvent(conversation.id, `entry:${message.id}`, { type: "context", id: message.id, at: event.at, entryPoint: event.referral.source });
  hearMessage(tx, message, contact.id, { now: p.now, past: event.via === "history" });
  releaseArrived(tx, conversation.id, p.now);
  p.touched.add(conversation.id);
  unpark(p, number, message);
}

/**
 * The thread is ours again and nobody said so: another app had it, or the platform tells what was said there. The customer waits for
 * a person from now on, with the platform's summary on the card.
 */
function handedOnUnsaid(p: Projection, id: ConversationId, { at, summary }: EventOf<"message">, newest: boolean): void {
  const conversation = p.tx.get("conversation", id);
  if (conversation === undefined || !newest) return;
  const { handoff, state } = conversation;
  const left = state === "bot" && p.tx.threadOwner(id) !== undefined && p.tx.botOfConversation(id) === undefined;
  if (handoff !== undefined) {
    if (summary !== undefined && handoff.summary === undefined && handoff.claimedBy === undefined)
      p.tx.put("conversation", id, { ...conversation, handoff: handoffInRow({ ...handoff, summary }).row });
  } else if (left || (summary !== undefined && state === "queued")) {
    requestHandoff(p, id, { requestedAt: at, reason: "platform", summary, slots: {}, failedAttempts: 0 });
  }
}

/** The platform's timestamps count whole seconds. */
const SECOND = 1_000;
/** What is received so soon after its second may have been sent behind something that we did within that second. */
const FRESH = 1_500;

/**
 * The customer's own send time, as far as it is known. Where we answered or resolved within the very second that the platform
 * names, nobody can say which came first; nobody here had read it, so it counts as sent behind our act, and the customer waits.
 */
function sendInstant({ now, tx }: Projection, conversation: Conversation, at: Instant): Instant {
  if (now - at >= FRESH || (conversation.lastOutboundAt === undefined && conversation.state !== "resolved")) return at;
  const acts = tx.events(conversation.id).filter((event) => ENDS_A_RUN.has(event.type) && event.at >= at && event.at < at + SECOND && event.at <= now);
  return acts.reduce((sent, act) => latest(sent, plus(act.at, toDuration(1))), at);
}

const ENDS_A_RUN = new Set(["outbound", "resolve", "noReplyNeeded"]);

/** A customer who writes again reopens what was done and wakes what was asleep. */
function wakened({ assigneeId, state }: Conversation): Conversation["state"] {
  return state === "bot" ? "bot" : assigneeId === undefined ? "queued" : "open";
}

/** What somebody else wrote for us: a colleague on the phone counts as human, another app's bot does not. */
export function projectEcho(p: Projection, event: EventOf<"echo">): void {
  const { tx } = p;
  const number = ensureNumber(tx, event.number, p);
  const contact = ensureContact(tx, event.to, p);
  const conversation = ensureConversation(tx, number, contact, event.at, p);
  const known = tx.messageByWamid(number.id, event.wamid);
  if (known !== undefined) return;

  const author = event.via === "standby" ? "bot" : "app";
  const message: Message = {
    id: toMessageId(p.newId()),
    conversationId: conversation.id,
    wamid: event.wamid,
    direction: "out",
    author: { kind: author },
    content: event.content,
    at: event.at,
    order: tx.nextOrder(),
    state: "accepted",
    stateAt: { accepted: event.at },
    quotes: event.quotes,
    standby: event.via === "standby" ? true : undefined,
  };
  tx.put("message", message.id, message);
  if (event.via === "standby" && hearRouting(p, conversation.id, { kind: "standby", at: event.at })) ownByBot(p, conversation.id, event.at, message.id);
  const current = tx.get("conversation", conversation.id) ?? conversation;
  tx.put("conversation", current.id, { ...withLast(current, message), lastOutboundAt: latest(current.lastOutboundAt, event.at) });
  if (event.via !== "history" && !SILENT.has(event.content.type)) accept(p, message, event.at);
  p.touched.add(conversation.id);
  unpark(p, number, message);
}

export function projectCall(p: Projection, event: EventOf<"call">): void {
  const number = ensureNumber(p.tx, event.number, p);
  const conversation = ensureConversation(p.tx, number, ensureContact(p.tx, event.from, p), event.at, p);
  const message: Message = {
    id: toMessageId(p.newId()),
    conversationId: conversation.id,
    direction: "in",
    author: { kind: "customer" },
    content: { type: "call", kind: event.kind },
    at: event.at,
    order: p.tx.nextOrder(),
    state: "received",
    stateAt: { received: event.at },
  };
  p.tx.put("message", message.id, message);
  p.tx.put("conversation", conversation.id, {
    ...withLast(conversation, message),
    lastInboundAt: event.opensWindow ? latest(conversation.lastInboundAt, event.at) : conversation.lastInboundAt,
  });
  p.touched.add(conversation.id);
}
