import type { MessageContent } from "../../../shared/inbox/message.ts";
import { plainWords } from "../words/formatting.ts";
import { typeKey } from "../words/names.ts";
import type { Words } from "../words/use-words.ts";

/** A message in a few words, for a quote or a preview. */
export function summaryOf(content: MessageContent, t: Words["t"]): string {
  switch (content.type) {
    case "text":
    case "template":
    case "edit":
      return plainWords(content.body);
    case "image":
    case "audio":
    case "video":
    case "document":
    case "sticker":
      return content.caption ?? content.filename ?? t(content.voice ? "type.voice" : `type.${content.type}`);
    case "location":
      return content.name ?? content.address ?? t("type.location");
    case "contacts":
      return content.cards.map(({ name }) => name).join(", ") || t("type.contacts");
    case "interactive":
      return content.title;
    case "button":
      return content.text;
    case "order":
      return content.text ?? t("type.order");
    default:
      return t(typeKey(content.type));
  }
}
