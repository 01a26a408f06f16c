import type { ReactNode } from "react";
import css from "./empty.module.css";

interface Props {
  readonly icon?: ReactNode;
  readonly title: ReactNode;
  readonly children?: ReactNode;
}

/** Says honestly that there is nothing, and what to do about it. */
export function Empty({ icon, title, children }: Props) {
  return (
    <div className={css["empty"]}>
      {icon}
      <p className={css["title"]}>{title}</p>
      {children === undefined ? null : <div className={css["body"]}>{children}</div>}
    </div>
  );
}
