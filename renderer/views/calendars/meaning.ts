import { dueAt, openPieces, type CompiledCalendar } from "../../../shared/sla/compile-calendar.ts";
import type { Duration, Instant } from "../../../shared/time.ts";

/** [C2] What a promise of open time comes to, by the engine that dates the clocks. */
export interface Meaning {
  readonly dueAt: Instant;
  /** What is counted, in order; not more than a handful. */
  readonly pieces: readonly (readonly [from: Instant, to: Instant])[];
  readonly morePieces: boolean;
}

const MOST_PIECES = 6;

/** Undefined where the calendar is not open for so long again. */
export function meaningOf(calendar: CompiledCalendar, start: Instant, length: Duration): Meaning | undefined {
  const due = dueAt(calendar, start, length);
  if (due === undefined) return undefined;
  const pieces = openPieces(calendar, start, due, MOST_PIECES + 1);
  return { dueAt: due, pieces: pieces.slice(0, MOST_PIECES), morePieces: pieces.length > MOST_PIECES };
}
