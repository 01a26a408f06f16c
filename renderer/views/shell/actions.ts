import { flushSync } from "react-dom";
import type { ConversationId } from "../../../shared/ids.ts";
import type { Conversation } from "../../../shared/inbox/conversation.ts";
import { customerWaits } from "../../../shared/inbox/waiting.ts";
import { VIEWS } from "../../../shared/inbox/views.ts";
import type { MessageKey } from "../../messages/en.ts";
import type { Commands } from "../../commands/commands.ts";
import { inboxStore } from "../../state/inbox-store.ts";
import { readUi, setUi } from "../../state/ui-store.ts";
import { claimFromQueue, selectedInQueue, stepInQueue } from "../handoffs/queue-steps.ts";
import { explainUrgent } from "../why/open-why.ts";
import { signOut } from "../settings/sign-out.ts";
import { askFocus, focusList } from "./focus.ts";
import { neighbour, openConversation, openNextAfter } from "./open-conversation.ts";

export type ActionGroup = "conversation" | "go" | "view" | "app";

export interface Action {
  readonly id: string;
  readonly name: MessageKey;
  readonly group: ActionGroup;
  /** As the keyboard map knows it: `j`, `g i`, `Ctrl+K`. */
  readonly keys?: string;
  /** Needs an open or selected conversation. */
  readonly needsConversation?: boolean;
  /** It speaks of the handoff queue too, where that is looked at. */
  readonly onQueue?: boolean;
  /** Stays out of the palette where it would be silly there. */
  readonly hidden?: boolean;
  readonly run: (commands: Commands) => void;
}

const isOnInbox = (): boolean => readUi().page === "inbox";

/** The conversation that a key speaks of: the open one, else the selected one. None where nobody sees it, as on another page. */
export const target = (): ConversationId | undefined => (isOnInbox() ? (readUi().opened ?? readUi().selected) : undefined);

const on = (task: (id: ConversationId, commands: Commands) => void) => (commands: Commands) => {
  const id = target();
  if (id !== undefined) task(id, commands);
};

/** On the page of handoffs some keys speak of the one that stands out there. */
const isOnHandoffs = (): boolean => readUi().page === "handoffs";
export const reached = (): ConversationId | undefined => (isOnHandoffs() ? selectedInQueue() : target());

const ask = (kind: "transfer" | "return-to-bot") => () => {
  const conversationId = reached();
  if (conversationId !== undefined) setUi({ asking: { kind, conversationId } });
};

const move = (step: 1 | -1) => (commands: Commands) => {
  if (isOnHandoffs()) return stepInQueue(step);
  const id = isOnInbox() ? neighbour(step) : undefined;
  if (id === undefined) return;
  if (readUi().opened === undefined) setUi({ selected: id });
  else openConversation(id, commands);
  focusList();
};

const compose = (mode: "reply" | "note" | "template" | "canned" | "schedule") =>
  on((id, commands) => {
    // Drawn before the next key comes: what is typed right behind the shortcut belongs into the field.
    if (readUi().opened !== id) flushSync(() => openConversation(id, commands));
    askFocus(mode);
    // A dialogue that closes (the palette) gives the focus back where it was, after this.
    if (mode !== "schedule" && document.querySelector("[role=dialog]") !== null) requestAnimationFrame(() => askFocus(mode));
  });

