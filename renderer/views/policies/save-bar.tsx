import { CircleCheck, FlaskConical, Save as SaveIcon, TriangleAlert, Undo2, Users, X } from "lucide-react";
import { useEffect, useMemo, useState, type ReactNode } from "react";
import { useInbox } from "../../state/inbox-store.ts";
import { setUi, useUi } from "../../state/ui-store.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { focusSettings } from "../settings/focus-settings.ts";
import { isUnchanged, slaChanges } from "../settings/sla-changes.ts";
import { problemsOfDraft } from "../settings/use-sla-draft.ts";
import { useWords } from "../words/use-words.ts";
import { useChangeWords } from "./change-words.ts";
import { focusFault } from "./focus-fault.ts";
import { MeanwhileQuestion } from "./meanwhile-question.tsx";
import css from "./save-bar.module.css";
import { useSave, type Saving } from "./use-save.ts";

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
  if (isUnchanged(changes))
    return (
      <Afterwards
        saving={saving}
        onUndo={() => {
          save.undoDiscard();
          focusSettings();
        }}
        onDismiss={() => {
          save.dismiss();
          focusSettings();
        }}
      />
    );

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
        <Trouble saving={saving} offline={offline} meanwhile={draft.theirs !== undefined} />
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

/** Why it is not saved, and what that means. */
function Trouble({ meanwhile, offline, saving }: { readonly saving: Saving; readonly offline: boolean; readonly meanwhile: boolean }) {
  const { t } = useWords();
  const sentence = meanwhile
    ? t("policies.bar.meanwhile")
    : offline
      ? t("policies.bar.offline")
      : saving.kind === "no-network" || saving.kind === "not-allowed" || saving.kind === "failed"
        ? t(`policies.bar.${saving.kind}`)
        : saving.kind === "rebased"
          ? saving.both === 0
            ? t("policies.bar.rebased")
            : t("policies.bar.rebasedBoth", { count: saving.both })
          : undefined;
  return sentence === undefined ? null : (
    <p className={css["trouble"]} data-calm={saving.kind === "rebased" && !meanwhile && !offline}>
      {sentence}
    </p>
  );
}

/** What has become of the changes: saved, or thrown away and to be had back. */
function Afterwards({ onDismiss, onUndo, saving }: { readonly saving: Saving; readonly onUndo: () => void; readonly onDismiss: () => void }) {
  const { t } = useWords();
  useEffect(() => {
    // The button that was pressed has gone with the bar.
    if (saving.kind === "saved" && document.activeElement === document.body) focusSettings();
  }, [saving.kind]);
  return (
    <div role="status" className={css["after"]}>
      {saving.kind === "saved" ? (
        <Line icon={<CircleCheck size={16} strokeWidth={1.75} />} onDismiss={onDismiss}>
          <p>{t("policies.bar.saved")}</p>
        </Line>
      ) : saving.kind === "discarded" ? (
        <Line icon={<Undo2 size={16} strokeWidth={1.75} />} onDismiss={onDismiss}>
          <p>{t("policies.bar.discarded")}</p>
          <Button size="small" autoFocus onClick={onUndo}>
            {t("policies.undo")}
          </Button>
        </Line>
      ) : null}
    </div>
  );
}

interface LineProps {
  readonly icon: ReactNode;
  readonly children: ReactNode;
  readonly onDismiss: () => void;
}

function Line({ children, icon, onDismiss }: LineProps) {
  const { t } = useWords();
  return (
    <div className={css["bar"]}>
      <div className={css["line"]}>
        {icon}
        {children}
        <span className={css["grow"]} />
        <IconButton label={t("common.dismiss")} onClick={onDismiss}>
          <X size={14} strokeWidth={1.75} />
        </IconButton>
      </div>
    </div>
  );
}
