import { holds, phrases } from "../guard/text/phrases.ts";
import { readText } from "../guard/text/reading.ts";
import { FALLBACK_PHRASES, NEGATIVE_PHRASES } from "./bot-signal-words.ts";

const fallback = FALLBACK_PHRASES.map((one) => phrases(...one));
const negative = NEGATIVE_PHRASES.map((one) => phrases(...one));

const reading = (text: string): string => readText(text).folded.replaceAll(/[\s,;:]+/g, " ");

/** [HO10] Whether the bot says that it did not understand. */
export const saysNotUnderstood = (text: string): boolean => fallback.some((pattern) => holds(pattern, reading(text)));

/** [HO10] Whether the customer is angry with the service. A broken parcel or bad weather is none of it. */
export const isNegative = (text: string): boolean => negative.some((pattern) => holds(pattern, reading(text)));

/** The platform's own test of a bot, in the words in which it introduces itself. */
export function isPlatformAudit(text: string): boolean {
  const said = reading(text);
  return AUDIT.test(said) || (said.includes("from whatsapp") && said.includes("quality of your bot"));
}

const AUDIT = /^\W*(?:hello|hi|hey) this (?:message )?is (?:a message )?from whatsapp\b/;

/** What two answers have in common when they are the same: their words, whatever stands between them. */
export const sameWords = (text: string): string =>
  reading(text)
    .replaceAll(/[^a-z0-9]+/g, " ")
    .trim();
