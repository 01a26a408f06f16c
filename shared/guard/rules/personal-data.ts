import type { Finding } from "../finding.ts";
import { ASKING, ASK_INSTEAD, NOT_ASKING, SECRET_SENT, SENSITIVE } from "../lexicon/personal-data.ts";
import { clauseAt, clausesOf } from "../text/clauses.ts";
import { identityNumbers, masked } from "../text/identity-numbers.ts";
import { languageOf } from "../text/language.ts";
import { hits } from "../text/phrases.ts";
import { passageAt, type Passage, type Reading } from "../text/reading.ts";
import type { TextRule } from "../text/draft-reading.ts";

const SHOWN = 5;

/** [G-PERSONAL-DATA] Contains a full card, account or identity number, a password or a code (stop), or asks for one (confirm). */
export const personalDataRule: TextRule = ({ draft, values, whole }, _context, { text: { personalData } }) => {
  const allowed = new Set(personalData.allowed.map(plainly));
  const sources = draft.kind === "text" ? [{ name: undefined, reading: whole }] : values;
  const contained = sources.flatMap(({ name, reading }) =>
    reading === undefined ? [] : [...numbersIn(reading, allowed), ...secretsIn(reading)].map((finding) => inVariable(finding, name)),
  );
  // What a template asks for is G-TEMPLATE's.
  const asked = draft.kind === "text" && whole !== undefined ? asksIn(whole).map((passage) => asking(passage, whole)) : [];
  return [...contained, ...asked].slice(0, SHOWN);
};

const plainly = (number: string): string => number.replaceAll(/[^\p{L}\p{N}]/gu, "").toUpperCase();
const inVariable = (finding: Finding, variable: string | undefined): Finding =>
  variable === undefined ? finding : { ...finding, evidence: { ...finding.evidence, variable } };

const numbersIn = (reading: Reading, allowed: ReadonlySet<string>): readonly Finding[] =>
  identityNumbers(reading)
    .filter(({ plain }) => !allowed.has(plain))
    .map(({ document, from, kind, text, to }) =>
      contains(kind === "card" ? "card" : kind === "iban" ? "account" : "identity", { from, to, text }, { kind, document }),
    );

function contains(sentence: "card" | "account" | "identity" | "secret", { from, text, to }: Passage, more: Finding["evidence"]): Finding {
  const hidden = masked(text);
  return {
    rule: "G-PERSONAL-DATA",
    severity: "stop",
    messageKey: `guard.personalData.${sentence}`,
    evidence: { ...more, from, to, text: hidden, words: hidden },
    remedies: [{ command: "replace", from, to, with: sentence === "secret" ? "" : `…${text.replaceAll(/[^\p{L}\p{N}]/gu, "").slice(-4)}` }],
  };
}

/** A value behind "your password is": one that has a digit or sign in it, so that "is too short" is none. */
const VALUE = /^(?:[0-9](?:[ -]?[0-9]){3,9}|(?=[^\s]{0,40}[0-9!@#$%^&*_+=?])[^\s"',;)]{4,40})/;

function secretsIn(reading: Reading): readonly Finding[] {
  return hits(SECRET_SENT, reading.folded).flatMap(({ to }) => {
    const value = VALUE.exec(reading.folded.slice(to, to + 48))?.[0].replace(/[.!?:]+$/, "");
    if (value === undefined || value.length < 4 || !/[0-9]/.test(value) || /^(?:https?:|www\.|\{)/.test(value)) return [];
    return [contains("secret", passageAt(reading, to, to + value.length), { kind: "secret" })];
  });
}

/** What a text asks for that it must not: asking and the thing in one clause, and nothing that turns it round. */
export function asksIn(reading: Reading): readonly Passage[] {
  const { folded } = reading;
  const things = hits(SENSITIVE, folded);
  if (things.length === 0) return [];

  const clauses = clausesOf(folded);
  const asking = hits(ASKING, folded);
  const turned = new Set(hits(NOT_ASKING, folded).map(({ from }) => clauseAt(clauses, from)));
  const seen = new Set<number>();
  return things.flatMap((thing) => {
    const clause = clauseAt(clauses, thing.from);
    if (seen.has(clause) || turned.has(clause)) return [];
    if (!asking.some(({ from, to }) => clauseAt(clauses, from) === clause && to <= thing.from)) return [];
    seen.add(clause);
    return [passageAt(reading, thing.from, thing.to)];
  });
}

function asking({ from, text, to }: Passage, { folded }: Reading): Finding {
  const language = languageOf(folded)?.language ?? "en";
  return {
    rule: "G-PERSONAL-DATA",
    severity: "confirm",
    messageKey: "guard.personalData.asks",
    evidence: { kind: "ask", from, to, text, words: text },
    remedies: [{ command: "replace", from, to, with: ASK_INSTEAD[language] ?? ASK_INSTEAD["en"] }],
  };
}
