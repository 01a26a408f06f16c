import { useState } from "react";
import type { SlaSettings } from "../../../shared/api/sla.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import type { SlaDraft } from "../../state/ui-state.ts";
import { readUi, setUi } from "../../state/ui-store.ts";
import { isUnchanged, slaChanges } from "../settings/sla-changes.ts";
import type { Save, Saving } from "../settings/saving.ts";
import { draftOf, isChanged } from "../settings/sla-draft.ts";
import { rebase } from "./rebase.ts";

/** Saves the one draft of all settings pages, and settles it with what others save. */
export function useSave(): Save<SlaDraft> {
  const commands = useCommands();
  const [saving, setSaving] = useState<Saving<SlaDraft>>({ kind: "idle" });

  const settle = (sent: SlaDraft, settings: SlaSettings) => {
    const now = readUi().slaDraft;
    // What was changed while it was being saved is not lost; it stands on what is saved now.
    setUi({ slaDraft: now === undefined || now === sent ? draftOf(settings) : rebase(now, settings).draft });
    setSaving({ kind: "saved" });
  };

  const meet = async (sent: SlaDraft): Promise<void> => {
    const told = await commands.slaSettings();
    if (told.kind !== "fresh") return setSaving({ kind: told.kind === "no-network" ? "no-network" : "failed" });
    const theirs = told.seen.fact;
    // An answer that got lost: it was we who saved this.
    if (isUnchanged(slaChanges(theirs, sent))) return settle(sent, theirs);
    setUi({ slaDraft: { ...(readUi().slaDraft ?? sent), theirs } });
    setSaving({ kind: "idle" });
  };

  return {
    saving,
    save: async () => {
      const sent = readUi().slaDraft;
      if (sent === undefined || saving.kind === "saving" || !isChanged(sent)) return;
      setSaving({ kind: "saving" });
      const answer = await commands.saveSlaSettings({ revision: sent.saved.revision, policies: sent.policies, calendars: sent.calendars });
      switch (answer.kind) {
        case "saved":
          return settle(sent, answer.settings);
        case "changed-meanwhile":
          return meet(sent);
        case "refused":
          if (readUi().slaDraft === sent) setUi({ slaDraft: { ...sent, refused: answer.problems } });
          return setSaving({ kind: answer.problems.length === 0 ? "failed" : "idle" });
        default:
          return setSaving({ kind: answer.kind });
      }
    },
    discard: () => {
      const draft = readUi().slaDraft;
      if (draft === undefined) return;
      setUi({ slaDraft: draftOf(draft.theirs ?? draft.saved) });
      setSaving({ kind: "discarded", draft });
    },
    undoDiscard: () => {
      if (saving.kind !== "discarded") return;
      setUi({ slaDraft: saving.draft });
      setSaving({ kind: "idle" });
    },
    keepMine: () => {
      const draft = readUi().slaDraft;
      if (draft?.theirs === undefined) return;
      const { both, draft: rebased } = rebase(draft, draft.theirs);
      setUi({ slaDraft: rebased });
      setSaving({ kind: "rebased", both: both.policies.length + both.calendars.length });
    },
    takeTheirs: () => {
      const draft = readUi().slaDraft;
      if (draft?.theirs === undefined) return;
      setUi({ slaDraft: draftOf(draft.theirs) });
      setSaving({ kind: "discarded", draft });
    },
    dismiss: () => setSaving({ kind: "idle" }),
  };
}
