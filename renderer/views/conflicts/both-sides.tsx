import type { Message } from "../../../shared/inbox/message.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { wordsIn, type Returned } from "../../state/returned.ts";
import { useTicker } from "../../state/ticker.ts";
import { summaryOf } from "../message/summary.ts";
import { useWishWords } from "../pending/use-wish-words.ts";
import { contactName } from "../words/names.ts";
import { useWords } from "../words/use-words.ts";
import css from "./conflicts.module.css";

/** So many of what was said meanwhile are shown; the rest is in the conversation. */
const SHOWN = 3;

/** What was written here, and beside it what happened meanwhile. */
export function BothSides({ returned }: { readonly returned: Returned }) {
  const { conversationId, madeAt, mutation } = returned;
  const messages = useInbox((state) => state.threads.get(conversationId)?.messages);
  const agents = useInbox((state) => state.agents);
  const name = useInbox((state) => {
    const conversation = state.conversations.get(conversationId);
    return contactName(conversation === undefined ? undefined : state.contacts.get(conversation.contactId));
  });
  const wishWords = useWishWords();
  const ticker = useTicker();
  const { t, time } = useWords();
  const now = ticker.now();
  const words = wordsIn(mutation);
  const theirs = saidMeanwhile(returned, messages ?? []);
  return (
    <div className={css["sides"]}>
      <blockquote className={css["side"]}>
        <span className={css["whose"]}>{t(words === undefined ? "conflicts.you" : "conflicts.yours", { time: time.when(madeAt, now) })}</span>
        <bdi>{words ?? wishWords(mutation)}</bdi>
      </blockquote>
      {theirs.map((message) => (
        <blockquote key={message.id} className={css["side"]} data-theirs="">
          <span className={css["whose"]}>
            {t("conflicts.meanwhile", {
              name:
                message.direction === "in" ? name : ((message.author.id === undefined ? undefined : agents.get(message.author.id)?.name) ?? t("message.agent")),
              time: time.when(message.at, now),
            })}
          </span>
          <bdi>{summaryOf(message.content, t)}</bdi>
        </blockquote>
      ))}
    </div>
  );
}

/** A colleague's answer where that is the reason; otherwise what the customer wrote since the last message of ours. */
function saidMeanwhile({ mutation, why }: Returned, messages: readonly Message[]): readonly Message[] {
  if (why.kind !== "held") return [];
  const mine = mutation.kind === "send" ? mutation.clientId : undefined;
  const left = messages.filter(({ id, state }) => id !== mine && state !== "held" && state !== "cancelled" && state !== "queued");
  const last = left.findLastIndex(({ direction }) => direction === "out");
  if (why.reason === "already_answered" || why.reason === "not_assignee" || why.reason === "predecessor_held")
    return last === -1 ? [] : left.slice(last, last + 1);
  return why.reason === "new_inbound_since" ? left.slice(last + 1).slice(-SHOWN) : [];
}