/** Everything the keyboard and the palette can do, once. */
export const ACTIONS: readonly Action[] = [
  { id: "next", name: "action.next", group: "conversation", keys: "j", hidden: true, run: move(1) },
  { id: "previous", name: "action.previous", group: "conversation", keys: "k", hidden: true, run: move(-1) },
  { id: "open", name: "action.open", group: "conversation", keys: "Enter", hidden: true, needsConversation: true, run: openReached },
  { id: "reply", name: "action.reply", group: "conversation", keys: "r", needsConversation: true, run: compose("reply") },
  { id: "note", name: "action.note", group: "conversation", keys: "n", needsConversation: true, run: compose("note") },
  { id: "template", name: "action.template", group: "conversation", keys: "t", needsConversation: true, run: compose("template") },
  { id: "canned", name: "action.canned", group: "conversation", needsConversation: true, run: compose("canned") },
  { id: "claim", name: "action.claim", group: "conversation", keys: "c", needsConversation: true, onQueue: true, run: claim },
  { id: "transfer", name: "action.transfer", group: "conversation", keys: "f", needsConversation: true, onQueue: true, run: ask("transfer") },
  { id: "to-bot", name: "action.toBot", group: "conversation", keys: "b", needsConversation: true, onQueue: true, run: ask("return-to-bot") },
  {
    id: "assign",
    name: "action.assign",
    group: "conversation",
    keys: "a",
    needsConversation: true,
    run: on((id) => setUi({ asking: { kind: "assign", conversationId: id } })),
  },
  {
    id: "label",
    name: "action.label",
    group: "conversation",
    keys: "l",
    needsConversation: true,
    run: on((id) => setUi({ asking: { kind: "label", conversationId: id } })),
  },
  {
    id: "snooze",
    name: "action.snooze",
    group: "conversation",
    keys: "s",
    needsConversation: true,
    run: on((id) => setUi({ asking: { kind: "snooze", conversationId: id } })),
  },
  { id: "no-reply", name: "action.noReply", group: "conversation", keys: "x", needsConversation: true, run: on(askNoReply) },
  { id: "hold", name: "action.hold", group: "conversation", keys: "h", needsConversation: true, run: on(holdOrRelease) },
  {
    id: "priority",
    name: "action.priority",
    group: "conversation",
    keys: "p",
    needsConversation: true,
    run: on((id) => setUi({ asking: { kind: "priority", conversationId: id } })),
  },
  { id: "why", name: "action.why", group: "conversation", keys: "w", needsConversation: true, run: on(explainUrgent) },
  { id: "resolve", name: "action.resolve", group: "conversation", keys: "e", needsConversation: true, run: on(resolveOrAsk) },
  { id: "resolve-as", name: "action.resolveAs", group: "conversation", keys: "Shift+E", needsConversation: true, run: on(resolveAs) },
  { id: "reopen", name: "action.reopen", group: "conversation", needsConversation: true, run: on((id, commands) => void commands.reopen(id)) },
  { id: "unread", name: "action.unread", group: "conversation", keys: "u", needsConversation: true, run: on(leaveUnread) },
  { id: "findings", name: "action.findings", group: "conversation", keys: "Alt+G", hidden: true, run: () => {} },
  { id: "send-next", name: "action.sendNext", group: "conversation", keys: "Ctrl+Enter", hidden: true, run: () => {} },
  { id: "schedule", name: "action.schedule", group: "conversation", keys: "Ctrl+Shift+Enter", needsConversation: true, run: compose("schedule") },
  { id: "go-inbox", name: "action.goInbox", group: "go", keys: "g i", run: () => setUi({ page: "inbox" }) },
  { id: "go-handoffs", name: "action.goHandoffs", group: "go", keys: "g h", run: () => setUi({ page: "handoffs" }) },
  { id: "go-board", name: "action.goBoard", group: "go", keys: "g b", run: () => setUi({ page: "board" }) },
  { id: "go-health", name: "action.goHealth", group: "go", keys: "g n", run: () => setUi({ page: "health" }) },
  { id: "alerts", name: "action.alerts", group: "go", keys: "g a", run: () => setUi({ alertsOpen: true }) },
  { id: "pending", name: "action.pending", group: "go", keys: "g w", run: () => setUi({ offlineWork: "waits" }) },
  { id: "returned", name: "action.returned", group: "go", keys: "g y", run: () => setUi({ offlineWork: "returned" }) },
  { id: "go-settings", name: "action.goSettings", group: "go", keys: "g s", run: () => setUi({ page: "settings" }) },
  ...VIEWS.map((view): Action => ({
    id: `view-${view}`,
    name: `view.${view}` as const,
    group: "go",
    run: (commands) => (setUi({ page: "inbox" }), commands.showView(view, view === "done" || view === "snoozed" ? "newest" : "due", "")),
  })),
  { id: "filter", name: "action.filter", group: "view", keys: "/", run: () => askFocus("filter") },
  { id: "views", name: "action.views", group: "view", keys: "[", run: () => setUi({ viewsCollapsed: !readUi().viewsCollapsed }) },
  { id: "context", name: "action.context", group: "view", keys: "]", run: () => setUi({ contextCollapsed: !readUi().contextCollapsed }) },
  { id: "theme-light", name: "action.themeLight", group: "view", run: () => setUi({ theme: "light" }) },
  { id: "theme-dark", name: "action.themeDark", group: "view", run: () => setUi({ theme: "dark" }) },
  { id: "theme-system", name: "action.themeSystem", group: "view", run: () => setUi({ theme: "system" }) },
  { id: "comfortable", name: "action.densityComfortable", group: "view", run: () => setUi({ density: "comfortable" }) },
  { id: "compact", name: "action.densityCompact", group: "view", run: () => setUi({ density: "compact" }) },
  { id: "enter-sends", name: "action.enterSends", group: "app", run: () => setUi({ enterSends: true }) },
  { id: "enter-breaks", name: "action.enterBreaks", group: "app", run: () => setUi({ enterSends: false }) },
  { id: "palette", name: "action.palette", group: "app", keys: "Ctrl+K", hidden: true, run: () => setUi({ paletteOpen: !readUi().paletteOpen }) },
  { id: "shortcuts", name: "action.shortcuts", group: "app", keys: "?", run: () => setUi({ shortcutsOpen: true }) },
  { id: "escape", name: "action.escape", group: "app", keys: "Escape", hidden: true, run: leave },
  { id: "new-window", name: "action.newWindow", group: "app", run: (commands) => commands.newWindow() },
  { id: "retry", name: "action.retry", group: "app", run: (commands) => commands.retryConnection() },
  { id: "sign-out", name: "action.signOut", group: "app", run: signOut },
];

