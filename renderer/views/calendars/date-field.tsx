import type { Ref } from "react";
import fields from "../policies/fields.module.css";

interface Props {
  readonly ref?: Ref<HTMLInputElement>;
  readonly label: string;
  readonly value: string;
  readonly faultId: string | undefined;
  readonly path?: string | undefined;
  /** `incomplete`: something stands in the field, and it is no day. */
  readonly onChange: (date: string, incomplete: boolean) => void;
}

/** A day of the calendar that promises are counted by (1900 to 2499). */
export function DateField({ faultId, label, onChange, path, ref, value }: Props) {
  return (
    <input
      ref={ref}
      type="date"
      className={fields["field"]}
      aria-label={label}
      min="1900-01-03"
      max="2499-12-30"
      value={value}
      onChange={({ target }) => onChange(target.value, target.validity.badInput)}
      {...(path === undefined ? {} : { "data-path": path })}
      {...(faultId === undefined ? {} : { "aria-invalid": true, "aria-describedby": faultId })}
    />
  );
}
