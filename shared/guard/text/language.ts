import { GRAMS, WORDS, type Language } from "../lexicon/languages.ts";

export interface FoundLanguage {
  readonly language: string;
  /** 0 to 1. */
  readonly confidence: number;
  /** The words that gave it away, each once, the first few. */
  readonly words: readonly string[];
}

/** Below this there is too little to tell: a name, a number, an "ok". */
const LEAST = 4;
const LEAST_WORDS = 3;
/** From here on the small words tell it by themselves. */
const ENOUGH = 14;
const LONGEST_WORD = 60;
/** A page tells no more than its beginning. */
const MOST_WORDS = 150;
const MOST_RAW = 2_000;
/** The runner-up may have at most this share of the winner. */
const MARGIN = 0.7;
/** What no language is told by: addresses of the web and of mail. */
const ADDRESS = /@|:\/\/|[a-z0-9]\.[a-z]{2}/;
const WORD = /[a-z]+(?:'[a-z]+)?/g;

/** The language of a folded text by its small words and runs of letters; nothing where it cannot tell. `raw` lets names be left out and accents count. */
export function languageOf(folded: string, raw = ""): FoundLanguage | undefined {
  // Look-alike letters are folded to Latin ones, so the script is seen in what was written.
  const script = scriptOf((raw === "" ? folded : raw).slice(0, MOST_RAW).toLowerCase());
  if (script !== undefined) return { language: script, confidence: 0.95, words: [] };

  const names = namesIn(raw.slice(0, MOST_RAW));
  const plain = folded
    .slice(0, MOST_RAW)
    .split(/\s/)
    .filter((part) => part.length <= LONGEST_WORD && !ADDRESS.test(part));
  const words = plain.join(" ").match(WORD) ?? [];
  const scores = new Map<Language, number>();
  const gave = new Map<Language, string[]>();
  const add = (language: Language, weight: number): void => void scores.set(language, (scores.get(language) ?? 0) + weight);
  const unknown: string[] = [];
  let counted = 0;
  for (const word of words.slice(0, MOST_WORDS)) {
    if (names.has(word)) continue;
    counted += 1;
    const known = WORDS.get(word);
    // A word of many languages tells little; a word of one tells much.
    for (const language of known ?? []) {
      add(language, WEIGHTS[known?.length ?? 0] ?? 0.25);
      const list = gave.get(language) ?? [];
      if (list.length < 5 && !list.includes(word)) gave.set(language, [...list, word]);
    }
    if (known === undefined && word.length >= 4) unknown.push(word);
  }
  // Runs of letters are dear to look for: only where the small words have not told enough.
  if (Math.max(0, ...scores.values()) < ENOUGH) for (const word of unknown) for (const [language, gram] of gramsOf(word)) add(language, gram);
  const written = raw.slice(0, MOST_RAW).toLowerCase();
  for (const [sign, languages] of ACCENTS) if (written.includes(sign)) for (const language of languages) add(language, 1.5 / languages.length);

  const [first, second] = [...scores].toSorted(([, a], [, b]) => b - a);
  if (first === undefined || counted < LEAST_WORDS || first[1] < LEAST || (second?.[1] ?? 0) > first[1] * MARGIN) return undefined;
  if ((gave.get(first[0])?.length ?? 0) < 2) return undefined;
  const confidence = Math.round(Math.min(0.99, 1 - (second?.[1] ?? 0) / first[1] / 2) * 100) / 100;
  return { language: first[0], confidence, words: gave.get(first[0]) ?? [] };
}

/** By how many languages share a word. */
const WEIGHTS: readonly number[] = [0, 2, 1, 0.5, 0.25];

/** Signs that only some write. */
const ACCENTS: readonly (readonly [string, readonly Language[]])[] = [
  ["¿", ["es"]],
  ["¡", ["es"]],
  ["ñ", ["es"]],
  ["ã", ["pt"]],
  ["õ", ["pt"]],
  ["ç", ["pt", "fr"]],
  ["ê", ["pt", "fr"]],
  ["ò", ["it"]],
  ["ì", ["it"]],
  ["è", ["it", "fr"]],
  ["ß", ["de"]],
  ["ä", ["de"]],
  ["ü", ["de"]],
  ["œ", ["fr"]],
];

function gramsOf(word: string): readonly (readonly [Language, number])[] {
  const found: (readonly [Language, number])[] = [];
  for (const [gram, language] of GRAMS) if (gram.startsWith("-") ? word.endsWith(gram.slice(1)) : word.includes(gram)) found.push([language, 0.5]);
  return found;
}

/** Capitals in the middle of a sentence: names of people, streets and products have a language of their own. */
function namesIn(raw: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [, word] of raw.matchAll(/[\p{L}\p{N},’'] ((?:\p{Lu}[\p{L}’']+)(?: \p{Lu}[\p{L}’']+)*)/gu)) {
    for (const part of (word ?? "").normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase().split(/[ ’']/)) names.add(part);
  }
  return names;
}

const SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ["ja", /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ["zh", /\p{Script=Han}/gu],
  ["ko", /\p{Script=Hangul}/gu],
  ["ar", /\p{Script=Arabic}/gu],
  ["he", /\p{Script=Hebrew}/gu],
  ["hi", /\p{Script=Devanagari}/gu],
  ["th", /\p{Script=Thai}/gu],
  ["ru", /\p{Script=Cyrillic}/gu],
  ["el", /\p{Script=Greek}/gu],
];
const NOT_LATIN = /[\u0370-\u1dff\u2e80-\ud7ff\uf900-\ufdff]/;

/** A script that Latin letters do not outnumber. */
function scriptOf(folded: string): string | undefined {
  if (!NOT_LATIN.test(folded)) return undefined;
  const latin = folded.match(/[a-z]/g)?.length ?? 0;
  return SCRIPTS.find(([, pattern]) => {
    const count = folded.match(pattern)?.length ?? 0;
    return count >= 4 && count > latin;
  })?.[0];
}