function openReached(commands: Commands): void {
  const id = reached();
  if (id !== undefined) openConversation(id, commands);
}

/** [HO3] On the page of handoffs the top one, or the one that stands out. */
function claim(commands: Commands): void {
  if (isOnHandoffs()) return claimFromQueue(commands);
  const id = target();
  if (id !== undefined) void commands.claim(id);
}

/** [S15] Where a customer waits, the reason is asked first. */
export function resolveOrAsk(id: ConversationId, commands: Commands): void {
  const conversation = inboxStore.getState().conversations.get(id);
  if (conversation === undefined || conversation.state === "resolved") return;
  if (customerWaits(conversation.clocks)) return setUi({ asking: { kind: "resolve-reason", conversationId: id } });

  openNextAfter(id, commands);
  void commands.resolve(id, "solved");
  focusList();
}

/** [S4-17] What came of it, where that is not the usual. */
export function resolveAs(id: ConversationId): void {
  const conversation = inboxStore.getState().conversations.get(id);
  if (conversation !== undefined && conversation.state !== "resolved") setUi({ asking: { kind: "resolve-as", conversationId: id } });
}

/** [S11] Only where somebody waits is there a wait to end. */
export function askNoReply(id: ConversationId, commands: Pick<Commands, "notice">): void {
  const conversation = inboxStore.getState().conversations.get(id);
  if (conversation === undefined) return;
  if (!customerWaits(conversation.clocks)) return commands.notice("noReply.nobody");
  setUi({ asking: { kind: "no-reply", conversationId: id } });
}

/** [S12] The same key holds and lets go. */
export function holdOrRelease(id: ConversationId, commands: Pick<Commands, "notice" | "release">): void {
  const conversation = inboxStore.getState().conversations.get(id);
  if (conversation === undefined) return;
  if (isHeld(conversation)) return void commands.release(id);
  if (conversation.state === "resolved") return commands.notice("hold.resolved");
  setUi({ asking: { kind: "hold", conversationId: id } });
}

export const isHeld = ({ clocks }: Pick<Conversation, "clocks">): boolean => clocks.some(({ state }) => state === "paused");

/** Unread again, and closed: what stays open is being read. */
export function leaveUnread(id: ConversationId, commands: Commands): void {
  if (readUi().opened === id) {
    commands.closeThread(id);
    setUi({ opened: undefined });
  }
  void commands.markRead(id, true);
  focusList();
}

/** Back by one: another page gives way to the inbox, the thread to the list; the focus goes there. */
function leave(commands: Commands): void {
  if (!isOnInbox()) {
    flushSync(() => setUi({ page: "inbox" }));
    return focusList();
  }
  const { opened } = readUi();
  if (opened !== undefined && document.activeElement?.closest("[data-composer]") === null) {
    commands.closeThread(opened);
    setUi({ opened: undefined });
  }
  focusList();
}
