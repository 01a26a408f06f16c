import { explainError } from "../../shared/platform/error-codes.ts";
import { toClientId, toMessageId, type ConversationId, type NumberId } from "../../shared/ids.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import { advance } from "../../shared/inbox/delivery.ts";
import type { Message, MessageContent } from "../../shared/inbox/message.ts";
import type { BusinessNumber } from "../../shared/inbox/people.ts";
import { preview, typeOf } from "../../shared/inbox/preview.ts";
import { latest, type Instant } from "../../shared/time.ts";
import { entryPointUntil } from "../../shared/window/entry-point.ts";
import { recordConsent } from "../consent/record-consent.ts";
import type { WriteTx } from "../store/store.ts";
import { contactOf, ensureContact, ensureConversation, ensureNumber } from "./people.ts";
import type { PlatformEvent } from "./platform-event.ts";
import { projectAccount, projectNumberName, projectNumberQuality, projectTemplate } from "./project-health.ts";

export interface Projection {
  readonly tx: WriteTx;
  readonly now: Instant;
  readonly newId: () => string;
  /** Conversations whose clocks must be read anew before the transaction ends. */
  readonly touched: Set<ConversationId>;
}

type EventOf<Type extends PlatformEvent["type"]> = Extract<PlatformEvent, { readonly type: Type }>;

/** [I1] Applies one event once; false where it was known already. */
export function project(p: Projection, event: PlatformEvent): boolean {
  if (!p.tx.once(event.key)) return false;
  switch (event.type) {
    case "message":
      projectMessage(p, event);
      break;
    case "echo":
      projectEcho(p, event);
      break;
    case "status":
      projectStatus(p, event);
      break;
    case "call":
      projectCall(p, event);
      break;
    case "handover":
      projectHandover(p, event);
      break;
    case "identity-change":
      projectIdentityChange(p, event);
      break;
    case "user-preference":
      recordConsent(p.tx, {
        contactId: ensureContact(p.tx, event.contact, p).id,
        category: event.category.replace("_messages", ""),
        state: event.value === "stop" ? "withdrawn" : "granted",
        at: event.at,
        source: "platform-preference",
        by: "customer",
      });
      break;
    case "template":
      projectTemplate(p, event);
      break;
    case "number-quality":
      projectNumberQuality(p, event);
      break;
    case "number-name":
      projectNumberName(p, event);
      break;
    case "account":
      projectAccount(p, event);
      break;
    case "number-problem":
      ensureNumber(p.tx, event.number, p);
      p.tx.appendAudit({ at: p.now, who: "platform", action: "number-problem", target: event.number.phoneNumberId, data: JSON.stringify(event.problems) });
      break;
    case "unrecognised":
      p.tx.countUnrecognised(event.field, event.kind ?? "", p.now);
      break;
  }
  return true;
}

/** Types that say nothing new to answer: they neither start a clock nor count as unread. */
const SILENT = new Set<MessageContent["type"]>(["reaction", "edit", "revoke", "system", "request_welcome", "call"]);

/** [W1] Types of which nobody says whether they open the window. */
const MAYBE = new Set<MessageContent["type"]>(["reaction", "unsupported"]);
const NEVER = new Set<MessageContent["type"]>(["edit", "revoke", "system", "request_welcome"]);

function projectMessage(p: Projection, event: EventOf<"message">): void {
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
  if (standby && asks) ownByBot(p, conversation.id, event.at);

  const current = tx.get("conversation", conversation.id) ?? conversation;
  tx.put("conversation", current.id, {
    ...withLast(current, message),
    unread: current.unread + (asks && !standby ? 1 : 0),
    lastInboundAt: certain ? latest(current.lastInboundAt, event.at) : current.lastInboundAt,
    possibleInboundAt: maybe ? latest(current.possibleInboundAt, event.at) : current.possibleInboundAt,
    entryPointFrom: event.referral?.source === "ad" ? event.at : current.entryPointFrom,
    state: asks ? wakened(current) : current.state,
    snoozedUntil: asks ? undefined : current.snoozedUntil,
  });
  if (asks) tx.appendEvent(conversation.id, `in:${message.id}`, { type: "inbound", at: event.at, sentAt: event.at, receivedAt: p.now, id: message.id });
  if (event.referral !== undefined)
    tx.appendEvent(conversation.id, `entry:${message.id}`, { type: "context", at: event.at, entryPoint: event.referral.source });
  p.touched.add(conversation.id);
  unpark(p, number, message);
}

