import type { SlaSettings } from "../../shared/api/sla.ts";
import type { Calendars } from "../../shared/sla/calendar.ts";
import type { Policy } from "../../shared/sla/policy.ts";
import type { ConversationId } from "../../shared/ids.ts";

/** Parts of the settings page. */
export type SettingsTab = "general" | "policies" | "calendars" | "what-if";

/** Settings of the clocks as somebody is changing them: not saved, and not forgotten while other pages are looked at. */
export interface SlaDraft {
  /** What the change began from. */
  readonly saved: SlaSettings;
  readonly policies: readonly Policy[];
  readonly calendars: Calendars;
}

export type Page = "inbox" | "handoffs" | "board" | "health" | "outreach" | "reports" | "settings";

/** What only this window knows: what is selected, open and folded. Remembered between starts where it helps. */
export interface UiState {
  readonly page: Page;
  readonly settingsTab: SettingsTab;
  readonly slaDraft: SlaDraft | undefined;
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
  /** A dialogue that needs one more answer for a command. */
  readonly asking:
    | {
        readonly kind: "resolve-reason" | "no-reply" | "hold" | "priority" | "assign" | "label" | "snooze" | "template";
        readonly conversationId: ConversationId;
      }
    | undefined;
}
