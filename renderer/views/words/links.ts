import { LinkifyIt } from "linkify-it";

export type LinkPart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "link"; readonly text: string; readonly url: string; readonly host: string };

const ALLOWED: ReadonlySet<string> = new Set(["https:", "http:", "mailto:", "tel:"]);
/** Marks that turn text around or hide in it: they never stand inside a link. */
const INVISIBLE = /[\u00ad\u061c\u115f\u1160\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;
/** Longer texts than a message can be are not searched. */
const LONGEST = 16_000;

const linkify = new LinkifyIt({ fuzzyLink: true, fuzzyEmail: true, fuzzyIP: false })
  .add("ftp:", null)
  .add("//", null)
  .add("tel:", { validate: (text: string, at: number) => /^\+?[\d().-]{5,24}/u.exec(text.slice(at, at + 25))?.[0].length ?? 0 });

/** Text and the links in it whose scheme is allowed; the rest stays text. */
export function findLinks(text: string): readonly LinkPart[] {
  if (text.length > LONGEST || !/[.:@]/u.test(text)) return [{ kind: "text", text }];

  const parts: LinkPart[] = [];
  let from = 0;
  for (const { index, lastIndex, text: shown, url } of linkify.match(text) ?? []) {
    const safe = readUrl(url);
    if (safe === undefined || INVISIBLE.test(shown)) continue;
    if (from < index) parts.push({ kind: "text", text: text.slice(from, index) });
    parts.push({ kind: "link", text: shown, url: safe.href, host: safe.host || safe.href });
    from = lastIndex;
  }
  if (from < text.length) parts.push({ kind: "text", text: text.slice(from) });
  return parts;
}

/** The address as the platform reads it: a host of look-alike letters comes back in punycode. Nothing with a name and password in it. */
function readUrl(raw: string): URL | undefined {
  let url: URL;
  try {
    url = new URL(raw);
  } catch {
    return undefined;
  }
  if (!ALLOWED.has(url.protocol)) return undefined;
  return url.username === "" && url.password === "" ? url : undefined;
}
