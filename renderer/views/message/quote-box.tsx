import type { ConversationId } from "../../../shared/ids.ts";
import type { Message } from "../../../shared/inbox/message.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useWords } from "../words/use-words.ts";
import css from "./quote-box.module.css";
import { summaryOf } from "./summary.ts";

interface Props {
  readonly conversationId: ConversationId;
  readonly quotes: NonNullable<Message["quotes"]>;
}

/** What a message answers to. */
export function QuoteBox({ conversationId, quotes }: Props) {
  const quoted = useInbox((state) => state.threads.get(conversationId)?.messages.find(({ wamid }) => wamid === quotes.wamid));
  const { t } = useWords();
  const words = quotes.text ?? (quoted === undefined ? t("message.quotedUnknown") : summaryOf(quoted.content, t));
  return (
    <blockquote className={css["quote"]} data-direction={quoted?.direction}>
      <bdi>{words}</bdi>
    </blockquote>
  );
}
