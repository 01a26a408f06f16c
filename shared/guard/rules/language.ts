import type { GuardContext } from "../context.ts";
import { clausesOf } from "../text/clauses.ts";
import { languageOf, type FoundLanguage } from "../text/language.ts";
import { readText } from "../text/reading.ts";
import type { TextRule } from "../text/draft-reading.ts";

/** How many of the customer's newest messages tell their language. */
const HEARD = 5;

/** [G-LANGUAGE] Written in another language than the customer's. Whoever cannot tell says nothing. */
export const languageRule: TextRule = ({ draft, whole }, context) => {
  const spoken = spokenBy(context);
  if (spoken.length === 0) return [];

  const theirs = spoken.map(({ language }) => language);
  if (draft.kind === "template") {
    const language = base(draft.language);
    return theirs.includes(language) ? [] : [finding(language, spoken, { template: draft.name }, 0.9)];
  }
  if (whole === undefined) return [];
  const found = languageOf(whole.folded, whole.text);
  if (found === undefined || theirs.includes(found.language) || partlyIn(theirs, whole.folded)) return [];
  return [finding(found.language, spoken, { from: 0, to: whole.text.length, words: found.words.join(", ") }, found.confidence)];
};

const finding = (draftLanguage: string, spoken: readonly Spoken[], more: Readonly<Record<string, unknown>>, confidence: number) =>
  ({
    rule: "G-LANGUAGE",
    severity: "confirm",
    messageKey: "guard.language",
    evidence: { draftLanguage, customerLanguage: spoken[0]?.language, messageIds: spoken.flatMap(({ messageIds }) => messageIds), ...more },
    remedies: [{ command: "use-template", language: spoken[0]?.language }],
    confidence,
  }) as const;

interface Spoken {
  readonly language: string;
  readonly messageIds: readonly string[];
}

/** What is written of the customer, and what they write now: an answer in either is theirs. */
export function spokenBy({ contact, messages }: Pick<GuardContext, "contact" | "messages">): readonly Spoken[] {
  const heard = (messages ?? []).filter(({ direction }) => direction === "in").slice(-HEARD);
  const words = heard.flatMap(({ content }) => (content.type === "text" ? [content.body] : []));
  const found: FoundLanguage | undefined = words.length === 0 ? undefined : languageOf(readText(words.join("\n")).folded, words.join("\n"));
  return [
    ...(found === undefined ? [] : [{ language: found.language, messageIds: heard.map(({ id }) => id) }]),
    ...(contact?.language === undefined || contact.language === "" ? [] : [{ language: base(contact.language), messageIds: [] }]),
  ];
}

const base = (tag: string): string => tag.split(/[-_]/)[0]?.toLowerCase() ?? tag;

/** A bilingual message has its half for this customer. */
const partlyIn = (languages: readonly string[], folded: string): boolean =>
  clausesOf(folded).some(({ from, to }) => {
    const found = languageOf(folded.slice(from, to));
    return found !== undefined && languages.includes(found.language);
  });
