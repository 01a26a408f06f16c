import type { ConversationId } from "../../shared/ids.ts";

export type Page = "inbox" | "handoffs" | "board" | "health" | "outreach" | "reports" | "settings";

/** What only this window knows: what is selected, open and folded. Remembered between starts where it helps. */
export interface UiState {
  readonly page: Page;
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
  readonly asking: { readonly kind: "resolve-reason" | "assign" | "label" | "snooze" | "template"; readonly conversationId: ConversationId } | undefined;
}
