import { useCommands } from "../../commands/commands-context.tsx";
import type { SlaDraft } from "../../state/ui-state.ts";
import { setUi, useUi } from "../../state/ui-store.ts";
import { useFacts, type FactsState } from "./use-facts.ts";

export interface SlaDraftInUse {
  readonly state: FactsState;
  /** What is on screen: the draft, else what is saved; absent until the server has been heard. */
  readonly draft: SlaDraft | undefined;
  /** Something is not saved. */
  readonly changed: boolean;
  readonly edit: (change: Partial<Pick<SlaDraft, "policies" | "calendars">>) => void;
  readonly discard: () => void;
  readonly refresh: () => Promise<void>;
}

/** Policies and calendars as they are being edited: one draft for all pages of the settings, saved together. */
export function useSlaDraft(): SlaDraftInUse {
  const facts = useFacts(useCommands().slaSettings);
  const begun = useUi(({ slaDraft }) => slaDraft);
  const saved = facts.seen?.fact;
  const draft = begun ?? (saved === undefined ? undefined : { saved, policies: saved.policies, calendars: saved.calendars });

  return {
    state: facts.state,
    draft,
    changed: begun !== undefined && !isSame(begun),
    edit: (change) => draft !== undefined && setUi({ slaDraft: { ...draft, ...change } }),
    discard: () => setUi({ slaDraft: undefined }),
    refresh: facts.refresh,
  };
}

const isSame = ({ calendars, policies, saved }: SlaDraft): boolean =>
  JSON.stringify([policies, calendars]) === JSON.stringify([saved.policies, saved.calendars]);
