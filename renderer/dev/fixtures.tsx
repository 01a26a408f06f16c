import { toConversationId, toDeviceId, type ConversationId } from "../../shared/ids.ts";
import { inView, sortNumber, VIEWS, type SortKey, type ViewKey } from "../../shared/inbox/views.ts";
import type { Commands, SignInCommands } from "../commands/commands.ts";
import type { Device, Intake } from "../commands/server-facts.ts";
import { emptyInbox, inboxStore } from "../state/inbox-store.ts";
import type { InboxState, Thread } from "../state/inbox-state.ts";
import { decide } from "../../shared/sync/decide.ts";
import { toMutationId, type Mutation } from "../../shared/sync/mutations.ts";
import { fakeBoardCommands } from "./board.ts";
import { fakeCalendarCommands } from "./calendar-answers.ts";
import { cannedReplies, fakeCannedReplyCommands } from "./canned-replies.ts";
import { fakeHandoffCommands } from "./handoffs.ts";
import { setUi } from "../state/ui-store.ts";
import { consents, fakeConsentCommands } from "./consents.ts";
import { ago, amelia, idOf, made } from "./conversations.ts";
import { agents, irene, labels, NOW, numbers, sofia, teams, templates } from "./people.ts";
import { fakeConsentImportCommands } from "./consent-import.ts";
import { fakeExportCommands } from "./export.ts";
import { fakeForecastCommands } from "./forecast.ts";
import { fakeAutoReplyCommands } from "./auto-reply.ts";
import { fakePeopleCommands } from "./people-settings.ts";
import { fakeQueueSettingsCommands } from "./queue-settings.ts";
import { fakeAlertChannelCommands } from "./alert-channels.ts";
import { fakeBotCommands } from "./bots.ts";
import { fakeReportCommands } from "./reports.ts";
import { fakeRolloutCommands } from "./rollout.ts";
import { fakeSignalCommands } from "./signals.ts";
import { fakeGuardSettings } from "./guard-settings.ts";
import { fakeSlaSettings } from "./sla-settings.ts";
import { fakeTemplateCommands } from "./templates.ts";
import { threads } from "./threads.ts";
import { explainedClocks, namedCalendars, withHistory } from "./histories.ts";
import { alerts } from "./alerts.ts";
import { fakeWaitingCommands } from "./waiting.ts";

const byId = <Row extends { readonly id: string }>(rows: readonly Row[]) => new Map(rows.map((row) => [row.id, row] as const)) as ReadonlyMap<Row["id"], Row>;
const me = agents[0];
const conversations = byId(made.map(({ conversation }) => withHistory(conversation)));

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
    consents,
    agents: byId(agents),
    teams: byId(teams),
    labels: byId(labels),
    numbers: byId(numbers),
    templates: byId(templates),
    cannedReplies: byId(cannedReplies),
    calendars: byId(namedCalendars),
    alerts: byId(alerts),
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
    handoffQueue: listOf("handoffs", "due", ""),
    counts: Object.fromEntries(views.map((view) => [view, listOf(view, "due", "").length])),
    ...more,
  };
}

export const devices: readonly Device[] = [
  { id: toDeviceId("d-here"), name: "Greenline 0.1.0, linux", revoked: false, lastSeenAt: ago(0), current: true },
  { id: toDeviceId("d-home"), name: "Greenline 0.1.0, darwin", revoked: false, lastSeenAt: ago(90), current: false },
  { id: toDeviceId("d-lost"), name: "Browser", revoked: true, lastSeenAt: ago(60 * 24 * 9), current: false },
];
export const intake: Intake = {
  received: 18_204,
  duplicates: 37,
  late: 0,
  unrecognised: [
    { field: "messages", type: "poll_update", count: 12, lastAt: ago(40) },
    { field: "group_lifecycle_update", type: undefined, count: 3, lastAt: ago(60 * 26) },
  ],
  setAside: [
    { id: "9121", reason: "not JSON", at: ago(200) },
    { id: "4410", reason: "empty body", at: ago(60 * 24 * 3) },
  ],
};
const nothing = async (): Promise<void> => {};

/** What the server will make of it, at once. */
async function foresee(mutation: Mutation): Promise<void> {
  const id = toConversationId(mutation.conversationId);
  const state = inboxStore.getState();
  const conversation = state.conversations.get(id);
  if (conversation === undefined || state.me === undefined) return;
  const decision = decide(conversation, mutation, {
    by: state.me.id,
    byKind: "human",
    mayTakeOver: state.me.role !== "agent",
    now: NOW,
    renderTemplate: () => undefined,
    knowsLabel: () => true,
  });
  if (decision.type === "reject") return;
  const thread = state.threads.get(id);
  const { story } = decision;
  inboxStore.setState({
    conversations: new Map([...state.conversations, [id, decision.conversation]]),
    ...(thread === undefined || story === undefined ? {} : { threads: new Map([...state.threads, [id, { ...thread, story: [...thread.story, story] }]]) }),
  });
}

export const fakeCommands: Commands = {
  ...fakeSignalCommands,
  ...fakeReportCommands,
  ...fakeBoardCommands,
  ...fakeAutoReplyCommands,
  sendText: async () => [],
  sendTemplate: async () => [],
  sendAgain: async () => [],
  check: async () => [],
  cancelMessage: nothing,
  claim: nothing,
  assign: nothing,
  resolve: nothing,
  reopen: nothing,
  snooze: nothing,
  markRead: nothing,
  label: nothing,
  setPriority: (conversationId, priority) => foresee({ kind: "priority", conversationId, priority }),
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
  newWindow: () => {},
  devices: async () => ({ kind: "fresh", seen: { fact: devices, at: NOW } }),
  revokeDevice: async () => "revoked",
  hold: (conversationId, on) => foresee({ kind: "hold", conversationId, ...(on === undefined ? {} : { on }) }),
  release: (conversationId) => foresee({ kind: "release", conversationId }),
  noReplyNeeded: (conversationId, reason) => foresee({ kind: "no-reply", conversationId, reason }),
  acknowledge: (conversationId, clock, startedAt, cause) => foresee({ kind: "acknowledge", conversationId, clock, startedAt, cause }),
  seeAlerts: async (conversationId) =>
    inboxStore.setState((state) => ({ alerts: new Map([...state.alerts].filter(([, alert]) => alert.conversationId !== conversationId)) })),
  ...fakeSlaSettings,
  ...fakeGuardSettings,
  explainClocks: async (id) => ({ kind: "fresh", seen: { fact: explainedClocks(id), at: NOW } }),
  ...fakeCalendarCommands,
  ...fakeConsentCommands,
  ...fakeConsentImportCommands,
  ...fakeExportCommands,
  ...fakeBotCommands,
  ...fakePeopleCommands,
  ...fakeQueueSettingsCommands,
  ...fakeAlertChannelCommands,
  ...fakeRolloutCommands,
  ...fakeHandoffCommands,
  ...fakeForecastCommands,
  approve: nothing,
  sendBack: nothing,
  setStanding: async () => "saved",
  ...fakeCannedReplyCommands,
  ...fakeTemplateCommands,
  ...fakeWaitingCommands,
  intake: async () => ({ kind: "fresh", seen: { fact: intake, at: NOW } }),
  learnWord: async () => "done",
  forgetWord: async () => "done",
  ignoreWord: () => {},
  lookAtLanguage: (language, on) => setUi({ spellingOff: on ? [] : [language] }),
};

export const fakeSignIn: SignInCommands = { signIn: async () => "wrong-password", tryDemo: async () => "unreachable" };
