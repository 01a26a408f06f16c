import { CalendarClock } from "lucide-react";
import { useReducer, useState } from "react";
import type { Message } from "../../../shared/inbox/message.ts";
import type { Leaving } from "../../commands/leaving.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useWakeAt } from "../../state/ticker.ts";
import { Button } from "../../ui/button.tsx";
import { ScheduleDialog } from "../composer/schedule-dialog.tsx";
import { useLeavingSentence } from "../composer/use-leaving-sentence.ts";
import { useMessageActions } from "../thread/message-actions.ts";
import { useWords } from "../words/use-words.ts";
import { AgainstIt } from "./message-fate-against.tsx";
import css from "./message-fate.module.css";
import type { SendAgain } from "./use-send-again.ts";

interface Props {
  readonly message: Message;
  readonly leaving: Leaving;
  readonly again: SendAgain;
  readonly onEdit: () => void;
  readonly onCancel: () => void;
}

/** [S3-34] [S0-5] It leaves by itself: when, and everything that can still be done about it. */
export function WaitingFate({ again, leaving, message, onCancel, onEdit }: Props) {
  const { conversationId, id } = message;
  const { t } = useWords();
  const actions = useMessageActions();
  const sentence = useLeavingSentence(conversationId);
  const [asksTime, setAsksTime] = useState(false);
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const sendAt = "sendAt" in leaving ? leaving.sendAt : undefined;
  useWakeAt(sendAt, redraw);
  // Whoever closes the lid now should know that the server cannot send what it never heard of.
  const isUnheard = useInbox(
    ({ connection, pending }) =>
      connection.kind === "offline" && (pending.get(conversationId) ?? []).some(({ mutation }) => mutation.kind === "send" && mutation.clientId === id),
  );
  return (
    <div className={css["fate"]} data-tone="calm" role="note">
      <p className={css["waiting"]}>
        <CalendarClock size={14} strokeWidth={1.75} aria-hidden="true" />
        <b>{sentence(leaving)}</b>
      </p>
      {isUnheard ? <p>{t("leaving.queued")}</p> : null}
      <AgainstIt again={again} />
      <div className={css["ways"]}>
        {sendAt === undefined ? null : (
          <Button size="small" onClick={() => setAsksTime(true)}>
            {t("leaving.change")}
          </Button>
        )}
        <Button size="small" onClick={() => void again.send(message)}>
          {t("waiting.sendNow")}
        </Button>
        {message.content.type === "text" ? (
          <Button size="small" onClick={onEdit}>
            {t("held.edit")}
          </Button>
        ) : null}
        <Button size="small" look="danger" onClick={onCancel}>
          {t("waiting.cancel")}
        </Button>
      </div>
      {asksTime ? (
        <ScheduleDialog
          id={conversationId}
          kind={message.content.type === "text" ? "text" : "template"}
          given={sendAt}
          onChoose={(at) => {
            setAsksTime(false);
            void again.send(message, { sendAt: at });
          }}
          onTemplate={() => {
            setAsksTime(false);
            actions.onTemplate();
          }}
          onClose={() => setAsksTime(false)}
        />
      ) : null}
    </div>
  );
}
