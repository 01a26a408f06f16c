import type { Policy } from "../../../shared/sla/policy.ts";
import { useWords } from "../words/use-words.ts";
import { isDefault } from "./edit-policies.ts";
import css from "./policy-summary.module.css";
import { usePolicyWords } from "./use-policy-words.ts";
import { CLOCK_KINDS } from "./what-applies.ts";

/** A policy to be read: whom it is for, what it promises by which calendar, who is told. */
export function PolicySummary({ id, policy }: { readonly id?: string; readonly policy: Policy }) {
  const { t } = useWords();
  const words = usePolicyWords();
  return (
    <div className={css["summary"]} id={id}>
      <p className={css["conditions"]}>
        {isDefault(policy) ? (
          <span className={css["everything"]}>{t("policies.everythingElse")}</span>
        ) : policy.conditions.length === 0 ? (
          <span className={css["everything"]}>{t("policies.conditions.noneShort")}</span>
        ) : (
          policy.conditions.map((condition, index) => (
            <span key={index} className={css["condition"]}>
              {words.condition(condition)}
            </span>
          ))
        )}
      </p>
      <dl className={css["targets"]}>
        {CLOCK_KINDS.map((kind) => {
          const target = policy.targets[kind];
          return (
            <div key={kind}>
              <dt>{t(`clock.${kind}`)}</dt>
              {target === undefined ? (
                <dd className={css["none"]}>{t("policies.noDeadline")}</dd>
              ) : (
                <dd>
                  <b>{words.span(target.target)}</b> <span>· {target.calendar}</span>
                </dd>
              )}
            </div>
          );
        })}
      </dl>
      <p className={css["told"]}>
        {(policy.warnings ?? [1]).length === 0 ? t("policies.warnings.none") : t("policies.summary.warns", { warnings: words.warnings(policy) })}
        {" · "}
        {t("policies.summary.breach", { audience: words.breach(policy) })}
        {policy.ownerTarget === undefined ? null : ` · ${t("policies.summary.owner", { time: words.span(policy.ownerTarget.target) })}`}
      </p>
    </div>
  );
}
