import { byPromise } from "../../shared/handoffs/queue-order.ts";
import type { Hop } from "../../shared/handoffs/hops.ts";
import { toAgentId, toContactId, toConversationId, toMessageId, toWamid, type ConversationId } from "../../shared/ids.ts";
import type { Conversation, Handoff } from "../../shared/inbox/conversation.ts";
import type { Message, MessageContent } from "../../shared/inbox/message.ts";
import type { Contact } from "../../shared/inbox/people.ts";
import { toDuration, toInstant } from "../../shared/time.ts";
import type { HandoffCommands } from "../commands/handoffs.ts";
import { inboxStore } from "../state/inbox-store.ts";
import type { InboxState, Thread } from "../state/inbox-state.ts";
import { ago, clock } from "./conversations.ts";
import { ben, billing, irene, NOW, orders, shopEu, sofia, tomas } from "./people.ts";

const bot = toAgentId("a-bot");
export const handoffOf = (index: number): ConversationId => toConversationId(`h-${index}`);

interface Wish {
  readonly name: string;
  readonly phone: string;
  readonly language?: string;
  readonly waitedMinutes: number;
  readonly dueInSeconds: number;
  readonly handoff: Partial<Handoff> & Pick<Handoff, "reason">;
  readonly more?: Partial<Conversation>;
}

const WISHES: readonly Wish[] = [
  {
    name: "Giulia Ferraro",
    phone: "393401112244",
    language: "it",
    waitedMinutes: 6.4,
    dueInSeconds: -84,
    handoff: {
      reason: "customer_asked",
      botId: bot,
      summary: "Her parcel 8841 has been lying in Bologna for three days; she wants to know the day it arrives, else her money back.",
      topic: "Delivery delay",
      intent: "delivery_status",
      confidence: 0.62,
      sentiment: "negative",
      promised: "Somebody answers within five minutes",
      language: "it",
      failedAttempts: 3,
      slots: { order: "8841", city: "Bologna" },
      asked: [
        { question: "Qual è il numero dell'ordine?", answer: "8841", messageId: toMessageId("h-m2") },
        { question: "Vuole un rimborso o un nuovo invio?" },
      ],
    },
    more: { unread: 3, priority: "high" },
  },
  {
    name: "Marcos Oliveira",
    phone: "5511999887755",
    language: "pt-BR",
    waitedMinutes: 3.2,
    dueInSeconds: 108,
    handoff: {
      reason: "bot_not_understood",
      botId: bot,
      summary: "Was charged twice for one order and sent a photo of the statement.",
      topic: "Refund",
      sentiment: "neutral",
      failedAttempts: 2,
      language: "pt-BR",
    },
    more: { teamId: billing, unread: 2 },
  },
  { name: "Hana Suzuki", phone: "818012345678", waitedMinutes: 2.1, dueInSeconds: 174, handoff: { reason: "MARKETING_MESSAGE" }, more: { unread: 1 } },
  {
    name: "Wilhelmina Friederike von und zu Hohenlohe-Schillingsfürst",
    phone: "4915199999988",
    language: "de",
    waitedMinutes: 1.4,
    dueInSeconds: 216,
    handoff: {
      reason: "customer_upset",
      botId: bot,
      topic: "Warranty",
      sentiment: "negative",
      failedAttempts: 1,
      summary: "The sole came off after two weeks. She has written three times and calls it a disgrace.",
      language: "de",
    },
    more: { overflowSince: ago(1) },
  },
  {
    name: "Tom Becker",
    phone: "4915112345699",
    language: "en",
    waitedMinutes: 0.6,
    dueInSeconds: 264,
    handoff: { reason: "transfer", summary: "Wants the invoice made out to his firm; Ben has the details.", topic: "Invoice", language: "en" },
    more: { teamId: billing },
  },
];

function make(wish: Wish, index: number): { readonly conversation: Conversation; readonly contact: Contact } {
  const id = handoffOf(index);
  const contactId = toContactId(`hk-${index}`);
  const at = ago(wish.waitedMinutes);
  return {
    contact: { id: contactId, name: wish.name, phone: wish.phone, language: wish.language },
    conversation: {
      id,
      numberId: shopEu,
      contactId,
      state: "queued",
      claimEpoch: 1,
      teamId: orders,
      labels: [],
      priority: "normal",
      unread: 1,
      createdAt: ago(wish.waitedMinutes + 8),
      lastInboundAt: at,
      clocks: [clock("handoff", wish.dueInSeconds, 5)],
      lastMessage: { id: toMessageId(`hm-${index}`), direction: "in", authorKind: "customer", type: "text", text: "C'è qualcuno?", at, state: "received" },
      handoff: { requestedAt: at, slots: {}, failedAttempts: 0, ...wish.handoff },
      ...wish.more,
    },
  };
}

const made = WISHES.map(make);

