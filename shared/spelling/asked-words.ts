import { CHAT_WORDS } from "./chat-words.ts";

/** A word that a dictionary is asked about, with its place. */
export interface AskedWord {
  readonly from: number;
  readonly to: number;
  /** As a dictionary writes it: one code point a letter, straight apostrophes. */
  readonly word: string;
  readonly small: string;
  /** With a capital where a sentence begins: it may be a word or a name. */
  readonly capital: boolean;
}

/** Hyphens bind words to one: "follow-up", "enviá-lo". */
const WORD = /[\p{Script=Latin}\p{M}]+(?:['’-][\p{Script=Latin}\p{M}]+)*/gu;
/** What is no word: gaps, marked-up parts, addresses, files, names of people and of subjects, codes with digits, anything with an underscore or a slash inside. */
const NO_WORDS =
  /\{\{?[^{}\n]{0,60}\}?\}|\[[^[\]\n]{0,60}\]|<[^<>\n]{1,60}>|`[^`\n]{1,200}`|\S{1,300}(?:@|:\/\/)\S{1,300}|\bwww\.\S{1,300}|[@#]\S{1,100}|\S{0,60}\d\S{0,60}|\S{0,60}[_\\]\S{0,60}|[\p{L}-]{1,63}(?:\.[\p{L}-]{1,63}){0,4}\.[a-z]{2,12}(?![\p{L}])(?:\/\S{0,300})?/gu;
const SHORTEST = 3;
/** Longer is no word of any language here. */
const LONGEST = 40;
/** So many different words of a text are asked about; the rest is looked at when these are mended. */
const MOST = 400;
/** What may stand before the first word of a sentence besides a space: marks, brackets, quotes, bullets, emoji. */
const BEGINS = /(?:^|[.!?:…\n¿¡•·"“”«»(*\p{Extended_Pictographic}\ufe0f\p{Emoji_Modifier}-])[\s"“”'‘«(*_~]{0,8}$/u;

/** [S0-9] The words of a text that are spelt at all. Names, codes, links, short forms, shouts and drawn-out words are not. */
export function askedWords(text: string, language: string): readonly AskedWord[] {
  const bare = /[\d@#{}[\]<>`\\_./:]/.test(text) ? text.replaceAll(NO_WORDS, (words) => " ".repeat(words.length)) : text;
  const found: AskedWord[] = [];
  const seen = new Set<string>();
  for (const match of bare.matchAll(WORD)) {
    const written = match[0];
    const from = match.index;
    if (written.length < SHORTEST || written.length > LONGEST) continue;

    const word = written.normalize("NFC").replaceAll("’", "'");
    const small = word.toLowerCase();
    const first = word[0] ?? "";
    const capital = first !== first.toLowerCase();
    // A capital inside: short forms, brands, MixedCase.
    if (word.slice(1) !== small.slice(1) || (capital && !BEGINS.test(bare.slice(Math.max(0, from - 10), from)))) continue;
    // Two in a row are a name even where a sentence begins.
    if (capital && /^ \p{Lu}/u.test(bare.slice(from + written.length, from + written.length + 3))) continue;
    if (isDrawnOut(small) || CHAT_WORDS[language]?.has(small) === true || CHAT_WORDS["any"]?.has(small) === true) continue;
    if (!seen.has(small)) {
      if (seen.size >= MOST) break;
      seen.add(small);
    }
    found.push({ from, to: from + written.length, word, small, capital });
  }
  return found;
}

/** "siiii", "hahaha", "hmmm": meant to sound. */
const isDrawnOut = (small: string): boolean =>
  /(\p{L})\1\1/u.test(small) || /^(?:(?:j[aeiou]|h[aeiou]|k|rs|eh|ah){2,20}[hs]?|hm+|mm+|uh+|ah+|oh+|a+h+a*)$/u.test(small);
