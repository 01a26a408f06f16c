import type { Finding } from "../../shared/guard/finding.ts";
import type { ConversationId } from "../../shared/ids.ts";
import { inView, sortNumber, VIEWS, type SortKey, type ViewKey } from "../../shared/inbox/views.ts";
import type { Commands, SignInCommands } from "../commands/commands.ts";
import { emptyInbox, inboxStore } from "../state/inbox-store.ts";
import type { InboxState, Thread } from "../state/inbox-state.ts";
import { toMutationId } from "../../shared/sync/mutations.ts";
import { ago, amelia, idOf, made } from "./conversations.ts";
import { agents, irene, labels, NOW, numbers, sofia, teams, templates } from "./people.ts";
import { threads } from "./threads.ts";

const byId = <Row extends { readonly id: string }>(rows: readonly Row[]) => new Map(rows.map((row) => [row.id, row] as const)) as ReadonlyMap<Row["id"], Row>;
const me = agents[0];
const conversations = byId(made.map(({ conversation }) => conversation));

function listOf(view: ViewKey, sort: SortKey, query: string): readonly ConversationId[] {
  return [...conversations.values()]
    .filter((conversation) => inView(conversation, view, irene, NOW))
    .filter(
      ({ contactId }) => query === "" || (made.find(({ contact }) => contact.id === contactId)?.contact.name ?? "").toLowerCase().includes(query.toLowerCase()),
    )
    .sort((a, b) => sortNumber(a, sort) - sortNumber(b, sort))
    .map(({ id }) => id);
}

/** A morning's inbox, in every state there is. */
export function fakeInbox(more: Partial<InboxState> = {}): InboxState {
  const views: readonly ViewKey[] = [...VIEWS, ...labels.map(({ id }) => `label:${id}` as const), ...teams.map(({ id }) => `team:${id}` as const)];
  return {
    ...emptyInbox,
    me,
    conversations,
    threads,
    connection: { kind: "live" },
    offset: { ms: 0, certain: true },
    contacts: byId(made.map(({ contact }) => contact)),
    agents: byId(agents),
    teams: byId(teams),
    labels: byId(labels),
    numbers: byId(numbers),
    templates: byId(templates),
    drafts: new Map([
      [idOf(6), { conversationId: idOf(6), mode: "reply", text: "I checked with the warehouse and", updatedAt: ago(3) }],
      [
        amelia,
        {
          conversationId: amelia,
          mode: "reply",
          text: "Of course! By the way your voucher BOOTS10 is still valid until Sunday, you can send us the new adress when",
          updatedAt: ago(1),
        },
      ],
    ]),
    pending: new Map([
      [
        idOf(8),
        [
          {
            id: toMutationId(1),
            madeAt: ago(3),
            mutation: { kind: "send", conversationId: idOf(8), clientId: "x", text: "I sent you the login again", composedAt: NOW },
          },
        ],
      ],
    ]),
    presence: new Map([
      [idOf(10), [{ agentId: sofia, what: "type" }]],
      [idOf(4), [{ agentId: sofia, what: "view" }]],
    ]),
    list: { view: "due", sort: "due", query: "", ids: listOf("due", "due", "") },
    counts: Object.fromEntries(views.map((view) => [view, listOf(view, "due", "").length])),
    ...more,
  };
}

const promo: Finding = {
  rule: "G-COLLISION",
  severity: "confirm",
  messageKey: "guard.collision",
  evidence: { assigneeId: "a-tomas" },
  remedies: [{ command: "note-to" }],
};
const nothing = async (): Promise<void> => {};

export const fakeCommands: Commands = {
  sendText: async () => [],
  sendTemplate: async () => [],
  check: (_id, text) => (text.includes("voucher") ? [promo] : []),
  cancelMessage: nothing,
  claim: nothing,
  assign: nothing,
  resolve: nothing,
  reopen: nothing,
  snooze: nothing,
  markRead: nothing,
  label: nothing,
  setPriority: nothing,
  addNote: nothing,
  saveDraft: (draft) => inboxStore.setState((state) => ({ drafts: new Map([...state.drafts, [draft.conversationId, draft]]) })),
  openThread: async (id) => {
    const empty: Thread = { messages: [], notes: [], story: [], hasOlder: false, loadingOlder: false };
    if (!inboxStore.getState().threads.has(id)) setTimeout(() => inboxStore.setState((state) => ({ threads: new Map([...state.threads, [id, empty]]) })), 300);
  },
  closeThread: () => {},
  loadOlder: nothing,
  showView: (view, sort, query) => inboxStore.setState({ list: { view, sort, query, ids: listOf(view, sort, query) } }),
  sign: () => {},
  dismissNotice: (id) => inboxStore.setState((state) => ({ notices: state.notices.filter((notice) => notice.id !== id) })),
  notice: (messageKey, values = {}) =>
    inboxStore.setState((state) => ({ notices: [...state.notices, { id: `${state.notices.length}-${messageKey}`, kind: "info", messageKey, values }] })),
  retryConnection: () => {},
  signOut: nothing,
  mediaUrl: async () => undefined,
  openExternal: () => {},
};

export const fakeSignIn: SignInCommands = { signIn: async () => "wrong-password", tryDemo: async () => "unreachable" };