/** A customer who writes again reopens what was done and wakes what was asleep. */
function wakened({ assigneeId, state }: Conversation): Conversation["state"] {
  return state === "bot" ? "bot" : assigneeId === undefined ? "queued" : "open";
}

function withLast(conversation: Conversation, message: Message): Conversation {
  if (message.content.type === "reaction" || message.content.type === "edit" || message.content.type === "revoke") return conversation;
  if (conversation.lastMessage !== undefined && conversation.lastMessage.at > message.at) return conversation;
  return { ...conversation, lastMessage: lastOf(message) };
}

export const lastOf = (message: Message): NonNullable<Conversation["lastMessage"]> => ({
  id: message.id,
  direction: message.direction,
  authorKind: message.author.kind,
  type: typeOf(message.content),
  text: preview(message.content),
  at: message.at,
  state: message.state,
});

/** Another app owns the thread: its bot answers, and no clock of ours runs until it hands over (S2). */
function ownByBot({ tx, touched }: Projection, id: ConversationId, at: Instant): void {
  const conversation = tx.get("conversation", id);
  if (conversation === undefined || conversation.state === "bot") return;
  tx.put("conversation", id, { ...conversation, state: "bot", assigneeId: undefined, claimEpoch: conversation.claimEpoch + 1, handoff: undefined });
  tx.appendEvent(id, `bot:${id}:${at}`, { type: "transfer", at, to: "bot" });
  touched.add(id);
}

/** What somebody else wrote for us: a colleague on the phone counts as human, another app's bot does not. */
function projectEcho(p: Projection, event: EventOf<"echo">): void {
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
  if (event.via === "standby") ownByBot(p, conversation.id, event.at);
  const current = tx.get("conversation", conversation.id) ?? conversation;
  tx.put("conversation", current.id, { ...withLast(current, message), lastOutboundAt: latest(current.lastOutboundAt, event.at) });
  if (event.via !== "history" && !SILENT.has(event.content.type)) accept(p, message, event.at);
  p.touched.add(conversation.id);
  unpark(p, number, message);
}

/** [S7] An accepted message of ours enters the history of the clocks, once. */
export function accept({ tx, touched }: Pick<Projection, "tx" | "touched">, message: Message, at: Instant): void {
  const author = message.author.kind === "customer" ? "human" : message.author.kind;
  tx.appendEvent(message.conversationId, `out:${message.id}`, { type: "outbound", at, id: message.id, messageId: message.id, author, state: "accepted" });
  const conversation = tx.get("conversation", message.conversationId);
  if (conversation === undefined) return;

  const until = conversation.entryPointFrom === undefined ? undefined : entryPointUntil(conversation.entryPointFrom, at);
  const botOwns = author === "bot" && conversation.assigneeId === undefined && conversation.handoff === undefined && conversation.state !== "resolved";
  tx.put("conversation", conversation.id, {
    ...withLast(conversation, message),
    lastOutboundAt: latest(conversation.lastOutboundAt, at),
    state: botOwns ? "bot" : author !== "bot" && conversation.state === "bot" ? "open" : conversation.state,
    ...(until === undefined ? {} : { entryPointUntil: until, entryPointFrom: undefined }),
  });
  touched.add(conversation.id);
}

function projectStatus(p: Projection, event: EventOf<"status">): void {
  const { tx } = p;
  const number = ensureNumber(tx, event.number, p);
  const message = tx.messageByWamid(number.id, event.wamid) ?? (event.clientId === undefined ? undefined : tx.messageByClientId(toClientId(event.clientId)));
  // A report may overtake the answer to the POST, or the message itself: it waits for it.
  if (message === undefined) return tx.parkStatus(number.id, event.wamid, JSON.stringify(event));
  report(p, message, event);
}

