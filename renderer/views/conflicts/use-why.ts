import { toAgentId } from "../../../shared/ids.ts";
import { useInbox } from "../../state/inbox-store.ts";
import type { Returned } from "../../state/returned.ts";
import { useTicker } from "../../state/ticker.ts";
import { useWords } from "../words/use-words.ts";

/** Why it came back, in a sentence: who has it and since when, where that is known. */
export function useWhy({ conversationId, why }: Returned): string {
  const by = useInbox((state) => (why.kind === "refused" && why.by !== undefined ? state.agents.get(toAgentId(why.by))?.name : undefined));
  const since = useInbox((state) => state.conversations.get(conversationId)?.handoff?.claimedAt);
  const owner = useInbox((state) => {
    const id = state.conversations.get(conversationId)?.assigneeId;
    return id === undefined || id === state.me?.id ? undefined : state.agents.get(id)?.name;
  });
  const ticker = useTicker();
  const { t, time } = useWords();
  if (why.kind === "held") {
    return why.reason === "not_assignee" && owner !== undefined ? t("conflicts.ownedBy", { name: owner }) : t(`held.${why.reason}`);
  }
  if (why.code !== "claim_lost") return t(`notice.rejected.${why.code}`, { by: by ?? t("conflicts.somebody") });
  const winner = by ?? owner;
  if (winner === undefined) return t("notice.rejected.claim_lostPlain");
  return since === undefined
    ? t("notice.rejected.claim_lost", { by: winner })
    : t("conflicts.claimedSince", { name: winner, time: time.until(since, ticker.now()) });
}
