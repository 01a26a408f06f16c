import type { Conversation } from "../inbox/conversation.ts";
import { closesAt } from "../inbox/views.ts";
import { customerWaits, isOpen } from "../inbox/waiting.ts";
import type { Clock, ClockKind } from "../sla/clock.ts";
import { asOne, clockKey } from "../sla/records.ts";
import type { Instant } from "../time.ts";

export type BoardClock = ClockKind | "window";
export const BOARD_CLOCKS: readonly BoardClock[] = ["handoff", "first-reply", "next-reply", "resolution", "window"];

/** One promise that somebody still has to keep: an open clock of the customer's, or a window that bites before any of them (R1). */
export interface BoardRow {
  /** Of the conversation and the clock, so that a selection outlives a new row of the same promise. */
  readonly key: string;
  readonly kind: BoardClock;
  /** Of a window, when it closes. */
  readonly dueAt: Instant;
  /** Absent for a window. */
  readonly clock?: Clock | undefined;
  readonly conversation: Conversation;
}

/**
 * [BD1] What the board counts and lists of a conversation, whatever the time is. The owner's clocks beside the customer's are a
 * measure of their own (S14) and are no rows; nothing is owed in a resolved conversation (S10).
 */
export function boardRows(conversation: Conversation): readonly BoardRow[] {
  if (conversation.state === "resolved") return [];
  const rows = openPromises(conversation.clocks).map((clock): BoardRow => ({
    key: `${conversation.id} ${clockKey(clock)}`,
    kind: clock.kind,
    dueAt: clock.dueAt,
    clock,
    conversation,
  }));
  const closing = closesAt(conversation);
  const bitesFirst = closing !== undefined && customerWaits(conversation.clocks) && rows.every(({ kind, dueAt }) => kind === "resolution" || closing < dueAt);
  return bitesFirst ? [...rows, { key: `${conversation.id} window`, kind: "window", dueAt: closing, conversation }] : rows;
}

type Promised = Clock & { readonly dueAt: Instant };

const isPromise = (clock: Clock): clock is Promised =>
  clock.owner === undefined && clock.dueAt !== undefined && (clock.state === "running" || clock.state === "breached") && isOpen(clock);

/** [S8] A run that a bot had in between is told as two clocks, and is one promise. */
function openPromises(clocks: readonly Clock[]): readonly Promised[] {
  if (!clocks.some((clock, at) => clocks.findLastIndex((other) => isSameRun(clock, other)) !== at)) return clocks.filter(isPromise);
  const runs = new Map<string, Clock[]>();
  for (const clock of clocks) runs.set(clockKey(clock), [...(runs.get(clockKey(clock)) ?? []), clock]);
  return [...runs.values()].map(asOne).filter(isPromise);
}

/** Cheaper than a key: it is asked of every conversation. */
const isSameRun = (a: Clock, b: Clock): boolean => a.startedAt === b.startedAt && a.kind === b.kind && a.owner === b.owner;

/** Since when the customer of this conversation waits; undefined where nobody does. */
export function waitsSince({ clocks, state }: Conversation): Instant | undefined {
  if (state === "resolved") return undefined;
  let since: Instant | undefined;
  for (const clock of clocks) {
    if (clock.kind === "resolution" || clock.owner !== undefined || !isOpen(clock)) continue;
    if (since === undefined || clock.startedAt < since) since = clock.startedAt;
  }
  return since;
}
