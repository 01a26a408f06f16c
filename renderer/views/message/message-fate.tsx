import type { Message } from "../../../shared/inbox/message.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { Button } from "../../ui/button.tsx";
import { ApprovalFate, ApprovedBy, SentBackFate } from "../approval/approval-fate.tsx";
import { useMessageActions } from "../thread/message-actions.ts";
import { useWords } from "../words/use-words.ts";
import { leavingOf } from "./leaving-of.ts";
import { AgainstIt } from "./message-fate-against.tsx";
import { HeldFate } from "./message-fate-held.tsx";
import { WaitingFate } from "./message-fate-waiting.tsx";
import css from "./message-fate.module.css";
import { useSendAgain } from "./use-send-again.ts";
import { useTakingBack } from "./use-taking-back.ts";

/** Where a message did not simply arrive: what happened, what it means for the customer, and the ways on. */
export function MessageFate({ message }: { readonly message: Message }) {
  const { t } = useWords();
  const commands = useCommands();
  const actions = useMessageActions();
  const again = useSendAgain();
  const { takeBack, taken } = useTakingBack(message);
  const { conversationId, id, problem, state } = message;
  const isText = message.content.type === "text";
  const edit = () => {
    actions.onRewrite(message);
    void commands.cancelMessage(conversationId, id);
  };

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
    case "held": {
      const reason = message.held?.reason;
      if (reason === "awaiting_approval") return <ApprovalFate message={message} onEdit={edit} onDiscard={takeBack} />;
      if (reason === "sent_back") return <SentBackFate message={message} onEdit={edit} onDiscard={takeBack} />;
      const leaving = leavingOf(message);
      if (leaving !== undefined) return <WaitingFate message={message} leaving={leaving} again={again} onEdit={edit} onCancel={takeBack} />;
      return <HeldFate message={message} again={again} onEdit={edit} onDiscard={takeBack} />;
    }
    case "queued":
      return (
        <div className={css["aside"]}>
          <span>{t("state.queued")}</span>
          <Button look="link" onClick={takeBack}>
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
    case "cancelled": {
      // What was held for a person is not sent by undoing: its words go back to where they can be mended.
      const goesOn = taken !== undefined && (taken.leaving !== undefined || taken.message.state === "queued");
      return (
        <div className={css["aside"]}>
          <AgainstIt again={again} />
          <span role="status">{t(taken === undefined ? "cancelled.body" : "waiting.cancelled")}</span>
          {goesOn ? (
            <Button look="link" autoFocus onClick={() => void again.send({ ...message, held: undefined }, taken.leaving)}>
              {t("guard.undo")}
            </Button>
          ) : taken !== undefined && isText ? (
            <Button look="link" autoFocus onClick={() => actions.onRewrite(message)}>
              {t("held.edit")}
            </Button>
          ) : null}
        </div>
      );
    }
    default:
      return message.approvedBy === undefined ? null : <ApprovedBy message={message} />;
  }
}
