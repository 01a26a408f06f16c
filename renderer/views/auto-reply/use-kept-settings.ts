import { useState } from "react";
import type { Kept, SettingsSaved } from "../../commands/kept-settings.ts";
import type { Told } from "../../commands/ask-server.ts";
import { useFacts, type Facts } from "../settings/use-facts.ts";

export interface KeptSettings<Settings, Fact extends Kept<Settings>> {
  readonly facts: Facts<Fact>;
  /** As on screen; undefined until they have been heard of. */
  readonly settings: Settings | undefined;
  readonly changed: boolean;
  readonly saving: "idle" | "saving" | SettingsSaved;
  readonly change: (settings: Settings) => void;
  readonly discard: () => void;
  readonly save: () => Promise<void>;
}

/** Settings that are kept by the server and changed here: what is not saved yet stands apart until it is. */
export function useKeptSettings<Settings, Fact extends Kept<Settings>>(
  ask: () => Promise<Told<Fact>>,
  keep: (settings: Settings, version: number) => Promise<SettingsSaved>,
): KeptSettings<Settings, Fact> {
  const facts = useFacts(ask);
  const [draft, setDraft] = useState<{ readonly settings: Settings; readonly version: number }>();
  const [saving, setSaving] = useState<KeptSettings<Settings, Fact>["saving"]>("idle");
  const saved = facts.seen?.fact;

  return {
    facts,
    settings: draft?.settings ?? saved?.settings,
    changed: draft !== undefined,
    saving,
    change: (settings) => {
      setSaving("idle");
      setDraft(JSON.stringify(settings) === JSON.stringify(saved?.settings) ? undefined : { settings, version: draft?.version ?? saved?.version ?? 0 });
    },
    discard: () => {
      setDraft(undefined);
      setSaving("idle");
      void facts.refresh();
    },
    save: async () => {
      if (draft === undefined) return;
      setSaving("saving");
      const outcome = await keep(draft.settings, draft.version);
      if (outcome === "saved") {
        await facts.refresh();
        setDraft(undefined);
      }
      setSaving(outcome);
    },
  };
}
