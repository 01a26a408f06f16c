import type { Message } from "../../inbox/message.ts";
import { askedWords, type AskedWord } from "../../spelling/asked-words.ts";
import { slipCost } from "../../spelling/nearness.ts";
import type { GuardContact, Spelling } from "../context.ts";
import { isFirstName, nameWords } from "./person-name.ts";

export interface MisspeltWord {
  readonly from: number;
  readonly to: number;
  /** As it was written. */
  readonly word: string;
  /** The likeliest first; never empty. */
  readonly suggestions: readonly string[];
}

interface Asked {
  readonly language: string;
  /** Nobody could tell the language of the text, so the customer's is taken. */
  readonly assumed: boolean;
  readonly messages: readonly Message[];
  readonly contact?: GuardContact | undefined;
}

/** At the head of a sentence a word may be a name: only a small slip is taken for one. */
const SMALL_SLIP = 1.5;
/** Where more than this share is unknown, it is the language that is wrong, not the words. */
const MOST_UNKNOWN = 0.5;
const MOST_UNKNOWN_OF_ASSUMED = 0.34;
const WORD = /[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*/gu;

/**
 * Words that the dictionary does not know and nobody in this conversation has used, with what they may have been. A word that
 * is like no other is left alone: it is a name, or a word of the trade.
 */
export function misspeltWords(text: string, spelling: Spelling, { assumed, contact, language, messages }: Asked): readonly MisspeltWord[] {
  const asked = askedWords(text, language);
  if (asked.length === 0) return [];

  const names = new Set(nameWords(contact?.name));
  let used: ReadonlySet<string> | undefined;
  const answers = new Map<string, readonly string[]>();
  const suggestionsFor = ({ capital, small, word }: AskedWord): readonly string[] => {
    if (spelling.isRight?.(small) === true) return [];
    const answer = spelling.check(word, language);
    if (answer === "ok" || answer.length === 0) return [];
    // Read only where something is unknown: a thread is long.
    used ??= wordsIn(messages);
    const bare = small.replace(/'s$/, "");
    if (used.has(small) || used.has(bare) || names.has(bare)) return [];
    if (!capital) return answer;
    return isFirstName(bare) ? [] : answer.filter((one) => slipCost(small, one) <= SMALL_SLIP).map(toCapital);
  };

  const found: MisspeltWord[] = [];
  for (const one of asked) {
    const known = answers.get(one.word);
    const suggestions = known ?? suggestionsFor(one);
    if (known === undefined) answers.set(one.word, suggestions);
    if (suggestions.length > 0) found.push({ from: one.from, to: one.to, word: text.slice(one.from, one.to), suggestions });
  }
  const share = found.length / asked.length;
  if (assumed ? share > MOST_UNKNOWN_OF_ASSUMED && asked.length > 1 : share > MOST_UNKNOWN && found.length > 3) return [];
  return found;
}

const wordsIn = (messages: readonly Message[]): ReadonlySet<string> =>
  new Set(messages.flatMap(({ content }) => (content.type === "text" ? (content.body.toLowerCase().replaceAll("’", "'").match(WORD) ?? []) : [])));

const toCapital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
