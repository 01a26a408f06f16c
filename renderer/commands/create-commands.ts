import type { GuardPolicy } from "../../shared/guard/context.ts";
import type { ConversationId, NumberId } from "../../shared/ids.ts";
import type { Rollout } from "../../shared/outreach/rollout.ts";
import { mutationSchema, type Mutation } from "../../shared/sync/mutations.ts";
import type { Clock } from "../../shared/time.ts";
import type { InboxState } from "../state/inbox-state.ts";
import type { Mirror } from "../state/mirror.ts";
import { hasShownAlert } from "../state/shown-alerts.ts";
import type { Commands } from "./commands.ts";
import { createBoardCommands } from "./board.ts";
import { createAutoReplyCommands } from "./auto-reply.ts";
import { createApprovalCommands } from "./approvals.ts";
import { createCannedReplyCommands } from "./canned-replies.ts";
import { createConsentImportCommands } from "./consent-import.ts";
import { createConsentCommands } from "./consents.ts";
import type { Drafts } from "./drafts.ts";
import { createExportCommands } from "./export-all.ts";
import { createForecastCommands } from "./forecast.ts";
import { createGuardDrafts } from "./guard-draft.ts";
import { createHandoffCommands } from "./handoffs.ts";
import type { GuardChecker } from "../guard/guard-checker.ts";
import type { Media } from "./media.ts";
import { createGuardSettingsCommands } from "./guard-settings.ts";
import { createMutate, type WishQueue } from "./mutate.ts";
import { createLoadOlder } from "./older-messages.ts";
import type { PresenceSigns } from "./presence-signs.ts";
import { createSendAgain } from "./send-again.ts";
import { createReportCommands } from "./reports.ts";
import { createAlertChannelCommands } from "./alert-channels.ts";
import { createPeopleCommands } from "./people.ts";
import { createQueueSettingsCommands } from "./queue-settings.ts";
import { createBotCommands } from "./bots.ts";
import { createRolloutCommands } from "./rollout.ts";
import { createSendTemplate, createSendText, writtenDraft } from "./send-message.ts";
import { createSlaCommands } from "./sla-settings.ts";
import { createSignalCommands } from "./number-signals.ts";
import { createServerFacts } from "./server-facts.ts";
import type { SpellingCommands } from "./spelling.ts";
import { createTemplateCommands } from "./templates.ts";
import { createWaitingCommands, supersede } from "./waiting.ts";
import type { ReturnedKeeper } from "../state/returned-keeper.ts";

interface Deps {
  readonly state: () => InboxState;
  readonly mirror: Mirror;
  readonly queue: WishQueue;
  readonly sync: { readonly queued: () => void; readonly reconnect: () => void };
  readonly drafts: Drafts;
  readonly returned: Pick<ReturnedKeeper, "keep" | "drop" | "dismissHomecoming">;
  /** What a lead saved for the guard, where the desk knows it. */
  readonly guardPolicy: () => GuardPolicy | undefined;
  /** [G-ROLLOUT] Where the desk knows it. */
  readonly rollout?: ((number: NumberId) => Rollout | undefined) | undefined;
  readonly media: Media;
  /** [S0-9] */
  readonly spelling: SpellingCommands & { readonly ignoredIn: (id: ConversationId) => readonly string[] | undefined };
  readonly signs: PresenceSigns;
  readonly checker: GuardChecker;
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
  /** The server's time as well as we know it. */
  readonly clock: Clock;
  readonly newId: () => string;
  readonly openExternal: (url: string) => void;
  readonly newWindow: () => void;
  /** Where the server is. */
  readonly server: string;
  readonly signOut: () => Promise<void>;
}

/** Below this many messages a thread that has older ones does not fill the window, and nobody could scroll to ask for them. */
const FILLS_WINDOW = 20;

