import { CircleCheck, History, Save as SaveIcon, TriangleAlert, Undo2, Users, X } from "lucide-react";
import { useEffect, useState, type ReactNode } from "react";
import type { Problem } from "../../../shared/sla/problems.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { setUi, useUi } from "../../state/ui-store.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import css from "../policies/save-bar.module.css";
import { focusSettings } from "../settings/focus-settings.ts";
import { useWords } from "../words/use-words.ts";
import { changesOf } from "./guard-draft.ts";
import { GuardMeanwhile } from "./guard-meanwhile.tsx";
import { usePreviewStart } from "./preview-section.tsx";
import { ruleOfPath } from "./rule-groups.ts";
import { useGuardSave, type GuardSaving } from "./use-guard-save.ts";

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
  if (changes.length === 0)
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
        <Trouble saving={saving} offline={offline} meanwhile={draft.theirs !== undefined} />
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

/** Why it is not saved, and what that means. */
function Trouble({ meanwhile, offline, saving }: { readonly saving: GuardSaving; readonly offline: boolean; readonly meanwhile: boolean }) {
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
function Afterwards({ onDismiss, onUndo, saving }: { readonly saving: GuardSaving; readonly onUndo: () => void; readonly onDismiss: () => void }) {
  const { t } = useWords();
  useEffect(() => {
    // The button that was pressed has gone with the bar.
    if (saving.kind === "saved" && document.activeElement === document.body) focusSettings();
  }, [saving.kind]);
  return (
    <div role="status" className={css["after"]}>
      {saving.kind === "saved" ? (
        <Line icon={<CircleCheck size={16} strokeWidth={1.75} />} onDismiss={onDismiss}>
          <p>{t("guardSet.bar.saved")}</p>
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
