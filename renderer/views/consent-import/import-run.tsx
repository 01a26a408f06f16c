import { Button } from "../../ui/button.tsx";
import { Fault } from "../calendars/part.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./consents.module.css";
import { CountBoxes } from "./count-boxes.tsx";
import type { Import, ImportPhase } from "./use-import.ts";

interface Props {
  readonly one: Import;
  readonly phase: Extract<ImportPhase, { readonly kind: "running" | "broken" }>;
  readonly total: number;
}

/** How far it has come, and the way to stop; where it broke off, why, and the way on. */
export function ImportRun({ one, phase, total }: Props) {
  const { t, time } = useWords();
  const { done } = phase.progress;
  const isChecking = phase.of === "checking";
  const values = { done: time.number(done), total: time.number(total) };
  return (
    <>
      <p role="status">{t(isChecking ? "consents.checking" : "consents.importing", values)}</p>
      <progress className={css["bar"]} max={total} value={done} aria-label={t(isChecking ? "consents.checking" : "consents.importing", values)} />
      <CountBoxes counts={phase.progress.counts} isDone={!isChecking} />
      {phase.kind === "broken" ? (
        <>
          <Fault>{t(`consents.broken.${phase.why}`)}</Fault>
          <div className={css["ways"]}>
            <Button look="primary" onClick={one.goOn}>
              {t("consents.goOn")}
            </Button>
            <Button look="quiet" onClick={one.again}>
              {t("consents.otherFile")}
            </Button>
          </div>
        </>
      ) : (
        <div className={css["ways"]}>
          <Button onClick={one.cancel}>{t("consents.cancel")}</Button>
        </div>
      )}
    </>
  );
}
