import type { SlaSettings, WhatIfResult } from "../../shared/api/sla.ts";
import type { Calendars } from "../../shared/sla/calendar.ts";
import type { PolicySet } from "../../shared/sla/parse-policy.ts";
import type { Policy } from "../../shared/sla/policy.ts";
import type { Problem } from "../../shared/sla/problems.ts";
import type { Clock } from "../../shared/sla/clock.ts";
import type { ConversationId } from "../../shared/ids.ts";
import type { Instant } from "../../shared/time.ts";

/** Parts of the settings page. */
export type SettingsTab = "general" | "policies" | "calendars" | "what-if";

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

export type Page = "inbox" | "handoffs" | "board" | "health" | "outreach" | "reports" | "settings";

/** What only this window knows: what is selected, open and folded. Remembered between starts where it helps. */
export interface UiState {
  readonly page: Page;
  readonly settingsTab: SettingsTab;
  readonly slaDraft: SlaDraft | undefined;
  /** The policy that is open for editing. */
  readonly policyOpen: string | undefined;
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
  readonly alertsOpen: boolean;
  /** [R3] The clock that is being explained. */
  readonly why: { readonly conversationId: ConversationId; readonly clock: ClockName } | undefined;
  /** What the open thread is asked to bring into view. */
  readonly sought: Sought | undefined;
  /** A dialogue that needs one more answer for a command. */
  readonly asking:
    | {
        readonly kind: "resolve-reason" | "no-reply" | "hold" | "priority" | "assign" | "label" | "snooze" | "template";
        readonly conversationId: ConversationId;
      }
    | undefined;
}
