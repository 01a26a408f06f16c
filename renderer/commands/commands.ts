import type { AgentId, ConversationId, DeviceId, MessageId, TeamId, Wamid } from "../../shared/ids.ts";
import type { Priority } from "../../shared/inbox/conversation.ts";
import type { Message } from "../../shared/inbox/message.ts";
import type { SortKey, ViewKey } from "../../shared/inbox/views.ts";
import type { Finding, Severity } from "../../shared/guard/finding.ts";
import type { RuleId } from "../../shared/guard/rule-ids.ts";
import type { Instant } from "../../shared/time.ts";
import type { Draft } from "../state/inbox-state.ts";
import type { BreachCause } from "../../shared/sla/breach-causes.ts";
import type { ClockKind } from "../../shared/sla/clock.ts";
import type { AlertChannelCommands } from "./alert-channels.ts";
import type { BoardCommands } from "./board.ts";
import type { AutoReplyCommands } from "./auto-reply.ts";
import type { ApprovalCommands } from "./approvals.ts";
import type { CannedReplyCommands } from "./canned-replies.ts";
import type { ConsentImportCommands } from "./consent-import.ts";
import type { ConsentCommands } from "./consents.ts";
import type { ExportCommands } from "./export-all.ts";
import type { ForecastCommands } from "./forecast.ts";
import type { HandoffCommands } from "./handoffs.ts";
import type { Leaving } from "./leaving.ts";
import type { PeopleCommands } from "./people.ts";
import type { QueueSettingsCommands } from "./queue-settings.ts";
import type { ReportCommands } from "./reports.ts";
import type { BotCommands } from "./bots.ts";
import type { RolloutCommands } from "./rollout.ts";
import type { GuardSettingsCommands } from "./guard-settings.ts";
import type { SignalCommands } from "./number-signals.ts";
import type { WaitingCommands } from "./waiting.ts";
import type { SlaCommands } from "./sla-settings.ts";
import type { SpellingCommands } from "./spelling.ts";
import type { TemplateCommands } from "./templates.ts";
import type { Told } from "./ask-server.ts";
import type { Device, Intake, Revocation } from "./server-facts.ts";

