import type { StoreApi } from "zustand";
import { toContactId, toConversationId, type ContactId, type ConversationId } from "../../shared/ids.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Message } from "../../shared/inbox/message.ts";
import type { Agent, Contact, Label } from "../../shared/inbox/people.ts";
import type { SortKey, ViewKey } from "../../shared/inbox/views.ts";
import type { Alert } from "../../shared/sla/alert.ts";
import { conversationOfMutation } from "../../shared/sync/decide.ts";
import type { Presence } from "../../shared/sync/protocol.ts";
import type { VersionedRow } from "../../shared/sync/rows.ts";
import type { Clock } from "../../shared/time.ts";
import type { Replica } from "../replica/replica.ts";
import type { Timers } from "../timers.ts";
import { createConsentLines } from "./consent-lines.ts";
import { foldConversation, type FoldContext } from "./fold.ts";
import { createHandoffQueue } from "./handoff-queue.ts";
import { headRows } from "./head-rows.ts";
import { createInboxIndex } from "./inbox-index.ts";
import type { Connection, Draft, InboxState, Notice, PendingMutation } from "./inbox-state.ts";
import { createPresenceBoard } from "./presence-board.ts";
import { searchable } from "./search-text.ts";
import { createSharing } from "./share-values.ts";
import { noSmallTables, placeSmall } from "./small-tables.ts";
import { createThreads } from "./threads.ts";

interface Deps {
  readonly store: Pick<StoreApi<InboxState>, "getState" | "setState">;
  readonly replica: Pick<Replica, "readAll" | "readParts" | "readHead" | "saveHead">;
  readonly me: Agent;
  /** The server's time as well as we know it. */
  readonly clock: Clock;
  readonly timers: Timers;
}

/** The one writer of the inbox store. */
export interface Mirror {
  /** [PF6] Before anything else: the first screens as they were, while the rest is read; whether there is anything to show. */
  readonly showHead: () => Promise<boolean>;
  /** Brings in the replica as a whole, at the start and after a snapshot. */
  readonly load: () => Promise<void>;
  /** Rows that were news, and what is still pending on top of them: one change on screen [I12]. */
  readonly rows: (rows: readonly VersionedRow[], pending: readonly PendingMutation[], queued: number) => void;
  readonly pending: (pending: readonly PendingMutation[], queued: number) => void;
  readonly show: (view: ViewKey, sort: SortKey, query: string) => void;
  readonly openThread: (id: ConversationId) => Promise<void>;
  readonly closeThread: (id: ConversationId) => void;
  /** The oldest message of an open thread that the server knows. */
  readonly oldest: (id: ConversationId) => Message | undefined;
  readonly loadingOlder: (id: ConversationId, isLoading: boolean) => void;
  readonly addOlder: (id: ConversationId, messages: readonly Message[], more: boolean) => void;
  readonly connection: (connection: Connection) => void;
  readonly offset: (offset: InboxState["offset"]) => void;
  readonly presence: (presence: Presence) => void;
  readonly drafts: (drafts: readonly Draft[]) => void;
  /** Empty text drops it. */
  readonly draft: (draft: Draft) => void;
  readonly notice: (notice: Notice) => void;
  readonly dismissNotice: (id: string) => void;
  readonly returned: (patch: Partial<Pick<InboxState, "returned" | "homecoming">>) => void;
  readonly stop: () => void;
}

const SAVE_HEAD_MS = 5_000;
const PREPARE_MS = 200;
const LONGEST_SLEEP_MS = 60_000;
const KEPT_NOTICES = 20;

/**
 * Brings news into the store and keeps the order; a row without news keeps its object. The maps of conversations and
 * contacts are changed in place, because a copy of 100,000 entries for each event would cost more than everything else
 * [PF15]: select records from them, never the map.
 */
