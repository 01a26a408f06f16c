import { toInstant, type Instant } from "../time.ts";
import { elapsed, openPieces } from "./compile-calendar.ts";
import type { ExplanationPiece } from "./explanation.ts";
import { toArray } from "./list.ts";
import { mergePauses, type Pause } from "./pauses.ts";
import { isBreached, type Run } from "./run.ts";

/** More stretches than a person would read are summed up. */
const MOST_PIECES = 12;

/** [R3] What made the clock what it is, by time: first counted event, policy, handoffs, pauses, the open time that was counted, due instant and end. */
export function explainRun(run: Run, now: Instant): readonly ExplanationPiece[] {
  const missed = isBreached(run, now);
  // A deadline that passed before the clock was broken off stays passed (S18).
  const dueAt = run.ending?.how === "cancelled" && !missed ? undefined : run.dueAt;
  const due: readonly ExplanationPiece[] = dueAt === undefined ? [] : [...countedTime(run, dueAt), { kind: "due", at: dueAt, data: {} }];
  const breached: readonly ExplanationPiece[] = dueAt === undefined || !missed ? [] : [{ kind: "breached", at: dueAt, data: {} }];
  return [...toArray(run.notes), ...due, ...breached].toSorted((a, b) => a.at - b.at || rank(a) - rank(b));
}

/** The open time up to the due instant, without the pauses. */
function countedTime(run: Run, dueAt: Instant): readonly ExplanationPiece[] {
  const calendar = run.terms?.deadline?.calendar;
  if (calendar === undefined) return [];

  const counted = outside(mergePauses(run.pauses), run.startedAt, dueAt);
  const pieces = counted.flatMap(([from, to]) => openPieces(calendar, from, to, MOST_PIECES + 1));
  const shown = pieces.slice(0, MOST_PIECES).map(([from, to]): ExplanationPiece => ({ kind: "open", at: from, until: to, data: { ms: to - from } }));
  const next = pieces[MOST_PIECES];
  if (next === undefined) return shown;

  const rest = counted.reduce((sum, [from, to]) => sum + elapsed(calendar, toInstant(Math.max(from, next[0])), to), 0);
  return [...shown, { kind: "more-open", at: next[0], until: dueAt, data: { ms: rest } }];
}

function outside(pauses: readonly Pause[], from: Instant, to: Instant): readonly Pause[] {
  const pieces: Pause[] = [];
  let start = from;
  for (const [pausedFrom, pausedTo] of pauses) {
    if (pausedFrom > start) pieces.push([start, toInstant(Math.min(pausedFrom, to))]);
    start = toInstant(Math.max(start, pausedTo));
  }
  return start < to ? [...pieces, [start, to]] : pieces;
}

const ORDER: readonly ExplanationPiece["kind"][] = [
  "started",
  "policy",
  "handoff",
  "re-dated",
  "unmatched",
  "send-failed",
  "reopened",
  "resumed",
  "open",
  "more-open",
  "paused",
];

/** At one instant the cause stands before what follows from it; the ends come last. */
function rank({ kind }: ExplanationPiece): number {
  const index = ORDER.indexOf(kind);
  return index >= 0 ? index : kind === "due" ? ORDER.length : kind === "breached" ? ORDER.length + 1 : ORDER.length + 2;
}
