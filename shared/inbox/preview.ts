import type { MessageContent } from "./message.ts";

const LENGTH = 160;

/** The words that a list shows of a message; empty where it has none (the view then names its kind). */
export function preview(content: MessageContent): string {
  return words(content).replace(/\s+/g, " ").trim().slice(0, LENGTH);
}

function words(content: MessageContent): string {
  switch (content.type) {
    case "text":
    case "template":
    case "edit":
    case "system":
      return content.body;
    case "image":
    case "audio":
    case "video":
    case "document":
    case "sticker":
      return content.caption ?? content.filename ?? "";
    case "location":
      return content.name ?? content.address ?? "";
    case "contacts":
      return content.cards.map(({ name }) => name).join(", ");
    case "interactive":
      return content.title;
    case "button":
      return content.text;
    case "reaction":
      return content.emoji;
    case "order":
      return content.text ?? "";
    default:
      return "";
  }
}

/** The platform's word for the kind, as the API gives it. */
export const typeOf = (content: MessageContent): string => (content.type === "unsupported" ? content.originalType : content.type);
