import type { GuardPolicy } from "./context.ts";
import type { Finding, Severity } from "./finding.ts";
import { RULE_IDS, type RuleId } from "./rule-ids.ts";

/**
 * What these go by is not kept: how a number or a template stood then, who had the conversation, who was learning, and what the off-topic
 * model knew. Where it cannot be rebuilt it is unknown, and what is unknown is silence.
 */
export const NOT_REPLAYED: readonly RuleId[] = ["G-TOPIC", "G-COLLISION", "G-NUMBER", "G-TEMPLATE", "G-ROLLOUT", "G-APPROVAL"];

export interface ReplayedRule {
  readonly rule: RuleId;
  readonly today: Readonly<Record<Severity, number>>;
  readonly draft: Readonly<Record<Severity, number>>;
  /** Messages about which the two do not say the same. */
  readonly changed: number;
}

export interface Replay {
  /** What the two policies say about one message. Gives back the rules about which they differ, with the gravest that each says. */
  readonly add: (today: readonly Finding[], draft: readonly Finding[]) => readonly ReplayedDifference[];
  readonly read: () => readonly ReplayedRule[];
}

export interface ReplayedDifference {
  readonly rule: RuleId;
  readonly today: Severity | undefined;
  readonly draft: Severity | undefined;
}

/** Counts messages, not findings: a text with five slips is one text that was spoken about. */
export function startReplay(): Replay {
  const none = () => ({ stop: 0, confirm: 0, advise: 0 });
  const rules = new Map(RULE_IDS.filter((rule) => !NOT_REPLAYED.includes(rule)).map((rule) => [rule, { today: none(), draft: none(), changed: 0 }]));
  return {
    add: (today, draft) =>
      [...rules].flatMap(([rule, counts]) => {
        const before = gravest(today, rule);
        const after = gravest(draft, rule);
        if (before !== undefined) counts.today[before] += 1;
        if (after !== undefined) counts.draft[after] += 1;
        if (before === after) return [];
        counts.changed += 1;
        return [{ rule, today: before, draft: after }];
      }),
    read: () => [...rules].map(([rule, counts]) => ({ rule, ...counts })),
  };
}

/** Findings come the gravest first. */
const gravest = (findings: readonly Finding[], wanted: RuleId): Severity | undefined => findings.find(({ rule }) => rule === wanted)?.severity;

/** How far back, and how alike, something must be to matter to either of the two: what both read is gathered once. */
export const reachOfBoth = (today: GuardPolicy, draft: GuardPolicy) => ({
  bulkPeriod: Math.max(today.reach.bulk.period, draft.reach.bulk.period),
  budgetPeriod: Math.max(0, ...[today, draft].flatMap(({ reach }) => reach.frequency.budgets.map(({ period }) => period))),
});
