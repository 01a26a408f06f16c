import { Check, Hourglass, Undo2 } from "lucide-react";
import { useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { mayApprove } from "../../../shared/guard/approvals.ts";
import type { Message } from "../../../shared/inbox/message.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicker } from "../../state/ticker.ts";
import { Button } from "../../ui/button.tsx";
import { FindingWords } from "../composer/finding-words.tsx";
import { ReasonMenu } from "../composer/reason-menu.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./approval-fate.module.css";
import { focusNextDecision } from "./focus-next-decision.ts";
import { SendBackForm } from "./send-back-form.tsx";
import { useColleague } from "./use-colleague.ts";
import { WindowLeft } from "./window-left.tsx";

interface Props {
  readonly message: Message;
  readonly onEdit: () => void;
  readonly onDiscard: () => void;
}

/** [G-APPROVAL] A trainee's message before it goes: whoever may decides here, its author can still change it, everybody else reads why it waits. */
export function ApprovalFate({ message, onDiscard, onEdit }: Props) {
  const me = useInbox((state) => state.me);
  const author = useColleague(message.author.id);
  const ticker = useTicker();
  const { t, time } = useWords();
  const { held } = message;
  const isMine = me !== undefined && message.author.id === me.id;
  const decides = me !== undefined && !isMine && mayApprove(me);
  const sendAt = held?.sendAt;

  return (
    <Card message={message} name={author} decides={decides}>
      <p>
        <Hourglass size={13} strokeWidth={1.75} />
        <b>{t("approval.waits")}.</b> {isMine ? t("approval.mine") : t(decides ? "approval.theirs" : "approval.others", { name: author })}
      </p>
      {held?.findings?.map((finding) => (
        <p key={`${finding.rule} ${finding.messageKey}`}>
          <FindingWords finding={finding} />
        </p>
      ))}
      {message.content.type === "text" ? <WindowLeft id={message.conversationId} /> : null}
      {sendAt === undefined ? null : <p>{t("approval.sendAt", { time: time.until(sendAt, ticker.now()) })}</p>}
      {decides ? <Decision message={message} name={author} /> : null}
      {isMine ? <OwnWays message={message} onEdit={onEdit} onDiscard={onDiscard} label={t("held.edit")} /> : null}
    </Card>
  );
}

/** With the focus on it, one key approves: a queue is worked through without a mouse. */
function Card({
  children,
  decides,
  message,
  name,
}: {
  readonly message: Message;
  readonly name: string;
  readonly decides: boolean;
  readonly children: ReactNode;
}) {
  const commands = useCommands();
  const { t } = useWords();
  const asks = (message.held?.findings ?? []).length > 0;
  const press = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget || event.key.toLowerCase() !== "a" || event.ctrlKey || event.metaKey || event.altKey || asks) return;
    event.preventDefault();
    event.stopPropagation();
    focusNextDecision(event.currentTarget);
    void commands.approve(message.conversationId, message.id);
  };
  return decides ? (
    <div className={css["card"]} role="group" tabIndex={0} aria-label={t("approval.decide", { name })} aria-keyshortcuts="a" data-approval="" onKeyDown={press}>
      {children}
    </div>
  ) : (
    <div className={css["card"]} role="note">
      {children}
    </div>
  );
}

function Decision({ message, name }: { readonly message: Message; readonly name: string }) {
  const commands = useCommands();
  const { t } = useWords();
  const [asked, setAsked] = useState(false);
  const [writing, setWriting] = useState(false);
  const { conversationId, held, id } = message;
  const findings = held?.findings ?? [];
  const stops = findings.some(({ severity }) => severity === "stop");
  const confirms = findings.filter(({ severity }) => severity === "confirm");
  const ways = useRef<HTMLDivElement>(null);
  const leave = (): void => focusNextDecision(ways.current);

  if (writing)
    return (
      <div ref={ways}>
        <SendBackForm
          name={name}
          onKeep={() => setWriting(false)}
          onSend={(note) => {
            leave();
            void commands.sendBack(conversationId, id, note);
          }}
        />
      </div>
    );
  return (
    <div className={css["ways"]} ref={ways}>
      <Button size="small" onClick={() => setWriting(true)}>
        <Undo2 size={14} strokeWidth={1.75} />
        {t("approval.sendBack")}
      </Button>
      {confirms.length > 0 && !stops ? (
        <ReasonMenu
          open={asked}
          onOpen={setAsked}
          confirms={confirms}
          disabled={false}
          label={t("approval.approveAnyway")}
          onReasons={(reasons) => {
            setAsked(false);
            leave();
            void commands.approve(conversationId, id, reasons);
          }}
        />
      ) : (
        <Button
          size="small"
          look="primary"
          onClick={() => {
            leave();
            void commands.approve(conversationId, id);
          }}
        >
          <Check size={14} strokeWidth={1.75} />
          {t("approval.approve")}
        </Button>
      )}
    </div>
  );
}

function OwnWays({ label, message, onDiscard, onEdit }: Props & { readonly label: string }) {
  const { t } = useWords();
  return (
    <div className={css["ways"]}>
      {message.content.type === "text" ? (
        <Button size="small" onClick={onEdit}>
          {label}
        </Button>
      ) : null}
      <Button size="small" look="danger" onClick={onDiscard}>
        {t("held.discard")}
      </Button>
    </div>
  );
}

/** [G-APPROVAL] Who gave it back and with which words; its author writes it anew. */
export function SentBackFate({ message, onDiscard, onEdit }: Props) {
  const me = useInbox((state) => state.me?.id);
  const by = useColleague(message.held?.by);
  const { t } = useWords();
  const note = message.held?.note;
  return (
    <div className={css["card"]} role="note" data-tone="warn">
      <p>
        <Undo2 size={13} strokeWidth={1.75} />
        <b>{t("approval.backMine", { name: by })}.</b>
      </p>
      {note === undefined ? null : (
        <blockquote className={css["note"]}>
          <bdi>{note}</bdi>
        </blockquote>
      )}
      {message.author.id === me ? <OwnWays message={message} onEdit={onEdit} onDiscard={onDiscard} label={t("approval.edit")} /> : null}
    </div>
  );
}

/** [G-APPROVAL] Beside a message that went: who read it first. */
export function ApprovedBy({ message }: { readonly message: Message }) {
  const by = useColleague(message.approvedBy);
  const { t } = useWords();
  return (
    <p className={css["by"]}>
      <Check size={12} strokeWidth={1.75} />
      {t("approval.by", { name: by })}
    </p>
  );
}
