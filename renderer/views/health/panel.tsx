import { useId, type ReactNode } from "react";
import css from "./panel.module.css";

interface Props {
  readonly title: string;
  readonly note?: ReactNode;
  readonly children: ReactNode;
  /** Takes the whole width. */
  readonly wide?: boolean;
}

export function Panel({ children, note, title, wide = false }: Props) {
  const id = useId();
  return (
    <section className={css["panel"]} aria-labelledby={id} data-wide={wide || undefined}>
      <header className={css["head"]}>
        <h2 id={id}>{title}</h2>
        {note === undefined ? null : <span className={css["note"]}>{note}</span>}
      </header>
      {children}
    </section>
  );
}
