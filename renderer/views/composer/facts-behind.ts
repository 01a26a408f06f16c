import { DEFAULT_GUARD_POLICY } from "../../../shared/guard/context.ts";
import type { Finding } from "../../../shared/guard/finding.ts";
import { REACH_FACTS } from "../../../shared/guard/reach-policy.ts";
import { lengthFacts, windowFacts } from "../../../shared/platform/facts.ts";
import type { MessageKey } from "../../messages/en.ts";

/** A number that a rule went by, with where it comes from. `span` and `hours` are milliseconds. */
export interface FactBehind {
  readonly label: Extract<MessageKey, `guard.fact.${string}`>;
  readonly value:
    | { readonly kind: "span" | "number" | "share"; readonly value: number }
    | { readonly kind: "hours"; readonly from: number; readonly to: number };
  readonly source: string;
  /** `YYYY-MM-DD` */
  readonly asOf: string;
}

interface Sourced {
  readonly source: string;
  readonly asOf: string;
}

const fact = (label: FactBehind["label"], kind: "span" | "number" | "share", value: number, { asOf, source }: Sourced): FactBehind => ({
  label,
  value: { kind, value },
  source,
  asOf,
});

const { text } = DEFAULT_GUARD_POLICY;
const { bulk, followUp, number, quiet, resolved, staleContact, undelivered } = REACH_FACTS;

/** Where the policy behind a finding names a number. */
export function factsBehind({ messageKey, rule }: Finding): readonly FactBehind[] {
  switch (rule) {
    case "G-WINDOW":
    case "G-WINDOW-MAYBE":
      return [fact("guard.fact.service", "span", windowFacts.service.value, windowFacts.service)];
    case "G-ERRORS":
      return messageKey === "guard.tooLong" ? [fact("guard.fact.text", "number", lengthFacts.text.value, lengthFacts.text)] : [];
    case "G-PROMO":
      return [fact("guard.fact.promo", "number", text.promo.threshold.value, text.promo.threshold)];
    case "G-PAIR-RATE":
      return messageKey === "guard.pairRate.bubbles"
        ? [fact("guard.fact.bubbles", "number", text.pairRate.bubbles.value, text.pairRate.bubbles)]
        : [
            fact("guard.fact.pairInterval", "span", text.pairRate.interval.value, text.pairRate.interval),
            fact("guard.fact.pairBurst", "number", text.pairRate.burst.value, text.pairRate.burst),
          ];
    case "G-TTL":
      return [fact("guard.fact.shortLife", "span", text.shortLife.value, text.shortLife)];
    case "G-FOLLOW-UP":
      return [fact("guard.fact.followUp", "span", followUp.value.pause, followUp)];
    case "G-UNDELIVERED":
      return [fact("guard.fact.undelivered", "span", undelivered.value.grace, undelivered)];
    case "G-BULK":
      return [fact("guard.fact.bulk", "number", bulk.value.people.agent, bulk)];
    case "G-NUMBER":
      return messageKey.startsWith("guard.number.limit") ? [fact("guard.fact.limit", "share", number.value.nearly, number)] : [];
    case "G-RESOLVED":
      return [fact("guard.fact.resolved", "span", resolved.value.period, resolved)];
    case "G-STALE-CONTACT":
      return [fact("guard.fact.staleContact", "span", staleContact.value.after, staleContact)];
    case "G-QUIET": {
      const { asOf, source, value } = quiet;
      return [{ label: "guard.fact.quiet", value: { kind: "hours", from: value.from, to: value.to }, source, asOf }];
    }
    default:
      return [];
  }
}
