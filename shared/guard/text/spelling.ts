import type { Spelling } from "../context.ts";
import type { Message } from "../../inbox/message.ts";

export interface MisspeltWord {
  readonly from: number;
  readonly to: number;
  readonly suggestions: readonly string[];
}

const WORD = /[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu;
const LINK = /\b(?:https?:\/\/|www\.)\S+|\S+@\S+|\S*\d\S*/g;
const SHORTEST = 3;
/** So many words are looked up: a dictionary is slow. */
const LOOKED_UP = 200;

/** Words that the dictionary does not know and nobody in this conversation has used. Names, codes and links are not words. */
export function misspeltWords(text: string, language: string, { check }: Spelling, messages: readonly Message[]): readonly MisspeltWord[] {
  const hidden = text.replaceAll(LINK, (words) => " ".repeat(words.length));
  const used = new Set(messages.flatMap(({ content }) => (content.type === "text" ? (content.body.toLowerCase().match(WORD) ?? []) : [])));
  const known = new Map<string, "ok" | readonly string[]>();
  const found: MisspeltWord[] = [];
  for (const match of hidden.matchAll(WORD)) {
    const word = match[0];
    const small = word.toLowerCase();
    const begins = /(?:^|[.!?\n¿¡]\s*)$/.test(hidden.slice(Math.max(0, match.index - 4), match.index));
    const isName = word[0] !== word[0]?.toLowerCase() && !begins;
    if (word.length < SHORTEST || isName || word === word.toUpperCase() || used.has(small)) continue;
    if (!known.has(small) && known.size >= LOOKED_UP) break;
    const answer = known.get(small) ?? check(begins ? small : word, language);
    known.set(small, answer);
    if (answer !== "ok") found.push({ from: match.index, to: match.index + word.length, suggestions: begins ? answer.map(capital) : answer });
  }
  return found;
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
