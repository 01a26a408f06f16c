import { History, Save as SaveIcon, TriangleAlert, Users } from "lucide-react";
import { useState } from "react";
import type { Problem } from "../../../shared/sla/problems.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { setUi, useUi } from "../../state/ui-store.ts";
import { Button } from "../../ui/button.tsx";
import css from "../policies/save-bar.module.css";
import { SaveBarAfterwards } from "../settings/save-bar-afterwards.tsx";
import { SaveBarTrouble } from "../settings/save-bar-trouble.tsx";
import { useWords } from "../words/use-words.ts";
import { changesOf } from "./guard-draft.ts";
import { GuardMeanwhile } from "./guard-meanwhile.tsx";
import { usePreviewStart } from "./preview-section.tsx";
import { ruleOfPath } from "./rule-groups.ts";
import { useGuardSave } from "./use-guard-save.ts";

/** What is not saved yet, and what to do with it. */
export function GuardSaveBar({ problems }: { readonly problems: readonly Problem[] }) {
  const draft = useUi(({ guardDraft }) => guardDraft);
  const offline = useInbox(({ connection }) => connection.kind === "offline");
  const [comparing, setComparing] = useState(false);
  const { t } = useWords();
  const save = useGuardSave();
  const preview = usePreviewStart();
  const { saving } = save;
  if (draft === undefined) return null;

  const changes = changesOf(draft);
  if (changes.length === 0) return <SaveBarAfterwards saving={saving} saved={t("guardSet.bar.saved")} onUndo={save.undoDiscard} onDismiss={save.dismiss} />;

  const [firstFault] = problems;
  const toFault = () => firstFault !== undefined && focusGuardFault(firstFault);
  return (
    <section className={css["bar"]} data-save-bar aria-label={t("policies.bar")}>
      <div className={css["line"]}>
        <p className={css["what"]}>{t("policies.bar.unsaved", { what: t("guardSet.bar.changes", { count: changes.length }) })}</p>
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
        <Button
          disabled={offline || firstFault !== undefined}
          onClick={() => {
            preview();
            document.querySelector("[data-preview]")?.scrollIntoView({ block: "start" });
          }}
        >
          <History size={14} strokeWidth={1.75} />
          {t("guardSet.bar.preview")}
        </Button>
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
        <GuardMeanwhile
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

/** Opens the rule of a fault and puts the focus into its field. */
export function focusGuardFault({ path }: Problem): void {
  const rule = ruleOfPath(path);
  if (rule !== undefined) setUi({ guardRuleOpen: rule });
  // Drawn by then.
  requestAnimationFrame(() => {
    const fields = Array.from(document.querySelectorAll<HTMLElement>("main [data-path]"));
    const near = fields.filter(({ dataset }) => path.startsWith(dataset["path"] ?? " ") || dataset["path"]?.startsWith(path) === true);
    const field = near.toSorted((a, b) => (b.dataset["path"]?.length ?? 0) - (a.dataset["path"]?.length ?? 0))[0];
    field?.focus({ preventScroll: true });
    field?.scrollIntoView({ block: "center" });
  });
}
