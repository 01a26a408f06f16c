import { withoutMarks, wordsOf } from "../consent/plain-words.ts";
import { REQUEST_WORDS } from "./request-words.ts";

/** What the customer's words ask about: the longer words of sentences that are questions or requests, by their beginnings. */
function askedAbout(text: string): ReadonlySet<string> {
  const sentences = text.slice(0, LONGEST).match(/[^.!?\n]+[.!?\n]?/g) ?? [];
  return new Set(sentences.filter((sentence) => sentence.endsWith("?") || says(sentence, requests)).flatMap((sentence) => [...subjects(sentence)]));
}

/**
 * Whether a draft brings something that the customer asked for and that nobody has said yet: it takes up a word of their question that
 * our messages since then left out, or it is what a holding line promised ("let me check"). A draft that is all question, or that only
 * knocks again ("just following up"), brings nothing.
 */
export function bringsWhatWasAsked(draft: string, customersWords: string, saidSince: readonly string[]): boolean {
  if (isAllQuestion(draft) || says(draft, holding) || says(draft, nagging)) return false;
  const last = saidSince.at(-1);
  if (last !== undefined && says(last, holding) && subjects(draft).size > 0) return true;

  const asked = askedAbout(customersWords);
  const said = new Set(saidSince.flatMap((text) => [...subjects(text)]));
  return [...subjects(draft)].some((word) => asked.has(word) && !said.has(word));
}

/** Whether the customer asked to be written to again. */
export const asksToBeWrittenTo = (text: string): boolean => says(text, followUpAsked);

const LONGEST = 4_096;
/** Endings are left off, so that "refund" and "refunded" are one word in the languages of the app. */
const BEGINNING = 6;

function subjects(text: string): ReadonlySet<string> {
  const words = wordsOf(text).map(withoutMarks);
  return new Set(words.filter((word) => (word.length >= 4 || /\d/.test(word)) && !common.has(word)).map((word) => word.slice(0, BEGINNING)));
}

const isAllQuestion = (text: string): boolean => {
  const sentences = (text.slice(0, LONGEST).match(/[^.!?\n]+[.!?\n]?/g) ?? []).filter((sentence) => wordsOf(sentence).length > 0);
  return (
    sentences.length > 0 &&
    sentences.at(-1)?.endsWith("?") === true &&
    sentences.filter((sentence) => wordsOf(sentence).length > 3).every((sentence) => sentence.endsWith("?"))
  );
};

function says(text: string, phrases: readonly string[]): boolean {
  const said = ` ${withoutMarks(wordsOf(text).join(" "))} `;
  return phrases.some((phrase) => said.includes(phrase));
}

/** A sentence of one language may hold a word of another, so all are looked for. */
const padded = (byLanguage: Readonly<Record<string, readonly string[]>>): readonly string[] =>
  Object.values(byLanguage).flatMap((phrases) => phrases.map((phrase) => ` ${phrase} `));
const requests = padded(REQUEST_WORDS.requests);
const holding = padded(REQUEST_WORDS.holding);
const nagging = padded(REQUEST_WORDS.nagging);
const followUpAsked = padded(REQUEST_WORDS.followUpAsked);
const common: ReadonlySet<string> = new Set(Object.values(REQUEST_WORDS.common).flat());
