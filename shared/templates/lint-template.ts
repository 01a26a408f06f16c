import { DEFAULT_GUARD_POLICY, type GuardPolicy } from "../guard/context.ts";
import type { Finding, Severity } from "../guard/finding.ts";
import { contentRule } from "../guard/rules/content.ts";
import { templateTextRule } from "../guard/rules/template-text.ts";
import { readText } from "../guard/text/reading.ts";
import { templateText, type DraftReading } from "../guard/text/draft-reading.ts";
import type { GuardContext } from "../guard/context.ts";
import type { Template } from "../inbox/people.ts";
import { templateLengthFacts } from "../platform/facts.ts";
import { toInstant } from "../time.ts";
import { tellsOptOut } from "./opt-out-words.ts";
import { variableNames } from "./template-fields.ts";

/** `rejected`: the platform's review refuses it. `recategorised`: it counts as another category. `risky`: approved, and blocked by customers. */
export type LintVerdict = "rejected" | "recategorised" | "risky";

export interface LintLine {
  readonly verdict: LintVerdict;
  /** With a sentence and evidence, as the guard gives it. */
  readonly finding: Finding;
}

/** What the review refuses (whatsapp.md 2.6), by the last part of the sentence's key. */
const REJECTED: ReadonlySet<string> = new Set(
  "asksPersonal variablesRow variablesEnds variablesMany variablesOrder braces tooLong variableName variableMix headerVariables linkVariable buttons duplicate abuse goods".split(
    " ",
  ),
);
const RECATEGORISED: ReadonlySet<string> = new Set(["mixed", "code", "survey"]);
const GRAVITY: Readonly<Record<LintVerdict, number>> = { rejected: 0, recategorised: 1, risky: 2 };

/**
 * [S1-13] Everything about a template that can be said before anything is filled in, the gravest first: what the review refuses, what
 * it puts into another category, and what is approved and still gets the number blocked (S4-19 to S4-21).
 */
export function lintTemplate(template: Template, others: readonly Template[] = [], policy: GuardPolicy = DEFAULT_GUARD_POLICY): readonly LintLine[] {
  const read: DraftReading = {
    draft: { kind: "template", name: template.name, language: template.language, variables: {} },
    whole: readText(templateText(template, {})),
    template,
    values: [],
  };
  const findings = [templateTextRule, contentRule].flatMap((rule) => rule(read, NOTHING_KNOWN, policy, AT_NO_TIME));
  return [...findings, ...form(template), ...optOut(template), ...duplicate(template, others)]
    .map((finding): LintLine => ({ verdict: verdictOf(finding), finding }))
    .toSorted((a, b) => GRAVITY[a.verdict] - GRAVITY[b.verdict]);
}

/** These rules read the text alone. */
const NOTHING_KNOWN = {} as GuardContext;
const AT_NO_TIME = toInstant(0);

function verdictOf({ messageKey }: Finding): LintVerdict {
  const sentence = messageKey.split(".").at(-1) ?? "";
  return REJECTED.has(sentence) ? "rejected" : RECATEGORISED.has(sentence) ? "recategorised" : "risky";
}

const said = ({ language, name }: Template, sentence: string, words: string, more: Finding["evidence"] = {}, severity: Severity = "advise"): Finding => ({
  rule: "G-TEMPLATE",
  severity,
  messageKey: `guard.template.${sentence}`,
  evidence: { name, language, case: sentence, words, ...more },
  remedies: [],
});

/** Rules of form about names, header, links and buttons. */
function form(template: Template): readonly Finding[] {
  const { body, buttons, header = "", links = [] } = template;
  const found: Finding[] = [];
  const names = variableNames(`${header}\n${body}`);
  const numbered = names.filter((name) => /^\d+$/.test(name));
  const odd = names.find((name) => !/^(?:\d{1,3}|[a-z][a-z0-9_]{0,59})$/.test(name));
  if (odd !== undefined) found.push(said(template, "variableName", `{{${odd}}}`));
  if (numbered.length > 0 && numbered.length < names.length) found.push(said(template, "variableMix", names.map((name) => `{{${name}}}`).join(" ")));
  if (variableNames(header).length > 1) found.push(said(template, "headerVariables", header));
  const link = links.find(({ url }) => /\{\{[^{}]{1,60}\}\}./.test(url) || variableNames(url).length > 1);
  if (link !== undefined) found.push(said(template, "linkVariable", link.url));
  const { button, buttons: most } = templateLengthFacts;
  const long = buttons.find((text) => text.length > button.value);
  if (long !== undefined || buttons.length > most.value)
    found.push(said(template, "buttons", long ?? String(buttons.length), { limit: button.value, most: most.value }));
  return found;
}

/** [S2-11] Advertising tells how to hear no more of it. */
const optOut = (template: Template): readonly Finding[] =>
  template.category === "MARKETING" && tellsOptOut(template) === false ? [said(template, "noOptOut", "")] : [];

/** The same wording under another name is refused. */
function duplicate(template: Template, others: readonly Template[]): readonly Finding[] {
  const own = folded(template);
  if (own === "") return [];
  const twin = others.find((other) => other.name !== template.name && other.language === template.language && folded(other) === own);
  return twin === undefined ? [] : [said(template, "duplicate", twin.name)];
}

const folded = ({ body, footer = "", header = "" }: Template): string => `${header}\n${body}\n${footer}`.toLowerCase().replaceAll(/\s+/g, " ").trim();
