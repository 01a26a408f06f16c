import { useState } from "react";
import type { ConversationId } from "../../../shared/ids.ts";
import type { Handoff } from "../../../shared/inbox/conversation.ts";
import type { Message } from "../../../shared/inbox/message.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicker } from "../../state/ticker.ts";
import { summaryOf } from "../message/summary.ts";
import { useWords } from "../words/use-words.ts";
import css from "./handoff-section.module.css";

/** Who said it, as a reader of a card tells them apart. */
type Sender = "customer" | "bot" | "person" | "automatic" | "template";
const SENDERS: readonly Sender[] = ["customer", "bot", "person", "automatic", "template"];
/** So many of the bot's last answers show at once what it did not understand. */
const LAST_ANSWERS = 3;

/** The bot's last answers in sight; all that was said, folded, and by who said it. */
export function HandoffTranscript({ handoff, id }: { readonly id: ConversationId; readonly handoff: Handoff }) {
  const messages = useInbox((state) => state.threads.get(id)?.messages);
  const hasOlder = useInbox((state) => state.threads.get(id)?.hasOlder === true);
  const [only, setOnly] = useState<Sender>();
  const { t } = useWords();
  if (messages === undefined) return <p className={css["quiet"]}>{t("handoffs.loading")}</p>;

  const said = messages.filter(({ content }) => content.type !== "reaction" && content.type !== "revoke");
  const answers = said.filter((message) => senderOf(message) === "bot" && message.at <= handoff.requestedAt).slice(-LAST_ANSWERS);
  const kinds = SENDERS.filter((kind) => said.some((message) => senderOf(message) === kind));
  const shown = only === undefined ? said : said.filter((message) => senderOf(message) === only);
  return (
    <>
      {answers.length === 0 ? (
        <p className={css["quiet"]}>{t("handoffs.noAnswers")}</p>
      ) : (
        <>
          <p className={css["quiet"]}>{t("handoffs.lastAnswers", { count: answers.length })}</p>
          <ul className={css["lines"]}>
            {answers.map((message) => (
              <Line key={message.id} message={message} />
            ))}
          </ul>
        </>
      )}
      {said.length === 0 ? null : (
        <details className={css["fold"]}>
          <summary>{t("handoffs.everything", { count: said.length })}</summary>
          {kinds.length < 2 ? null : (
            <div className={css["kinds"]} role="group" aria-label={t("handoffs.bySender")}>
              {[undefined, ...kinds].map((kind) => (
                <button key={kind ?? "all"} type="button" aria-pressed={kind === only} onClick={() => setOnly(kind)}>
                  {t(kind === undefined ? "handoffs.sender.all" : `handoffs.sender.${kind}`)}
                </button>
              ))}
            </div>
          )}
          {hasOlder ? <p className={css["quiet"]}>{t("handoffs.older")}</p> : null}
          <ul className={css["lines"]}>
            {shown.map((message) => (
              <Line key={message.id} message={message} whole />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Line({ message, whole = false }: { readonly message: Message; readonly whole?: boolean }) {
  const ticker = useTicker();
  const { t, time } = useWords();
  const sender = senderOf(message);
  return (
    <li className={css["says"]} data-kind={sender} data-whole={whole ? "" : undefined}>
      <span className={css["who"]}>
        {t(`handoffs.sender.${sender}`)} · {time.until(message.at, ticker.now())}
      </span>
      <p>
        <bdi>{summaryOf(message.content, t)}</bdi>
      </p>
    </li>
  );
}

function senderOf({ author: { kind }, content }: Message): Sender {
  if (kind === "customer" || kind === "bot") return kind;
  if (content.type === "template") return "template";
  return kind === "automation" ? "automatic" : "person";
}
