import { useId } from "react";
import { allowedSeverities, defaultSeverity } from "../../../shared/guard/allowed-severities.ts";
import type { RuleId } from "../../../shared/guard/rule-ids.ts";
import { problemsAt } from "../policies/faults.ts";
import { faulty } from "../policies/field-fault.tsx";
import fields from "../policies/fields.module.css";
import { useWords, type Words } from "../words/use-words.ts";
import { GuardFault } from "./guard-fault.tsx";
import css from "./rule-field.module.css";
import marksCss from "./rule-marks.module.css";
import type { GuardDraftInUse } from "./use-guard-draft.ts";

export type Gravity = "stop" | "confirm" | "advise" | "off" | "by-case";

export const gravityWords = (gravity: Gravity, t: Words["t"]): string =>
  t(gravity === "off" || gravity === "by-case" ? `guardSet.severity.${gravity}` : `guard.severity.${gravity}`);

/** How grave a rule is; only what may be chosen is offered, and why nothing may. */
export function SeverityLine({ guard, rule }: { readonly guard: GuardDraftInUse; readonly rule: RuleId }) {
  const { t } = useWords();
  const id = useId();
  const { draft, editable, problems, set } = guard;
  if (draft === undefined) return null;

  const path = `severities.${rule}`;
  const own = problemsAt(problems, path);
  const usual = defaultSeverity(rule);
  const wish = draft.policy.severities?.[rule];
  const allowed = allowedSeverities(rule).filter((severity) => severity !== usual);
  const isChanged = wish !== draft.saved.policy.severities?.[rule];

  return (
    <div className={css["field"]}>
      <div className={css["fieldWords"]}>
        <label htmlFor={id}>
          {t("guardSet.severity")}
          {isChanged ? <span className={marksCss["changed"]}>{t("guardSet.changed")}</span> : null}
        </label>
        {allowed.length > 0 ? null : <small>{t(usual === "by-case" ? "guardSet.severity.byCaseOnly" : "guardSet.severity.fixed")}</small>}
      </div>
      <div className={css["fieldValue"]}>
        {editable && (allowed.length > 0 || wish !== undefined) ? (
          <select
            id={id}
            className={fields["select"]}
            value={wish ?? ""}
            onChange={({ target }) => set(path, target.value === "" ? undefined : target.value)}
            {...faulty(`${id}-fault`, path, own)}
          >
            <option value="">{t("guardSet.severity.default", { severity: gravityWords(usual, t) })}</option>
            {allowed.map((severity) => (
              <option key={severity} value={severity}>
                {gravityWords(severity, t)}
              </option>
            ))}
          </select>
        ) : (
          <b>{gravityWords(wish ?? usual, t)}</b>
        )}
        <GuardFault id={`${id}-fault`} problems={own} />
      </div>
    </div>
  );
}
