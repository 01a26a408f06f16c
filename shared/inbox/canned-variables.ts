import { firstNameOf } from "../guard/text/person-name.ts";
import type { Conversation } from "./conversation.ts";
import type { Agent, BusinessNumber, Contact } from "./people.ts";

/** What a canned reply may say of the person and the matter by itself. Any other name is filled from what the bot asked, else by hand. */
export const CANNED_VARIABLES = ["name", "full_name", "agent", "business", "topic"] as const;
export type CannedValues = Readonly<Record<string, string>>;

/** Most gaps of one text: so a comparison stays quick. */
export const MOST_VARIABLES = 20;

interface Known {
  readonly contact: Pick<Contact, "name"> | undefined;
  readonly agent: Pick<Agent, "name"> | undefined;
  readonly number: Pick<BusinessNumber, "displayName"> | undefined;
  readonly conversation: Pick<Conversation, "topic" | "handoff"> | undefined;
}

/** What fits into a gap: an order number, a day, a name. Longer is writing. */
export const LONGEST_VALUE = 40;

/** What is known; a handle or a number is nobody's name. */
export function cannedValues({ agent, contact, conversation, number }: Known): CannedValues {
  const first = firstNameOf(contact?.name);
  const slots = Object.entries(conversation?.handoff?.slots ?? {}).filter(([, value]) => value.length <= LONGEST_VALUE && !value.includes("\n"));
  return known({
    ...Object.fromEntries(slots),
    name: first,
    full_name: first === undefined ? undefined : contact?.name,
    agent: firstNameOf(agent?.name) ?? agent?.name,
    business: number?.displayName,
    topic: conversation?.topic,
  });
}

function known(values: Readonly<Record<string, string | undefined>>): CannedValues {
  const said = Object.entries(values).flatMap(([name, value]) => (value === undefined || value.trim() === "" ? [] : [[name, value.trim()] as const]));
  return Object.fromEntries(said);
}

/** What an author does not change: the names of the person, of the agent and of the matter. */
export const ownValues = (values: CannedValues): CannedValues => Object.fromEntries(Object.entries(values).filter(([name]) => isOwn(name)));

const isOwn = (name: string): boolean => (CANNED_VARIABLES as readonly string[]).includes(name);

const VARIABLE = /\{\{\s{0,5}([^{}\s]{1,60})\s{0,5}\}\}/gu;

/** A text in its order: words, and gaps with the name of what belongs there. */
export type CannedPart = { readonly kind: "words"; readonly text: string } | { readonly kind: "gap"; readonly name: string; readonly text: string };

export function partsOf(text: string): readonly CannedPart[] {
  const parts: CannedPart[] = [];
  let at = 0;
  for (const match of text.matchAll(VARIABLE)) {
    if (match.index > at) parts.push({ kind: "words", text: text.slice(at, match.index) });
    parts.push({ kind: "gap", name: match[1] ?? "", text: match[0] });
    at = match.index + match[0].length;
  }
  if (at < text.length) parts.push({ kind: "words", text: text.slice(at) });
  return parts;
}

/** With what is known filled in; a gap that nobody can fill stays, so that it is seen (G-ERRORS stops it). */
export const filledParts = (text: string, values: CannedValues): readonly CannedPart[] =>
  partsOf(text).map((part) => {
    const value = part.kind === "gap" && Object.hasOwn(values, part.name) ? values[part.name] : undefined;
    return value === undefined ? part : { kind: "words", text: value };
  });

export const fillCanned = (text: string, values: CannedValues): string =>
  filledParts(text, values)
    .map((part) => part.text)
    .join("");
