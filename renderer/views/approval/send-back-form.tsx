import { useId, useRef, useState, type FormEvent, type KeyboardEvent } from "react";
import { Button } from "../../ui/button.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./approval-fate.module.css";

interface Props {
  readonly name: string;
  readonly onSend: (note: string) => void;
  readonly onKeep: () => void;
}

const LONGEST = 1_000;

/** What to change, in a sentence: sending back without one would teach nobody. */
export function SendBackForm({ name, onKeep, onSend }: Props) {
  const { t } = useWords();
  const id = useId();
  const [missing, setMissing] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);

  const send = () => {
    const note = field.current?.value.trim() ?? "";
    if (note !== "") return onSend(note);
    setMissing(true);
    field.current?.focus();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send();
  };
  const press = (event: KeyboardEvent) => {
    // What is typed here is nobody's shortcut.
    event.stopPropagation();
    if (event.key === "Escape") onKeep();
    if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      send();
    }
  };
  return (
    <form className={css["form"]} onSubmit={submit}>
      <label htmlFor={id}>{t("approval.note", { name })}</label>
      <textarea
        id={id}
        ref={field}
        className={css["field"]}
        rows={2}
        maxLength={LONGEST}
        autoFocus
        aria-invalid={missing}
        aria-describedby={`${id}-hint`}
        onKeyDown={press}
        onChange={() => setMissing(false)}
      />
      <p className={css["hint"]} id={`${id}-hint`} role={missing ? "alert" : undefined} data-missing={missing ? "" : undefined}>
        {missing ? t("approval.noteMissing") : t("approval.noteHint", { name })}
      </p>
      <div className={css["ways"]}>
        <Button size="small" onClick={onKeep}>
          {t("approval.noteKeep")}
        </Button>
        <Button size="small" look="primary" type="submit">
          {t("approval.noteDo")}
        </Button>
      </div>
    </form>
  );
}
