/** Of one text, at most so many terms are read: bounds the time of a check. */
const MOST_TERMS = 200;
/** Longer texts are cut before anything else looks at them. */
const MOST_CHARACTERS = 4_096;
/** Light stemming for every language at once: what follows the sixth letter is mostly grammar. */
const STEM_LENGTH = 6;

const WORD = /\p{L}[\p{L}\p{M}]*|\p{N}+/gu;
/** Scripts that write words without spaces between them: read two characters at a time. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const MARKS = /[\u0300-\u036f]/g;
/** Zero-width and direction signs split words for the eye of nobody. */
const INVISIBLE = /\p{Cf}/gu;

/** A word of a text: its term for counting, and the place where it stands. */
export interface Token {
  /** Folded and cut; `#` and the count of digits for a number. */
  readonly term: string;
  readonly from: number;
  readonly to: number;
}

/** The words of a text with their places in it. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.slice(0, MOST_CHARACTERS).matchAll(WORD)) {
    if (tokens.length >= MOST_TERMS) break;
    const from = match.index;
    const word = folded(match[0]);
    if (word === "") continue;
    if (UNSPACED.test(word)) pushPairs(tokens, word, from);
    else tokens.push({ term: stem(word), from, to: from + match[0].length });
  }
  return tokens;
}

/** The terms of a text, in order. */
export const termsOf = (text: string): string[] => tokensOf(text.slice(0, MOST_CHARACTERS).replaceAll(INVISIBLE, "")).map(({ term }) => term);

/** Lower case, compatibility forms made one, accents off: people leave them out on the phone. */
export const folded = (text: string): string => text.normalize("NFKD").replaceAll(MARKS, "").toLowerCase().normalize("NFC");

function stem(word: string): string {
  if (/^\p{N}/u.test(word)) return `#${Math.min(word.length, 6)}`;
  return word.length <= STEM_LENGTH ? word : word.slice(0, STEM_LENGTH);
}

function pushPairs(tokens: Token[], word: string, from: number): void {
  const characters = [...word];
  if (characters.length === 1) tokens.push({ term: word, from, to: from + word.length });
  let at = from;
  for (let i = 0; i + 1 < characters.length && tokens.length < MOST_TERMS; i++) {
    const pair = `${characters[i]}${characters[i + 1]}`;
    tokens.push({ term: pair, from: at, to: at + pair.length });
    at += characters[i]!.length;
  }
}

/** 32 bits of a term (FNV-1a): what the model keeps instead of words. */
export function hashOf(term: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < term.length; i++) hash = Math.imul(hash ^ term.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
