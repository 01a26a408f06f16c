import { useId, type ReactNode, type RefObject } from "react";
import css from "./section.module.css";

interface Props {
  readonly title: string;
  readonly hint: string;
  readonly action?: ReactNode;
  /** Where the focus goes when what had it is gone. */
  readonly heading?: RefObject<HTMLHeadingElement | null>;
  readonly children: ReactNode;
}

/** A heading, what this is about, and a card. */
export function Section({ action, children, heading, hint, title }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <header className={css["head"]}>
        <div>
          <h2 className={css["title"]} id={id} ref={heading} tabIndex={-1}>
            {title}
          </h2>
          <p className={css["hint"]}>{hint}</p>
        </div>
        {action}
      </header>
      <div className={css["card"]}>{children}</div>
    </section>
  );
}
