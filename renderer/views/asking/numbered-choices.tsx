import { useEffect, type ReactNode } from "react";
import { Keys } from "../../ui/keys.tsx";
import css from "./asking.module.css";

interface Choice<Value extends string> {
  readonly value: Value;
  readonly name: string;
  readonly icon?: ReactNode;
  readonly hint?: string | undefined;
}

interface Props<Value extends string> {
  readonly choices: readonly Choice<Value>[];
  readonly onChoose: (value: Value) => void;
}

/** One tap, or one number key. */
export function NumberedChoices<Value extends string>({ choices, onChoose }: Props<Value>) {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      const choice = /^[1-9]$/u.test(event.key) ? choices[Number(event.key) - 1] : undefined;
      if (choice === undefined) return;
      event.preventDefault();
      onChoose(choice.value);
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [choices, onChoose]);

  return (
    <ul className={css["choices"]}>
      {choices.map(({ hint, icon, name, value }, index) => (
        <li key={value}>
          <button type="button" className={css["choice"]} autoFocus={index === 0} onClick={() => onChoose(value)}>
            {icon}
            <span className={css["grow"]}>
              {name}
              {hint === undefined ? null : <span className={css["hint"]}>{hint}</span>}
            </span>
            <Keys keys={String(index + 1)} />
          </button>
        </li>
      ))}
    </ul>
  );
}
