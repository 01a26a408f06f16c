import { useState } from "react";
import { cx } from "../../ui/cx.ts";
import fields from "../policies/fields.module.css";
import { useWords } from "../words/use-words.ts";

interface Props {
  readonly label: string;
  readonly value: number;
  /** So many of the shown are one of the kept: 100 where per cent are shown of a share. */
  readonly scale?: number;
  readonly unit?: string | undefined;
  /** What `faulty` gives. */
  readonly marks: Readonly<Record<string, unknown>>;
  readonly onChange: (value: number) => void;
}

const shownAs = (value: number, scale: number, language: string): string =>
  Number.isNaN(value) ? "" : new Intl.NumberFormat(language, { useGrouping: false, maximumFractionDigits: 4 }).format(value * scale);

/** What somebody typed, with comma or point; NaN for what is no number, which is a fault of its own. */
function read(text: string): number {
  const number = Number(text.trim().replace(",", "."));
  return text.trim() === "" || !Number.isFinite(number) ? Number.NaN : number;
}

/** A number as it is typed; what stands there may be wrong, and is told so. */
export function NumberField({ label, marks, onChange, scale = 1, unit, value }: Props) {
  const { language } = useWords();
  const [typed, setTyped] = useState(() => ({ value, text: shownAs(value, scale, language) }));
  // Changed from outside, as by Undo.
  const shown = Object.is(typed.value, value) ? typed.text : shownAs(value, scale, language);

  return (
    <span className={fields["length"]}>
      <input
        className={cx(fields["field"], fields["number"])}
        aria-label={label}
        inputMode="decimal"
        autoComplete="off"
        value={shown}
        onChange={({ target }) => {
          // Sixteen digits of 0.03 * 100 say nothing.
          const next = Number((read(target.value) / scale).toPrecision(12));
          setTyped({ value: next, text: target.value });
          onChange(next);
        }}
        {...marks}
      />
      {unit === undefined ? null : <span aria-hidden="true">{unit}</span>}
    </span>
  );
}
