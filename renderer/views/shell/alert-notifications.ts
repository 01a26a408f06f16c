import type { StoreApi } from "zustand";
import type { Desktop } from "../../../shared/desktop-contract.ts";
import type { Alert } from "../../../shared/sla/alert.ts";
import { toInstant, type Clock } from "../../../shared/time.ts";
import { createWords } from "../../messages/i18n.ts";
import type { InboxState } from "../../state/inbox-state.ts";
import { hasShownAlert } from "../../state/shown-alerts.ts";
import { contactName } from "../words/names.ts";
import { createTimeWords } from "../words/time-words.ts";
import type { Words } from "../words/use-words.ts";
import { alertNotices } from "./alert-words.ts";

interface Deps {
  readonly store: Pick<StoreApi<InboxState>, "subscribe">;
  readonly notify: Desktop["notify"];
  /** This machine's clock; the store knows how far it is off. */
  readonly clock: Clock;
  readonly language: string;
  /** The conversation lies before this person's eyes: there is nothing to tell. */
  readonly isLookedAt: (conversationId: Alert["conversationId"]) => boolean;
}

/** [B2] Lets the system tell of alerts as they come. Returns its stop. */
export function startAlertNotifications({ clock, isLookedAt, language, notify, store }: Deps): () => void {
  const catalogue = createWords(language);
  const t: Words["t"] = (key, values) => catalogue.t(key, { ...values });
  const words = { t, time: createTimeWords(language, t) };

  return store.subscribe((state, before) => {
    if (state.newAlerts === before.newAlerts) return;
    const { contacts, conversations, newAlerts, offset } = state;
    const unseen = newAlerts.filter(({ conversationId }) => hasShownAlert(state, conversationId) && !isLookedAt(conversationId));
    const nameOf = ({ conversationId }: Alert): string => {
      const conversation = conversations.get(conversationId);
      return contactName(conversation === undefined ? undefined : contacts.get(conversation.contactId));
    };
    for (const notice of alertNotices(unseen, nameOf, toInstant(clock.now() + offset.ms), words)) void notify(notice);
  });
}
