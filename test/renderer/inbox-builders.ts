import { toAgentId, toClientId, toContactId, toConversationId, toMessageId, type ConversationId } from "../../shared/ids.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Message } from "../../shared/inbox/message.ts";
import type { Agent, Contact } from "../../shared/inbox/people.ts";
import type { Clock as SlaClock } from "../../shared/sla/clock.ts";
import type { VersionedRow } from "../../shared/sync/rows.ts";
import { hours, plus, toDuration, toInstant, type Instant } from "../../shared/time.ts";
import { aConversationRow } from "../conversation-builder.ts";

/** Valid by default; a test names only what matters to it. */

export const at = (iso: string): Instant => toInstant(Date.parse(iso));
export const NOON = at("2026-03-02T12:00:00Z");

export const anna: Agent = { id: toAgentId("anna"), name: "Anna Conti", role: "agent", teamIds: [] };
export const bruno: Agent = { id: toAgentId("bruno"), name: "Bruno Neri", role: "agent", teamIds: [] };
export const lead: Agent = { id: toAgentId("lia"), name: "Lia Lead", role: "lead", teamIds: [] };

export const aConversation = (with_: Partial<Conversation> = {}): Conversation =>
  aConversationRow({ unread: 1, lastInboundAt: NOON, createdAt: NOON, ...with_ });

export const aClock = (with_: Partial<SlaClock> = {}): SlaClock => ({
  kind: "next-reply",
  state: "running",
  startedAt: NOON,
  dueAt: plus(NOON, hours(1)),
  pausedMs: toDuration(0),
  ...with_,
});

export const aContact = (with_: Partial<Contact> = {}): Contact => ({ id: toContactId("p1"), name: "Zoë Müller", phone: "393331234567", ...with_ });

export const anInbound = (with_: Partial<Message> = {}): Message => ({
  id: toMessageId("m1"),
  conversationId: toConversationId("c1"),
  direction: "in",
  author: { kind: "customer" },
  content: { type: "text", body: "Where is my order?" },
  at: NOON,
  order: 1,
  state: "received",
  stateAt: {},
  ...with_,
});

export const anOutbound = (with_: Partial<Message> = {}): Message =>
  anInbound({
    id: toMessageId("o1"),
    clientId: toClientId("o1"),
    direction: "out",
    author: { kind: "human", id: anna.id },
    content: { type: "text", body: "On its way." },
    state: "accepted",
    ...with_,
  });

export const conversationRow = (row: Conversation, v: number): VersionedRow => ({ e: "conversation", id: row.id, v, row });
export const contactRow = (row: Contact, v: number): VersionedRow => ({ e: "contact", id: row.id, v, row });
export const messageRow = (row: Message, v: number): VersionedRow => ({ e: "message", id: row.id, v, row });
export const agentRow = (row: Agent, v: number): VersionedRow => ({ e: "agent", id: row.id, v, row });

export const c = (n: number): ConversationId => toConversationId(`c${n}`);
