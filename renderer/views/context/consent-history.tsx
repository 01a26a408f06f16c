import { EVERYTHING } from "../../../shared/consent/categories.ts";
import type { ContactConsent } from "../../../shared/consent/contact-consent.ts";
import { isEvidenced } from "../../../shared/consent/entry.ts";
import { sourceNamed } from "../../../shared/consent/sources.ts";
import type { ConversationId } from "../../../shared/ids.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicker } from "../../state/ticker.ts";
import { setUi } from "../../state/ui-store.ts";
import { Button } from "../../ui/button.tsx";
import { sourceWords, stateWords } from "../consent/consent-words.ts";
import { useWho } from "../consent/use-who.ts";
import { useWords } from "../words/use-words.ts";
import css from "./consent-section.module.css";

/** Who said what, when, in which words, and how we know; the newest first. */
export function ConsentHistory({ id, lines }: { readonly id: ConversationId; readonly lines: readonly ContactConsent[] }) {
  const { t } = useWords();
  if (lines.length === 0) return <p className={css["none"]}>{t("consent.history.none")}</p>;
  return (
    <ol className={css["history"]}>
      {lines
        .toSorted((a, b) => b.at - a.at)
        .map((line) => (
          <HistoryLine key={line.id} id={id} line={line} />
        ))}
    </ol>
  );
}

function HistoryLine({ id, line }: { readonly id: ConversationId; readonly line: ContactConsent }) {
  const who = useWho(line.by);
  const ticker = useTicker();
  const { t, time } = useWords();
  const said = line.source === "" ? stateWords(line, t) : t("consent.history.line", { state: stateWords(line, t), source: sourceWords(line.source, t) });
  return (
    <li className={css["entry"]}>
      <p className={css["entryHead"]}>{line.category === EVERYTHING ? t("consent.history.all", { line: said }) : said}</p>
      <p>
        <bdi>{t("consent.history.by", { when: time.dated(line.at, ticker.now()), who })}</bdi>
      </p>
      {line.reason === undefined ? null : <p>{t(`consent.reason.${line.reason}`)}</p>}
      {line.wording === undefined ? null : (
        <blockquote className={css["wording"]}>
          <bdi>{line.wording}</bdi>
        </blockquote>
      )}
      <Evidence id={id} line={line} />
      {line.businessName === undefined ? null : <p>{t("consent.history.business", { name: line.businessName })}</p>}
      {line.noticeVersion === undefined ? null : <p>{t("consent.history.notice", { version: line.noticeVersion })}</p>}
    </li>
  );
}

/** Sources whose proof is a message of a thread. */
const OF_THREADS: ReadonlySet<string> = new Set(["whatsapp-thread", "keyword", "button", "send-error"]);

function Evidence({ id, line: { at, evidence, source, state } }: { readonly id: ConversationId; readonly line: ContactConsent }) {
  // It may have been in another conversation of the same person; older ones are loaded on the way.
  const isFindable = useInbox(({ threads }) => {
    const thread = threads.get(id);
    return thread !== undefined && (thread.hasOlder || thread.messages.some((message) => message.id === evidence));
  });
  const { t } = useWords();
  if (evidence === undefined || evidence.trim() === "")
    return state === "granted" && !isEvidenced({ evidence, source } as ContactConsent) ? (
      <p className={css["warn"]}>{t("consent.history.noEvidence")}</p>
    ) : null;

  if (!OF_THREADS.has(sourceNamed(source)?.key ?? "")) return <p>{t("consent.history.evidence", { evidence })}</p>;
  return isFindable ? (
    <Button look="link" className={css["link"]} onClick={() => setUi({ sought: { conversationId: id, id: evidence, at } })}>
      {t("consent.history.message")}
    </Button>
  ) : null;
}
