import type { SlaSettings } from "../../../shared/api/sla.ts";
import type { SlaDraft } from "../../state/ui-state.ts";
import { isUnchanged, saysTheSame, slaChanges } from "./sla-changes.ts";

/** Nothing changed yet. */
export const draftOf = (saved: SlaSettings): SlaDraft => ({ saved, policies: saved.policies, calendars: saved.calendars });

export const isChanged = (draft: SlaDraft): boolean => !isUnchanged(slaChanges(draft.saved, draft));

/**
 * The draft after the server has said what is saved. Without a change it follows; with one it stays as it is, and remembers
 * what somebody else has saved meanwhile. An answer from before our own last save says nothing.
 */
export function withNews(draft: SlaDraft | undefined, news: SlaSettings): SlaDraft {
  if (draft === undefined) return draftOf(news);
  if (news.revision <= draft.saved.revision) return draft;
  if (!isChanged(draft) || isUnchanged(slaChanges(news, draft))) return draftOf(news);
  return saysTheSame(draft.theirs, news) ? draft : { ...draft, theirs: news };
}
