import { toMessageId, toNoteId, toWamid, type ConversationId } from "../../shared/ids.ts";
import type { Message, MessageContent, MessageState } from "../../shared/inbox/message.ts";
import type { Thread } from "../state/inbox-state.ts";
import { ago, amelia, idOf } from "./conversations.ts";
import { irene, tomas } from "./people.ts";

let count = 0;
function message(
  conversationId: ConversationId,
  minutesAgo: number,
  direction: "in" | "out",
  content: MessageContent,
  more: Partial<Message> & { readonly state?: MessageState } = {},
): Message {
  count += 1;
  const at = ago(minutesAgo);
  const state = more.state ?? (direction === "in" ? "received" : "read");
  return {
    id: toMessageId(`x-${count}`),
    wamid: toWamid(`w-${count}`),
    conversationId,
    direction,
    author: direction === "in" ? { kind: "customer" } : { kind: "human", id: irene },
    content,
    at,
    order: count,
    stateAt: { [state]: at },
    ...more,
    state,
  };
}
const text = (body: string): MessageContent => ({ type: "text", body });

const ameliaThread: Thread = {
  hasOlder: false,
  loadingOlder: false,
  messages: [
    message(amelia, 38, "in", text("Hi, I ordered the walking boots (order 8841) yesterday. When will they ship?")),
    message(amelia, 37.8, "out", text("Your order 8841 is being packed. Anything else?"), { author: { kind: "bot" } }),
    message(amelia, 29.8, "out", text("Hi Amelia, Irene here. They left the warehouse this morning, the carrier says *Tuesday before noon*.")),
    message(amelia, 802 / 60, "in", text("Great, thank you 🙌")),
    message(amelia, 0.37, "in", text("Thanks! And can I still change the delivery address? I'm at my sister's next week")),
  ],
  notes: [{ id: toNoteId("n1"), conversationId: amelia, by: tomas, at: ago(60 * 24 * 12), text: "Prefers afternoon deliveries." }],
  story: [
    { id: "s1", conversationId: amelia, at: ago(35), kind: "handoff", data: { reason: "asked for a person" } },
    { id: "s2", conversationId: amelia, at: ago(34.3), kind: "claim", by: irene, data: {} },
  ],
};

const giulia = idOf(0);
const giuliaThread: Thread = {
  hasOlder: true,
  loadingOlder: false,
  messages: [
    message(giulia, 1_625 / 60, "in", text("Ma il pacco è fermo a Bologna da tre giorni?"), { id: toMessageId("g-1") }),
    message(giulia, 14, "in", text("C'è qualcuno?")),
    message(giulia, 11, "in", text("Vorrei almeno sapere quando arriva")),
    message(giulia, 10.5, "in", text("Basta messaggi automatici, per favore"), { id: toMessageId("g-3") }),
  ],
  notes: [],
  story: [
    { id: "g-s1", conversationId: giulia, at: ago(20), kind: "priority", by: tomas, data: { priority: "high" } },
    {
      id: "g-s2",
      conversationId: giulia,
      at: ago(20),
      kind: "terms",
      data: { clock: "first-reply", from: String(ago(1_625 / 60 - 60)), to: String(ago(725 / 60)), because: "priority" },
    },
    {
      id: "consent-question:g-3",
      conversationId: giulia,
      at: ago(10.5),
      kind: "consent-question",
      data: { messageId: "g-3", act: "opt-out", scope: "everything", word: "basta" },
    },
    { id: "g-s3", conversationId: giulia, at: ago(725 / 60), kind: "breach", data: { clock: "first-reply", dueAt: String(ago(725 / 60)) } },
  ],
};

