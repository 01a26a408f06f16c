import { toContactId, toConversationId, toMessageId, type AgentId } from "../../shared/ids.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Contact } from "../../shared/inbox/people.ts";
import type { Clock, ClockKind } from "../../shared/sla/clock.ts";
import { hours, minutes, toDuration, toInstant, type Instant } from "../../shared/time.ts";
import { ben, billing, irene, NOW, orders, shopEu, tomas } from "./people.ts";

/** Minutes before or after now, with seconds after the dot of `m.ss`. */
export const ago = (min: number): Instant => toInstant(NOW - min * 60_000);

export function clock(kind: ClockKind, dueInSeconds: number, targetMinutes = 15, more: Partial<Clock> = {}): Clock {
  const dueAt = toInstant(NOW + dueInSeconds * 1_000);
  const startedAt = toInstant(dueAt - targetMinutes * 60_000);
  return {
    kind,
    state: dueInSeconds < 0 ? "breached" : "running",
    startedAt,
    dueAt,
    warnAt: [toInstant(dueAt - minutes(5))],
    breachedAt: dueInSeconds < 0 ? dueAt : undefined,
    pausedMs: toDuration(0),
    target: minutes(targetMinutes),
    policy: { id: "orders", version: 3, name: "Orders EU 24/7" },
    calendar: { id: "24/7", version: 1 },
    ...more,
  };
}

interface Wish {
  readonly name: string;
  readonly phone?: string;
  readonly userId?: string;
  readonly language?: string;
  readonly text: string;
  readonly minutesAgo: number;
  readonly inboundHoursAgo?: number;
  readonly out?: boolean;
  readonly type?: string;
  readonly clocks?: readonly Clock[];
  readonly owner?: AgentId;
  readonly more?: Partial<Conversation>;
  readonly messageState?: "failed" | "held" | "read" | "delivered";
}

