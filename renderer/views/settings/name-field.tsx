import fieldsCss from "../policies/fields.module.css";
import css from "./dialog-form.module.css";

interface Props {
  readonly label: string;
  readonly value: string;
  /** Undefined: nothing is wrong with it. */
  readonly fault: string | undefined;
  readonly onChange: (value: string) => void;
}

/** The name of something new, the first field of its dialog. */
export function NameField({ fault, label, onChange, value }: Props) {
  return (
    <label className={css["field"]}>
      <span>{label}</span>
      <input
        className={fieldsCss["field"]}
        value={value}
        maxLength={100}
        autoFocus
        autoComplete="off"
        onChange={({ target }) => onChange(target.value)}
        {...(fault === undefined ? {} : { "aria-invalid": true })}
      />
      {fault === undefined ? null : <span className={fieldsCss["fault"]}>{fault}</span>}
    </label>
  );
}