export function createMirror({ clock, me, replica, store, timers }: Deps): Mirror {
  let conversations = new Map<ConversationId, Conversation>();
  let contacts = new Map<ContactId, Contact>();
  /** Nearly everybody has one: a list for each would take as much memory as its entries [PF14]. */
  let conversationsOf = new Map<ContactId, ConversationId | readonly ConversationId[]>();
  let consents = createConsentLines();
  let index = createInboxIndex(me.id);
  let handoffs = createHandoffQueue(me.id);
  /** Of conversations with something pending: the server's row beneath. */
  const bases = new Map<ConversationId, Conversation>();
  let pendingOf: ReadonlyMap<ConversationId, readonly PendingMutation[]> = new Map();
  const threads = createThreads();
  const presence = createPresenceBoard({ me: me.id, clock, timers, onChange: (board) => store.setState({ presence: board }) });
  /** From the first time that everything is here: what comes afterwards is news to this person. */
  let isAtWork = false;
  let isStopped = false;
  /** Until then what is here says nothing about how many there are. */
  let isWhole = false;
  /** Conversations with news since the last publication. */
  let touched = new Set<ConversationId>();
  let cancelWake = (): void => undefined;
  let cancelPrepare = (): void => undefined;
  let cancelSave: (() => void) | undefined;

  const foldContext = (): FoldContext => {
    const { agents, labels, templates } = store.getState();
    return { me: agents.get(me.id) ?? me, templates, knowsLabel: (id) => labels.has(id) };
  };

  const textOf = ({ contactId, labels, lastMessage }: Conversation): string => {
    const contact = contacts.get(contactId);
    const known = store.getState().labels;
    return searchable(`${contact?.name ?? ""} ${contact?.phone ?? ""} ${lastMessage?.text ?? ""} ${labels.map((id) => known.get(id)?.name ?? "").join(" ")}`);
  };

  const baseOf = (id: ConversationId): Conversation | undefined => bases.get(id) ?? conversations.get(id);

  /** The server's row, with what is pending on top. */
  const fold = (base: Conversation): Conversation => {
    const pending = pendingOf.get(base.id);
    if (pending === undefined) {
      bases.delete(base.id);
      return base;
    }
    bases.set(base.id, base);
    return foldConversation(base, pending, foldContext());
  };

  const put = (base: Conversation): void => {
    const known = conversations.get(base.id);
    if (known?.contactId !== base.contactId) {
      if (known !== undefined) unlink(known);
      link(base);
    }
    const conversation = fold(base);
    conversations.set(base.id, conversation);
    touched.add(base.id);
    index.put(conversation, textOf(conversation), clock.now());
    handoffs.put(conversation);
  };

  const link = ({ contactId, id }: Conversation, into = conversationsOf): void => {
    const others = into.get(contactId);
    into.set(contactId, others === undefined ? id : [others, id].flat());
  };

  const allOf = (contactId: ContactId): readonly ConversationId[] => [conversationsOf.get(contactId) ?? []].flat();

  const unlink = ({ contactId, id }: Conversation): void => {
    const others = allOf(contactId).filter((other) => other !== id);
    if (others.length > 0) conversationsOf.set(contactId, others);
    else conversationsOf.delete(contactId);
  };

  const remove = (id: ConversationId): void => {
    const conversation = conversations.get(id);
    if (conversation === undefined) return;
    unlink(conversation);
    conversations.delete(id);
    touched.add(id);
    bases.delete(id);
    threads.close(id);
    index.remove(id);
    handoffs.remove(id);
  };

  /** A contact or a label was renamed: a search must find the new name. */
  const renew = (ids: Iterable<ConversationId>): void => {
    for (const id of ids) {
      const conversation = conversations.get(id);
      if (conversation === undefined) continue;
      touched.add(id);
      index.put(conversation, textOf(conversation), clock.now());
    }
  };

  const place = (row: VersionedRow): void => {
    if (row.e === "contact") {
      const id = toContactId(row.id);
      if (row.row === undefined) contacts.delete(id);
      else contacts.set(id, row.row);
      renew(allOf(id));
    }
    if (row.e === "conversation") {
      if (row.row === undefined) remove(toConversationId(row.id));
      else put(row.row);
    }
  };

  /** The open threads among these, as they look now. */
  const threadsWith = (changed: Iterable<ConversationId>): InboxState["threads"] => {
    const next = new Map(store.getState().threads);
    for (const id of changed) {
      const base = baseOf(id);
      const thread = base === undefined ? undefined : threads.view(id, base, pendingOf.get(id) ?? [], foldContext());
      if (thread === undefined) next.delete(id);
      else next.set(id, thread);
    }
    return next;
  };

  const publish = (patch: Partial<InboxState>): void => {
    const { counts, list, numbers } = store.getState();
    const ids = index.ids();
    // [HO12]
    const isSurging = [...(patch.numbers ?? numbers).values()].some(({ surge }) => surge !== undefined);
    const news = touched;
    if (news.size > 0) touched = new Set();
    store.setState({
      ...(news.size === 0 ? {} : { touched: news }),
      ...(!isWhole || index.counts() === counts ? {} : { counts: index.counts() }),
      ...(ids === list.ids ? {} : { list: { ...list, ids } }),
      handoffQueue: handoffs.waiting(isSurging ? clock.now() : undefined),
      timedClaims: handoffs.timed(),
      myLoad: handoffs.load(),
      ...patch,
    });
    wakeForNextChange();
    saveHeadSoon();
  };

  /** One timer for the nearest change by time alone; never long, because timers stand still while the machine sleeps. */
  const wakeForNextChange = (): void => {
    cancelWake();
    const next = index.nextChangeAt();
    if (next !== undefined) cancelWake = timers.after(Math.min(LONGEST_SLEEP_MS, Math.max(0, next - clock.now())), tick);
  };

  const tick = (): void => {
    index.tick(clock.now());
    publish({});
  };

  const saveHeadSoon = (): void => {
    cancelSave ??= timers.after(SAVE_HEAD_MS, () => {
      cancelSave = undefined;
      const state = store.getState();
      // What cannot be kept is read in full at the next start.
      if (state.list.view === "due" && state.list.query === "") void replica.saveHead(headRows(state, baseOf)).catch(() => undefined);
    });
  };

  /** Takes over what is pending and answers with the conversations for which that is news. */
  const setPending = (pending: readonly PendingMutation[]): Set<ConversationId> => {
    const next = groupByConversation(pending);
    const changed = new Set<ConversationId>();
    for (const [id, now] of next) if (!isSame(pendingOf.get(id), now)) changed.add(id);
    for (const id of pendingOf.keys()) if (!next.has(id)) changed.add(id);
    if (changed.size > 0) pendingOf = next;
    return changed;
  };

  const apply = (rows: readonly VersionedRow[], pending: readonly PendingMutation[], queued: number): void => {
    const before = store.getState();
    const small = placeSmall(before, rows);
    if (small !== before) store.setState({ ...small, me: small.agents.get(me.id) ?? me });

    const refold = setPending(pending);
    // First the names, then the rows that show them.
    for (const row of rows) if (row.e === "contact") place(row);
    for (const row of rows) if (row.e === "conversation") place(row);
    for (const id of refold) {
      const base = baseOf(id);
      if (base !== undefined) put(base);
    }
    consents.place(rows);
    if (small.labels !== before.labels) renew(labelledAnew(before.labels, small.labels, conversations.values()));

    const changed = new Set([...threads.place(rows), ...refold]);
    for (const row of rows) if (row.e === "conversation") changed.add(toConversationId(row.id));
    const open = [...changed].filter((id) => before.threads.has(id));
    const heard = isAtWork ? newAlertsIn(rows, before.alerts) : [];
    publish({
      conversations,
      contacts,
      queued,
      pending: pendingOf,
      ...(open.length === 0 ? {} : { threads: threadsWith(open) }),
      ...(heard.length === 0 ? {} : { newAlerts: heard }),
    });
  };

  const showHead = async (): Promise<boolean> => {
    const rows = await replica.readHead();
    if (rows.length > 0) apply(rows, [...pendingOf.values()].flat(), store.getState().queued);
    return rows.length > 0;
  };

  /** One sort key at a time, so that no task is long and nobody waits for it who asks for another order [PF12]. */
  const prepareOrders = (): void => {
    cancelPrepare();
    cancelPrepare = timers.after(PREPARE_MS, () => {
      if (index.prepareOrder()) prepareOrders();
    });
  };

  /** New maps beside the old ones, changed over at the end, so that nobody sees half of it. */
  const load = async (): Promise<void> => {
    const smallRows: VersionedRow[] = [];
    for (const e of ["agent", "team", "label", "number", "template", "cannedReply", "calendar", "alert"] as const)
      await replica.readAll(e, (rows) => void smallRows.push(...rows));
    const nextContacts: typeof contacts = new Map();
    await replica.readAll("contact", (rows) => {
      for (const row of rows) if (row.e === "contact" && row.row !== undefined) nextContacts.set(row.row.id, row.row);
    });

    // Somebody else may sit here by now.
    if (isStopped) return;
    const small = placeSmall(noSmallTables, smallRows);
    store.setState({ ...small, me: small.agents.get(me.id) ?? me });
    contacts = nextContacts;
    const nextConsents = createConsentLines();
    await replica.readAll("consent", (rows) => void nextConsents.place(rows));

    const nextConversations: typeof conversations = new Map();
    const nextConversationsOf: typeof conversationsOf = new Map();
    const nextIndex = createInboxIndex(me.id);
    const nextHandoffs = createHandoffQueue(me.id);
    const share = createSharing(contacts);
    await replica.readAll("conversation", (rows) => {
      for (const row of rows) {
        if (row.e !== "conversation" || row.row === undefined) continue;
        share(row.row);
        nextConversations.set(row.row.id, row.row);
        link(row.row, nextConversationsOf);
        nextIndex.fill(row.row, textOf(row.row), clock.now());
        nextHandoffs.put(row.row);
      }
    });

    const reopened = [...store.getState().threads.keys()];
    for (const id of reopened) threads.close(id);
    await Promise.all(reopened.map((id) => threads.open(id, () => replica.readParts(id))));

    if (isStopped) return;
    conversations = nextConversations;
    consents = nextConsents;
    conversationsOf = nextConversationsOf;
    bases.clear();
    index = nextIndex;
    handoffs = nextHandoffs;
    const { list } = store.getState();
    index.show(list.view, list.sort, list.query, clock.now());
    for (const id of pendingOf.keys()) {
      const base = conversations.get(id);
      if (base !== undefined) put(base);
    }
    isWhole = true;
    publish({ conversations, contacts, consents: consents.byContact, threads: threadsWith(reopened) });
    prepareOrders();
  };

  const refreshThread = (id: ConversationId): void => store.setState({ threads: threadsWith([id]) });

  store.setState({ me, conversations, contacts });

  return {
    showHead,
    load,
    rows: apply,
    pending: (pending, queued) => apply([], pending, queued),
    show: (view, sort, query) => {
      index.show(view, sort, query, clock.now());
      publish({ list: { view, sort, query, ids: index.ids() } });
    },
    openThread: async (id) => {
      if (await threads.open(id, () => replica.readParts(id))) refreshThread(id);
    },
    closeThread: (id) => {
      threads.close(id);
      if (store.getState().threads.has(id)) refreshThread(id);
    },
    oldest: threads.oldest,
    loadingOlder: (id, isLoading) => {
      threads.loadingOlder(id, isLoading);
      refreshThread(id);
    },
    addOlder: (id, messages, more) => {
      threads.addOlder(id, messages, more);
      refreshThread(id);
    },
    connection: (connection) => {
      if (connection.kind === "live") isAtWork = true;
      if (JSON.stringify(connection) !== JSON.stringify(store.getState().connection)) store.setState({ connection });
    },
    offset: (offset) => {
      const before = store.getState().offset;
      store.setState({ offset });
      // Set back by more than samples waver: what was due may not be any more.
      if (offset.ms < before.ms - 1_000) index.lookAgain(clock.now());
      tick();
    },
    presence: presence.hear,
    drafts: (drafts) => store.setState({ drafts: new Map(drafts.map((draft) => [draft.conversationId, draft])) }),
    draft: (draft) => {
      const drafts = new Map(store.getState().drafts);
      if (draft.text === "") drafts.delete(draft.conversationId);
      else drafts.set(draft.conversationId, draft);
      store.setState({ drafts });
    },
    notice: (notice) => store.setState({ notices: [...store.getState().notices, notice].slice(-KEPT_NOTICES) }),
    dismissNotice: (id) => store.setState({ notices: store.getState().notices.filter((notice) => notice.id !== id) }),
    returned: (patch) => store.setState(patch),
    stop: () => {
      isStopped = true;
      cancelWake();
      cancelPrepare();
      cancelSave?.();
      presence.stop();
    },
  };
}

