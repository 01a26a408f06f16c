import type { Template } from "../../inbox/people.ts";
import { lengthFacts } from "../../platform/facts.ts";
import type { Finding, Severity } from "../finding.ts";
import { ONE_TIME_CODE, OPENS, SPECIFIC, SURVEY, VAGUE, WAS_ASKED } from "../lexicon/templates.ts";
import { hits, holds } from "../text/phrases.ts";
import { promoScore } from "../text/promo-score.ts";
import { passageAt, readText, type Passage, type Reading } from "../text/reading.ts";
import type { TextRule } from "../text/draft-reading.ts";
import { asksIn } from "./personal-data.ts";

/** [G-TEMPLATE] What an approved template may still say wrong: it opens a session with nothing to say, is vague, asks for personal data, mixes in an advert, or breaks the form. */
export const templateTextRule: TextRule = ({ template, values }, _context, { text: { promo } }) => {
  if (template === undefined) return [];
  const body = readText(template.body);
  const said = (sentence: string, severity: Severity, words: Partial<Passage>, more: Finding["evidence"] = {}): Finding => ({
    rule: "G-TEMPLATE",
    severity,
    messageKey: `guard.template.${sentence}`,
    evidence: { name: template.name, language: template.language, case: sentence, words: words.text ?? "", ...words, ...more },
    remedies: [{ command: "use-template" }],
  });
  return [...categoryOf(template, body, promo.threshold.value, said), ...formOf(template, said), ...valuesOf(values, said)];
};

type Say = (sentence: string, severity: Severity, words: Partial<Passage>, more?: Finding["evidence"]) => Finding;

/** What makes it marketing in the platform's eyes, or gets it rejected. */
function categoryOf(template: Template, body: Reading, threshold: number, said: Say): readonly Finding[] {
  const first = (pattern: RegExp): Passage | undefined => {
    const [hit] = hits(pattern, body.folded);
    return hit === undefined ? undefined : passageAt(body, hit.from, hit.to);
  };
  const asks = asksIn(body)[0];
  const found: Finding[] = asks === undefined ? [] : [said("asksPersonal", "confirm", asks)];
  if (template.category !== "UTILITY") return found;

  const specific = holds(SPECIFIC, body.folded);
  const opens = specific || holds(WAS_ASKED, body.folded) ? undefined : first(OPENS);
  const score = promoScore(body.folded);
  const code = first(ONE_TIME_CODE);
  const survey = specific ? undefined : first(SURVEY);
  if (opens !== undefined) found.push(said("openSession", "advise", opens));
  if (score.weight >= threshold && score.from !== undefined) found.push(said("mixed", "advise", passageAt(body, score.from, score.to), { cues: score.cues }));
  if (code !== undefined) found.push(said("code", "advise", code));
  if (survey !== undefined) found.push(said("survey", "advise", survey));
  if (opens === undefined && survey === undefined && !specific) {
    const vague = first(VAGUE) ?? (wordsOf(body.folded) < LEAST_WORDS ? passageAt(body, 0, body.folded.length) : undefined);
    if (vague !== undefined) found.push(said("vague", "advise", vague));
  }
  return found;
}

/** A sentence of fewer words, greetings and variables apart, says nothing. */
const LEAST_WORDS = 3;
const EMPTY_WORDS =
  /\{\{[^{}]{0,60}\}\}|\b(?:hello|hi|dear|hey|thanks?|thank you|regards|good (?:morning|day)|ciao|salve|gentile|grazie|buongiorno|saluti|hola|estimad[oa]|gracias|buenos dias|saludos|ola|oi|prezad[oa]|obrigad[oa]|bom dia)\b/g;
const wordsOf = (folded: string): number => folded.replaceAll(EMPTY_WORDS, " ").match(/[a-z0-9]+/g)?.length ?? 0;

const VARIABLE = /\{\{\s*([^{}\s]{1,60})\s*\}\}/g;
/** The platform asks for more than twice as many words as variables (error 2388293). */
const WORDS_PER_VARIABLE = 2;

/** The rules of form by which the platform refuses a template at review (whatsapp.md 2.6). */
function formOf({ body, footer, header }: Template, said: Say): readonly Finding[] {
  const variables = [...body.matchAll(VARIABLE)];
  const found: Finding[] = [];
  const row = /\{\{\s*[^{}\s]{1,60}\s*\}\}[\s,.;:-]{0,4}\{\{\s*[^{}\s]{1,60}\s*\}\}/.exec(body);
  if (row !== null) found.push(said("variablesRow", "advise", { from: row.index, to: row.index + row[0].length, text: row[0] }));
  const atStart = /^\s*\{\{\s*[^{}\s]{1,60}\s*\}\}/.exec(body);
  const atEnd = /\{\{\s*[^{}\s]{1,60}\s*\}\}\s*$/.exec(body);
  const end = atStart ?? atEnd;
  if (end !== null) found.push(said("variablesEnds", "advise", { from: end.index, to: end.index + end[0].length, text: end[0].trim() }));

  const words = body.replaceAll(VARIABLE, " ").match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  if (variables.length > 0 && words < variables.length * WORDS_PER_VARIABLE + 1)
    found.push(said("variablesMany", "advise", {}, { count: variables.length, wordCount: words }));

  const numbers = [...new Set(variables.map(([, name]) => name ?? ""))]
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .toSorted((a, b) => a - b);
  if (numbers.some((number, index) => number !== index + 1))
    found.push(said("variablesOrder", "advise", { text: numbers.map((number) => `{{${number}}}`).join(" ") }));

  const broken = /\{\{(?![^{}]{1,60}\}\})|\{\{\s*\}\}/.exec(body);
  if (broken !== null)
    found.push(said("braces", "advise", { from: broken.index, to: broken.index + broken[0].length, text: body.slice(broken.index, broken.index + 12) }));
  if (body.length > lengthFacts.templateBody.value || (footer?.length ?? 0) > lengthFacts.footer.value || (header?.length ?? 0) > HEADER_LENGTH)
    found.push(said("tooLong", "advise", {}, { length: body.length, limit: lengthFacts.templateBody.value }));
  return found;
}

const HEADER_LENGTH = 60;

/** The platform refuses line breaks, tabs and more than four spaces in a row inside a value. */
function valuesOf(values: readonly { readonly name: string; readonly reading: Reading }[], said: Say): readonly Finding[] {
  return values.flatMap(({ name, reading: { text } }) => {
    const match = /[\n\r\t]| {5,}/.exec(text);
    if (match === null) return [];
    const mend = { command: "replace", variable: name, from: 0, to: text.length, with: text.replaceAll(/[\n\r\t]+| {5,}/g, " ").trim() };
    return [{ ...said("value", "stop", { from: match.index, to: match.index + match[0].length, text: name }, { variable: name }), remedies: [mend] }];
  });
}
