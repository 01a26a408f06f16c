import { inboxStore, useInbox } from "../../state/inbox-store.ts";
import { useTicker } from "../../state/ticker.ts";
import { contactName } from "../words/names.ts";
import { useWords } from "../words/use-words.ts";
import { alertWords, isBehindClosedHours, MOST_NOTICES } from "./alert-words.ts";
import css from "./alerts-bell.module.css";

/** Says what has just come to somebody who listens, without taking the word from anybody. */
export function NewAlerts() {
  const alerts = useInbox((state) => state.newAlerts);
  const ticker = useTicker();
  const words = useWords();
  const now = ticker.now();
  const state = inboxStore.getState();
  const { contacts, conversations } = state;
  const nameOf = (id: (typeof alerts)[number]["conversationId"]) => {
    const conversation = conversations.get(id);
    return contactName(conversation === undefined ? undefined : contacts.get(conversation.contactId));
  };
  return (
    <p role="status" className={css["unseen"]}>
      {alerts.length > MOST_NOTICES
        ? words.t("alerts.count", { count: alerts.length })
        : alerts
            .map(
              (alert) =>
                `${nameOf(alert.conversationId)}: ${alertWords(alert, { now, byTime: isBehindClosedHours(state, alert, now), left: words.time.spoken }, words)}`,
            )
            .join(". ")}
    </p>
  );
}
