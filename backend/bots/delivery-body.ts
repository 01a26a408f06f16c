import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Instant } from "../../shared/time.ts";
import { iso, presentConversation, presentMessage } from "../http/present.ts";
import type { BotDelivery } from "../store/bot-rows.ts";
import type { ReadTx } from "../store/store.ts";

const TYPES = { message: "message.received", returned: "conversation.returned", "taken-over": "conversation.taken-over" } as const satisfies Record<
  BotDelivery["kind"],
  string
>;

/** What a bot is posted, as JSON; undefined where what it speaks of is gone. `id` stays the same however often it is tried. */
export function deliveryBody(tx: ReadTx, delivery: BotDelivery, now: Instant): string | undefined {
  const conversation = tx.get("conversation", delivery.conversationId);
  if (conversation === undefined) return undefined;
  const part = partOf(tx, delivery, conversation);
  if (part === undefined) return undefined;
  return JSON.stringify({
    id: delivery.id,
    type: TYPES[delivery.kind],
    timestamp: iso(delivery.createdAt),
    sentAt: iso(now),
    attempt: delivery.attempt + 1,
    conversation: presentConversation(tx, conversation, now),
    ...part,
  });
}

function partOf(tx: ReadTx, { kind, subject }: BotDelivery, { id }: Conversation): Readonly<Record<string, unknown>> | undefined {
  switch (kind) {
    case "message": {
      const message = subject === undefined ? undefined : tx.get("message", subject);
      return message === undefined ? undefined : { message: presentMessage(message) };
    }
    case "returned": {
      const note = subject === undefined ? undefined : tx.get("note", subject);
      if (note === undefined) return {};
      return { note: { text: note.text, at: iso(note.at), by: { id: note.by, name: tx.get("agent", note.by)?.name } } };
    }
    case "taken-over": {
      const person = subject === undefined ? undefined : tx.get("agent", subject);
      if (person !== undefined) return { by: { id: person.id, name: person.name } };
      return { reason: tx.get("conversation", id)?.handoff?.reason ?? subject };
    }
  }
}
