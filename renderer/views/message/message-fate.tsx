import type { Message } from "../../../shared/inbox/message.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { Button } from "../../ui/button.tsx";
import { useMessageActions } from "../thread/message-actions.ts";
import { FindingWords } from "../composer/finding-words.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./message-fate.module.css";

/** Where a message did not simply arrive: what happened, what it means for the customer, and the ways on. */
export function MessageFate({ message }: { readonly message: Message }) {
  const { t } = useWords();
  const commands = useCommands();
  const actions = useMessageActions();
  const { conversationId, held, id, problem, state } = message;
  const isText = message.content.type === "text";

  switch (state) {
    case "failed":
      return (
        <div className={css["fate"]} data-tone="bad" role="note">
          <p>
            <b>{t("failed.title")}.</b> {problem?.meaning}
          </p>
          {problem === undefined ? null : (
            <p>
              {t("failed.next", { next: problem.next })} <span className={css["code"]}>{t("failed.code", { code: problem.code })}</span>
            </p>
          )}
          {isText ? (
            <div className={css["ways"]}>
              <Button size="small" onClick={() => actions.onRewrite(message)}>
                {t("failed.again")}
              </Button>
            </div>
          ) : null}
        </div>
      );
    case "held":
      return (
        <div className={css["fate"]} data-tone="warn" role="note">
          <p>
            <b>{t("held.title")}.</b> {held === undefined ? null : t(`held.${held.reason}`)}
          </p>
          {held?.findings?.map((finding) => (
            <p key={finding.rule}>
              <FindingWords finding={finding} />
            </p>
          ))}
          <div className={css["ways"]}>
            {isText ? (
              <Button
                size="small"
                onClick={() => {
                  actions.onRewrite(message);
                  void commands.cancelMessage(conversationId, id);
                }}
              >
                {t("held.edit")}
              </Button>
            ) : null}
            <Button size="small" onClick={actions.onTemplate}>
              {t("held.template")}
            </Button>
            <Button size="small" look="danger" onClick={() => void commands.cancelMessage(conversationId, id)}>
              {t("held.discard")}
            </Button>
          </div>
        </div>
      );
    case "queued":
      return (
        <div className={css["aside"]}>
          <span>{t("state.queued")}</span>
          <Button look="link" onClick={() => void commands.cancelMessage(conversationId, id)}>
            {t("held.cancel")}
          </Button>
        </div>
      );
    case "unknown":
      return (
        <div className={css["fate"]} data-tone="warn" role="note">
          <p>
            <b>{t("unknown.title")}.</b> {t("unknown.body")}
          </p>
        </div>
      );
    case "cancelled":
      return <p className={css["aside"]}>{t("cancelled.body")}</p>;
    default:
      return null;
  }
}
