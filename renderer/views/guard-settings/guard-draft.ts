import { severityProblems } from "../../../shared/guard/allowed-severities.ts";
import { policyChanges, savedForm, withValue, isSame } from "../../../shared/guard/policy-changes.ts";
import { parseGuardPolicy } from "../../../shared/guard/policy-schema.ts";
import type { Problem } from "../../../shared/sla/problems.ts";
import type { SavedGuardPolicy } from "../../commands/guard-settings.ts";
import type { GuardDraft } from "../../state/ui-state.ts";

/** Nothing changed yet. */
export const guardDraftOf = (saved: SavedGuardPolicy): GuardDraft => ({ saved, policy: saved.policy });

export const changesOf = ({ policy, saved }: GuardDraft) => policyChanges(saved.policy, policy);
export const isGuardChanged = (draft: GuardDraft): boolean => changesOf(draft).length > 0;

/** What keeps the draft from being saved, each at its path; what the server had against it among them. */
export function guardProblems({ policy, refused = [] }: GuardDraft): readonly Problem[] {
  const parsed = parseGuardPolicy(savedForm(policy));
  const found = [...(parsed.ok ? [] : parsed.error), ...severityProblems(policy.severities)];
  return [...found, ...refused.filter(({ path }) => !found.some((problem) => problem.path === path))];
}

/**
 * The draft after the server has said what is saved. Without a change it follows; with one it stays, and remembers what somebody else
 * has saved meanwhile. An answer from before our own last save says nothing.
 */
export function withGuardNews(draft: GuardDraft | undefined, news: SavedGuardPolicy): GuardDraft {
  if (draft === undefined) return guardDraftOf(news);
  if (news.version <= draft.saved.version) return draft;
  if (!isGuardChanged(draft) || policyChanges(news.policy, draft.policy).length === 0) return guardDraftOf(news);
  return draft.theirs?.version === news.version ? draft : { ...draft, theirs: news };
}

/** Our changes on top of what somebody else has saved; and the paths that both have changed differently. */
export function rebased(draft: GuardDraft, theirs: SavedGuardPolicy): { readonly draft: GuardDraft; readonly both: readonly string[] } {
  const mine = changesOf(draft);
  const other = policyChanges(draft.saved.policy, theirs.policy);
  return {
    draft: { saved: theirs, policy: mine.reduce((policy, { after, path }) => withValue(policy, path, after), theirs.policy) },
    both: mine.filter(({ after, path }) => other.some((one) => one.path === path && !isSame(one.after, after))).map(({ path }) => path),
  };
}
