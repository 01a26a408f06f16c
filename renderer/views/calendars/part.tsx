import { TriangleAlert, Undo2 } from "lucide-react";
import { useId, type ReactNode } from "react";
import { Button } from "../../ui/button.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./part.module.css";

interface Props {
  readonly title: string;
  readonly hint?: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a calendar: what it is about, and a card. */
export function Part({ action, children, hint, title }: Props) {
  const id = useId();
  return (
    <section className={css["part"]} aria-labelledby={id}>
      <header className={css["head"]}>
        <div>
          <h3 id={id}>{title}</h3>
          {hint === undefined ? null : <p>{hint}</p>}
        </div>
        {action}
      </header>
      <div className={css["card"]}>{children}</div>
    </section>
  );
}

/** What was taken away, and the way back. */
export function UndoLine({ onUndo, sentence }: { readonly sentence: string | undefined; readonly onUndo: (() => void) | undefined }) {
  const { t } = useWords();
  return (
    <div role="status">
      {sentence === undefined || onUndo === undefined ? null : (
        <div className={css["undo"]}>
          <p>{sentence}</p>
          <Button size="small" onClick={onUndo}>
            <Undo2 size={13} strokeWidth={1.75} />
            {t("calendars.undo")}
          </Button>
        </div>
      )}
    </div>
  );
}

/** What is wrong, at the field where it can be mended; `id` is what the field names as its description. */
export function Fault({ children, id }: { readonly id?: string | undefined; readonly children: ReactNode }) {
  return (
    <p className={css["fault"]} id={id} role="alert">
      <TriangleAlert size={13} strokeWidth={1.75} />
      <span>{children}</span>
    </p>
  );
}