function groupByConversation(pending: readonly PendingMutation[]): ReadonlyMap<ConversationId, readonly PendingMutation[]> {
  const groups = new Map<ConversationId, PendingMutation[]>();
  for (const each of pending) {
    const id = conversationOfMutation(each.mutation);
    const others = groups.get(id);
    if (others === undefined) groups.set(id, [each]);
    else others.push(each);
  }
  return groups;
}

function isSame(before: readonly PendingMutation[] | undefined, after: readonly PendingMutation[]): boolean {
  return (
    before !== undefined && before.length === after.length && before.every(({ id, mutation }, at) => id === after[at]?.id && mutation === after[at]?.mutation)
  );
}

const newAlertsIn = (rows: readonly VersionedRow[], before: InboxState["alerts"]): readonly Alert[] =>
  rows.flatMap((row) => (row.e === "alert" && row.row !== undefined && !before.has(row.id) ? [row.row] : []));

/** Conversations that carry a label with another name than before. */
function labelledAnew(before: ReadonlyMap<string, Label>, after: ReadonlyMap<string, Label>, conversations: Iterable<Conversation>): readonly ConversationId[] {
  const renamed = new Set([...before.keys(), ...after.keys()].filter((id) => before.get(id)?.name !== after.get(id)?.name));
  if (renamed.size === 0) return [];
  const found: ConversationId[] = [];
  for (const { id, labels } of conversations) if (labels.some((label) => renamed.has(label))) found.push(id);
  return found;
}
