import { Flame, Timer } from "lucide-react";
import type { Alert } from "../../../shared/sla/alert.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { inboxStore, useInbox } from "../../state/inbox-store.ts";
import { useTicking } from "../../state/ticker.ts";
import { setUi } from "../../state/ui-store.ts";
import { nextTick } from "../words/chip-face.ts";
import { contactName } from "../words/names.ts";
import { useWords } from "../words/use-words.ts";
import { alertWords, isBehindClosedHours } from "./alert-words.ts";
import css from "./alerts-bell.module.css";
import { openConversation } from "./open-conversation.ts";

/** Who and what, and by when; pressing it opens the conversation, and with that it has been seen. */
export function AlertItem({ alert }: { readonly alert: Alert }) {
  const { conversationId, dueAt, what } = alert;
  const contact = useInbox((state) => {
    const conversation = state.conversations.get(conversationId);
    return conversation === undefined ? undefined : state.contacts.get(conversation.contactId);
  });
  const commands = useCommands();
  const words = useWords();
  const said = useTicking<HTMLSpanElement>(
    (node, now) => {
      node.textContent = alertWords(alert, { now, byTime: isBehindClosedHours(inboxStore.getState(), alert, now) }, words);
      return what === "breach" || dueAt <= now ? undefined : nextTick(dueAt, now);
    },
    [alert, words],
  );
  const Sign = what === "breach" ? Flame : Timer;
  const open = () => {
    openConversation(conversationId, commands);
    void commands.seeAlerts(conversationId);
    setUi({ alertsOpen: false });
  };
  return (
    <li>
      <button type="button" className={css["alert"]} data-tone={what === "breach" ? "bad" : "warn"} onClick={open}>
        <Sign size={15} strokeWidth={1.75} />
        <span className={css["who"]}>
          <bdi>{contactName(contact)}</bdi>
          <span ref={said} className={css["what"]} />
        </span>
        <span className={css["when"]}>{words.time.time(alert.toldAt)}</span>
      </button>
    </li>
  );
}
