import { useState } from "react";
import { policyChanges } from "../../../shared/guard/policy-changes.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import type { SavedGuardPolicy } from "../../commands/guard-settings.ts";
import type { GuardDraft } from "../../state/ui-state.ts";
import { readUi, setUi } from "../../state/ui-store.ts";
import type { Save, Saving } from "../settings/saving.ts";
import { guardDraftOf, isGuardChanged, rebased } from "./guard-draft.ts";

/** Saves the policy of the guard, and settles it with what others save. */
export function useGuardSave(): Save<GuardDraft> {
  const commands = useCommands();
  const [saving, setSaving] = useState<Saving<GuardDraft>>({ kind: "idle" });

  const settle = (sent: GuardDraft, saved: SavedGuardPolicy) => {
    const now = readUi().guardDraft;
    // What was changed while it was being saved is not lost; it stands on what is saved now.
    setUi({ guardDraft: now === undefined || now === sent ? guardDraftOf(saved) : rebased(now, saved).draft });
    setSaving({ kind: "saved" });
  };

  const meet = async (sent: GuardDraft): Promise<void> => {
    const told = await commands.guardPolicy();
    if (told.kind !== "fresh") return setSaving({ kind: told.kind === "no-network" ? "no-network" : "failed" });
    const theirs = told.seen.fact;
    // An answer that got lost: it was we who saved this.
    if (policyChanges(theirs.policy, sent.policy).length === 0) return settle(sent, theirs);
    setUi({ guardDraft: { ...(readUi().guardDraft ?? sent), theirs } });
    setSaving({ kind: "idle" });
  };

  return {
    saving,
    save: async () => {
      const sent = readUi().guardDraft;
      if (sent === undefined || saving.kind === "saving" || !isGuardChanged(sent)) return;
      setSaving({ kind: "saving" });
      const answer = await commands.saveGuardPolicy({ version: sent.saved.version, policy: sent.policy });
      switch (answer.kind) {
        case "saved":
          return settle(sent, answer.saved);
        case "changed-meanwhile":
          return meet(sent);
        case "refused":
          if (readUi().guardDraft === sent) setUi({ guardDraft: { ...sent, refused: answer.problems } });
          return setSaving({ kind: answer.problems.length === 0 ? "failed" : "idle" });
        default:
          return setSaving({ kind: answer.kind });
      }
    },
    discard: () => {
      const draft = readUi().guardDraft;
      if (draft === undefined) return;
      setUi({ guardDraft: guardDraftOf(draft.theirs ?? draft.saved) });
      setSaving({ kind: "discarded", draft });
    },
    undoDiscard: () => {
      if (saving.kind !== "discarded") return;
      setUi({ guardDraft: saving.draft });
      setSaving({ kind: "idle" });
    },
    keepMine: () => {
      const draft = readUi().guardDraft;
      if (draft?.theirs === undefined) return;
      const { both, draft: mine } = rebased(draft, draft.theirs);
      setUi({ guardDraft: mine });
      setSaving({ kind: "rebased", both: both.length });
    },
    takeTheirs: () => {
      const draft = readUi().guardDraft;
      if (draft?.theirs === undefined) return;
      setUi({ guardDraft: guardDraftOf(draft.theirs) });
      setSaving({ kind: "discarded", draft });
    },
    dismiss: () => setSaving({ kind: "idle" }),
  };
}
