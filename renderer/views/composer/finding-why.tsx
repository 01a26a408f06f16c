import type { Finding } from "../../../shared/guard/finding.ts";
import type { ConversationId } from "../../../shared/ids.ts";
import type { Message } from "../../../shared/inbox/message.ts";
import { en, type MessageKey } from "../../messages/en.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicker } from "../../state/ticker.ts";
import { setUi } from "../../state/ui-store.ts";
import { Button } from "../../ui/button.tsx";
import { useWords, type Words } from "../words/use-words.ts";
import { factsBehind, type FactBehind } from "./facts-behind.ts";
import css from "./guard-strip.module.css";

/** [S0-1] [S0-26] The rule in plain words, what it saw, the number that it went by, and what its gravity means. */
export function FindingWhy({ conversationId, finding, id }: { readonly conversationId: ConversationId; readonly finding: Finding; readonly id: string }) {
  const words = useWords();
  const { t } = words;
  const about = `guard.about.${finding.rule}`;
  const quoted = quotedIn(finding);
  const facts = factsBehind(finding);
  return (
    <dl className={css["why"]} id={id}>
      <dt>{t("guard.rule", { rule: finding.rule })}</dt>
      <dd>
        {about in en ? t(about as MessageKey) : null}{" "}
        <Button look="link" className={css["link"]} onClick={() => setUi({ page: "settings", settingsTab: "guard", guardRuleOpen: finding.rule })}>
          {t("guardSet.open")}
        </Button>
      </dd>
      {quoted.length === 0 ? null : (
        <>
          <dt>{t("guard.why.words")}</dt>
          <dd>
            {quoted.map((each) => (
              <q key={each} className={css["quoted"]}>
                <bdi>{each}</bdi>
              </q>
            ))}
          </dd>
        </>
      )}
      <SeenMessages conversationId={conversationId} finding={finding} />
      {facts.length === 0 ? null : (
        <>
          <dt>{t("guard.why.behind")}</dt>
          {facts.map((fact) => (
            <dd key={fact.label}>
              {t(fact.label)}: <b>{factWords(fact, words)}</b> · {t("guard.why.source", { source: fact.source, date: dateWords(fact.asOf, words.language) })}
            </dd>
          ))}
        </>
      )}
      <dt>{t(`guard.severity.${finding.severity}`)}</dt>
      <dd>{t(`guard.means.${finding.severity}`)}</dd>
    </dl>
  );
}

/** The messages it speaks of; each leads to its place in the thread. */
function SeenMessages({ conversationId, finding }: { readonly conversationId: ConversationId; readonly finding: Finding }) {
  const { t, time } = useWords();
  const ticker = useTicker();
  const messages = useInbox((state) => state.threads.get(conversationId)?.messages);
  const ids = messageIdsIn(finding);
  const known = (messages ?? []).filter((message) => ids.includes(message.id));
  if (known.length === 0) return null;
  return (
    <>
      <dt>{t("guard.why.messages")}</dt>
      {known.map((message) => (
        <dd key={message.id}>
          <Button look="link" className={css["link"]} onClick={() => setUi({ sought: { conversationId, id: message.id, at: message.at } })}>
            {t("guard.why.message", { time: time.until(message.at, ticker.now()) })}
          </Button>{" "}
          <bdi className={css["glimpse"]}>{glimpse(message)}</bdi>
        </dd>
      ))}
    </>
  );
}

const glimpse = ({ content }: Message): string => ("body" in content ? content.body.slice(0, 80) : "");

/** The very words, each once, where they are more than the sentence says already. */
function quotedIn({ evidence }: Finding): readonly string[] {
  const { asked, cues, shown, spoken, text, words } = evidence;
  const said = [asked, spoken, text, words, shown, ...(Array.isArray(cues) ? cues : []), ...(Array.isArray(words) ? words.map(textOf) : [])];
  return [...new Set(said.filter((each): each is string => typeof each === "string" && each.trim() !== ""))].slice(0, 6);
}

const textOf = (value: unknown): unknown => (typeof value === "object" && value !== null && "text" in value ? value.text : undefined);

function messageIdsIn({ evidence }: Finding): readonly string[] {
  const asked = Array.isArray(evidence["askedIn"]) ? evidence["askedIn"].map((each: unknown) => (isNamed(each) ? each.messageId : undefined)) : [];
  const many = Array.isArray(evidence["messageIds"]) ? evidence["messageIds"] : [];
  return [evidence["messageId"], ...many, ...asked].filter((each): each is string => typeof each === "string");
}

const isNamed = (value: unknown): value is { readonly messageId: unknown } => typeof value === "object" && value !== null && "messageId" in value;

const HOUR = 3_600_000;

function factWords({ value }: FactBehind, { language, time }: Words): string {
  switch (value.kind) {
    case "span":
      return value.value < 60_000 ? time.exact(value.value) : time.span(value.value);
    case "number":
      return time.number(value.value);
    case "share":
      return new Intl.NumberFormat(language, { style: "percent" }).format(value.value);
    case "hours":
      return `${time.number(value.from / HOUR)}:00–${time.number(value.to / HOUR)}:00`;
    default:
      return "";
  }
}

const dateWords = (asOf: string, language: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(`${asOf}T00:00:00Z`));