/** One way out for wishes: a mutation is kept on disk, shown, and pushed. */
export function createCommands({
  checker,
  clock,
  drafts,
  guardPolicy,
  media,
  mirror,
  newId,
  newWindow,
  openExternal,
  queue,
  request,
  returned,
  server,
  rollout,
  signOut,
  signs,
  spelling,
  state,
  sync,
}: Deps): Commands {
  const mutate = createMutate({ queue, sync, mirror, clock, newId });
  const guard = createGuardDrafts({ state, checker, clock, policy: guardPolicy, rollout, ignored: spelling.ignoredIn });
  const loadOlder = createLoadOlder({ request, mirror });
  const wish = (mutation: Mutation): Promise<void> => mutate(mutationSchema.parse(mutation));

  return {
    sendText: createSendText({ state, guard, mutate, drafts, clock, newId }),
    sendTemplate: createSendTemplate({ state, guard, mutate, clock, newId }),
    sendAgain: createSendAgain({ state, guard, mutate, clock, newId }),
    check: (conversationId, text, leaving) => guard.findings(conversationId, writtenDraft(text, state().drafts.get(conversationId)), leaving),
    ...createApprovalCommands({ wish, state, request }),
    ...createRolloutCommands({ request, clock }),
    ...createBotCommands({ request, clock }),
    ...createAlertChannelCommands({ request, clock, server }),
    ...createAutoReplyCommands({ request, clock }),
    ...createQueueSettingsCommands({ request, clock }),
    ...createPeopleCommands({ request, clock }),
    ...createReportCommands({ request }),
    ...createHandoffCommands({ wish, state, request, clock, newId }),
    cancelMessage: (conversationId, messageId) => wish({ kind: "cancel", conversationId, messageId }),
    claim: async (conversationId) => {
      const conversation = state().conversations.get(conversationId);
      if (conversation === undefined || conversation.assigneeId === state().me?.id) return;
      await wish({ kind: "claim", conversationId, epoch: conversation.claimEpoch });
    },
    assign: (conversationId, to) =>
      wish({
        kind: "assign",
        conversationId,
        to: to === "nobody" ? { kind: "nobody" } : "agent" in to ? { kind: "agent", id: to.agent } : { kind: "team", id: to.team },
      }),
    resolve: (conversationId, outcome, noReplyNeeded) =>
      wish({ kind: "resolve", conversationId, outcome, ...(noReplyNeeded === undefined ? {} : { noReplyNeeded }) }),
    reopen: (conversationId) => wish({ kind: "reopen", conversationId }),
    snooze: async (conversationId, until) => {
      await wish({ kind: "snooze", conversationId, until });
      await supersede({ queue, state, sync }, conversationId, "snooze");
    },
    markRead: async (conversationId, unread) => {
      const conversation = state().conversations.get(conversationId);
      if (conversation !== undefined && unread !== conversation.unread > 0) await wish({ kind: "read", conversationId, unread });
    },
    label: (conversationId, add, remove) => wish({ kind: "label", conversationId, add: [...add], remove: [...remove] }),
    setPriority: async (conversationId, priority) => {
      await wish({ kind: "priority", conversationId, priority });
      await supersede({ queue, state, sync }, conversationId, "priority");
    },
    hold: (conversationId, on) => wish({ kind: "hold", conversationId, ...(on === undefined ? {} : { on }) }),
    release: (conversationId) => wish({ kind: "release", conversationId }),
    noReplyNeeded: (conversationId, reason) => wish({ kind: "no-reply", conversationId, reason }),
    acknowledge: (conversationId, clock_, startedAt, cause) => wish({ kind: "acknowledge", conversationId, clock: clock_, startedAt, cause }),
    seeAlerts: async (conversationId) => {
      if (hasShownAlert(state(), conversationId)) await wish({ kind: "seen", conversationId });
    },
    addNote: async (conversationId, text) => {
      if (text.trim() === "") return;
      const draft = state().drafts.get(conversationId);
      const isDraft = draft?.mode === "note";
      await mutate({ kind: "note", conversationId, noteId: newId(), text, at: clock.now() }, isDraft ? conversationId : undefined);
      if (isDraft) drafts.sent(draft);
    },
    saveDraft: drafts.save,

    openThread: async (conversationId) => {
      await mirror.openThread(conversationId);
      if (wantsOlder(state(), conversationId)) await loadOlder(conversationId);
    },
    closeThread: mirror.closeThread,
    loadOlder: async (conversationId) => {
      const thread = state().threads.get(conversationId);
      if (thread !== undefined && thread.hasOlder && !thread.loadingOlder) await loadOlder(conversationId);
    },
    showView: mirror.show,
    sign: signs.sign,
    dismissNotice: mirror.dismissNotice,
    notice: (messageKey, values = {}) => mirror.notice({ id: newId(), kind: "info", messageKey, values }),
    retryConnection: sync.reconnect,
    signOut,
    mediaUrl: media.url,
    openExternal,
    newWindow,
    ...createWaitingCommands({ state, queue, mutate, sync, drafts, returned }),
    ...createServerFacts({ request, clock }),
    ...createSignalCommands({ request, clock }),
    ...createForecastCommands({ request, clock, me: () => state().me?.id }),
    ...createBoardCommands({ request, clock, me: () => state().me?.id }),
    ...createSlaCommands({ request, clock }),
    ...createGuardSettingsCommands({ request, clock }),
    ...createCannedReplyCommands({ request }),
    ...createConsentCommands({ request, state, clock }),
    ...createConsentImportCommands({ request }),
    ...createExportCommands({ request }),
    learnWord: spelling.learnWord,
    forgetWord: spelling.forgetWord,
    ignoreWord: spelling.ignoreWord,
    lookAtLanguage: spelling.lookAtLanguage,
    ...createTemplateCommands({ request, state, guard, policy: guardPolicy, rollout, clock }),
  };
}

function wantsOlder({ connection, threads }: InboxState, conversationId: ConversationId): boolean {
  const thread = threads.get(conversationId);
  return thread !== undefined && connection.kind !== "offline" && thread.hasOlder && !thread.loadingOlder && thread.messages.length < FILLS_WINDOW;
}