const WISHES: readonly Wish[] = [
  {
    name: "Giulia Ferraro",
    phone: "393401112233",
    language: "it",
    text: "Ma il pacco è fermo a Bologna da tre giorni?",
    minutesAgo: 11,
    inboundHoursAgo: 6,
    clocks: [clock("first-reply", -725)],
    more: { unread: 3, topic: "Delivery delay", labels: ["delay"], priority: "high" },
  },
  {
    name: "Marcos Oliveira",
    phone: "5511999887766",
    language: "pt-BR",
    text: "O estorno ainda não caiu na minha conta",
    minutesAgo: 4,
    inboundHoursAgo: 23.528,
    clocks: [clock("first-reply", 5_400, 120)],
    more: { unread: 1, topic: "Refund", labels: ["refund"], teamId: billing },
  },
  {
    name: "Amelia Wright",
    phone: "447700900118",
    language: "en",
    text: "Thanks! And can I still change the delivery address? I'm at my sister's next week",
    minutesAgo: 0.37,
    owner: irene,
    clocks: [
      clock("next-reply", 98),
      clock("resolution", 18_720, 480),
      clock("first-reply", -1_200, 15, { state: "met", metAt: toInstant(NOW - 1_788_000), breachedAt: undefined, startedAt: toInstant(NOW - 2_100_000) }),
    ],
    more: { unread: 1, topic: "Change order", labels: ["change"], teamId: orders },
  },
  {
    name: "Joaquín Herrera",
    phone: "34611223344",
    language: "es",
    text: "El bot no me entiende, quiero hablar con alguien por favor",
    minutesAgo: 2,
    clocks: [clock("handoff", 132, 5)],
    more: {
      unread: 2,
      topic: "Invoice",
      labels: ["invoice"],
      handoff: { requestedAt: ago(3), reason: "asked for a person", slots: { order: "7712" }, failedAttempts: 2, topic: "Invoice", language: "es" },
    },
  },
  {
    name: "Priya Nair",
    phone: "919812345678",
    language: "en",
    text: "the zip is broken",
    type: "image",
    minutesAgo: 8,
    clocks: [clock("first-reply", 272)],
    more: { unread: 1, topic: "Warranty", labels: ["warranty"], entryPointUntil: toInstant(NOW + hours(60)) },
  },
  {
    name: "Lucía Fernández",
    phone: "34622334455",
    language: "es",
    text: "Le confirmo que el cambio está hecho, le llegará el martes",
    out: true,
    minutesAgo: 21,
    inboundHoursAgo: 3,
    owner: irene,
    clocks: [clock("first-reply", -2_000, 15, { state: "met", metAt: ago(60), breachedAt: undefined })],
    more: { topic: "Change order", labels: ["change"], state: "waiting" },
  },
  {
    name: "Tom Becker",
    phone: "4915112345678",
    language: "de",
    text: "Hello, any news about my order?",
    minutesAgo: 55,
    inboundHoursAgo: 19,
    owner: irene,
    clocks: [clock("next-reply", 2_530, 60)],
    more: { topic: "Delivery delay", labels: ["delay"] },
  },
  {
    name: "Ana Sousa",
    phone: "351912345678",
    language: "pt-PT",
    text: "Obrigada pela ajuda!",
    minutesAgo: 1_500,
    inboundHoursAgo: 26,
    owner: ben,
    clocks: [clock("next-reply", -80_000, 15, { state: "not-needed", stoppedAt: ago(1_400), breachedAt: undefined })],
    more: { topic: "Product question", state: "waiting" },
  },
  {
    name: "Kwame Mensah",
    phone: "233201234567",
    language: "en",
    text: "I sent you the login again",
    out: true,
    minutesAgo: 1_300,
    inboundHoursAgo: 20.5,
    owner: irene,
    clocks: [],
    more: { topic: "Login trouble", state: "waiting" },
  },
  {
    name: "",
    userId: "US.8f2a77b1d0e94ac1c41",
    text: "hi is the blue one back in stock",
    minutesAgo: 1_100,
    inboundHoursAgo: 18.3,
    clocks: [clock("first-reply", 86_400, 480, { startedAt: ago(1_100), calendar: { id: "office", version: 2 } })],
    more: { topic: "Product question", unread: 1 },
  },
  {
    name: "Chiara Conti",
    phone: "393479998877",
    language: "it",
    text: "Posso pagare in due rate?",
    minutesAgo: 29,
    clocks: [clock("next-reply", 1_862, 60)],
    owner: irene,
    more: { topic: "Invoice", labels: ["invoice"] },
  },
  {
    name: "محمد العتيبي",
    phone: "966501234567",
    language: "ar",
    text: "متى سيصل طلبي رقم 8841؟",
    minutesAgo: 33,
    clocks: [clock("first-reply", 3_480, 120)],
    more: { unread: 1, topic: "Delivery delay", labels: ["delay"] },
  },
  {
    name: "Noah Jansen",
    phone: "31612345678",
    language: "nl",
    text: "🙏🙏",
    minutesAgo: 38,
    clocks: [clock("first-reply", 2_320, 60)],
    owner: ben,
    more: { unread: 1 },
  },
  {
    name: "Wilhelmina Friederike von und zu Hohenlohe-Schillingsfürst",
    phone: "4915199999999",
    language: "de",
    text: "Guten Tag, ich hätte gerne gewusst, ob die Stiefel auch in Größe 42,5 lieferbar sind und was der Versand nach Österreich kostet",
    minutesAgo: 44,
    clocks: [clock("next-reply", 4_320, 120)],
    owner: tomas,
    more: { topic: "A topic with a name that is much too long for one row", unread: 12 },
  },
  {
    name: "Dieter Kraus",
    phone: "491701234567",
    language: "de",
    text: "Das Formular geht nicht",
    out: true,
    messageState: "failed",
    minutesAgo: 62,
    inboundHoursAgo: 4,
    owner: irene,
    clocks: [clock("next-reply", -221)],
    more: { topic: "Invoice", labels: ["invoice"], teamId: billing },
  },
  {
    name: "Inés Ortega",
    phone: "34655443322",
    language: "es",
    text: "Perfecto, quedo a la espera",
    minutesAgo: 75,
    inboundHoursAgo: 8,
    owner: irene,
    clocks: [clock("resolution", 4_320, 480, { state: "paused", dueAt: undefined, remaining: hours(2) })],
    more: { topic: "Warranty", labels: ["warranty"], state: "waiting" },
  },
  { name: "Bob", phone: "14155550123", language: "en", text: "Is there a discount for students?", minutesAgo: 3, more: { state: "bot", unread: 1 } },
  {
    name: "Marta Greco",
    phone: "393331234567",
    language: "it",
    text: "grazie mille, a presto",
    minutesAgo: 2_900,
    inboundHoursAgo: 48,
    owner: irene,
    more: { state: "resolved" },
  },
  {
    name: "Paul Simon",
    phone: "33612345678",
    language: "fr",
    text: "Je rappelle demain",
    minutesAgo: 400,
    inboundHoursAgo: 7,
    owner: irene,
    more: { state: "snoozed", snoozedUntil: toInstant(NOW + hours(23)) },
  },
];

