import { useState } from "react";
import { isSame } from "../../../shared/guard/policy-changes.ts";
import css from "./rule-field.module.css";

interface Props {
  readonly label: string;
  readonly value: readonly string[];
  readonly rows?: number;
  /** What `faulty` gives. */
  readonly marks: Readonly<Record<string, unknown>>;
  readonly onChange: (value: readonly string[]) => void;
}

const linesOf = (text: string): readonly string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

/** A list, one entry a line; empty lines are none. */
export function LinesField({ label, marks, onChange, rows = 3, value }: Props) {
  const [typed, setTyped] = useState(() => value.join("\n"));
  // Changed from outside, as by Undo.
  const shown = isSame(linesOf(typed), value) ? typed : value.join("\n");
  return (
    <textarea
      className={css["lines"]}
      aria-label={label}
      rows={rows}
      spellCheck={false}
      value={shown}
      onChange={({ target }) => {
        setTyped(target.value);
        onChange(linesOf(target.value));
      }}
      {...marks}
    />
  );
}
