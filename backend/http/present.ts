import { presentFinding } from "../../shared/api/present-finding.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Message } from "../../shared/inbox/message.ts";
import type { BusinessNumber, Contact } from "../../shared/inbox/people.ts";
import { preview, typeOf } from "../../shared/inbox/preview.ts";
import type { Clock } from "../../shared/sla/clock.ts";
import { readClock } from "../../shared/sla/reading.ts";
import { serviceWindow } from "../../shared/window/service-window.ts";
import { hours, minus, plus, type Instant } from "../../shared/time.ts";
import { regimeAt } from "../../shared/platform/facts.ts";
import type { BreachRow, ReadTx } from "../store/store.ts";

const DAY = hours(24);

/** The shapes of the HTTP API: times in ISO 8601, what is unknown left out. */

export const iso = (at: Instant): string => new Date(at).toISOString();
export const when = (at: Instant | undefined): string | undefined => (at === undefined ? undefined : iso(at));

export function presentConversation(tx: ReadTx, conversation: Conversation, now: Instant) {
  const contact = tx.get("contact", conversation.contactId);
  const number = tx.get("number", conversation.numberId);
  const { lastMessage } = conversation;
  return {
    id: conversation.id,
    number: number === undefined ? undefined : { id: number.id, phoneNumberId: number.phoneNumberId, displayName: number.displayName },
    contact: contact === undefined ? { id: conversation.contactId, name: "" } : presentContact(contact),
    state: conversation.state,
    claimEpoch: conversation.claimEpoch,
    assignee: conversation.assigneeId,
    team: conversation.teamId,
    topic: conversation.topic,
    labels: conversation.labels,
    priority: conversation.priority,
    unread: conversation.unread,
    snoozedUntil: when(conversation.snoozedUntil),
    lastMessage:
      lastMessage === undefined
        ? undefined
        : { id: lastMessage.id, direction: lastMessage.direction, type: lastMessage.type, text: lastMessage.text, at: iso(lastMessage.at) },
    window: presentWindow(conversation, now),
    clocks: conversation.clocks.map((clock) => presentClock(clock, now)),
  };
}

const presentContact = ({ id, language, name, phone, userId }: Contact) => ({ id, name, phone, userId, language });

function presentWindow(conversation: Conversation, now: Instant) {
  const window = serviceWindow(conversation, now);
  const closesAt = window.kind === "open" || window.kind === "possible" ? window.closesAt : window.kind === "closed" ? window.closedAt : undefined;
  const { entryPointUntil } = conversation;
  return {
    state: window.kind,
    closesAt: when(closesAt),
    entryPointUntil: entryPointUntil !== undefined && entryPointUntil > now ? iso(entryPointUntil) : undefined,
  };
}

/** [S9] A clock that reached its due instant reads as breached, whoever has looked since. */
export function presentClock(clock: Clock, now: Instant) {
  const { state } = readClock(clock, now);
  const breachedAt = clock.breachedAt ?? (state === "breached" ? clock.dueAt : undefined);
  return {
    kind: clock.kind,
    state,
    startedAt: iso(clock.startedAt),
    dueAt: when(clock.dueAt),
    metAt: when(clock.metAt),
    breachedAt: when(breachedAt),
    policy: clock.policy === undefined ? undefined : { id: clock.policy.id, version: clock.policy.version },
  };
}

export function presentMessage(message: Message) {
  const text = preview(message.content);
  return {
    id: message.id,
    clientId: message.clientId,
    wamid: message.wamid,
    direction: message.direction,
    author: message.author,
    type: typeOf(message.content),
    text: fullText(message) ?? (text === "" ? undefined : text),
    at: iso(message.at),
    state: message.state,
    held: message.held?.reason,
    sendAt: when(message.held?.sendAt),
    error: message.problem,
    approvedBy: message.approvedBy,
    sentBack: message.held?.reason === "sent_back" ? { by: message.held.by, note: message.held.note } : undefined,
    overrides: message.overrides,
    cannedReplyId: message.cannedReplyId,
    findings: message.held?.findings?.map((finding) => presentFinding(finding, iso)),
    content: message.content,
  };
}

function fullText({ content }: Message): string | undefined {
  switch (content.type) {
    case "text":
    case "template":
    case "edit":
    case "system":
      return content.body;
    case "image":
    case "video":
    case "document":
      return content.caption;
    default:
      return undefined;
  }
}

export function presentNumber(tx: ReadTx, number: BusinessNumber, now: Instant) {
  const { first, people } = tx.reachedOutsideWindow(number.id, minus(now, DAY));
  const { quality } = number;
  return {
    id: number.id,
    phoneNumberId: number.phoneNumberId,
    displayNumber: number.displayNumber,
    displayName: number.displayName,
    connection: number.connection,
    quality: { value: quality.value, since: when(quality.since), observedAt: when(quality.observedAt), source: quality.source },
    limit: { ...number.limit, observedAt: when(number.limit.observedAt) },
    canSend: number.canSend,
    // Our own count, and so a lower bound: other numbers and apps of the portfolio count too.
    usage24h: { atLeast: people, nextFreeAt: first === undefined ? undefined : iso(plus(first, DAY)) },
    enforcement: number.enforcement.map(({ from, source, type, until }) => ({ type, source, from: iso(from), until: when(until) })),
    regime: regimeAt(now),
  };
}

/** [S10] [R4] `overdueMs` is the clock's own open time, which only its calendar knows. */
export function presentBreach(breach: BreachRow, overdueMs: number, assignee: string | undefined) {
  return {
    conversationId: breach.conversationId,
    kind: breach.kind,
    owner: breach.owner === "" ? undefined : breach.owner,
    policy: breach.policyId === undefined ? undefined : { id: breach.policyId, version: breach.policyVersion },
    startedAt: iso(breach.startedAt),
    dueAt: when(breach.dueAt),
    breachedAt: when(breach.breachedAt ?? breach.dueAt),
    metAt: when(breach.metAt),
    stoppedAt: when(breach.stoppedAt),
    overdueMs,
    assignee,
    cause: breach.cause,
  };
}
