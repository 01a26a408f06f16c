import { FileUp } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { cx } from "../../ui/cx.ts";
import { Fault } from "../calendars/part.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./consents.module.css";
import type { ImportPhase } from "./use-import.ts";

interface Props {
  readonly phase: ImportPhase;
  readonly onFile: (file: File) => void;
}

export function ChooseFile({ onFile, phase }: Props) {
  const { t } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file !== undefined) onFile(file);
  };
  const fault = phase.kind === "choose" ? phase.fault : undefined;

  return (
    <>
      <div
        className={cx(css["drop"], isOver && css["over"])}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer.files);
        }}
      >
        <FileUp size={20} strokeWidth={1.75} aria-hidden="true" />
        <p role="status">{phase.kind === "reading" ? t("consents.reading", { name: phase.name }) : t("consents.drop")}</p>
        <Button disabled={phase.kind === "reading"} onClick={() => input.current?.click()}>
          {t("consents.choose")}
        </Button>
        <input
          ref={input}
          className={css["unseen"]}
          type="file"
          tabIndex={-1}
          aria-label={t("consents.choose")}
          accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
          onChange={({ target }) => {
            take(target.files);
            // The same file again is a change too.
            target.value = "";
          }}
        />
      </div>
      {fault === undefined ? null : <Fault>{t(`consents.file.${fault}`)}</Fault>}
      <p className={css["hint"]}>{t("consents.drop.hint")}</p>
    </>
  );
}
