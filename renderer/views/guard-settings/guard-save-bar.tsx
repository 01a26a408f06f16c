import { History } from "lucide-react";
import type { Problem } from "../../../shared/sla/problems.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { setUi, useUi } from "../../state/ui-store.ts";
import { Button } from "../../ui/button.tsx";
import { SaveBarAfterwards } from "../settings/save-bar-afterwards.tsx";
import { SaveBarFrame } from "../settings/save-bar-frame.tsx";
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
  const { t } = useWords();
  const save = useGuardSave();
  const preview = usePreviewStart();
  if (draft === undefined) return null;

  const changes = changesOf(draft);
  if (changes.length === 0)
    return <SaveBarAfterwards saving={save.saving} saved={t("guardSet.bar.saved")} onUndo={save.undoDiscard} onDismiss={save.dismiss} />;

  const [firstFault] = problems;
  const { theirs } = draft;
  return (
    <SaveBarFrame
      save={save}
      what={t("guardSet.bar.changes", { count: changes.length })}
      faults={problems.length}
      onFault={() => firstFault !== undefined && focusGuardFault(firstFault)}
      meanwhile={theirs === undefined ? undefined : (answers) => <GuardMeanwhile draft={draft} theirs={theirs} {...answers} />}
    >
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
    </SaveBarFrame>
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
