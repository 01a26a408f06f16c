import type { RuleId } from "../../../shared/guard/rule-ids.ts";
import type { MessageKey } from "../../messages/en.ts";

type FieldKey = Extract<MessageKey, `guardSet.field.${string}`>;

/** One number or list of the policy as it is shown. `span` and `hour` are milliseconds, `share` is 0 to 1. */
export interface RuleField {
  readonly path: string;
  readonly kind: "span" | "number" | "share" | "hour" | "switch" | "lines" | "pairs" | "budgets";
  readonly label: FieldKey;
  readonly hint?: MessageKey | undefined;
}

const field = (path: string, kind: RuleField["kind"], name: string, hint?: MessageKey): RuleField => ({
  path,
  kind,
  label: `guardSet.field.${name}` as FieldKey,
  hint,
});

/** What a rule goes by, in the order in which one thinks of it. Rules that are not here have nothing to set. */
export const RULE_FIELDS: Readonly<Partial<Record<RuleId, readonly RuleField[]>>> = {
  "G-WINDOW": [field("windowMargin", "span", "windowMargin")],
  "G-CONSENT": [field("reach.consent.categoryOfTemplate", "pairs", "templateCategories", "guardSet.field.templateCategories.hint")],
  "G-FOLLOW-UP": [field("reach.followUp.pause", "span", "pause"), field("reach.followUp.turn", "span", "turn")],
  "G-UNDELIVERED": [
    field("reach.undelivered.grace", "span", "grace"),
    field("reach.undelivered.timeToLive.text", "span", "lifeText"),
    field("reach.undelivered.timeToLive.UTILITY", "span", "lifeUtility"),
    field("reach.undelivered.timeToLive.MARKETING", "span", "lifeMarketing"),
    field("reach.undelivered.timeToLive.AUTHENTICATION", "span", "lifeCode"),
  ],
  "G-FREQUENCY": [field("reach.frequency.budgets", "budgets", "budgets")],
  "G-QUIET": [field("reach.quiet.from", "hour", "quietFrom"), field("reach.quiet.to", "hour", "quietTo")],
  "G-TOPIC": [field("text.topic.falseAlarms", "share", "falseAlarms")],
  "G-PROMO": [
    field("text.promo.threshold", "number", "promoThreshold"),
    field("text.promo.askedWithin", "number", "askedWithin"),
    field("text.promo.macroTags", "lines", "macroTags", "guardSet.lines"),
  ],
  "G-BULK": [
    field("reach.bulk.people.agent", "number", "bulkAgent"),
    field("reach.bulk.people.team", "number", "bulkTeam"),
    field("reach.bulk.people.number", "number", "bulkNumber"),
    field("reach.bulk.period", "span", "bulkPeriod"),
    field("reach.bulk.fewestWords", "number", "fewestWords"),
    field("reach.bulk.likeness", "share", "likeness"),
  ],
  "G-PERSONAL-DATA": [field("text.personalData.allowed", "lines", "allowedNumbers", "guardSet.lines")],
  "G-ERRORS": [field("text.links.trusted", "lines", "trusted", "guardSet.lines"), field("text.links.shorteners", "lines", "shorteners", "guardSet.lines")],
  "G-DUPLICATE": [field("duplicatePeriod", "span", "duplicatePeriod")],
  "G-NUMBER": [field("reach.number.nearly", "share", "nearly"), field("reach.number.lately", "span", "lately")],
  "G-CONTENT": [field("text.content.allowed", "lines", "allowedContent", "guardSet.lines")],
  "G-PAIR-RATE": [
    field("text.pairRate.bubbles", "number", "bubbles"),
    field("text.pairRate.period", "span", "bubblesPeriod"),
    field("text.pairRate.interval", "span", "pairInterval"),
    field("text.pairRate.burst", "number", "pairBurst"),
  ],
  "G-RESOLVED": [field("reach.resolved.period", "span", "resolvedPeriod")],
  "G-APPROVAL": [field("reach.approval.trainees", "switch", "trainees"), field("reach.approval.practice", "switch", "practice")],
  "G-STALE-CONTACT": [field("reach.staleContact.after", "span", "staleAfter")],
  "G-TTL": [field("text.shortLife", "span", "shortLife")],
};

/** Not of one rule: how long after a message something counts as what followed it. */
export const FOLLOWED_FIELD = field("reach.followed.within", "span", "followedWithin");
