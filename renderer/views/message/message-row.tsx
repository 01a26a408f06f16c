import { Ban, Bot, Reply } from "lucide-react";
import type { Message } from "../../../shared/inbox/message.ts";
import { waitsFor } from "../../../shared/inbox/waits-for.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { IconButton } from "../../ui/button.tsx";
import { cx } from "../../ui/cx.ts";
import { MessageConsentMenu } from "../consent/message-consent-menu.tsx";
import { useMessageActions } from "../thread/message-actions.ts";
import type { Folded } from "../thread/thread-items.ts";
import { useWords } from "../words/use-words.ts";
import { ContentView } from "./content-view.tsx";
import { MessageFate } from "./message-fate.tsx";
import css from "./message-row.module.css";
import { MessageTicks } from "./message-ticks.tsx";
import { QuoteBox } from "./quote-box.tsx";
import { RichText } from "./rich-text.tsx";
import { summaryOf } from "./summary.ts";

interface Props {
  readonly folded: Folded;
  readonly first: boolean;
  readonly last: boolean;
}

/** One message with everything that came of it. */
export function MessageRow({ folded: { message, editedTo, reactions, revokedAt }, first, last }: Props) {
  const { t, time } = useWords();
  const actions = useMessageActions();
  const { content, direction, wamid } = message;
  if (content.type === "system" || content.type === "request_welcome") return <SystemLine message={message} />;

  const machine = message.author.kind === "bot" || message.author.kind === "automation";
  const bare = content.type === "sticker";
  return (
    <article
      className={css["row"]}
      data-direction={direction}
      data-first={first ? "" : undefined}
      data-state={waitsFor(message) === undefined ? message.state : "waiting"}
    >
      <div className={cx(css["bubble"], machine && css["machine"], message.author.kind === "app" && css["app"], bare && css["bare"], last && css["tail"])}>
        {message.forwarded ? <p className={css["hint"]}>{t("message.forwarded")}</p> : null}
        {message.standby ? <p className={css["hint"]}>{t("message.standby")}</p> : null}
        {message.quotes === undefined ? null : <QuoteBox conversationId={message.conversationId} quotes={message.quotes} />}
        {revokedAt === undefined ? (
          editedTo === undefined ? (
            <ContentView message={message} />
          ) : (
            <RichText text={editedTo.body} />
          )
        ) : (
          <p className={css["revoked"]}>
            <Ban size={14} strokeWidth={1.75} />
            {t("message.revoked")}
          </p>
        )}
        <footer className={css["foot"]}>
          {editedTo === undefined || revokedAt !== undefined ? null : (
            <span className={css["edited"]} title={content.type === "text" ? t("message.editedFrom", { text: content.body }) : undefined}>
              {t("message.edited")} ·{" "}
            </span>
          )}
          {machine ? <Bot size={12} strokeWidth={1.75} /> : null}
          <AuthorName message={message} />
          {time.time(message.at)}
          {direction === "out" ? <MessageTicks message={message} /> : null}
        </footer>
        {reactions.length === 0 ? null : (
          <ul className={css["reactions"]}>
            {reactions.map(({ direction: side, emoji }) => (
              <li key={side}>{emoji}</li>
            ))}
          </ul>
        )}
      </div>
      {wamid === undefined || revokedAt !== undefined ? null : (
        <IconButton label={t("message.reply")} className={css["quote"]} onClick={() => actions.onQuote(wamid, summaryOf(content, t))}>
          <Reply size={15} strokeWidth={1.75} />
        </IconButton>
      )}
      {revokedAt === undefined ? <MessageConsentMenu message={message} className={css["quote"]} /> : null}
      {direction === "out" ? <MessageFate message={message} /> : null}
    </article>
  );
}

function AuthorName({ message: { author, direction } }: { readonly message: Message }) {
  const { t } = useWords();
  const me = useInbox((state) => state.me?.id);
  const name = useInbox((state) => (author.id === undefined ? undefined : state.agents.get(author.id)?.name));
  if (direction === "in") return null;
  const who =
    author.id !== undefined && author.id === me
      ? t("common.you")
      : (name ?? t(author.kind === "human" ? "message.agent" : author.kind === "customer" ? "common.unknown" : `message.${author.kind}`));
  return (
    <>
      <bdi>{who}</bdi> ·{" "}
    </>
  );
}

function SystemLine({ message: { content } }: { readonly message: Message }) {
  const { t } = useWords();
  return <p className={css["system"]}>{content.type === "system" ? <bdi>{content.body}</bdi> : t("content.welcome")}</p>;
}
