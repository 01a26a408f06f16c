import { DEFAULT_GUARD_POLICY } from "../../../shared/guard/context.ts";
import { toConversationId } from "../../../shared/ids.ts";
import type { Mutation } from "../../../shared/sync/mutations.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicker } from "../../state/ticker.ts";
import { whatBecomes } from "../../state/what-becomes.ts";
import { useWords } from "../words/use-words.ts";

/** What happens to a wish when it leaves, said beforehand; `isTrouble` where it will not simply go. */
export function useFateWords(mutation: Mutation): { readonly sentence: string; readonly isTrouble: boolean } | undefined {
  const conversation = useInbox((state) => state.conversations.get(toConversationId(mutation.conversationId)));
  const ticker = useTicker();
  const { t, time } = useWords();
  const now = ticker.now();
  const fate = whatBecomes(mutation, conversation, now, DEFAULT_GUARD_POLICY.windowMargin);
  switch (fate.kind) {
    case "goes":
      return undefined;
    case "goes-until":
      return { sentence: t(`pending.until.${fate.reason}`, { time: time.until(fate.at, now) }), isTrouble: false };
    case "leaves-at":
      return { sentence: t("pending.leavesAt", { time: time.until(fate.at, now) }), isTrouble: false };
    case "will-be-held":
      return { sentence: t(`pending.held.${fate.reason}`), isTrouble: true };
    case "will-be-refused":
      return { sentence: t(`pending.refused.${fate.code}`), isTrouble: true };
  }
}