const all = idOf(6);
const quoted = message(
  all,
  300,
  "in",
  text(
    "Here is the *receipt* and _one_ question: ~cheap~ `SKU-1`?\n> you wrote this\n- first\n- second\n```\nmono block\n```\nhttps://example.com/a?b=1 and https://gооgle.com",
  ),
);
const everything: Thread = {
  hasOlder: true,
  loadingOlder: false,
  messages: [
    message(all, 60 * 26, "in", { type: "request_welcome" }),
    quoted,
    message(all, 299, "in", { type: "image", mediaId: "1", mime: "image/jpeg", caption: "The broken zip" }),
    message(all, 298, "in", { type: "audio", mediaId: "2", mime: "audio/ogg", voice: true }),
    message(all, 297, "in", { type: "document", mediaId: "3", mime: "application/pdf", filename: "invoice-2026-03.pdf" }),
    message(all, 296, "in", { type: "location", latitude: 45.46427, longitude: 9.18951, name: "Duomo", address: "Piazza del Duomo, Milano" }),
    message(all, 295, "in", { type: "contacts", cards: [{ name: "Anna Becker", phones: ["+49 151 1234567"], emails: ["anna@example.com"] }] }),
    message(all, 294, "in", {
      type: "interactive",
      kind: "flow",
      title: "Return form",
      answers: [
        { name: "Reason", value: "Too small" },
        { name: "Size", value: "42" },
      ],
    }),
    message(all, 293, "in", {
      type: "order",
      items: [
        { productId: "BOOT-42", quantity: 1, price: 129, currency: "EUR" },
        { productId: "LACE-RED", quantity: 2, price: 4.5, currency: "EUR" },
      ],
      text: "Please gift wrap",
    }),
    message(all, 292, "in", { type: "unsupported", originalType: "poll" }),
    message(all, 291, "in", { type: "reaction", target: toWamid("w-999"), emoji: "❤️" }),
    message(
      all,
      240,
      "out",
      {
        type: "template",
        name: "order_shipped_v3",
        language: "en",
        header: "Your order is on its way",
        body: "Hello Tom, your order *8841* left our warehouse.",
        footer: "Shop EU",
        buttons: ["Track parcel", "Talk to us"],
        variables: {},
      },
      { author: { kind: "automation" }, state: "delivered" },
    ),
    message(all, 120, "out", text("I checked, it is on the van."), { quotes: { wamid: toWamid(`${quoted.wamid ?? ""}`) } }),
    message(all, 119, "in", { type: "reaction", target: toWamid("w-18"), emoji: "👍" }),
    message(all, 90, "in", text("Hello, any news about my ordr?")),
    message(all, 40, "out", text("The parcel arrives today between two and four."), {
      state: "failed",
      problem: {
        code: 131_026,
        title: "Undeliverable",
        meaning: "The customer's phone could not receive this.",
        next: "Ask for another number, or write again later.",
      },
    }),
    message(all, 30, "out", text("By the way, your voucher is still valid."), { state: "held", held: { reason: "new_inbound_since" } }),
    message(all, 25, "out", text("Good morning, the driver has it on board."), { state: "held", held: { reason: "scheduled", sendAt: ago(-60 * 23) } }),
    message(all, 24, "out", text("Is the blue one all right for you too?"), { state: "held", held: { reason: "undelivered_before" } }),
    message(all, 20, "out", text("Shall I book it for Friday?"), { state: "unknown" }),
    message(all, 10, "out", text("One moment please, I am looking."), { state: "sent" }),
    message(all, 1, "out", text("It will be there at three."), { state: "queued", order: Number.MAX_SAFE_INTEGER }),
  ],
  notes: [{ id: toNoteId("n2"), conversationId: all, by: tomas, at: ago(60), text: "Called the carrier: *driver is ill*, a new one starts at noon." }],
  story: [{ id: "s9", conversationId: all, at: ago(61), kind: "assign", by: tomas, data: { to: irene } }],
};

export const threads: ReadonlyMap<ConversationId, Thread> = new Map([
  [amelia, ameliaThread],
  [giulia, giuliaThread],
  [
    all,
    {
      ...everything,
      messages: everything.messages.map((each) =>
        each.content.type === "reaction" && each.content.emoji === "👍"
          ? { ...each, content: { ...each.content, target: everything.messages[12]?.wamid ?? each.content.target } }
          : each,
      ),
    },
  ],
]);
