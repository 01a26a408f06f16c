import { COMMON_SLIPS, likelyMeant } from "../../shared/spelling/common-slips.ts";
import { nearest } from "../../shared/spelling/nearness.ts";
import { otherSpellings } from "../../shared/spelling/other-spellings.ts";
import type { Dictionary } from "./hunspell.ts";

/** `ok`, or what it may have been, the likeliest first; empty where it is like no word. */
export type WordAnswer = "ok" | readonly string[];

/** On a button or in a menu more are no choice. */
const MOST_SUGGESTIONS = 4;

/** What a dictionary says of a word, with the other spellings that are as right, and the suggestions that are near. `others`: what somebody here writes besides. */
export function judgeWord(word: string, language: string, dictionary: Dictionary, others: readonly Dictionary[] = []): WordAnswer {
  const small = word.toLowerCase();
  // An article that has lost its vowel goes along with the word behind it.
  const elided = language === "it" ? /^([a-z]{1,6}')(.+)$/i.exec(word) : null;
  if (elided !== null && !isKnown(word, language, dictionary)) {
    const answer = judgeWord(elided[2] ?? "", language, dictionary, others);
    return answer === "ok" ? "ok" : answer.map((one) => `${elided[1]}${one}`);
  }
  const common = COMMON_SLIPS[language]?.get(small);
  if (common === undefined && (isKnown(word, language, dictionary) || others.some((other) => isKnown(word, "", other)))) return "ok";

  // A word that English has not, with letters that it has not: somebody means it.
  if (language === "en" && /[^a-z'-]/.test(small)) return "ok";
  const suggestions = [...likelyMeant(small, language).filter((one) => dictionary.knows(one)), ...dictionary.suggest(small)];
  // A day or a name without its capital is how people chat.
  if (common === undefined && suggestions.some((one) => one.toLowerCase() === small)) return "ok";
  // Names are no correction of a word, and neither are its pieces: "rollercoaster" is one word.
  const words = nearest(
    small,
    [...new Set(suggestions)].filter((one) => one === one.toLowerCase() && one !== common && (!/[ -]/.test(one) || small.includes("-"))),
    MOST_SUGGESTIONS,
  );
  return common === undefined ? words : [common, ...words.slice(0, MOST_SUGGESTIONS - 1)];
}

function isKnown(word: string, language: string, { knows }: Dictionary): boolean {
  return knows(word) || otherSpellings(word.toLowerCase(), language).some((parts) => parts.every((part) => knows(part)));
}
