import type { Problem } from "../sla/problems.ts";
import type { Severity } from "./finding.ts";
import { RULE_IDS, type RuleId } from "./rule-ids.ts";

type Choice = Severity | "off";

const ALL: readonly Choice[] = ["stop", "confirm", "advise", "off"];
/** The law, the platform, or somebody's word: nobody in the house may weigh it less. */
const STOPS: readonly Choice[] = ["stop"];
const NOT_LESS: readonly Choice[] = ["stop", "confirm"];
const HEARD: readonly Choice[] = ["stop", "confirm", "advise"];

/**
 * What a lead may make of a rule instead of its default. An empty list: each of its findings has its own gravity (a banned number
 * is no low quality), and one for all would be wrong.
 */
const ALLOWED: Readonly<Partial<Record<RuleId, readonly Choice[]>>> = {
  "G-WINDOW": STOPS,
  "G-CONSENT": STOPS,
  "G-OPTED-OUT": STOPS,
  "G-CONTENT": STOPS,
  "G-ROLLOUT": STOPS,
  "G-APPROVAL": STOPS,
  "G-PERSONAL-DATA": STOPS,
  "G-NUMBER": [],
  "G-TEMPLATE": [],
  "G-WINDOW-MAYBE": NOT_LESS,
  "G-FREQUENCY": NOT_LESS,
  "G-PROMO": NOT_LESS,
  "G-BULK": NOT_LESS,
  "G-QUIET": HEARD,
  "G-STALE-CONTACT": HEARD,
  // A guess stops nobody, and one that is only shown teaches nothing.
  "G-TOPIC": ["confirm", "off"],
};

export const allowedSeverities = (rule: RuleId): readonly Choice[] => ALLOWED[rule] ?? ALL;

/** Without a lead's wish; `by-case` where the rule itself weighs. */
const DEFAULTS: Readonly<Record<RuleId, Severity | "by-case">> = {
  "G-WINDOW": "stop",
  "G-WINDOW-MAYBE": "confirm",
  "G-CONSENT": "stop",
  "G-OPTED-OUT": "stop",
  "G-FOLLOW-UP": "by-case",
  "G-UNDELIVERED": "by-case",
  "G-FREQUENCY": "stop",
  "G-QUIET": "confirm",
  "G-TOPIC": "confirm",
  "G-PROMO": "by-case",
  "G-BULK": "stop",
  "G-PERSONAL-DATA": "by-case",
  "G-ERRORS": "by-case",
  "G-STYLE": "advise",
  "G-LANGUAGE": "confirm",
  "G-NAME": "confirm",
  "G-STALE": "confirm",
  "G-COLLISION": "confirm",
  "G-DUPLICATE": "confirm",
  "G-NUMBER": "by-case",
  "G-TEMPLATE": "by-case",
  "G-FIRST-CONTACT": "confirm",
  "G-CONTENT": "stop",
  "G-PAIR-RATE": "advise",
  "G-RESOLVED": "confirm",
  "G-ROLLOUT": "stop",
  "G-APPROVAL": "stop",
  "G-STALE-CONTACT": "confirm",
  "G-TTL": "advise",
  "G-PROMISE": "advise",
};

export const defaultSeverity = (rule: RuleId): Severity | "by-case" => DEFAULTS[rule];

/** What would be saved and may not be, each at its path. A policy that stands is read as it is: only a new wish is refused. */
export function severityProblems(severities: Readonly<Partial<Record<RuleId, Choice>>> = {}): readonly Problem[] {
  return RULE_IDS.flatMap((rule) => {
    const wish = severities[rule];
    const allowed = allowedSeverities(rule);
    if (wish === undefined || allowed.includes(wish)) return [];
    const message = allowed.length === 0 ? `${rule} weighs each case by itself.` : `${rule} may only be ${allowed.join(" or ")}.`;
    return [{ path: `severities.${rule}`, message, code: "value" as const }];
  });
}
