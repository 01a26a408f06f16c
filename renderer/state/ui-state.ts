import type { AlertWays } from "../../shared/alert-channels/alert-ways.ts";
import type { BoardView } from "../../shared/board/board-link.ts";
import type { ConsentSettings } from "../../shared/consent/consent-settings.ts";
import type { CannedReplyFields } from "../../shared/api/canned-replies.ts";
import type { SlaSettings, WhatIfResult } from "../../shared/api/sla.ts";
import type { PreviewResult } from "../../shared/api/guard-preview.ts";
import type { GuardPolicy } from "../../shared/guard/context.ts";
import type { RuleId } from "../../shared/guard/rule-ids.ts";
import type { CannedReply } from "../../shared/inbox/canned-reply.ts";
import type { Calendars } from "../../shared/sla/calendar.ts";
import type { PolicySet } from "../../shared/sla/parse-policy.ts";
import type { Policy } from "../../shared/sla/policy.ts";
import type { Problem } from "../../shared/sla/problems.ts";
import type { Clock } from "../../shared/sla/clock.ts";
import type { QueueSettings } from "../../shared/handoffs/queue-settings.ts";
import type { Outcome } from "../../shared/outcomes/outcome.ts";
import type { AgentId, ConversationId, MessageId, TeamId } from "../../shared/ids.ts";
import type { WorkspaceWords } from "../../shared/spelling/workspace-words.ts";
import type { Instant } from "../../shared/time.ts";

/** [S0-9] How it stands with spelling on this desk. */
export interface SpellingView {
  /** As the server told last. */
  readonly words: WorkspaceWords | undefined;
  /** Raised when more is known of words than before: what was checked is checked again. */
  readonly news: number;
  /** Languages that cannot be looked at: there is no dictionary, or it did not open. */
  readonly missing: Readonly<Record<string, "none" | "failed">>;
  /** Words to leave alone, by conversation, in lower case; until the app is closed. */
  readonly ignored: ReadonlyMap<ConversationId, readonly string[]>;
}

/** Parts of the settings page. */
export type SettingsTab = "people" | "queue" | "alerts" | "bots" | "general" | "policies" | "calendars" | "canned-replies" | "what-if" | "guard" | "auto-reply";

/** Settings of the clocks as the server has them, and as somebody is changing them: not saved, and not forgotten while other pages are looked at. */
export interface SlaDraft {
  /** What the change began from. */
  readonly saved: SlaSettings;
  readonly policies: readonly Policy[];
  readonly calendars: Calendars;
  /** What the server had against this very draft; gone with the next change. */
  readonly refused?: readonly Problem[] | undefined;
  /** What somebody else has saved since the change began. */
  readonly theirs?: SlaSettings | undefined;
}

/** The policy of the guard as the server has it, and as somebody is changing it. */
export interface GuardDraft {
  /** What the change began from. */
  readonly saved: SavedGuardPolicy;
  readonly policy: GuardPolicy;
  /** What the server had against this very draft; gone with the next change. */
  readonly refused?: readonly Problem[] | undefined;
  /** What somebody else has saved since the change began. */
  readonly theirs?: SavedGuardPolicy | undefined;
}

interface SavedGuardPolicy {
  readonly version: number;
  readonly policy: GuardPolicy;
}

/** [S0-11] A look back under a draft, from its start to its result; kept while other pages are looked at. */
export type GuardPreviewRun = { readonly period: Period; readonly under: GuardPolicy } & (
  | { readonly kind: "running"; readonly progress: { readonly done: number; readonly of: number } | undefined; readonly stop: () => void }
  | { readonly kind: "result"; readonly result: PreviewResult }
  /** In the server's own words. */
  | { readonly kind: "refused"; readonly title: string }
  | { readonly kind: "busy" | "stopped" | "no-network" | "failed" }
);

/** A canned reply that is being written: not saved, and not forgotten while other pages are looked at. */
export interface CannedDraft {
  /** As it was when the change began; undefined: a new one. */
  readonly before: CannedReply | undefined;
  readonly personal: boolean;
  readonly fields: CannedReplyFields;
}

/** A stretch of the past: `from` is part of it, `to` is not. */
export interface Period {
  readonly from: Instant;
  readonly to: Instant;
}

/** A replay of the past (P4), from its start to its result; kept while other pages are looked at. */
export type WhatIfRun = {
  readonly period: Period;
  /** What the past is replayed under. */
  readonly under: PolicySet;
  /** `under` was not saved when it began; otherwise today's settings were tried. */
  readonly unsaved: boolean;
} & (
  | { readonly kind: "running"; readonly progress: { readonly done: number; readonly of: number } | undefined; readonly stop: () => void }
  | { readonly kind: "result"; readonly result: WhatIfResult }
  /** In the server's own words. */
  | { readonly kind: "refused"; readonly title: string }
  | { readonly kind: "busy" | "stopped" | "no-network" | "failed" }
);

/** What tells a clock from the others of its conversation. */
export type ClockName = Pick<Clock, "kind" | "startedAt" | "owner">;

/** A message or a line of the story, and when it was. */
export interface Sought {
  readonly conversationId: ConversationId;
  readonly id: string;
  readonly at: Instant;
}

