import type { Attainment } from "../sla/attainment.ts";
import type { ClockKind } from "../sla/clock.ts";
import type { Duration, Instant } from "../time.ts";
import type { AgentAtWork, AgentsNow } from "./agent-load.ts";
import type { BoardFigures } from "./board-figures.ts";
import type { BoardClock } from "./board-row.ts";
import type { WaitCell } from "./waits.ts";

export const BOARD_PERIODS = ["today", "week"] as const;
/** Today, or the last seven days with it, by the calendar days of a zone. */
export type BoardPeriod = (typeof BOARD_PERIODS)[number];

/** A row of the list as it travels. */
export interface BoardLine {
  readonly conversationId: string;
  readonly kind: BoardClock;
  readonly startedAt?: Instant | undefined;
  readonly dueAt: Instant;
  readonly policy?: { readonly id: string; readonly version: number } | undefined;
  readonly team?: string | undefined;
  readonly assignee?: string | undefined;
  readonly cause?: string | undefined;
}

/** The board as the server counts it: what is true now, and what only a history knows. */
export interface BoardAnswer {
  readonly asOf: Instant;
  readonly timeZone: string;
  readonly team?: string | undefined;
  readonly soon: Duration;
  readonly windowsUntil: Instant;
  readonly now: Omit<BoardFigures, "changesAt">;
  readonly agents: AgentsNow;
  readonly load: readonly AgentAtWork[];
  /** `to` is the first instant after it. */
  readonly period: { readonly name: BoardPeriod; readonly from: Instant; readonly to: Instant };
  /** [BD1] Of the clocks that fall due in the period, as they stand now: what is missed is what the list of breaches gives for it. */
  readonly attainment: Readonly<Record<ClockKind, Attainment>>;
  /** By weekday and hour at which customers began to wait, over four weeks. */
  readonly waits: readonly WaitCell[];
  /** What is due first. */
  readonly items: readonly BoardLine[];
}
