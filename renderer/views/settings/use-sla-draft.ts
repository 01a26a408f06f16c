import { useEffect, useMemo } from "react";
import { parsePolicies } from "../../../shared/sla/parse-policy.ts";
import type { Problem } from "../../../shared/sla/problems.ts";
import type { Instant } from "../../../shared/time.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import type { SlaDraft } from "../../state/ui-state.ts";
import { readUi, setUi, useUi } from "../../state/ui-store.ts";
import { draftOf, isChanged, withNews } from "./sla-draft.ts";
import { useFacts, type FactsState } from "./use-facts.ts";

export interface SlaDraftInUse {
  readonly state: FactsState;
  /** When the server said what is saved. */
  readonly asOf: Instant | undefined;
  /** What is on screen: the draft, else what is saved; absent until the server has been heard. */
  readonly draft: SlaDraft | undefined;
  /** Something is not saved. */
  readonly changed: boolean;
  /** A lead, with a connection. Everybody else reads. */
  readonly editable: boolean;
  /** What keeps the draft from being saved, each at its path; what the server had against it among them. */
  readonly problems: readonly Problem[];
  readonly edit: (change: Partial<Pick<SlaDraft, "policies" | "calendars">>) => void;
  readonly discard: () => void;
  readonly refresh: () => Promise<void>;
}

/** Policies and calendars as they are being edited: one draft for all pages of the settings, saved together. */
export function useSlaDraft(): SlaDraftInUse {
  const facts = useFacts(useCommands().slaSettings);
  const leads = useInbox(({ me }) => me?.role === "lead" || me?.role === "admin");
  const begun = useUi(({ slaDraft }) => slaDraft);
  const saved = facts.seen?.fact;
  const draft = begun ?? (saved === undefined ? undefined : draftOf(saved));
  const problems = useMemo(() => (draft === undefined ? [] : problemsOfDraft(draft)), [draft]);

  useEffect(() => {
    if (saved !== undefined) setUi({ slaDraft: withNews(readUi().slaDraft, saved) });
  }, [saved]);

  return {
    state: facts.state,
    asOf: facts.seen?.at,
    draft,
    changed: begun !== undefined && isChanged(begun),
    editable: leads && draft !== undefined && (facts.state === "fresh" || facts.state === "loading"),
    problems,
    edit: (change) => {
      // The newest one: two changes may come before the next drawing.
      const before = readUi().slaDraft ?? draft;
      if (before !== undefined) setUi({ slaDraft: { ...before, ...change, refused: undefined } });
    },
    discard: () => draft !== undefined && setUi({ slaDraft: draftOf(draft.saved) }),
    refresh: facts.refresh,
  };
}

export function problemsOfDraft({ calendars, policies, refused = [] }: SlaDraft): readonly Problem[] {
  const parsed = parsePolicies({ policies, calendars });
  const found = parsed.ok ? [] : parsed.error;
  return [...found, ...refused.filter(({ path }) => !found.some((problem) => problem.path === path))];
}
