import type { StoreApi } from "zustand";
import type { Desktop } from "../../../shared/desktop-contract.ts";
import { promisedAt } from "../../../shared/handoffs/queue-order.ts";
import type { ConversationId } from "../../../shared/ids.ts";
import { toInstant, type Clock, type Instant } from "../../../shared/time.ts";
import { createWords } from "../../messages/i18n.ts";
import type { InboxState } from "../../state/inbox-state.ts";
import type { Timers } from "../../timers.ts";
import { contactName } from "../words/names.ts";
import { createTimeWords } from "../words/time-words.ts";
import type { Words } from "../words/use-words.ts";
import { handoffReason } from "./handoff-reason.ts";
import { takeable } from "./queue-standing.ts";

interface Deps {
  readonly store: Pick<StoreApi<InboxState>, "getState" | "subscribe">;
  /** Absent in a browser. */
  readonly notify: Desktop["notify"] | undefined;
  /** Makes the sound, as loud as this person wants it. */
  readonly chime: () => void;
  /** This machine's clock; the store knows how far it is off. */
  readonly clock: Clock;
  readonly timers: Timers;
  readonly language: string;
  /** The queue lies before this person's eyes. */
  readonly isLookedAt: () => boolean;
}

/** What comes within this time is one piece of news: twenty at once are not twenty sounds. */
const GATHER_MS = 800;
/** After a sound there is none for so long; what came meanwhile is told then. */
const QUIET_MS = 8_000;

/** [HO2] Tells somebody who can take it that a customer waits for a person. Returns its stop. */
export function startHandoffSignals({ chime, clock, isLookedAt, language, notify, store, timers }: Deps): () => void {
  const catalogue = createWords(language);
  const t: Words["t"] = (key, values) => catalogue.t(key, { ...values });
  const words = { t, time: createTimeWords(language, t) };
  /** Until everything is here once, nothing is news. */
  let known: ReadonlySet<ConversationId> | undefined;
  let news = new Set<ConversationId>();
  let toldAt = Number.NEGATIVE_INFINITY;
  let cancel: (() => void) | undefined;

  const tell = (): void => {
    cancel = undefined;
    const state = store.getState();
    const waiting = takeable(state).filter((id) => news.has(id));
    news = new Set();
    if (waiting.length === 0 || isLookedAt()) return;
    toldAt = clock.now();
    chime();
    const notice = noticeOf(waiting, state, toInstant(clock.now() + state.offset.ms), words);
    if (notice !== undefined) void notify?.(notice);
  };

  const stop = store.subscribe((state, before) => {
    if (state.me?.id !== before.me?.id) known = undefined;
    if (known === undefined) {
      if (state.connection.kind === "live") known = new Set(state.handoffQueue);
      return;
    }
    if (state.handoffQueue === before.handoffQueue) return;
    for (const id of state.handoffQueue) if (!known.has(id)) news.add(id);
    known = new Set(state.handoffQueue);
    if (news.size > 0) cancel ??= timers.after(Math.max(GATHER_MS, toldAt + QUIET_MS - clock.now()), tell);
  });
  return () => {
    stop();
    cancel?.();
  };
}

/** One of them by name, several by their number and by who is due first. */
function noticeOf(ids: readonly ConversationId[], { contacts, conversations }: InboxState, now: Instant, { t, time }: Pick<Words, "t" | "time">) {
  const [first] = ids;
  const conversation = first === undefined ? undefined : conversations.get(first);
  if (conversation === undefined) return undefined;
  const name = contactName(contacts.get(conversation.contactId));
  const dueAt = promisedAt(conversation);
  const due = dueAt === undefined ? undefined : t(dueAt > now ? "context.due" : "context.wasDue", { time: time.dated(dueAt, now) });
  if (ids.length > 1)
    return { title: t("handoffs.notice.many", { count: ids.length }), body: [t("handoffs.notice.first", { name }), due].filter(Boolean).join(", ") };
  const reason = conversation.handoff === undefined ? undefined : handoffReason(conversation.handoff.reason, t);
  return { title: t("handoffs.notice.one", { name }), body: [reason, due].filter(Boolean).join(" · "), conversationId: conversation.id };
}