const FIRST = [
  "Lars",
  "Nina",
  "Oskar",
  "Paula",
  "Quentin",
  "Rosa",
  "Stefan",
  "Teresa",
  "Ugo",
  "Vera",
  "Wim",
  "Xenia",
  "Yara",
  "Zoe",
  "Arjun",
  "Bea",
  "Carlo",
  "Dora",
  "Emil",
  "Flor",
];
const LAST = ["Holm", "Berg", "Ricci", "Lopez", "Meyer", "Silva", "Costa", "Novak", "Rao", "Lind"];
const MORE: readonly Wish[] = FIRST.map((first, i) => ({
  name: `${first} ${LAST[i % LAST.length] ?? ""}`,
  phone: `44770090${String(1000 + i)}`,
  language: "en",
  text: "Hello, I have a question about my last order, could somebody help?",
  minutesAgo: 60 + i * 13,
  inboundHoursAgo: 2 + (i % 12),
  clocks: [clock(i % 3 === 0 ? "first-reply" : "next-reply", 4_000 + i * 1_700, 600)],
  more: { topic: ["Delivery delay", "Refund", "Invoice"][i % 3], labels: [["delay", "refund", "invoice"][i % 3] ?? "delay"], unread: i % 4 === 0 ? 1 : 0 },
}));

function make(wish: Wish, index: number): { readonly conversation: Conversation; readonly contact: Contact } {
  const contactId = toContactId(`k-${index}`);
  const at = ago(wish.minutesAgo);
  const inbound = wish.inboundHoursAgo === undefined ? at : ago(wish.inboundHoursAgo * 60);
  return {
    contact: { id: contactId, name: wish.name, phone: wish.phone, userId: wish.userId, language: wish.language },
    conversation: {
      id: toConversationId(`c-${index}`),
      numberId: shopEu,
      contactId,
      state: wish.owner === undefined ? "queued" : "open",
      claimEpoch: 1,
      assigneeId: wish.owner,
      teamId: orders,
      labels: [],
      priority: "normal",
      unread: 0,
      createdAt: ago(wish.minutesAgo + 40),
      lastInboundAt: inbound,
      clocks: wish.clocks ?? [],
      lastMessage: {
        id: toMessageId(`m-${index}`),
        direction: wish.out === true ? "out" : "in",
        authorKind: wish.out === true ? "human" : "customer",
        type: wish.type ?? "text",
        text: wish.text,
        at,
        state: wish.messageState ?? (wish.out === true ? "read" : "received"),
      },
      ...wish.more,
    },
  };
}

/** No policy matches: a customer waits, and no deadline says until when. */
const UNPROMISED: Wish = {
  name: "Nadia Haddad",
  phone: "21261234567",
  language: "fr",
  text: "Bonjour, est-ce que quelqu'un peut m'aider ?",
  minutesAgo: 192,
  clocks: [clock("first-reply", 0, 15, { state: "cancelled", startedAt: ago(192), dueAt: undefined, warnAt: undefined, breachedAt: undefined })],
  more: { unread: 1 },
};

export const made = [...WISHES, ...MORE, UNPROMISED].map(make);
export const nadia = toConversationId(`c-${made.length - 1}`);
export const amelia = toConversationId("c-2");
export const idOf = (index: number) => toConversationId(`c-${index}`);