export interface TemplateChoice {
  readonly name: string;
  readonly language: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** Everything a view can wish for. Mutations work offline: they are journalled, shown at once, and pushed when there is a connection. */
export interface Commands
  extends
    SlaCommands,
    ConsentCommands,
    ConsentImportCommands,
    CannedReplyCommands,
    ApprovalCommands,
    AutoReplyCommands,
    QueueSettingsCommands,
    PeopleCommands,
    HandoffCommands,
    BotCommands,
    RolloutCommands,
    TemplateCommands,
    SpellingCommands,
    GuardSettingsCommands,
    SignalCommands,
    ReportCommands,
    ForecastCommands,
    ExportCommands,
    AlertChannelCommands,
    WaitingCommands,
    BoardCommands {
  /** Gives back what stops it (then nothing was queued), or an empty list. */
  readonly sendText: (
    conversationId: ConversationId,
    text: string,
    options?: {
      readonly quotes?: Wamid;
      readonly overrides?: Readonly<Record<string, string>>;
      readonly replaces?: MessageId;
      readonly leaving?: Leaving;
      /** [S0-11] What the guard said of other words for it. */
      readonly mended?: readonly { readonly rule: RuleId; readonly severity: Severity }[];
      /** [G-OPTED-OUT] The one sentence that says that a no was heard. The draft stays as it is. */
      readonly confirmsOptOut?: true;
    },
  ) => Promise<readonly Finding[]>;
  readonly sendTemplate: (
    conversationId: ConversationId,
    template: TemplateChoice,
    overrides?: Readonly<Record<string, string>>,
    leaving?: Leaving,
  ) => Promise<readonly Finding[]>;
  /** A message that waits, or was held or taken back, goes on now or at another time; what stops it comes back, and nothing changes. */
  readonly sendAgain: (message: Message, leaving?: Leaving, overrides?: Readonly<Record<string, string>>) => Promise<readonly Finding[]>;
  /**
   * What speaks against this draft, now or when it is to leave; runs while typing, beside the page. Undefined when a newer question has
   * overtaken this one.
   */
  readonly check: (conversationId: ConversationId, text: string, leaving?: Leaving) => Promise<readonly Finding[] | undefined>;
  readonly cancelMessage: (conversationId: ConversationId, messageId: MessageId) => Promise<void>;
  readonly claim: (conversationId: ConversationId) => Promise<void>;
  readonly assign: (conversationId: ConversationId, to: { readonly agent: AgentId } | { readonly team: TeamId } | "nobody") => Promise<void>;
  readonly resolve: (conversationId: ConversationId, outcome: string, noReplyNeeded?: string) => Promise<void>;
  readonly reopen: (conversationId: ConversationId) => Promise<void>;
  readonly snooze: (conversationId: ConversationId, until: Instant) => Promise<void>;
  readonly markRead: (conversationId: ConversationId, unread: boolean) => Promise<void>;
  readonly label: (conversationId: ConversationId, add: readonly string[], remove: readonly string[]) => Promise<void>;
  readonly setPriority: (conversationId: ConversationId, priority: Priority) => Promise<void>;
  /** [S12] The resolution waits; `customer` where it is the customer who has to act. */
  readonly hold: (conversationId: ConversationId, on?: "customer") => Promise<void>;
  readonly release: (conversationId: ConversationId) => Promise<void>;
  /** [S11] */
  readonly noReplyNeeded: (conversationId: ConversationId, reason: string) => Promise<void>;
  /** [B3] Why a promise was not kept; for leads. */
  readonly acknowledge: (conversationId: ConversationId, clock: ClockKind, startedAt: Instant, cause: BreachCause) => Promise<void>;
  /** What warned about this conversation has been seen. */
  readonly seeAlerts: (conversationId: ConversationId) => Promise<void>;
  readonly addNote: (conversationId: ConversationId, text: string) => Promise<void>;
  /** Kept at once in the store, and on disk within a moment. Empty text drops it. */
  readonly saveDraft: (draft: Draft) => void;

  readonly openThread: (conversationId: ConversationId) => Promise<void>;
  readonly closeThread: (conversationId: ConversationId) => void;
  readonly loadOlder: (conversationId: ConversationId) => Promise<void>;
  readonly showView: (view: ViewKey, sort: SortKey, query: string) => void;
  readonly sign: (conversationId: ConversationId, what: "view" | "type" | "leave") => void;
  readonly dismissNotice: (id: string) => void;
  readonly notice: (messageKey: string, values?: Readonly<Record<string, string>>) => void;
  readonly retryConnection: () => void;
  readonly signOut: () => Promise<void>;
  /** Where a media file can be shown or saved from; undefined while there is no connection and it is not kept here. */
  readonly mediaUrl: (messageId: MessageId) => Promise<string | undefined>;
  readonly openExternal: (url: string) => void;
  /** One more window of the same inbox. */
  readonly newWindow: () => void;
  /** Where this person is signed in. */
  readonly devices: () => Promise<Told<readonly Device[]>>;
  /** Signs a device out from here. */
  readonly revokeDevice: (id: DeviceId) => Promise<Revocation>;
  /** What came from the platform, and what was not understood. */
  readonly intake: () => Promise<Told<Intake>>;
}

/** Before somebody is signed in. */
export interface SignInCommands {
  readonly signIn: (server: string, name: string, password: string) => Promise<SignInOutcome>;
  /** Only where the server offers a demo. */
  readonly tryDemo: (server: string) => Promise<SignInOutcome>;
}

export type SignInOutcome = "signed-in" | "wrong-password" | "unreachable" | "too-many-tries" | "too-old";
