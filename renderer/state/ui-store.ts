import { create } from "zustand";
import { z } from "zod";
import type { UiState } from "./ui-state.ts";

const REMEMBERED = "greenline.ui";

/** What is remembered between starts. Whatever does not fit any more is forgotten without a word. */
const remembered = {
  viewsCollapsed: z.boolean(),
  contextCollapsed: z.boolean(),
  listWidth: z.number().min(240).max(640),
  theme: z.enum(["system", "light", "dark"]),
  density: z.enum(["comfortable", "compact"]),
  enterSends: z.boolean(),
  spellingOff: z.array(z.string()),
} as const;

type Remembered = Pick<UiState, keyof typeof remembered>;

const fresh: UiState = {
  page: "inbox",
  settingsTab: "general",
  slaDraft: undefined,
  guardDraft: undefined,
  guardRuleOpen: undefined,
  guardPreview: undefined,
  policyOpen: undefined,
  cannedDraft: undefined,
  calendarOpen: undefined,
  holidayNames: {},
  whatIf: undefined,
  selected: undefined,
  opened: undefined,
  viewsCollapsed: false,
  contextCollapsed: false,
  listWidth: 360,
  paletteOpen: false,
  shortcutsOpen: false,
  theme: "system",
  density: "comfortable",
  enterSends: true,
  spelling: { words: undefined, news: 0, missing: {}, ignored: new Map() },
  spellingOff: [],
  alertsOpen: false,
  why: undefined,
  sought: undefined,
  asking: undefined,
};

const uiStore = create<UiState>(() => ({ ...fresh, ...recall() }));

/** What this window shows: `useUi((ui) => ui.selected)`. */
export const useUi = <Selected>(selector: (state: UiState) => Selected): Selected => uiStore(selector);

/** The same outside of a component. */
export const readUi = (): UiState => uiStore.getState();

export function setUi(patch: Partial<UiState>): void {
  uiStore.setState(patch);
  if (Object.keys(patch).some((key) => key in remembered)) remember(uiStore.getState());
}

function recall(): Partial<Remembered> {
  try {
    return z
      .object(remembered)
      .partial()
      .parse(JSON.parse(localStorage.getItem(REMEMBERED) ?? "{}")) as Partial<Remembered>;
  } catch {
    return {};
  }
}

function remember(state: UiState): void {
  const kept = Object.fromEntries(Object.keys(remembered).map((key) => [key, state[key as keyof Remembered]]));
  try {
    localStorage.setItem(REMEMBERED, JSON.stringify(kept));
  } catch {
    // A full or forbidden storage costs the memory of a width, nothing more.
  }
}
