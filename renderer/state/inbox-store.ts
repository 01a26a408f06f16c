import { create } from "zustand";
import type { InboxState } from "./inbox-state.ts";

/** Before anybody is signed in: nothing known, nothing shown. */
export const emptyInbox: InboxState = {
  me: undefined,
  connection: { kind: "starting" },
  queued: 0,
  offset: { ms: 0, certain: false },
  conversations: new Map(),
  touched: new Set(),
  contacts: new Map(),
  consents: undefined,
  agents: new Map(),
  teams: new Map(),
  numbers: new Map(),
  labels: new Map(),
  templates: new Map(),
  cannedReplies: new Map(),
  calendars: new Map(),
  alerts: new Map(),
  newAlerts: [],
  threads: new Map(),
  drafts: new Map(),
  pending: new Map(),
  list: { view: "due", sort: "due", query: "", ids: [] },
  handoffQueue: [],
  timedClaims: [],
  myLoad: 0,
  counts: {},
  presence: new Map(),
  notices: [],
  returned: new Map(),
  homecoming: undefined,
};

/** Read by every view, written by the mirror alone. */
export const inboxStore = create<InboxState>(() => emptyInbox);

/** What a view needs of the inbox: `useInbox((state) => state.conversations.get(id))`. */
export const useInbox = <Selected>(selector: (state: InboxState) => Selected): Selected => inboxStore(selector);
