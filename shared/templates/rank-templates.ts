import { weighed } from "../guard/check.ts";
import type { Draft, GuardContext, GuardPolicy, Rule } from "../guard/context.ts";
import type { Finding } from "../guard/finding.ts";
import { consentRule } from "../guard/rules/consent.ts";
import { numberRule } from "../guard/rules/number.ts";
import { optedOutRule } from "../guard/rules/opted-out.ts";
import { rolloutRule } from "../guard/rules/rollout.ts";
import { notUsable } from "../guard/rules/template.ts";
import type { Template } from "../inbox/people.ts";
import type { Instant } from "../time.ts";
import { serviceWindow } from "../window/service-window.ts";
import type { LintLine } from "./lint-template.ts";
import { successOf, type TemplateResults } from "./results.ts";

export interface RankFacts {
  readonly context: GuardContext;
  readonly policy: GuardPolicy;
  readonly now: Instant;
  readonly lint: (template: Template) => readonly LintLine[];
  /** What became of it, where this person may know. */
  readonly results?: ReadonlyMap<string, TemplateResults> | undefined;
  /** When it was last sent, by its id. */
  readonly lastUsed?: ReadonlyMap<string, Instant> | undefined;
}

export interface RankedTemplate {
  readonly template: Template;
  /** Why it may not be sent to this contact now, the gravest first; empty where it may. */
  readonly obstacles: readonly Finding[];
  readonly risks: readonly LintLine[];
}

/** Whatever is filled in, these decide whether it may go. The rest of the rules need the values, or the server. */
const RULES: readonly Rule[] = [optedOutRule, consentRule, rolloutRule, numberRule];

/** [S1-4] Every template with what stands in its way, the best one for this contact first; what may not be sent comes last. */
export function rankTemplates(templates: Iterable<Template>, facts: RankFacts): readonly RankedTemplate[] {
  const placed = [...templates].map((template) => {
    const obstacles = obstaclesOf(template, facts);
    const risks = facts.lint(template);
    return { ranked: { template, obstacles, risks }, place: placeOf(template, obstacles, risks, facts) };
  });
  return placed.toSorted((a, b) => compare(a.place, b.place) || compareNames(a.ranked.template, b.ranked.template)).map(({ ranked }) => ranked);
}

/** [S1-4] RED is not offered any more, although the platform would still take it. */
function obstaclesOf(template: Template, { context, now, policy }: RankFacts): readonly Finding[] {
  const barred = notUsable(template);
  const red: readonly Finding[] =
    template.quality === "RED" && barred === undefined
      ? [
          {
            rule: "G-TEMPLATE",
            severity: "stop",
            messageKey: "guard.template.red",
            evidence: { name: template.name, language: template.language, quality: "RED" },
            remedies: [{ command: "use-template" }],
          },
        ]
      : [];
  const draft: Draft = { kind: "template", name: template.name, language: template.language, variables: {} };
  const known = { ...context, templates: [template] };
  const reach = RULES.flatMap((rule) => rule(draft, known, policy, now)).flatMap((finding) => weighed(finding, policy));
  return [...(barred === undefined ? [] : [barred]), ...red, ...reach.filter(({ severity }) => severity === "stop")];
}

const CATEGORY = { UTILITY: 0, AUTHENTICATION: 1, MARKETING: 2 } as const satisfies Record<Template["category"], number>;
const QUALITY = { GREEN: 0, UNKNOWN: 1, YELLOW: 2, RED: 3 } as const satisfies Record<Template["quality"], number>;
const RISK = { rejected: 3, recategorised: 2, risky: 1 } as const satisfies Record<LintLine["verdict"], number>;
/** Of results, only what differs by more than this is a difference. */
const STEPS = 10;

/** Compared from left to right: may go, language, service before offers, risks, quality, own results, invites an answer, lately used. */
function placeOf(
  template: Template,
  obstacles: readonly Finding[],
  risks: readonly LintLine[],
  { context, lastUsed, now, results }: RankFacts,
): readonly number[] {
  const own = results?.get(template.id);
  const success = own === undefined ? undefined : successOf(own);
  const shut = serviceWindow(context.conversation, now).kind !== "open";
  return [
    obstacles.length === 0 ? 0 : 1,
    distance(template.language, context.contact?.language),
    CATEGORY[template.category],
    risks.reduce((sum, { verdict }) => Math.max(sum, RISK[verdict]), 0),
    QUALITY[template.quality],
    // No results are neither good nor bad.
    STEPS - Math.round((success ?? 0.5) * STEPS),
    // While the window is shut, an answer is what opens it.
    shut && template.buttons.length === 0 ? 1 : 0,
    -(lastUsed?.get(template.id) ?? 0),
  ];
}

/** 0 the customer's own, 1 the same language of another country, 2 another language; the same for all where it is not known. */
function distance(language: string, wanted: string | undefined): number {
  if (wanted === undefined || wanted === "") return 0;
  const [a, b] = [language, wanted].map((one) => one.toLowerCase().replaceAll("_", "-")) as [string, string];
  if (a === b || (a === a.slice(0, 2) && a === b.slice(0, 2)) || (b === b.slice(0, 2) && b === a.slice(0, 2))) return 0;
  return a.slice(0, 2) === b.slice(0, 2) ? 1 : 2;
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return (a[i] ?? 0) - (b[i] ?? 0);
  return 0;
}

const compareNames = (a: Template, b: Template): number => (a.name === b.name ? (a.language < b.language ? -1 : 1) : a.name < b.name ? -1 : 1);

/** Languages of one template together, in the place of the best of them. */
export interface TemplateGroup {
  readonly name: string;
  /** The best first. */
  readonly variants: readonly RankedTemplate[];
}

export function groupTemplates(ranked: readonly RankedTemplate[]): readonly TemplateGroup[] {
  const groups = new Map<string, RankedTemplate[]>();
  for (const one of ranked) {
    const group = groups.get(one.template.name);
    if (group === undefined) groups.set(one.template.name, [one]);
    else group.push(one);
  }
  return [...groups].map(([name, variants]) => ({ name, variants }));
}
