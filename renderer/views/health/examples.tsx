import { explainError } from "../../../shared/platform/error-codes.ts";
import type { SignalExample } from "../../../shared/signals/signals.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicker } from "../../state/ticker.ts";
import { openConversation } from "../shell/open-conversation.ts";
import { contactName } from "../words/names.ts";
import { useWords } from "../words/use-words.ts";
import { Panel } from "./panel.tsx";
import css from "./panel.module.css";

const MOST = 12;

/** The messages behind the figures; each leads to its conversation. */
export function Examples({ examples }: { readonly examples: readonly SignalExample[] }) {
  const { t } = useWords();
  const newest = examples.toSorted((a, b) => b.at - a.at).slice(0, MOST);
  return (
    <Panel title={t("health.examples.title")} wide>
      {newest.length === 0 ? (
        <p className={css["quiet"]}>{t("health.examples.none")}</p>
      ) : (
        <ul className={css["lines"]}>
          {newest.map((one) => (
            <Example key={`${one.kind}${one.conversationId}${one.at}`} example={one} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Example({ example: { at, code, conversationId, kind, template } }: { readonly example: SignalExample }) {
  const contact = useInbox((state) => {
    const conversation = state.conversations.get(conversationId);
    return conversation === undefined ? undefined : state.contacts.get(conversation.contactId);
  });
  const commands = useCommands();
  const ticker = useTicker();
  const { t, time } = useWords();
  const what =
    kind === "opt-out"
      ? t("health.examples.optOut")
      : t("health.examples.failed", { what: code === undefined ? t("health.codes.unknown") : `${code} ${explainError(code).title}` });
  return (
    <li>
      <span className={css["grow"]}>
        <button type="button" className={css["ask"]} onClick={() => openConversation(conversationId, commands)}>
          <bdi>{contactName(contact)}</bdi>
        </button>{" "}
        <small className={css["note"]}>{[what, ...(template === undefined ? [] : [template])].join(" · ")}</small>
      </span>
      <span className={css["note"]}>{time.until(at, ticker.now())}</span>
    </li>
  );
}
