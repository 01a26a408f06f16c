import { holds, phrases } from "../guard/text/phrases.ts";
import { readText } from "../guard/text/reading.ts";
import { PERSON_WORDS, type PersonWords } from "./wants-person-words.ts";

/** [HO10] Whether the customer asks for a person, in one of the four languages. "The agent who sold it" is no request, and "no need for a person" is none either. */
export function wantsPerson(text: string): boolean {
  const { folded } = readText(text);
  const said = folded.replaceAll(/[\s,;:]+/g, " ").trim();
  return PATTERNS.some(({ alone, notWanted, wanted }) => alone.test(said) || (holds(wanted, said) && !holds(notWanted, said)));
}

const PATTERNS = PERSON_WORDS.map(({ alone, notWanted, wanted }: PersonWords) => ({
  // The whole message is the word, with a please at most.
  alone: new RegExp(`^(?:${alone.join("|")})[.!? ]*$`),
  wanted: phrases(...wanted),
  notWanted: phrases(...notWanted),
}));
