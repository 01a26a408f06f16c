import type { ConversationId } from "../../../shared/ids.ts";
import type { Handoff } from "../../../shared/inbox/conversation.ts";
import { toInstant } from "../../../shared/time.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { Button } from "../../ui/button.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./handoff-section.module.css";
import { useShowMessage } from "./use-show-message.ts";

/** What was asked and answered already: nobody is asked twice. Each answer leads to the message it was read from. */
export function HandoffAsked({ asked, id }: { readonly id: ConversationId; readonly asked: Handoff["asked"] }) {
  const messages = useInbox((state) => state.threads.get(id)?.messages);
  const show = useShowMessage(id);
  const { t } = useWords();
  if (asked === undefined || asked.length === 0) return <em className={css["missing"]}>{t("handoffs.missing")}</em>;
  return (
    <dl className={css["asked"]}>
      {asked.map(({ answer, messageId, question }, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a bot may ask the same twice; the list never changes its order
        <div key={`${index} ${question}`}>
          <dt>
            <bdi>{question}</bdi>
          </dt>
          <dd>
            {answer === undefined ? <em className={css["missing"]}>{t("handoffs.unanswered")}</em> : <bdi>{answer}</bdi>}
            {messageId === undefined ? null : (
              <Button
                look="link"
                aria-label={t("handoffs.source", { question })}
                onClick={() => show({ id: messageId, at: messages?.find((message) => message.id === messageId)?.at ?? toInstant(0) })}
              >
                {t("handoffs.showMessage")}
              </Button>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
