import type { ConversationId } from "../../../shared/ids.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { Button } from "../../ui/button.tsx";
import { summaryOf } from "../message/summary.ts";
import { useWords } from "../words/use-words.ts";
import css from "./handoff-section.module.css";
import { useShowMessage } from "./use-show-message.ts";

/** What the customer has sent so far besides words, each with the way to it. */
export function HandoffAttachments({ id }: { readonly id: ConversationId }) {
  const messages = useInbox((state) => state.threads.get(id)?.messages);
  const hasOlder = useInbox((state) => state.threads.get(id)?.hasOlder === true);
  const show = useShowMessage(id);
  const { t } = useWords();
  if (messages === undefined) return <span className={css["quiet"]}>{t("handoffs.loading")}</span>;

  const sent = messages.filter(
    ({ content, direction }) => direction === "in" && ("mediaId" in content || content.type === "location" || content.type === "contacts"),
  );
  if (sent.length === 0) return <span>{t(hasOlder ? "handoffs.attachments.noneHere" : "handoffs.attachments.none")}</span>;
  return (
    <span className={css["links"]}>
      {sent.map((message) => (
        <Button key={message.id} look="link" onClick={() => show(message)}>
          <bdi>{summaryOf(message.content, t)}</bdi>
        </Button>
      ))}
    </span>
  );
}
