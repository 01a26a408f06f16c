import { useState } from "react";
import { cx } from "../../ui/cx.ts";
import fields from "../policies/fields.module.css";
import { useWords } from "../words/use-words.ts";

const UNITS = { seconds: 1_000, minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const;
type Unit = keyof typeof UNITS;
const ALL = Object.keys(UNITS) as readonly Unit[];

/** The largest unit in which the length is a whole number. */
const unitOf = (ms: number): Unit => ALL.findLast((unit) => ms > 0 && ms % UNITS[unit] === 0) ?? "seconds";

const textOf = (ms: number, unit: Unit, language: string): string =>
  Number.isNaN(ms) ? "" : new Intl.NumberFormat(language, { useGrouping: false, maximumFractionDigits: 3 }).format(ms / UNITS[unit]);

function read(text: string, unit: Unit): number {
  const number = Number(text.trim().replace(",", "."));
  return text.trim() === "" || !Number.isFinite(number) ? Number.NaN : Math.round(number * UNITS[unit]);
}

interface Props {
  readonly label: string;
  /** In milliseconds. */
  readonly value: number;
  /** What `faulty` gives. */
  readonly marks: Readonly<Record<string, unknown>>;
  readonly onChange: (value: number) => void;
}

/** A length of time as number and unit, from seconds on; NaN for what is no number. */
export function SpanField({ label, marks, onChange, value }: Props) {
  const { language, t } = useWords();
  const made = () => ({ value, unit: unitOf(value), text: textOf(value, unitOf(value), language) });
  const [typed, setTyped] = useState(made);
  // Changed from outside, as by Undo.
  const shown = Object.is(typed.value, value) ? typed : made();

  const change = (text: string, unit: Unit) => {
    const next = read(text, unit);
    setTyped({ value: next, unit, text });
    onChange(next);
  };
  return (
    <span className={fields["length"]}>
      <input
        className={cx(fields["field"], fields["number"])}
        aria-label={label}
        inputMode="decimal"
        autoComplete="off"
        value={shown.text}
        onChange={({ target }) => change(target.value, shown.unit)}
        {...marks}
      />
      <select
        className={fields["select"]}
        aria-label={t("policies.unitOf", { field: label })}
        value={shown.unit}
        onChange={({ target }) => change(shown.text, target.value as Unit)}
      >
        {ALL.map((unit) => (
          <option key={unit} value={unit}>
            {t(unit === "seconds" ? "guardSet.unit.seconds" : `policies.unit.${unit}`)}
          </option>
        ))}
      </select>
    </span>
  );
}
