import type { StoreApi } from "zustand";
import { comesBy, type AlertWays } from "../../../shared/alert-channels/alert-ways.ts";
import type { Desktop } from "../../../shared/desktop-contract.ts";
import type { Alert } from "../../../shared/sla/alert.ts";
import { minutes, toInstant, type Clock } from "../../../shared/time.ts";
import { createWords } from "../../messages/i18n.ts";
import type { InboxState } from "../../state/inbox-state.ts";
import { hasShownAlert } from "../../state/shown-alerts.ts";
import type { Timers } from "../../timers.ts";
import { contactName } from "../words/names.ts";
import { createTimeWords } from "../words/time-words.ts";
import type { Words } from "../words/use-words.ts";
import { alertNotices, MOST_NOTICES } from "./alert-words.ts";

interface Deps {
  readonly store: Pick<StoreApi<InboxState>, "getState" | "subscribe">;
  /** Absent in a browser. */
  readonly notify: Desktop["notify"] | undefined;
  /** Makes the sound. */
  readonly chime: () => void;
  /** By which ways this person wants which alerts. */
  readonly ways: () => AlertWays;
  /** This machine's clock; the store knows how far it is off. */
  readonly clock: Clock;
  readonly timers: Timers;
  readonly language: string;
  /** The conversation lies before this person's eyes: there is nothing to tell. */
  readonly isLookedAt: (conversationId: Alert["conversationId"]) => boolean;
}

/** [BD4] No more than a few are told one by one within this time; the rest of it is told in one. */
const BURST_MS = minutes(1);

/** [B2] [BD4] Lets the system tell of alerts as they come, by the ways that this person chose. Returns its stop. */
export function startAlertNotifications({ chime, clock, isLookedAt, language, notify, store, timers, ways }: Deps): () => void {
  const catalogue = createWords(language);
  const t: Words["t"] = (key, values) => catalogue.t(key, { ...values });
  const words = { t, time: createTimeWords(language, t) };
  /** When somebody was called in the last minute, once for each alert. */
  let told: readonly number[] = [];
  let gathered: readonly Alert[] = [];
  let cancel: (() => void) | undefined;

  const tell = (): void => {
    cancel = undefined;
    const state = store.getState();
    const { contacts, conversations, offset } = state;
    // Some may have been seen meanwhile, and a breach may have taken the place of its warning.
    const alerts = gathered.filter(
      ({ conversationId, id, what }) => hasShownAlert(state, conversationId) && state.alerts.get(id)?.what === what && !isLookedAt(conversationId),
    );
    gathered = [];
    if (alerts.length === 0) return;
    const now = clock.now();
    told = [...told.filter((at) => at > now - BURST_MS), ...alerts.map(() => now)];
    if (alerts.some((alert) => comesBy(ways(), "sound", alert))) chime();

    const nameOf = ({ conversationId }: Alert): string => {
      const conversation = conversations.get(conversationId);
      return contactName(conversation === undefined ? undefined : contacts.get(conversation.contactId));
    };
    const shown = alerts.filter((alert) => comesBy(ways(), "native", alert));
    for (const notice of alertNotices(shown, nameOf, toInstant(now + offset.ms), words)) void notify?.(notice);
  };

  const stop = store.subscribe((state, before) => {
    if (state.newAlerts === before.newAlerts) return;
    const wanted = state.newAlerts.filter((alert) => comesBy(ways(), "native", alert) || comesBy(ways(), "sound", alert));
    if (wanted.length === 0) return;
    gathered = [...gathered.filter(({ id }) => wanted.every((one) => one.id !== id)), ...wanted];
    const now = clock.now();
    const recent = told.filter((at) => at > now - BURST_MS);
    if (recent.length === 0 || recent.length + gathered.length <= MOST_NOTICES) {
      cancel?.();
      tell();
    } else cancel ??= timers.after(Math.max(0, (recent[0] ?? now) + BURST_MS - now), tell);
  });
  return () => {
    stop();
    cancel?.();
  };
}
