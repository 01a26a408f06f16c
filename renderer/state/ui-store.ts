import { create } from "zustand";
import { z } from "zod";
import { MY_ALERT_KINDS, USUAL_ALERT_WAYS } from "../../shared/alert-channels/alert-ways.ts";
import { USUAL_GOAL } from "../../shared/board/attainment-goal.ts";
import { WHOLE_BOARD } from "../../shared/board/board-link.ts";
import { consentSettingsSchema, DEFAULT_CONSENT_SETTINGS } from "../../shared/consent/consent-settings.ts";
import { DEFAULT_QUEUE_SETTINGS } from "../../shared/handoffs/queue-settings.ts";
import { DEFAULT_OUTCOMES } from "../../shared/outcomes/outcome.ts";
import { outcomesSchema } from "../../shared/outcomes/outcome-settings.ts";
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
  keepsCopy: z.boolean(),
  spellingOff: z.array(z.string()),
  boardSettings: z.object({ soonMinutes: z.number().int().min(1).max(240), goal: z.number().min(0.5).max(1) }),
  consentSettings: consentSettingsSchema,
  outcomes: outcomesSchema,
  handoffSound: z.boolean(),
  handoffVolume: z.number().min(0).max(1),
  textWhenLocked: z.boolean(),
  alertWays: z.object({ native: z.array(z.enum(MY_ALERT_KINDS)), sound: z.array(z.enum(MY_ALERT_KINDS)) }),
} as const;

type Remembered = Pick<UiState, keyof typeof remembered>;

const fresh: UiState = {
  page: "inbox",
  board: WHOLE_BOARD,
  boardSettings: { soonMinutes: 15, goal: USUAL_GOAL },
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
  keepsCopy: true,
  spelling: { words: undefined, news: 0, missing: {}, ignored: new Map() },
  spellingOff: [],
  consentSettings: DEFAULT_CONSENT_SETTINGS,
  handoffSelected: undefined,
  handoffFilter: { mine: true, team: undefined, language: undefined, topic: undefined },
  queueClaim: undefined,
  queueSettings: DEFAULT_QUEUE_SETTINGS,
  outcomes: DEFAULT_OUTCOMES,
  heldHop: undefined,
  handoffSound: true,
  handoffVolume: 0.5,
  alertWays: USUAL_ALERT_WAYS,
  textWhenLocked: false,
  alertsOpen: false,
  why: undefined,
  sought: undefined,
  offlineWork: undefined,
  broughtBack: undefined,
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

/** What is remembered is the same in every window. */
export function followUi(page: Pick<Window, "addEventListener">): void {
  page.addEventListener("storage", ({ key }) => {
    if (key === REMEMBERED) uiStore.setState(recall());
  });
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
