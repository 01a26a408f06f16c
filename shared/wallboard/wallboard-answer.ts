import type { ClockKind } from "../sla/clock.ts";
import type { NumberQuality } from "../inbox/people.ts";

export const WALLBOARD_CLOCKS = ["handoff", "first-reply", "next-reply", "resolution"] as const satisfies readonly ClockKind[];

/** [BD5] What a screen on the wall is told: figures, and nothing about a person. Times are ISO 8601. */
export interface WallboardAnswer {
  /** Of the server: after an upgrade the screen loads itself anew. */
  readonly version: string;
  readonly asOf: string;
  readonly timeZone: string;
  readonly team?: string | undefined;
  readonly breached: number;
  readonly overdueSince?: string | undefined;
  readonly soon: number;
  readonly soonMs: number;
  /** In the handoff queue, and nobody's. */
  readonly queue: number;
  readonly waiting: number;
  readonly oldestWaitSince?: string | undefined;
  readonly agents: { readonly available: number; readonly all: number };
  /** The share that is to be kept. */
  readonly goal: number;
  readonly attainment: Readonly<Record<ClockKind, WallboardKept>>;
  readonly numbers: readonly WallboardNumber[];
}

/** `share` is missing where nothing was decided today. */
export interface WallboardKept {
  readonly share?: number | undefined;
  readonly met: number;
  readonly missed: number;
}

export interface WallboardNumber {
  readonly name: string;
  readonly quality: NumberQuality;
  readonly connected: boolean;
  readonly alarmed: boolean;
  readonly surgeSince?: string | undefined;
}
