import { Save as SaveIcon, TriangleAlert, Users } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useInbox } from "../../state/inbox-store.ts";
import { Button } from "../../ui/button.tsx";
import css from "../policies/save-bar.module.css";
import { useWords } from "../words/use-words.ts";
import { SaveBarTrouble } from "./save-bar-trouble.tsx";
import type { Save } from "./saving.ts";

interface MeanwhileAnswers {
  readonly onKeepMine: () => void;
  readonly onTakeTheirs: () => void;
  readonly onClose: () => void;
}

interface Props<Draft> {
  readonly save: Save<Draft>;
  /** What has changed, in words. */
  readonly what: string;
  readonly faults: number;
  readonly onFault: () => void;
  /** How it can be tried before it is saved. */
  readonly children: ReactNode;
  /** The question to ask where somebody else has saved meanwhile. */
  readonly meanwhile: ((answers: MeanwhileAnswers) => ReactNode) | undefined;
}

/** The bar over changes that are not saved yet: what is wrong with them, and the ways on. */
export function SaveBarFrame<Draft>({ children, faults, meanwhile, onFault, save, what }: Props<Draft>) {
  const offline = useInbox(({ connection }) => connection.kind === "offline");
  const [comparing, setComparing] = useState(false);
  const { t } = useWords();
  const { saving } = save;
  return (
    <section className={css["bar"]} data-save-bar aria-label={t("policies.bar")}>
      <div className={css["line"]}>
        <p className={css["what"]}>{t("policies.bar.unsaved", { what })}</p>
        {faults === 0 ? null : (
          <Button look="link" className={css["faults"]} onClick={onFault}>
            <TriangleAlert size={14} strokeWidth={1.75} />
            {t("policies.bar.faults", { count: faults })}
          </Button>
        )}
        <span className={css["grow"]} />
        <Button onClick={save.discard} disabled={saving.kind === "saving"}>
          {t("policies.bar.discard")}
        </Button>
        {children}
        {meanwhile === undefined ? (
          <Button
            look="primary"
            disabled={offline || saving.kind === "saving"}
            aria-busy={saving.kind === "saving"}
            onClick={() => (faults === 0 ? void save.save() : onFault())}
          >
            <SaveIcon size={14} strokeWidth={1.75} />
            {saving.kind === "saving" ? t("policies.bar.saving") : faults > 0 ? t("policies.bar.saveFaults", { count: faults }) : t("policies.bar.save")}
          </Button>
        ) : (
          <Button look="primary" onClick={() => setComparing(true)}>
            <Users size={14} strokeWidth={1.75} />
            {t("policies.bar.compare")}
          </Button>
        )}
      </div>
      <div role="status">
        <SaveBarTrouble saving={saving} offline={offline} meanwhile={meanwhile !== undefined} />
      </div>
      {comparing && meanwhile !== undefined
        ? meanwhile({
            onKeepMine: () => {
              save.keepMine();
              setComparing(false);
            },
            onTakeTheirs: () => {
              save.takeTheirs();
              setComparing(false);
            },
            onClose: () => setComparing(false),
          })
        : null}
    </section>
  );
}
