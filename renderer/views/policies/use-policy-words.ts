import { useMemo } from "react";
import { audienceOf, breachAudienceOf, type Audience, type Condition, type ConditionField, type Policy, type Warning } from "../../../shared/sla/policy.ts";
import { DEFAULT_WARNINGS } from "../../../shared/sla/default-policy.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useWords } from "../words/use-words.ts";
import { languageName } from "../words/names.ts";
import { openTimeWords } from "./open-time.ts";

export interface PolicyWords {
  /** "Shop EU" for its number's id; undefined where the workspace knows no such thing. */
  readonly name: (field: ConditionField, value: string) => string | undefined;
  /** "Number is Shop EU or Shop US" */
  readonly condition: (condition: Condition) => string;
  /** "5 min", "8 hr": a length of open time. */
  readonly span: (ms: number) => string;
  /** "at 50 %" */
  readonly warning: (warning: Warning) => string;
  /** "at 50 %, at 80 % and 5 min before" */
  readonly warnings: (policy: Pick<Policy, "warnings">) => string;
  /** "assignee and lead", or that nobody is. */
  readonly audience: (audience: readonly Audience[]) => string;
  readonly told: (warning: Warning) => string;
  readonly breach: (policy: Pick<Policy, "breach">) => string;
  /** "2 policies and 1 calendar" */
  readonly and: (parts: readonly string[]) => string;
}

/** Policies in words, with the workspace's own names. */
export function usePolicyWords(): PolicyWords {
  const numbers = useInbox((state) => state.numbers);
  const teams = useInbox((state) => state.teams);
  const labels = useInbox((state) => state.labels);
  const words = useWords();

  return useMemo(() => {
    const { language, t } = words;
    const any = new Intl.ListFormat(language, { type: "disjunction" });
    const all = new Intl.ListFormat(language, { type: "conjunction" });
    const percent = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });

    const name: PolicyWords["name"] = (field, value) => {
      switch (field) {
        case "number":
          return [...numbers.values()].find(({ phoneNumberId }) => phoneNumberId === value)?.displayName;
        case "team":
          return [...teams.values()].find(({ id }) => id === value)?.name;
        case "label":
          return labels.get(value)?.name;
        case "language":
          return languageName(value, language);
        case "priority":
          return value === "low" || value === "normal" || value === "high" || value === "urgent" ? t(`priority.${value}`) : undefined;
        case "entryPoint":
          return value === "ad" || value === "post" ? t(`policies.entryPoint.${value}`) : value;
        case "tier":
          return value;
      }
    };
    const span = (ms: number) => openTimeWords(ms, language);
    const warning = (one: Warning) =>
      typeof one === "object" && "before" in one
        ? t("policies.warning.before", { time: span(one.before) })
        : t("policies.warning.share", { share: percent.format(typeof one === "number" ? one : one.share) });
    const audience = (list: readonly Audience[]) => (list.length === 0 ? t("policies.tell.nobody") : all.format(list.map((one) => t(`policies.tell.${one}`))));

    return {
      name,
      condition: ({ field, in: values }) =>
        t(`policies.when.${field}`, { values: values.length === 0 ? "…" : any.format(values.map((value) => name(field, value) ?? value)) }),
      span,
      warning,
      warnings: ({ warnings = DEFAULT_WARNINGS }) => (warnings.length === 0 ? t("policies.warnings.none") : all.format(warnings.map(warning))),
      audience,
      told: (one) => audience(audienceOf(one)),
      breach: (policy) => audience(breachAudienceOf(policy)),
      and: (parts) => all.format(parts),
    };
  }, [labels, numbers, teams, words]);
}
