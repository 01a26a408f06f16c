import type { Instant } from "../time.ts";
import type { Draft, GuardContext, GuardPolicy, Rule } from "./context.ts";
import type { Finding, Severity } from "./finding.ts";
import { REACH_RULES } from "./reach-rules.ts";
import { collisionRule } from "./rules/collision.ts";
import { duplicateRule } from "./rules/duplicate.ts";
import { pairRateRule } from "./rules/pair-rate.ts";
import { staleRule } from "./rules/stale.ts";
import { templateRule } from "./rules/template.ts";
import { topicRule } from "./rules/topic.ts";
import { windowMaybeRule, windowRule } from "./rules/window.ts";
import { textRules } from "./text-rules.ts";

const rules: readonly Rule[] = [
  windowRule,
  windowMaybeRule,
  templateRule,
  staleRule,
  collisionRule,
  duplicateRule,
  topicRule,
  textRules,
  pairRateRule,
  ...REACH_RULES,
];

/** Everything that speaks against sending this draft now, the gravest first. */
export function check(draft: Draft, context: GuardContext, policy: GuardPolicy, now: Instant): readonly Finding[] {
  return rules
    .flatMap((rule) => rule(draft, context, policy, now))
    .flatMap((finding) => weighed(finding, policy))
    .toSorted(bySeverity);
}

/** As grave as a lead says; nothing where a lead silenced the rule. */
export function weighed(finding: Finding, { severities }: GuardPolicy): readonly Finding[] {
  const severity = severities?.[finding.rule];
  if (severity === "off") return [];
  return [severity === undefined ? finding : { ...finding, severity }];
}

/** What keeps a draft from leaving: every stop, and every question that the author has not answered with a reason. */
export function blocking(findings: readonly Finding[], overrides: Readonly<Record<string, string>> = {}): readonly Finding[] {
  return findings.filter(({ rule, severity }) => severity === "stop" || (severity === "confirm" && overrides[rule] === undefined));
}

const GRAVITY = { stop: 0, confirm: 1, advise: 2 } as const satisfies Record<Severity, number>;
const bySeverity = (a: Finding, b: Finding): number => GRAVITY[a.severity] - GRAVITY[b.severity];
