import type { ReactNode } from "react";
import css from "./context-column.module.css";

interface Props {
  readonly title: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

export function Section({ action, children, title }: Props) {
  return (
    <section className={css["section"]}>
      <header className={css["head"]}>
        <h3 className={css["title"]}>{title}</h3>
        {action}
      </header>
      {children}
    </section>
  );
}
