import { useEffect, useMemo } from "react";
import { withValue } from "../../../shared/guard/policy-changes.ts";
import type { Problem } from "../../../shared/sla/problems.ts";
import type { Instant } from "../../../shared/time.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import type { GuardDraft } from "../../state/ui-state.ts";
import { readUi, setUi, useUi } from "../../state/ui-store.ts";
import { useFacts, type FactsState } from "../settings/use-facts.ts";
import { guardDraftOf, guardProblems, isGuardChanged, withGuardNews } from "./guard-draft.ts";

export interface GuardDraftInUse {
  readonly state: FactsState;
  /** When the server said what is saved. */
  readonly asOf: Instant | undefined;
  /** What is on screen: the draft, else what is saved; absent until the server has been heard. */
  readonly draft: GuardDraft | undefined;
  readonly changed: boolean;
  /** A lead, with a connection. Everybody else reads. */
  readonly editable: boolean;
  readonly problems: readonly Problem[];
  /** Another value at a path; undefined takes it away. */
  readonly set: (path: string, value: unknown) => void;
  readonly refresh: () => Promise<void>;
}

/** The guard's policy as it is being edited. */
export function useGuardDraft(): GuardDraftInUse {
  const facts = useFacts(useCommands().guardPolicy);
  const leads = useInbox(({ me }) => me?.role === "lead" || me?.role === "admin");
  const begun = useUi(({ guardDraft }) => guardDraft);
  const saved = facts.seen?.fact;
  const draft = begun ?? (saved === undefined ? undefined : guardDraftOf(saved));
  const problems = useMemo(() => (draft === undefined ? [] : guardProblems(draft)), [draft]);

  useEffect(() => {
    if (saved !== undefined) setUi({ guardDraft: withGuardNews(readUi().guardDraft, saved) });
  }, [saved]);

  return {
    state: facts.state,
    asOf: facts.seen?.at,
    draft,
    changed: begun !== undefined && isGuardChanged(begun),
    editable: leads && draft !== undefined && (facts.state === "fresh" || facts.state === "loading"),
    problems,
    set: (path, value) => {
      // The newest one: two changes may come before the next drawing.
      const before = readUi().guardDraft ?? draft;
      if (before !== undefined) setUi({ guardDraft: { ...before, policy: withValue(before.policy, path, value), refused: undefined } });
    },
    refresh: facts.refresh,
  };
}
