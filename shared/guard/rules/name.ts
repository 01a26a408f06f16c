import type { GuardContext } from "../context.ts";
import type { Finding } from "../finding.ts";
import { NOBODY } from "../lexicon/names.ts";
import { firstNameOf, isFirstName, mayBeCalled, nameWords } from "../text/person-name.ts";
import type { TextRule } from "../text/draft-reading.ts";

/** Greetings before a name. What stands in between: a title. */
const GREETING =
  "hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|ciao|salve|buongiorno|buon giorno|buonasera|buona sera|gentile|gentil|gentilissim[oa]|gent\\.?(?:mo|ma)|egregi[oa]|spett\\.?(?:le|abile)|car[oa]|hola|buenos d[ií]as|buenas tardes|buenas noches|buenas|estimad[oa]|querid[oa]|apreciad[oa]|ol[áa]|oi|bom dia|boa tarde|boa noite|prezad[oa]|car[íi]ssim[oa]";
/** Thanks and apologies before a name. */
const CALLING =
  "thanks|thank you|many thanks|sorry|i am sorry|i'm sorry|welcome|grazie|grazie mille|scusi|mi scusi|scusa|scusami|mi dispiace|gracias|muchas gracias|disculpe|disculpa|perdone|perdona|lo siento|obrigad[oa]|muito obrigad[oa]|desculpe|desculpa|perd[ãa]o|sinto muito";
const TITLE =
  "mr|mrs|ms|miss|dr|prof|sir|madam|sig(?:\\.? ?ra)?|signor[ae]?|signorina|dott(?:\\.? ?ssa)?|dottore|dottoressa|ing|avv|sra|srta|sr|se[ñn]or[a]?|do[ñn]a|don|dra|doctora?|doctor|senhor[a]?|seu|dona|doutor[a]?";
const WORD = "[\\p{L}\\p{M}][\\p{L}\\p{M}'’-]{1,30}";

const AFTER_GREETING = new RegExp(
  `(?:^|[\\n.!?¡¿] {0,3}|^[ \\t¡¿]{1,4})((?:${GREETING})(?: (?:mi|my))?)[ ,]{1,3}((?:(?:${TITLE})\\.? ){0,2})(${WORD})((?: ${WORD}){0,2})`,
  "giu",
);
const AFTER_THANKS = new RegExp(`(?:^|[\\n.!?¡¿] {0,3})((?:${CALLING}),? )((?:(?:${TITLE})\\.? ){0,2})(${WORD})((?: ${WORD}){0,1})`, "giu");

/** "Marco, your parcel is here": a first name, and behind the comma somebody who is spoken to. */
const SPOKEN_TO = new RegExp(
  `^()[ \\t]{0,4}()(${WORD})()(?=, (?:your?|we|i|thanks?|please|il (?:suo|tuo)|la (?:sua|tua)|su|tu|seu|sua|grazie|gracias|obrigad[oa]|abbiamo|hemos|temos)\\b)`,
  "giu",
);

interface Called {
  readonly from: number;
  readonly to: number;
  readonly words: readonly string[];
  readonly title: boolean;
}

/** [G-NAME] Greets or names somebody else than this contact. Silent where the contact has no name of a person. */
export const nameRule: TextRule = ({ draft, whole }, context) => {
  const theirs = nameWords(context.contact?.name);
  if (whole === undefined || theirs.length === 0) return [];

  const spokenTo = calledIn(whole.text, SPOKEN_TO).filter(({ words }) => words.every(isFirstName));
  const called = [...calledIn(whole.text, AFTER_GREETING), ...calledIn(whole.text, AFTER_THANKS), ...spokenTo];
  const wrong = called.find((one) => isSomebodyElse(one, theirs) && !isKnown(one, context));
  return wrong === undefined ? [] : [finding(wrong, whole.text, context, draft.kind === "text")];
};

function calledIn(text: string, pattern: RegExp): readonly Called[] {
  return [...text.matchAll(pattern)].flatMap((match): readonly Called[] => {
    const [all, , titles = "", first = "", more = ""] = match;
    const from = match.index + all.length - first.length - more.length;
    const words = [first];
    // A surname goes with the name as long as capitals follow.
    for (const word of more.split(" ").filter(Boolean)) {
      if (!isCapital(word) || NOBODY.has(plain(word))) break;
      words.push(word);
    }
    const to = from + words.join(" ").length;
    const rest = text.slice(to);
    const title = titles !== "";
    if (NOBODY.has(plain(first)) || /^(?: (?:here|from|speaking|qui|da|di|de|do|aqu[ií]|del)\b)/i.test(rest)) return [];
    if (words.length === 1 && /^[A-Z]{2,5}$/.test(first)) return [];
    const closed = /^\s*(?:[,!.:;)?\n…–-]|$|\p{Extended_Pictographic})/u.test(rest);
    // Without a comma or the like behind it, only a known first name is surely a name; in small letters never without both.
    if (isCapital(first) ? !closed && !isFirstName(first) && !title : !(isFirstName(first) && closed)) return [];
    return [{ from, to, words, title }];
  });
}

/** Somebody whom none of the contact's names could mean. */
function isSomebodyElse({ title, words }: Called, theirs: readonly string[]): boolean {
  if (words.every((word) => mayBeCalled(word, theirs))) return false;
  const [only] = theirs;
  // One name is known of each, and they may be the first name and the surname of one person.
  if (theirs.length === 1 && only !== undefined && words.length === 1) {
    if (title ? isFirstName(only) : isFirstName(words[0] ?? "") !== isFirstName(only)) return false;
  }
  // A first name that fits, with a surname that is not on record.
  if (words.length > 1 && theirs.length === 1 && words.some((word) => mayBeCalled(word, theirs))) return false;
  // Several given names, or a second surname that the profile leaves out.
  return words.length < 2 || !mayBeCalled(words[0] ?? "", theirs) || theirs.length < 2 || !words.slice(1).some((word) => mayBeCalled(word, theirs));
}

/** The firm's own name, or a name that the customer has used for themselves. */
function isKnown({ words }: Called, { business, messages }: GuardContext): boolean {
  const firm = plain(business?.name ?? "");
  if (words.some((word) => firm.split(/\s+/).includes(plain(word)))) return true;
  return (messages ?? []).some(
    ({ content, direction }) =>
      direction === "in" &&
      content.type === "text" &&
      words.some((word) =>
        plain(content.body.slice(0, 4_096))
          .split(/[^a-z]+/)
          .includes(plain(word)),
      ),
  );
}

function finding({ from, title, to, words }: Called, text: string, { contact }: GuardContext, mendable: boolean): Finding {
  const name = contact?.name ?? "";
  const theirs = nameWords(name);
  const surname = name.split(/\s+/).findLast((word) => nameWords(word).length > 0) ?? name;
  const instead = title && theirs.length > 1 ? surname : (firstNameOf(name) ?? name);
  return {
    rule: "G-NAME",
    severity: "confirm",
    messageKey: "guard.name",
    evidence: { from, to, text: text.slice(from, to), words: words.join(" "), contact: name },
    remedies: mendable ? [{ command: "fix", from, to, with: instead }] : [{ command: "fix" }],
    confidence: words.some((word) => isFirstName(word)) || title ? 0.95 : 0.8,
  };
}

const plain = (word: string): string => word.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase().replaceAll("’", "'");
const isCapital = (word: string): boolean => word[0] !== word[0]?.toLowerCase();