/** Where a conversation goes next. */
export type HopTarget = { readonly agent: AgentId } | { readonly team: TeamId } | "bot";

/** [HO8] [HO7] A hop that leaves in a moment: until then it can be taken back. */
export interface HeldHop {
  readonly conversationId: ConversationId;
  readonly to: HopTarget;
  readonly note: string | undefined;
  readonly force: boolean;
}

/** What of the handoff queue is shown. */
export interface HandoffFilter {
  readonly mine: boolean;
  readonly team: TeamId | undefined;
  readonly language: string | undefined;
  readonly topic: string | undefined;
}

/** How the lead's board is set up on this desk. */
export interface BoardSettings {
  /** What is due within so many minutes is due soon. */
  readonly soonMinutes: number;
  /** The share of promises that is to be kept: the target line. */
  readonly goal: number;
}

/** [I12] Words that were not sent, for the composer to take up. `onTaken` runs when they stand in the draft. */
export interface BroughtBack {
  readonly conversationId: ConversationId;
  readonly text: string;
  readonly mode: "reply" | "note";
  readonly replaces?: MessageId | undefined;
  /** Its own time to leave. */
  readonly sendAt?: Instant | undefined;
  readonly onTaken: () => void;
}

export type Page = "inbox" | "handoffs" | "board" | "health" | "outreach" | "reports" | "settings";

/** What only this window knows: what is selected, open and folded. Remembered between starts where it helps. */
export interface UiState {
  readonly spelling: SpellingView;
  /** Languages that this person does not want looked at. */
  readonly spellingOff: readonly string[];
  /** [S2-9] What people here may agree to, as last heard. */
  readonly consentSettings: ConsentSettings;
  readonly page: Page;
  readonly board: BoardView;
  readonly boardSettings: BoardSettings;
  readonly settingsTab: SettingsTab;
  readonly slaDraft: SlaDraft | undefined;
  readonly guardDraft: GuardDraft | undefined;
  /** The rule of the guard that is open, on its page. */
  readonly guardRuleOpen: RuleId | undefined;
  readonly guardPreview: GuardPreviewRun | undefined;
  /** The policy that is open for editing. */
  readonly policyOpen: string | undefined;
  readonly cannedDraft: CannedDraft | undefined;
  /** The calendar that is open, by its key. */
  readonly calendarOpen: string | undefined;
  /** What holidays are called, by calendar and date, as far as this window has heard: a calendar stores dates alone. */
  readonly holidayNames: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly whatIf: WhatIfRun | undefined;
  readonly selected: ConversationId | undefined;
  /** The thread is open (on narrow windows it covers the list). */
  readonly opened: ConversationId | undefined;
  readonly viewsCollapsed: boolean;
  readonly contextCollapsed: boolean;
  readonly listWidth: number;
  readonly paletteOpen: boolean;
  readonly shortcutsOpen: boolean;
  readonly theme: "system" | "light" | "dark";
  readonly density: "comfortable" | "compact";
  readonly enterSends: boolean;
  /** [H27] A copy of the conversations may lie on this computer; counts from the next start. */
  readonly keepsCopy: boolean;
  /** [HO2] What stands out in the handoff queue; it may have left it. */
  readonly handoffSelected: ConversationId | undefined;
  readonly handoffFilter: HandoffFilter;
  /** [HO3] Claimed from the queue, and not yet granted; `next` is the one in line behind it. */
  readonly queueClaim: { readonly conversationId: ConversationId; readonly next: ConversationId | undefined } | undefined;
  /** [HO5] As the server told last; the defaults until then. */
  readonly queueSettings: QueueSettings;
  /** [S4-17] What a case can be resolved as; remembered, because it is resolved without a network too. */
  readonly outcomes: readonly Outcome[];
  readonly heldHop: HeldHop | undefined;
  /** A short sound when somebody waits for a person. */
  readonly handoffSound: boolean;
  /** 0 to 1. */
  readonly handoffVolume: number;
  /** [BD4] How alerts reach this person on this computer, besides the bell, by kind. */
  readonly alertWays: AlertWays;
  /** [H29] Whether a notification says who wrote what while the screen is locked. */
  readonly textWhenLocked: boolean;
  readonly alertsOpen: boolean;
  /** [R3] The clock that is being explained. */
  readonly why: { readonly conversationId: ConversationId; readonly clock: ClockName } | undefined;
  /** What the open thread is asked to bring into view. */
  readonly sought: Sought | undefined;
  /** What waits for the network, or what came back from it, laid open. */
  readonly offlineWork: "waits" | "returned" | undefined;
  /** Words on their way back into the composer of a conversation. */
  readonly broughtBack: BroughtBack | undefined;
  /** A dialogue that needs one more answer for a command. */
  readonly asking:
    | {
        readonly kind:
          | "resolve-as"
          | "resolve-reason"
          | "no-reply"
          | "hold"
          | "priority"
          | "assign"
          | "label"
          | "snooze"
          | "template"
          | "transfer"
          | "return-to-bot";
        readonly conversationId: ConversationId;
      }
    | undefined;
}
