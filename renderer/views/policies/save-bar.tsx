import { FlaskConical } from "lucide-react";
import { useMemo } from "react";
import { setUi, useUi } from "../../state/ui-store.ts";
import { Button } from "../../ui/button.tsx";
import { SaveBarAfterwards } from "../settings/save-bar-afterwards.tsx";
import { SaveBarFrame } from "../settings/save-bar-frame.tsx";
import { isUnchanged, slaChanges } from "../settings/sla-changes.ts";
import { problemsOfDraft } from "../settings/use-sla-draft.ts";
import { useWords } from "../words/use-words.ts";
import { useChangeWords } from "./change-words.ts";
import { focusFault } from "./focus-fault.ts";
import { MeanwhileQuestion } from "./meanwhile-question.tsx";
import { useSave } from "./use-save.ts";

/** What is not saved yet, and what to do with it; the same bar under all pages of the settings. */
export function SaveBar() {
  const draft = useUi(({ slaDraft }) => slaDraft);
  const tab = useUi(({ settingsTab }) => settingsTab);
  const { t } = useWords();
  const save = useSave();
  const words = useChangeWords();
  const changes = useMemo(() => (draft === undefined ? undefined : slaChanges(draft.saved, draft)), [draft]);
  const problems = useMemo(() => (draft === undefined ? [] : problemsOfDraft(draft)), [draft]);

  if (draft === undefined || changes === undefined) return null;
  if (isUnchanged(changes))
    return <SaveBarAfterwards saving={save.saving} saved={t("policies.bar.saved")} onUndo={save.undoDiscard} onDismiss={save.dismiss} />;

  const [firstFault] = problems;
  const { theirs } = draft;
  return (
    <SaveBarFrame
      save={save}
      what={words(changes)}
      faults={problems.length}
      onFault={() => firstFault !== undefined && focusFault(firstFault, draft)}
      meanwhile={theirs === undefined ? undefined : (answers) => <MeanwhileQuestion draft={draft} theirs={theirs} {...answers} />}
    >
      {tab === "what-if" ? null : (
        <Button onClick={() => setUi({ settingsTab: "what-if" })} disabled={problems.length > 0}>
          <FlaskConical size={14} strokeWidth={1.75} />
          {t("policies.bar.try")}
        </Button>
      )}
    </SaveBarFrame>
  );
}
