import type { CannedReply } from "./canned-reply.ts";
import { filledParts, LONGEST_VALUE, ownValues, type CannedPart, type CannedValues } from "./canned-variables.ts";

/** Where a text came from, as far as its words show. */
export interface CannedOrigin {
  /** It is a canned reply as it stands, with its gaps filled. */
  readonly asItIs: boolean;
  /** Of the reply that was named, and of every one whose words stand in the text. */
  readonly tags: readonly string[];
}

/** Words that so many people write by themselves prove nothing. */
const FEWEST_SIGNS = 20;

/**
 * [G-BULK] [S0-24] Judged by the words, never by what a client says: `named` is only where to look first. A promotional reply is
 * known again inside of other words too, whoever pasted it.
 */
export function cannedOrigin(text: string, named: CannedReply | undefined, replies: Iterable<CannedReply>, values: CannedValues): CannedOrigin {
  const tags = new Set<string>(named?.tags);
  const body = plain(text);
  for (const reply of replies) {
    if (reply.id === named?.id || reply.tags.every((tag) => tags.has(tag))) continue;
    if (Object.values(reply.texts).some((one) => standsIn(body, one, values))) for (const tag of reply.tags) tags.add(tag);
  }
  return { asItIs: named !== undefined && isOneOf(named, text, values), tags: [...tags] };
}

export const isOneOf = ({ texts }: Pick<CannedReply, "texts">, text: string, values: CannedValues): boolean =>
  Object.values(texts).some((one) => isFilled(plain(text), one, values));

/** The whole text is this one with its gaps filled: known ones as they are known, the others with something short. Most of it is the reply's own words. */
function isFilled(text: string, written: string, values: CannedValues): boolean {
  const parts = filledParts(plain(written), ownValues(values));
  return signsOf(parts) * 2 >= text.length && endsOf(text, [0], parts).some((end) => end === text.length);
}

/** How much of it is written already. */
const signsOf = (parts: readonly CannedPart[]): number => parts.reduce((sum, part) => sum + (part.kind === "words" ? part.text.length : 0), 0);

function standsIn(text: string, written: string, values: CannedValues): boolean {
  const parts = filledParts(plain(written), ownValues(values));
  const [first] = parts;
  if (first === undefined || signsOf(parts) < FEWEST_SIGNS) return false;
  const rest = first.kind === "gap" ? parts.slice(1) : parts;
  const opening = rest[0];
  if (opening?.kind !== "words") return false;
  const starts: number[] = [];
  for (let at = text.indexOf(opening.text); at >= 0; at = text.indexOf(opening.text, at + 1)) starts.push(at);
  return endsOf(text, starts, rest.at(-1)?.kind === "gap" ? rest.slice(0, -1) : rest).length > 0;
}

/** Where the parts may end when they begin at one of `starts`. Every place is looked at once for each part. */
function endsOf(text: string, starts: readonly number[], parts: readonly CannedPart[]): readonly number[] {
  let places: readonly number[] = starts;
  let wasGap = false;
  for (const part of parts) {
    // Two gaps side by side are one: else they would take twice as much.
    if (part.kind === "gap" && wasGap) continue;
    wasGap = part.kind === "gap";
    places = part.kind === "words" ? places.flatMap((at) => (text.startsWith(part.text, at) ? [at + part.text.length] : [])) : [...afterGap(text, places)];
    if (places.length === 0) return [];
  }
  return places;
}

/** The place itself may still stand there unfilled; that is another rule's matter. */
function afterGap(text: string, places: readonly number[]): ReadonlySet<number> {
  const after = new Set<number>();
  for (const from of places) {
    for (let to = from + 1; to <= Math.min(text.length, from + LONGEST_VALUE); to += 1) {
      if (text[to - 1] === "\n") break;
      if (!LINK.test(text.slice(from, to))) after.add(to);
    }
  }
  return after;
}

/** An address is no value: whoever puts one in has written something new. */
const LINK = /:\/\/|www\./i;

const plain = (text: string): string => text.normalize("NFC").replaceAll("\r\n", "\n").trim();
