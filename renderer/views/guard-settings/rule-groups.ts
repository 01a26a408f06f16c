import type { RuleId } from "../../../shared/guard/rule-ids.ts";

export type RuleGroup = "reach" | "text" | "together" | "number";

/** All rules, by what a lead thinks of together; test/renderer/views-guard-settings.test.tsx holds that none is missing. */
export const RULE_GROUPS: Readonly<Record<RuleGroup, readonly RuleId[]>> = {
  reach: [
    "G-WINDOW",
    "G-WINDOW-MAYBE",
    "G-CONSENT",
    "G-OPTED-OUT",
    "G-FREQUENCY",
    "G-QUIET",
    "G-FOLLOW-UP",
    "G-UNDELIVERED",
    "G-RESOLVED",
    "G-STALE-CONTACT",
    "G-FIRST-CONTACT",
  ],
  text: ["G-TOPIC", "G-STYLE", "G-ERRORS", "G-PROMO", "G-PERSONAL-DATA", "G-CONTENT", "G-LANGUAGE", "G-NAME", "G-PROMISE"],
  together: ["G-STALE", "G-COLLISION", "G-DUPLICATE", "G-APPROVAL", "G-BULK", "G-ROLLOUT"],
  number: ["G-NUMBER", "G-TEMPLATE", "G-TTL", "G-PAIR-RATE"],
};

/** Where a path of the policy is set. */
export function ruleOfPath(path: string): RuleId | undefined {
  const named = /^severities\.(?<rule>G-[A-Z-]+)$/u.exec(path)?.groups?.["rule"];
  return named === undefined ? RULES_BY_PATH.find(([start]) => path.startsWith(start))?.[1] : (named as RuleId);
}

const RULES_BY_PATH: readonly (readonly [string, RuleId])[] = [
  ["windowMargin", "G-WINDOW"],
  ["duplicatePeriod", "G-DUPLICATE"],
  ["reach.followUp", "G-FOLLOW-UP"],
  ["reach.undelivered", "G-UNDELIVERED"],
  ["reach.frequency", "G-FREQUENCY"],
  ["reach.quiet", "G-QUIET"],
  ["reach.bulk", "G-BULK"],
  ["reach.number", "G-NUMBER"],
  ["reach.resolved", "G-RESOLVED"],
  ["reach.staleContact", "G-STALE-CONTACT"],
  ["reach.approval", "G-APPROVAL"],
  ["reach.consent", "G-CONSENT"],
  ["text.promo", "G-PROMO"],
  ["text.personalData", "G-PERSONAL-DATA"],
  ["text.links", "G-ERRORS"],
  ["text.style", "G-STYLE"],
  ["text.content", "G-CONTENT"],
  ["text.pairRate", "G-PAIR-RATE"],
  ["text.shortLife", "G-TTL"],
  ["text.topic", "G-TOPIC"],
];
