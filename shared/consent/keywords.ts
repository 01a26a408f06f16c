import { ADVERTISING, COURTESY, KEYWORDS, STOP_PAYLOADS, type KeywordWords } from "./keyword-words.ts";
import { withoutMarks, wordsOf } from "./plain-words.ts";

/** What came before the message: it decides about words that mean two things. */
export interface KeywordContext {
  /** Our last message told how to opt out, or asked. */
  readonly answersOptOutPrompt?: boolean | undefined;
  readonly lastOutboundWasMarketing?: boolean | undefined;
  /** Something is withdrawn, so that words to come back mean something. */
  readonly isWithdrawn?: boolean | undefined;
}

export interface KeywordReading {
  readonly act: "opt-out" | "resume";
  /** `certain`: it is done, and confirmed once. `probable`: somebody is asked with one click. */
  readonly certainty: "certain" | "probable";
  /** A stop in answer to advertising must not end the order updates. */
  readonly scope: "everything" | "marketing";
  /** The language whose word it was; none for a button. */
  readonly language?: string | undefined;
  readonly word: string;
}

/** A stop word with a please or a thank-you is still a stop word; in a longer sentence it is a word like any other. */
const WORDS_WITH_COURTESY = 4;

/**
 * [S2-12] Whether a customer's message is an opt-out or a return. A word as the whole message is certain. One that could be about an
 * order ("cancel", "annulla", "iptal", "end") is certain only where we had asked, or our last message was advertising. A phrase inside
 * a sentence is probable.
 */
export function readKeyword(text: string, context: KeywordContext = {}): KeywordReading | undefined {
  const words = wordsOf(text);
  if (words.length === 0) return undefined;

  const message = toSaid(words);
  const polite = words.length <= WORDS_WITH_COURTESY ? words.filter((word) => !courtesy.has(withoutMarks(word))) : words;
  const bare = polite.length > 0 && polite.length < words.length ? toSaid(polite) : undefined;
  let probable: KeywordReading | undefined;
  for (const list of prepared) {
    const reading = readWhole(message, list, context);
    if (reading?.certainty === "certain") return reading;
    probable ??= reading ?? (bare === undefined ? undefined : doubted(readWhole(bare, list, context))) ?? readInside(message, list, context);
  }
  return probable;
}

/** [S2-12] A button says what it does: certain by its label or by the payload that the template gave it. */
export function readButton(label: string, payload = ""): KeywordReading | undefined {
  for (const text of [label, payload.replaceAll(/[_-]+/g, " ")]) {
    const said = toSaid(wordsOf(text));
    const word = payloads.find((stop) => contains(said, stop)) ?? prepared.flatMap(({ stop }) => stop).find((stop) => same(said, stop, false) !== "no");
    if (word !== undefined) return { act: "opt-out", certainty: "certain", scope: namesAdvertising(said) ? "marketing" : "everything", word: word.written };
  }
  return undefined;
}

/** Words as they were written, and without their marks. */
interface Said {
  readonly written: string;
  readonly plain: string;
}

const toSaid = (words: readonly string[]): Said => ({ written: words.join(" "), plain: withoutMarks(words.join(" ")) });
const allSaid = (texts: readonly string[]): readonly Said[] => texts.map((text) => toSaid(wordsOf(text)));

const prepared = KEYWORDS.map(({ language, marksMatter = false, maybeStop, resume, stop, stopEverything, stopInside }: KeywordWords) => ({
  language,
  marksMatter,
  stop: allSaid(stop),
  maybeStop: allSaid(maybeStop),
  stopEverything: allSaid(stopEverything),
  stopInside: allSaid(stopInside),
  resume: allSaid(resume),
}));
type Prepared = (typeof prepared)[number];
const payloads = allSaid(STOP_PAYLOADS);
const advertising = allSaid(ADVERTISING);
const courtesy: ReadonlySet<string> = new Set(COURTESY.map(withoutMarks));

function readWhole(
  said: Said,
  { language, marksMatter, maybeStop, resume, stop, stopEverything }: Prepared,
  context: KeywordContext,
): KeywordReading | undefined {
  const asked = context.answersOptOutPrompt === true || context.lastOutboundWasMarketing === true;
  const found = (words: readonly Said[]): { readonly word: string; readonly spelt: boolean } | undefined => {
    const word = words.find((candidate) => same(said, candidate, marksMatter) !== "no");
    return word === undefined ? undefined : { word: word.written, spelt: same(said, word, marksMatter) === "spelt" };
  };
  const optOut = (word: string, sure: boolean, scope = scopeOf(context)): KeywordReading => ({
    act: "opt-out",
    certainty: sure ? "certain" : "probable",
    scope,
    language,
    word,
  });

  const all = found(stopEverything);
  if (all !== undefined) return optOut(all.word, true, "everything");
  const certain = found(stop);
  if (certain !== undefined) return optOut(certain.word, certain.spelt || !marksMatter || asked);
  const maybe = found(maybeStop);
  if (maybe !== undefined) return optOut(maybe.word, asked);
  const back = context.isWithdrawn === true ? found(resume) : undefined;
  return back === undefined ? undefined : { act: "resume", certainty: "certain", scope: scopeOf(context), language, word: back.word };
}

/** "stop please", "basta, grazie": somebody is asked, and only about words that mean one thing. */
const doubted = (reading: KeywordReading | undefined): KeywordReading | undefined =>
  reading?.certainty === "certain" ? { ...reading, certainty: "probable" } : undefined;

function readInside(said: Said, { language, stopInside }: Prepared, context: KeywordContext): KeywordReading | undefined {
  const word = stopInside.find((phrase) => contains(said, phrase));
  if (word === undefined) return undefined;
  return { act: "opt-out", certainty: "probable", scope: namesAdvertising(said) ? "marketing" : scopeOf(context), language, word: word.written };
}

const scopeOf = ({ lastOutboundWasMarketing }: KeywordContext): KeywordReading["scope"] => (lastOutboundWasMarketing === true ? "marketing" : "everything");
const namesAdvertising = (said: Said): boolean => advertising.some((word) => contains(said, word));

/** Whoever leaves the marks out is understood. Where they make another word, those that are written must be right. */
function same(said: Said, word: Said, marksMatter: boolean): "spelt" | "without-marks" | "no" {
  if (said.written === word.written) return "spelt";
  if (said.plain !== word.plain) return "no";
  return marksMatter && said.written !== said.plain ? "no" : "without-marks";
}

/** Languages that put no space between words are searched as they stand. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;

const contains = (said: Said, { plain }: Said): boolean => (UNSPACED.test(plain) ? said.plain.includes(plain) : ` ${said.plain} `.includes(` ${plain} `));
