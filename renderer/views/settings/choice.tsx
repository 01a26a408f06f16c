import { RadioGroup } from "radix-ui";
import css from "./choice.module.css";

interface Props<Value extends string> {
  readonly label: string;
  readonly hint: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChoose: (value: Value) => void;
}

/** One of a few, all in sight: arrow keys choose, and it holds at once. */
export function Choice<Value extends string>({ hint, label, onChoose, options, value }: Props<Value>) {
  return (
    <div className={css["line"]}>
      <div className={css["words"]}>
        <p>{label}</p>
        <p className={css["hint"]}>{hint}</p>
      </div>
      <RadioGroup.Root className={css["options"]} aria-label={label} value={value} onValueChange={(chosen) => onChoose(chosen as Value)}>
        {options.map((option) => (
          <RadioGroup.Item key={option.value} className={css["option"]} value={option.value}>
            {option.label}
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
    </div>
  );
}
