import type { PolicyTarget } from "../../../shared/sla/policy.ts";
import type { Problem } from "../../../shared/sla/problems.ts";
import { useUi } from "../../state/ui-store.ts";
import { useWords } from "../words/use-words.ts";
import { DurationField } from "./duration-field.tsx";
import { faulty } from "./field-fault.tsx";
import { problemsAt } from "./faults.ts";
import css from "./fields.module.css";

interface Props {
  /** Which clock, for somebody who listens. */
  readonly label: string;
  readonly target: PolicyTarget;
  readonly path: string;
  readonly problems: readonly Problem[];
  readonly faultId: string;
  readonly autoFocus: boolean;
  readonly onChange: (target: PolicyTarget) => void;
}

/** How much open time, and of which calendar. */
export function TargetField({ autoFocus, faultId, label, onChange, path, problems, target }: Props) {
  const calendars = useUi(({ slaDraft }) => slaDraft?.calendars);
  const { t } = useWords();
  const keys = Object.keys(calendars ?? {});
  const isKnown = target.calendar === "24/7" || keys.includes(target.calendar);
  const at = (place: string) => faulty(faultId, `${path}.${place}`, problemsAt(problems, `${path}.${place}`));

  return (
    <>
      <DurationField
        label={label}
        value={target.target}
        autoFocus={autoFocus}
        marks={at("target")}
        onChange={(next) => onChange({ ...target, target: next })}
      />
      <select
        className={css["select"]}
        aria-label={t("policies.calendarOf", { clock: label })}
        value={target.calendar}
        onChange={(event) => onChange({ ...target, calendar: event.target.value })}
        {...at("calendar")}
      >
        {isKnown ? null : <option value={target.calendar}>{t("policies.calendar.gone", { name: target.calendar })}</option>}
        <option value="24/7">{t("policies.calendar.always")}</option>
        {keys
          .filter((key) => key !== "24/7")
          .map((key) => (
            <option key={key} value={key}>
              {key}
            </option>
          ))}
      </select>
    </>
  );
}
