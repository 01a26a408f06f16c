import type { ReactNode } from "react";
import css from "./auto-reply.module.css";

interface Props {
  readonly label: string;
  readonly hint?: string | undefined;
  /** Of what it names, where that is one thing. */
  readonly labelFor?: string | undefined;
  readonly children: ReactNode;
}

/** What it is called, what it does, and where it is changed. */
export function SettingLine({ children, hint, label, labelFor }: Props) {
  return (
    <div className={css["line"]}>
      <div className={css["words"]}>
        {labelFor === undefined ? <p>{label}</p> : <label htmlFor={labelFor}>{label}</label>}
        {hint === undefined ? null : <p className={css["hint"]}>{hint}</p>}
      </div>
      <div className={css["control"]}>{children}</div>
    </div>
  );
}
