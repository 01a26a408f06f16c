import { FlaskConical, Save as SaveIcon, TriangleAlert, Users } from "lucide-react";
import { useMemo, useState } from "react";
import { useInbox } from "../../state/inbox-store.ts";
import { setUi, useUi } from "../../state/ui-store.ts";
import { Button } from "../../ui/button.tsx";
import { SaveBarAfterwards } from "../settings/save-bar-afterwards.tsx";
import { SaveBarTrouble } from "../settings/save-bar-trouble.tsx";
import { isUnchanged, slaChanges } from "../settings/sla-changes.ts";
import { problemsOfDraft } from "../settings/use-sla-draft.ts";
import { useWords } from "../words/use-words.ts";
import { useChangeWords } from "./change-words.ts";
import { focusFault } from "./focus-fault.ts";
import { MeanwhileQuestion } from "./meanwhile-question.tsx";
import css from "./save-bar.module.css";
import { useSave } from "./use-save.ts";

/** What is not saved yet, and what to do with it; the same bar under all pages of the settings. */
export function SaveBar() {
  const draft = useUi(({ slaDraft }) => slaDraft);
  const offline = useInbox(({ connection }) => connection.kind === "offline");
  const tab = useUi(({ settingsTab }) => settingsTab);
  const [comparing, setComparing] = useState(false);
  const { t } = useWords();
  const save = useSave();
  const words = useChangeWords();
  const changes = useMemo(() => (draft === undefined ? undefined : slaChanges(draft.saved, draft)), [draft]);
  const problems = useMemo(() => (draft === undefined ? [] : problemsOfDraft(draft)), [draft]);
  const { saving } = save;

  if (draft === undefined || changes === undefined) return null;
  if (isUnchanged(changes)) return <SaveBarAfterwards saving={saving} saved={t("policies.bar.saved")} onUndo={save.undoDiscard} onDismiss={save.dismiss} />;

  const [firstFault] = problems;
  const toFault = () => firstFault !== undefined && focusFault(firstFault, draft);
  return (
    <section className={css["bar"]} data-save-bar aria-label={t("policies.bar")}>
      <div className={css["line"]}>
        <p className={css["what"]}>{t("policies.bar.unsaved", { what: words(changes) })}</p>
        {firstFault === undefined ? null : (
          <Button look="link" className={css["faults"]} onClick={toFault}>
            <TriangleAlert size={14} strokeWidth={1.75} />
            {t("policies.bar.faults", { count: problems.length })}
          </Button>
        )}
        <span className={css["grow"]} />
        <Button onClick={save.discard} disabled={saving.kind === "saving"}>
          {t("policies.bar.discard")}
        </Button>
        {tab === "what-if" ? null : (
          <Button onClick={() => setUi({ settingsTab: "what-if" })} disabled={problems.length > 0}>
            <FlaskConical size={14} strokeWidth={1.75} />
            {t("policies.bar.try")}
          </Button>
        )}
        {draft.theirs === undefined ? (
          <Button
            look="primary"
            disabled={offline || saving.kind === "saving"}
            aria-busy={saving.kind === "saving"}
            onClick={() => (firstFault === undefined ? void save.save() : toFault())}
          >
            <SaveIcon size={14} strokeWidth={1.75} />
            {saving.kind === "saving"
              ? t("policies.bar.saving")
              : problems.length > 0
                ? t("policies.bar.saveFaults", { count: problems.length })
                : t("policies.bar.save")}
          </Button>
        ) : (
          <Button look="primary" onClick={() => setComparing(true)}>
            <Users size={14} strokeWidth={1.75} />
            {t("policies.bar.compare")}
          </Button>
        )}
      </div>
      <div role="status">
        <SaveBarTrouble saving={saving} offline={offline} meanwhile={draft.theirs !== undefined} />
      </div>
      {comparing && draft.theirs !== undefined ? (
        <MeanwhileQuestion
          draft={draft}
          theirs={draft.theirs}
          onKeepMine={() => {
            save.keepMine();
            setComparing(false);
          }}
          onTakeTheirs={() => {
            save.takeTheirs();
            setComparing(false);
          }}
          onClose={() => setComparing(false)}
        />
      ) : null}
    </section>
  );
}
