import { COMPANY_WORDS, FIRST_NAMES, SHORT_FORMS } from "../lexicon/names.ts";

const fold = (text: string): string =>
  text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase().replaceAll("ß", "ss").replaceAll("ø", "o").replaceAll("ł", "l");
const PARTICLES: ReadonlySet<string> = new Set(
  "de da do dos das di del della dei la le van von der den y e el al bin ibn mc st dr dra mr mrs ms sig sra sr dott ing prof dona don".split(" "),
);

/** The words of a name, folded, without titles and particles. Nothing for a phone number, a handle or a firm. */
export function nameWords(name: string | undefined): readonly string[] {
  if (name === undefined || /\d/.test(name)) return [];
  const words = fold(name)
    .split(/[^a-z']+/)
    .map((word) => word.replaceAll("'", ""))
    .filter((word) => word.length >= 2 && !PARTICLES.has(word));
  return words.some((word) => COMPANY_WORDS.has(word)) ? [] : words;
}

/** What one would call this person: the first word that is a first name, else the first word. As it is written. */
export function firstNameOf(name: string | undefined): string | undefined {
  if (name === undefined || nameWords(name).length === 0) return undefined;
  const words = name.split(/\s+/).filter((word) => nameWords(word).length > 0);
  const word = words.find((one) => FIRST_NAMES.has(fold(one))) ?? words[0];
  if (word === undefined) return undefined;
  return word === word.toUpperCase() || word === word.toLowerCase() ? word.charAt(0).toUpperCase() + word.slice(1).toLowerCase() : word;
}

export const isFirstName = (word: string): boolean => FIRST_NAMES.has(fold(word));

/** Whether a word may stand for one of these: the same, a short form of it, or another spelling. */
export function mayBeCalled(word: string, words: readonly string[]): boolean {
  const said = fold(word).replaceAll("'", "");
  return words.some((one) => one === said || isShortForm(said, one) || isShortForm(one, said) || sounds(one) === sounds(said));
}

function isShortForm(short: string, full: string): boolean {
  if (SHORT_FORMS.get(short)?.includes(full) === true) return true;
  // Gracie for Grace, Ale for Alessandro; Mario is no short form of Mariana, both being names of their own.
  if (short.length >= 3 && full.length > short.length && full.startsWith(short)) {
    if (!FIRST_NAMES.has(short)) return true;
    return !FIRST_NAMES.has(full) ? !SURNAME_ENDING.test(full.slice(short.length)) : short.length <= 4;
  }
  return (
    /(?:ie|y|ito|ita|inho|inha|ino|ina|etto|etta)$/.test(short) &&
    short.length >= 5 &&
    full.startsWith(short.replace(/(?:ie|y|ito|ita|inho|inha|ino|ina|etto|etta)$/, "").slice(0, 4))
  );
}

/** What makes a surname of a first name: John and Johnson. */
const SURNAME_ENDING = /^(?:son|sen|s|es|ez|is|i|ini|elli|etti|man|mann|kin|ov|ovic|ic)$/;

/** Sophia and Sofia, Katherine and Catherine, Luis and Luiz. */
const sounds = (word: string): string =>
  word
    .replaceAll("ph", "f")
    .replaceAll(/th/g, "t")
    .replaceAll(/ck|ch|k|qu/g, "c")
    .replaceAll("y", "i")
    .replaceAll(/z$/g, "s")
    .replaceAll(/(.)\1/g, "$1")
    .replaceAll(/h/g, "")
    .replaceAll("w", "v")
    .replaceAll("j", "i");
