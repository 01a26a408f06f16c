import { DEFAULT_GUARD_POLICY } from "../../../shared/guard/context.ts";
import { toConversationId } from "../../../shared/ids.ts";
import type { Mutation } from "../../../shared/sync/mutations.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicker } from "../../state/ticker.ts";
import { whatBecomes } from "../../state/what-becomes.ts";
import { useWords } from "../words/use-words.ts";

/** What happens to a wish when it leaves, said beforehand; `isTrouble` where it will not simply go. By a clock that was not compared it is a guess, and said as one [I14]. */
export function useFateWords(mutation: Mutation): { readonly sentence: string; readonly isTrouble: boolean } | undefined {
  const conversation = useInbox((state) => state.conversations.get(toConversationId(mutation.conversationId)));
  const certain = useInbox((state) => state.offset.certain);
  const ticker = useTicker();
  const { t, time } = useWords();
  const now = ticker.now();
  const fate = whatBecomes(mutation, conversation, now, DEFAULT_GUARD_POLICY.windowMargin);
  switch (fate.kind) {
    case "goes":
      return undefined;
    case "goes-until":
      return {
        sentence: t(`pending.until.${fate.reason}`, { time: certain ? time.until(fate.at, now) : t("remaining.about", { time: time.until(fate.at, now) }) }),
        isTrouble: false,
      };
    case "leaves-at":
      return { sentence: t("pending.leavesAt", { time: time.until(fate.at, now) }), isTrouble: false };
    case "will-be-held":
      if (fate.byClock && !certain && fate.reason !== "new_inbound_since") return { sentence: t(`pending.perhaps.${fate.reason}`), isTrouble: false };
      return { sentence: t(`pending.held.${fate.reason}`), isTrouble: true };
    case "will-be-refused":
      return certain ? { sentence: t(`pending.refused.${fate.code}`), isTrouble: true } : { sentence: t(`pending.perhaps.${fate.code}`), isTrouble: false };
  }
}
