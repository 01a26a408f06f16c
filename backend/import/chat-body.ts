import type { MessageContent } from "../../shared/inbox/message.ts";
import { withoutMarks } from "./chat-header.ts";

/** `system`: a line of the app about the chat, that nobody wrote. */
export type ChatBody = { readonly kind: "said"; readonly content: MessageContent } | { readonly kind: "system" };

const MARK = "\u200E";
/** `<attached: IMG.jpg>` in the phone's language, or `IMG.jpg (file attached)`. */
const ATTACHED =
  /^(?:<[^<>:]{3,30}: ?([^<>]+)>|([^\s<>]+\.\w{2,5}) \((?:file attached|file allegato|archivo adjunto|arquivo anexado|Datei angehängt|fichier joint)\))\n?/i;
/** `<Media omitted>` in whatever language. */
const OMITTED = /^<[^<>:]{3,40}>$/;
const LEFT_OUT = /(?:omitted|omess[oaie]|omitid[oa]s?|ocultad[oa]|oculto|weggelassen|ausgelassen|absente?|omise?)$/i;
const EDITED = /\s*<[^<>]*(?:edited|modificat|editad|bearbeitet|modifié)[^<>]*>$/i;

const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^(?:image|immagine|imagen|imagem|bild|photo)\b/i, "image"],
  [/^(?:gif|v[ií]deo|vidéo|video)\b/i, "video"],
  [/^audio/i, "audio"],
  [/^áudio/i, "audio"],
  [/^(?:sticker|figurinha|autocollant)\b/i, "sticker"],
  [/^(?:document|dokument)/i, "document"],
  [/^(?:contact|contatto|contacto|contato|kontakt|scheda|tarjeta|cartão)/i, "contacts"],
];
const FILES: readonly (readonly [RegExp, string])[] = [
  [/\.(?:jpe?g|png|heic)$/i, "image"],
  [/\.(?:mp4|mov|3gp)$/i, "video"],
  [/\.(?:opus|m4a|mp3|aac|ogg)$/i, "audio"],
  [/\.webp$/i, "sticker"],
  [/\.vcf$/i, "contacts"],
];

/** What somebody said, or which kind of file stood there: the files themselves are no part of an exported chat. */
export function readBody(raw: string): ChatBody {
  const marked = raw.trimStart().startsWith(MARK);
  const text = withoutMarks(raw).replace(EDITED, "");
  const attached = ATTACHED.exec(text);
  if (attached !== null) {
    const file = attached[1] ?? attached[2] ?? "";
    const caption = text.slice(attached[0].length).trim();
    if (caption !== "") return said({ type: "text", body: caption });
    return said(missing(FILES.find(([ending]) => ending.test(file))?.[1] ?? "document", file));
  }
  if (OMITTED.test(text)) return said(missing("media"));
  if (!marked) return text === "" ? { kind: "system" } : said({ type: "text", body: raw.replace(EDITED, "").trim() });
  // The app marks what it writes itself.
  if (LEFT_OUT.test(text)) return said(missing(KINDS.find(([words]) => words.test(text))?.[1] ?? "media"));
  return { kind: "system" };
}

const said = (content: MessageContent): ChatBody => ({ kind: "said", content });
const missing = (originalType: string, file?: string): MessageContent => ({
  type: "unsupported",
  originalType,
  reason: file === undefined ? "The file is not part of the exported chat." : `The file ${file} is not part of the exported chat.`,
});