/** Statuses that were faster than their message. */
export function unpark(p: Projection, number: Pick<BusinessNumber, "id">, message: Message): void {
  if (message.wamid === undefined) return;
  for (const body of p.tx.unparkStatuses(number.id as NumberId, message.wamid)) {
    const current = p.tx.get("message", message.id);
    if (current !== undefined) report(p, current, JSON.parse(body) as EventOf<"status">);
  }
}

/** [I10] One report about one of our messages: the state only moves forward. */
function report(p: Projection, message: Message, event: EventOf<"status">): void {
  const { tx } = p;
  const before = message.state;
  const moved = advance(message, { state: event.status, at: event.at });
  const failed = moved.state === "failed";
  const problem = event.problems[0];
  const after: Message = {
    ...moved,
    wamid: message.wamid ?? event.wamid,
    held: moved.state === before ? moved.held : undefined,
    problem: failed && problem !== undefined ? { code: problem.code, ...explainedOf(problem) } : failed ? moved.problem : undefined,
  };
  tx.put("message", after.id, after);

  const arrived = event.status !== "failed";
  // A report proves that the platform took the message, also where the answer to our POST was lost.
  if (arrived && (before === "unknown" || before === "held" || before === "sending")) accept(p, after, event.at);
  if (arrived && before === "failed" && moved.state !== "failed")
    tx.appendEvent(after.conversationId, `again:${after.id}`, outbound(after, "accepted", event.at));
  // The platform's clock counts whole seconds: a failure must not seem to come before the acceptance that it takes back.
  if (failed && before !== "failed")
    tx.appendEvent(after.conversationId, `fail:${after.id}`, outbound(after, "failed", latest(message.stateAt.accepted, event.at)));
  settleSend(tx, after);

  const conversation = tx.get("conversation", after.conversationId);
  if (conversation?.lastMessage?.id === after.id)
    tx.put("conversation", conversation.id, { ...conversation, lastMessage: { ...conversation.lastMessage, state: after.state } });
  p.touched.add(after.conversationId);
}

const explainedOf = (problem: { readonly code: number; readonly title: string; readonly details?: string }) => {
  const { meaning, next, title } = explainError(problem.code, problem.details ?? problem.title);
  return { title, meaning, next };
};

const outbound = (message: Message, state: "accepted" | "failed", at: Instant) =>
  ({ type: "outbound", at, id: message.id, messageId: message.id, author: message.author.kind === "customer" ? "human" : message.author.kind, state }) as const;

function settleSend(tx: WriteTx, message: Message): void {
  const send = message.clientId === undefined ? undefined : tx.send(message.clientId);
  if (send !== undefined && send.state !== "done") tx.putSend({ ...send, state: "done" });
}

function projectCall(p: Projection, event: EventOf<"call">): void {
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

function projectHandover(p: Projection, event: EventOf<"handover">): void {
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
  tx.appendEvent(id, key, { type: "handoff", at: handoff.requestedAt, reason: handoff.reason });
  tx.put("story", key, { id: key, conversationId: id, at: handoff.requestedAt, kind: "handoff", data: { reason: handoff.reason } });
  touched.add(id);
}

function projectIdentityChange(p: Projection, event: EventOf<"identity-change">): void {
  const known = contactOf(p.tx, event.from);
  if (known === undefined) return void ensureContact(p.tx, { ...event.from, ...event.to }, p);
  const contact = p.tx.get("contact", known);
  if (contact === undefined) return;
  const { name, phone, userId } = event.to;
  p.tx.put("contact", known, { ...contact, name: name ?? contact.name, phone: phone ?? contact.phone, userId: userId ?? contact.userId });
  if (phone !== undefined) p.tx.identify(known, "phone", phone);
  if (userId !== undefined) p.tx.identify(known, "user-id", userId);
}
