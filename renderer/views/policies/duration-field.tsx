import { useState } from "react";
import { toDuration, type Duration } from "../../../shared/time.ts";
import { cx } from "../../ui/cx.ts";
import { useWords } from "../words/use-words.ts";
import css from "./fields.module.css";
import { numberText, readOpenTime, unitOf, type Unit } from "./open-time.ts";

interface Props {
  readonly label: string;
  readonly value: Duration;
  readonly autoFocus?: boolean;
  /** What `faulty` gives. */
  readonly marks: Readonly<Record<string, unknown>>;
  readonly onChange: (value: Duration) => void;
}

/** A length of open time as number and unit. What is no length counts as none, which is a fault of its own. */
export function DurationField({ autoFocus = false, label, marks, onChange, value }: Props) {
  const { language, t } = useWords();
  const [typed, setTyped] = useState(() => ({ value, unit: unitOf(value), text: numberText(value, unitOf(value), language) }));
  // Changed from outside, as by Undo.
  const shown = typed.value === value ? typed : { value, unit: unitOf(value), text: numberText(value, unitOf(value), language) };

  const change = (text: string, unit: Unit) => {
    const next = toDuration(readOpenTime(text, unit));
    setTyped({ value: next, unit, text });
    onChange(next);
  };

  return (
    <span className={css["length"]}>
      <input
        className={cx(css["field"], css["number"])}
        aria-label={label}
        inputMode="decimal"
        autoComplete="off"
        autoFocus={autoFocus}
        value={shown.text}
        onChange={(event) => change(event.target.value, shown.unit)}
        {...marks}
      />
      <select
        className={css["select"]}
        aria-label={t("policies.unitOf", { field: label })}
        value={shown.unit}
        onChange={(event) => change(shown.text, event.target.value as Unit)}
      >
        <option value="minutes">{t("policies.unit.minutes")}</option>
        <option value="hours">{t("policies.unit.hours")}</option>
        <option value="days">{t("policies.unit.days")}</option>
      </select>
    </span>
  );
}
