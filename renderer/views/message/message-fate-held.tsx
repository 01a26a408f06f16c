import type { HeldReason, Message } from "../../../shared/inbox/message.ts";
import { toInstant, type Instant } from "../../../shared/time.ts";
import { serviceWindow } from "../../../shared/window/service-window.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicker } from "../../state/ticker.ts";
import { Button } from "../../ui/button.tsx";
import { FindingWords } from "../composer/finding-words.tsx";
import { useLeavingWords } from "../composer/use-leaving-words.ts";
import { useMessageActions } from "../thread/message-actions.ts";
import { useWords } from "../words/use-words.ts";
import { AgainstIt } from "./message-fate-against.tsx";
import css from "./message-fate.module.css";
import type { SendAgain } from "./use-send-again.ts";

interface Props {
  readonly message: Message;
  readonly again: SendAgain;
  readonly onEdit: () => void;
  readonly onDiscard: () => void;
}

/** What somebody who has looked may send as it is; the rest needs something else to change first. */
const MAY_GO: ReadonlySet<HeldReason> = new Set([
  "window_closed",
  "window_margin",
  "new_inbound_since",
  "already_answered",
  "not_assignee",
  "conversation_resolved",
  "too_old",
  "predecessor_held",
  "undelivered_before",
  "unknown_outcome",
  "server_restored",
  "guard",
]);

const FOUND_CLOSED: ReadonlySet<HeldReason> = new Set(["window_closed", "window_margin"]);

/** It came to its turn and was not sent: why, what the guard said, and the ways on. */
export function HeldFate({ again, message, onDiscard, onEdit }: Props) {
  const { content, conversationId, held } = message;
  const conversation = useInbox((state) => state.conversations.get(conversationId));
  const certain = useInbox((state) => state.offset.certain);
  const ticker = useTicker();
  const { t } = useWords();
  const actions = useMessageActions();
  const isText = content.type === "text";
  const leaves = useLeavingWords(conversationId, isText ? "text" : "template");
  const window = serviceWindow(conversation ?? {}, ticker.now());
  // [I14] That it has closed is a guess by a clock that was not compared, unless the server has found it so: it decides.
  const isGuess = window.kind === "closed" && !certain && held !== undefined && !FOUND_CLOSED.has(held.reason);
  const mayBeOpen = !isText || "closesAt" in window || isGuess;
  const stops = (held?.findings ?? []).some(({ rule, severity }) => severity === "stop" && rule !== "G-WINDOW");
  const later = laterOf(message);
  const said = later === undefined ? undefined : leaves(later);
  return (
    <div className={css["fate"]} data-tone="warn" role="note">
      <p>
        <b>{t("held.title")}.</b> {held === undefined ? null : t(`held.${held.reason}`)}
      </p>
      {held?.findings?.map((finding) => (
        <p key={`${finding.rule} ${finding.messageKey}`}>
          <FindingWords finding={finding} />
        </p>
      ))}
      <AgainstIt again={again} />
      <div className={css["ways"]}>
        {later === undefined || said === undefined || said.tooLate ? null : (
          <Button size="small" onClick={() => void again.send(message, { sendAt: later })}>
            {t("held.sendAt", { at: said.at })}
          </Button>
        )}
        {held !== undefined && MAY_GO.has(held.reason) && mayBeOpen && !stops ? (
          <Button size="small" onClick={() => void again.send(message)}>
            {t("held.sendAfterAll")}
          </Button>
        ) : null}
        {isText ? (
          <Button size="small" onClick={onEdit}>
            {t("held.edit")}
          </Button>
        ) : null}
        <Button size="small" onClick={actions.onTemplate}>
          {t("held.template")}
        </Button>
        <Button size="small" look="danger" onClick={onDiscard}>
          {t("held.discard")}
        </Button>
      </div>
    </div>
  );
}

/** The next time at which the guard thinks it may go. */
function laterOf({ held }: Message): Instant | undefined {
  const at = (held?.findings ?? []).flatMap(({ remedies }) => remedies).find(({ command }) => command === "send-at")?.["at"];
  return typeof at === "number" ? toInstant(at) : undefined;
}