const line = (id: string, minutesAgo: number, kind: "customer" | "bot", content: MessageContent): Message => ({
  id: toMessageId(id),
  wamid: toWamid(`w-${id}`),
  conversationId: handoffOf(0),
  direction: kind === "customer" ? "in" : "out",
  author: kind === "customer" ? { kind } : { kind, id: bot },
  content,
  at: ago(minutesAgo),
  order: 1_000 - minutesAgo,
  state: kind === "customer" ? "received" : "read",
  stateAt: {},
});
const text = (body: string): MessageContent => ({ type: "text", body });

const giulia: Thread = {
  hasOlder: false,
  loadingOlder: false,
  notes: [],
  messages: [
    line("h-m1", 14, "customer", text("Ma il pacco è fermo a Bologna da tre giorni?")),
    line("h-b1", 13.9, "bot", text("Mi dica il numero dell'ordine.")),
    line("h-m2", 13, "customer", text("8841")),
    line("h-b2", 12.9, "bot", text("Il suo ordine 8841 è in viaggio. Posso fare altro?")),
    line("h-m3", 9, "customer", { type: "image", mediaId: "t-1", mime: "image/jpeg", caption: "Tracking, fermo da lunedì" }),
    line("h-b3", 8.9, "bot", text("Non ho capito. Può scriverlo in altre parole?")),
    line("h-m4", 6.5, "customer", text("Vorrei parlare con una persona")),
    line("h-b4", 6.4, "bot", text("Le passo un collega.")),
  ],
  story: [{ id: "h-s1", conversationId: handoffOf(0), at: ago(6.4), kind: "handoff", data: { reason: "customer_asked" } }],
};

const hops: readonly Hop[] = [
  { from: { kind: "queue" }, to: { kind: "bot" }, at: ago(13.9), why: "bot-answered", durationMs: toDuration(450_000) },
  { from: { kind: "bot" }, to: { kind: "queue", teamId: orders }, at: ago(6.4), why: "handoff", reason: "customer_asked", durationMs: toDuration(66_000) },
  { from: { kind: "queue", teamId: orders }, to: { kind: "agent", agentId: ben }, at: ago(5.3), why: "claim", by: ben, durationMs: toDuration(300_000) },
  {
    from: { kind: "agent", agentId: ben },
    to: { kind: "queue", teamId: orders },
    at: ago(0.3),
    why: "claim-ended",
    durationMs: toDuration(18_000),
    ongoing: true,
  },
];

/** The same inbox with a queue of people who wait for a person. */
export function withHandoffs(state: InboxState): InboxState {
  const all = new Map([...state.conversations, ...made.map(({ conversation }) => [conversation.id, conversation] as const)]);
  const agents = new Map(
    [...state.agents].map(([id, agent]) => [
      id,
      id === sofia
        ? { ...agent, availability: { state: "away" as const, reason: "lunch", since: ago(20) } }
        : id === ben
          ? { ...agent, teamIds: [...agent.teamIds, orders], languages: ["en", "de"] }
          : id === tomas
            ? { ...agent, capacity: 1 }
            : id === irene
              ? { ...agent, teamIds: [orders, billing] }
              : agent,
    ]),
  );
  return {
    ...state,
    me: agents.get(irene),
    agents,
    conversations: all,
    contacts: new Map([...state.contacts, ...made.map(({ contact }) => [contact.id, contact] as const)]),
    threads: new Map([...state.threads, [handoffOf(0), giulia]]),
    handoffQueue: made
      .map(({ conversation }) => conversation)
      .sort(byPromise)
      .map(({ id }) => id),
    consents: new Map([
      ...(state.consents ?? []),
      [
        toContactId("hk-0"),
        [
          {
            id: "hc-1",
            contactId: toContactId("hk-0"),
            category: "order-updates",
            state: "granted" as const,
            at: ago(90_000),
            source: "web-form",
            evidence: "Checkout",
            by: "form",
          },
        ],
      ],
    ]),
  };
}

/** As the server would leave it once I have claimed this one. */
export function claimed(state: InboxState, id: ConversationId): InboxState {
  const conversation = state.conversations.get(id);
  if (conversation?.handoff === undefined || state.me === undefined) return state;
  const mine: Conversation = {
    ...conversation,
    state: "open",
    assigneeId: state.me.id,
    claimEpoch: conversation.claimEpoch + 1,
    handoff: { ...conversation.handoff, claimedBy: state.me.id, claimedAt: NOW, claimEndsAt: toInstant(NOW + 190_000) },
  };
  return {
    ...state,
    conversations: new Map([...state.conversations, [id, mine]]),
    handoffQueue: state.handoffQueue.filter((other) => other !== id),
    timedClaims: [...state.timedClaims, id],
  };
}

export const fakeHandoffCommands: HandoffCommands = {
  passOn: async () => {},
  hops: async () => ({ kind: "fresh", seen: { fact: hops, at: NOW } }),
  setAvailability: async (state, reason) => {
    inboxStore.setState(({ agents, me }) => {
      if (me === undefined) return {};
      const next = { ...me, availability: { state, ...(reason === undefined ? {} : { reason }), since: NOW } };
      return { me: next, agents: new Map([...agents, [me.id, next]]) };
    });
    return "saved";
  },
};
