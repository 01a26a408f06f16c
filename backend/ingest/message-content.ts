import { z } from "zod";
import { toWamid } from "../../shared/ids.ts";
import type { MessageContent } from "../../shared/inbox/message.ts";
import { interactiveContent } from "./interactive-content.ts";
import { cleanText, listOf, numberOf, objectOf, present, textOf, textSchema, wordSchema, type Raw } from "./normalise-scalars.ts";
import { templateContent } from "./template-content.ts";

/** Why a message could not be read as what it says it is. */
type ContentReading = { readonly type: "read"; readonly content: MessageContent } | { readonly type: "unknown" } | { readonly type: "malformed" };

const bodySchema = z.string().transform(cleanText);
const numberSchema = z.unknown().transform((raw, context) => {
  const value = numberOf(raw);
  if (value !== undefined) return value;
  context.addIssue({ code: "custom", message: "not a number" });
  return z.NEVER;
});
const flagSchema = z
  .unknown()
  .transform((raw) => (raw === true || raw === "true" ? true : undefined))
  .optional();

const media = z.object({
  id: wordSchema,
  mime_type: textSchema,
  caption: textSchema,
  filename: textSchema,
  sha256: textSchema,
  voice: flagSchema,
  animated: flagSchema,
});
const text = z.object({ body: bodySchema });
const location = z.object({ latitude: numberSchema, longitude: numberSchema, name: textSchema, address: textSchema });
const button = z.object({ text: textSchema, payload: textSchema });
const reaction = z.object({ message_id: wordSchema, emoji: textSchema });
const item = z.object({ product_retailer_id: wordSchema, quantity: numberSchema, item_price: numberSchema, currency: textSchema });
const order = z.object({ text: textSchema, product_items: z.array(item) });
const system = z.object({ type: textSchema, body: textSchema });
const revoke = z.object({ original_message_id: wordSchema });
const edit = z.object({ original_message_id: wordSchema, message: z.looseObject({}) });

type Reader = (message: Raw) => MessageContent | undefined;

const mediaOf =
  (type: "image" | "audio" | "video" | "document" | "sticker"): Reader =>
  (message) => {
    const { id, mime_type, ...rest } = media.parse(message[type]);
    return { type, mediaId: id, mime: mime_type ?? "application/octet-stream", ...present(rest) };
  };

const readers: Readonly<Record<string, Reader>> = {
  text: (message) => ({ type: "text", body: text.parse(message.text).body }),
  image: mediaOf("image"),
  audio: mediaOf("audio"),
  video: mediaOf("video"),
  document: mediaOf("document"),
  sticker: mediaOf("sticker"),
  location: (message) => ({ type: "location", ...present(location.parse(message.location)) }),
  contacts: (message) => ({ type: "contacts", cards: z.array(z.looseObject({})).parse(message.contacts).map(cardOf) }),
  interactive: (message) => interactiveContent(message.interactive),
  template: (message) => templateContent(message.template),
  button: (message) => {
    const { text: label, payload } = button.parse(message.button);
    return label === undefined && payload === undefined ? undefined : { type: "button", text: label ?? payload ?? "", payload: payload ?? label ?? "" };
  },
  reaction: (message) => {
    const { message_id, emoji } = reaction.parse(message.reaction);
    // Taken back is told by an empty emoji or by none: both shapes exist.
    return { type: "reaction", target: toWamid(message_id), emoji: emoji ?? "" };
  },
  order: (message) => {
    const { text: note, product_items } = order.parse(message.order);
    const items = product_items.map((line) => ({
      productId: line.product_retailer_id,
      quantity: line.quantity,
      price: line.item_price,
      currency: line.currency ?? "",
    }));
    return { type: "order", ...present({ text: note }), items };
  },
  system: (message) => {
    const { type, body } = system.parse(message.system);
    return { type: "system", kind: type ?? "unknown", body: body ?? "" };
  },
  request_welcome: () => ({ type: "request_welcome" }),
  edit: (message) => {
    const { original_message_id, message: edited } = edit.parse(message.edit);
    return { type: "edit", target: toWamid(original_message_id), body: editedBody(edited) };
  },
  revoke: (message) => ({ type: "revoke", target: toWamid(revoke.parse(message.revoke).original_message_id) }),
  unsupported: (message) => unsupported(textOf(objectOf(message.unsupported)?.type) ?? "unsupported", message),
  // What an imported history says in place of a picture that it does not bring along.
  media_placeholder: (message) => unsupported("media_placeholder", message),
};

/** Reads what a message carries. Nothing is thrown: a message that says nonsense must not take its neighbours along. */
export function readContent(type: string, message: Raw): ContentReading {
  const reader = Object.hasOwn(readers, type) ? readers[type] : undefined;
  if (reader === undefined) return { type: "unknown" };
  try {
    const content = reader(message);
    return content === undefined ? { type: "malformed" } : { type: "read", content };
  } catch (error) {
    // RangeError: nested deeper than the stack.
    if (error instanceof z.ZodError || error instanceof RangeError) return { type: "malformed" };
    throw error;
  }
}

export function unsupported(originalType: string, message: Raw): MessageContent {
  const error = objectOf(listOf(message.errors)[0]);
  const reason = textOf(objectOf(error?.error_data)?.details) ?? textOf(error?.title) ?? textOf(error?.message);
  return { type: "unsupported", originalType, ...present({ reason }) };
}

/** Some relays leave the type out; the property that carries the content tells it. */
export function typeOf(message: Raw): string | undefined {
  return textOf(message.type) ?? Object.keys(readers).find((type) => objectOf(message[type]) !== undefined);
}

function cardOf(card: Raw): { name: string; phones: string[]; emails: string[] } {
  const name = objectOf(card.name) ?? {};
  const all = (list: unknown, ...properties: string[]): string[] =>
    listOf(list).flatMap((entry) => properties.map((property) => textOf(objectOf(entry)?.[property])).find((value) => value !== undefined) ?? []);
  const spoken = [textOf(name.first_name), textOf(name.last_name)].filter((part) => part !== undefined).join(" ");
  return { name: textOf(name.formatted_name) ?? spoken, phones: all(card.phones, "phone", "wa_id"), emails: all(card.emails, "email") };
}

function editedBody(edited: Raw): string {
  const type = textOf(edited.type) ?? "text";
  const inner = objectOf(edited[type]) ?? {};
  return textOf(inner.body) ?? textOf(inner.caption) ?? "";
}
