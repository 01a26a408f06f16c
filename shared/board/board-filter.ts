import { BREACH_CAUSES } from "../sla/breach-causes.ts";
import type { Duration, Instant } from "../time.ts";
import { BOARD_CLOCKS, type BoardClock, type BoardRow } from "./board-row.ts";

export const BOARD_STATES = ["all", "breached", "soon", "windows"] as const;
export const BOARD_GROUPS = ["none", "policy", "team", "agent"] as const;
export const BOARD_SORTS = ["due", "customer", "clock", "team", "agent", "priority"] as const;
/** `none`: nobody has said why; `any`: somebody has. */
export const BOARD_CAUSES = ["none", "any", ...BREACH_CAUSES] as const;
/** In place of an agent or a team: nobody has it. */
export const NOBODY = "nobody";

export type BoardState = (typeof BOARD_STATES)[number];
export type BoardGroup = (typeof BOARD_GROUPS)[number];
export type BoardSort = (typeof BOARD_SORTS)[number];
export type BoardCause = (typeof BOARD_CAUSES)[number];

/** What of the board is looked at. Absent: everything. */
export interface BoardFilter {
  /** Whose promises are counted at all: tiles and list alike. */
  readonly team?: string | undefined;
  readonly state: BoardState;
  readonly clock?: BoardClock | undefined;
  readonly policy?: string | undefined;
  readonly agent?: string | undefined;
  readonly number?: string | undefined;
  readonly label?: string | undefined;
  readonly cause?: BoardCause | undefined;
  readonly query: string;
  readonly group: BoardGroup;
  readonly sort: BoardSort;
  readonly descending: boolean;
}

/** [R1] [S0-16] What is overdue longest stands first unless somebody asks otherwise. */
export const EVERYTHING: BoardFilter = { state: "all", query: "", group: "none", sort: "due", descending: false };

/** The moment, and what "soon" and "closing" mean by it. */
export interface BoardTimes {
  readonly now: Instant;
  readonly soon: Duration;
  /** Windows that close by then are named. */
  readonly windowsUntil: Instant;
}

/** Whether the filter lets a row through, but for its search. */
export function passes(row: BoardRow, filter: BoardFilter, times: BoardTimes): boolean {
  return isInState(row, filter.state, times) && fits(row, filter);
}

function isInState({ dueAt, kind }: BoardRow, state: BoardState, { now, soon, windowsUntil }: BoardTimes): boolean {
  // A window is shown while it can still be used.
  if (kind === "window") return (state === "all" || state === "windows") && dueAt > now && dueAt <= windowsUntil;
  switch (state) {
    case "all":
      return true;
    case "breached":
      return dueAt <= now;
    case "soon":
      return dueAt > now && dueAt <= now + soon;
    case "windows":
      return false;
  }
}

function fits({ clock, conversation, kind }: BoardRow, filter: BoardFilter): boolean {
  const { agent, cause, label, number, policy } = filter;
  if (filter.clock !== undefined && kind !== filter.clock) return false;
  if (policy !== undefined && clock?.policy?.id !== policy) return false;
  if (agent !== undefined && (conversation.assigneeId ?? NOBODY) !== agent) return false;
  if (number !== undefined && conversation.numberId !== number) return false;
  if (label !== undefined && !conversation.labels.includes(label)) return false;
  if (cause === undefined) return true;
  if (cause === "none") return clock !== undefined && clock.cause === undefined;
  return cause === "any" ? clock?.cause !== undefined : clock?.cause === cause;
}

/** Whose team's promises the board counts. */
export const inTeam = ({ conversation }: Pick<BoardRow, "conversation">, team: string | undefined): boolean =>
  team === undefined || (conversation.teamId ?? NOBODY) === team;

export const isBoardClock = (word: string): word is BoardClock => (BOARD_CLOCKS as readonly string[]).includes(word);
