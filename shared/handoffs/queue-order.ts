import type { Conversation } from "../inbox/conversation.ts";
import { isOpen } from "../inbox/waiting.ts";
import type { Clock } from "../sla/clock.ts";
import type { Instant } from "../time.ts";

type Queued = Pick<Conversation, "id" | "clocks" | "handoff" | "createdAt">;

/** Which of two comes first: below zero the first one. */
export type QueueOrder = (a: Conversation, b: Conversation) => number;

/** [HO2] Somebody has to take it: nobody owns it, and it is its turn. What a bot owns and nobody needs is not in it. */
export const isInQueue = ({ assigneeId, state }: Pick<Conversation, "assigneeId" | "state">): boolean => state === "queued" && assigneeId === undefined;

const isRunning = (clock: Clock): boolean => clock.owner === undefined && isOpen(clock);
const isReply = ({ kind }: Clock): boolean => kind === "first-reply" || kind === "next-reply";

/** [HO2] By when somebody was promised: the handoff clock's, else the reply's. A met handoff clock promises nothing any more. */
export function promisedAt({ clocks }: Pick<Queued, "clocks">): Instant | undefined {
  const running = clocks.filter(isRunning);
  return (running.find(({ dueAt, kind }) => kind === "handoff" && dueAt !== undefined) ?? running.find((clock) => isReply(clock) && clock.dueAt !== undefined))
    ?.dueAt;
}

/** [HO2] Since when the customer waits: the start of the reply that is open, else of the handoff. */
export function waitingSince({ clocks, createdAt, handoff }: Pick<Queued, "clocks" | "createdAt" | "handoff">): Instant {
  const reply = clocks.find((clock) => isRunning(clock) && isReply(clock));
  return reply?.startedAt ?? handoff?.requestedAt ?? createdAt;
}

/** [HO2] By promised time, then by who waits longest; without a promise behind those with one. The same on the desk and on the server. */
export const byPromise = (a: Queued, b: Queued): number =>
  compare(promisedAt(a) ?? Number.POSITIVE_INFINITY, promisedAt(b) ?? Number.POSITIVE_INFINITY) ||
  compare(waitingSince(a), waitingSince(b)) ||
  compare(a.id, b.id);

const compare = <Value extends number | string>(a: Value, b: Value): number => (a < b ? -1 : a > b ? 1 : 0);

/** The queue, first things first, by an order of one's own where there is one (a surge). */
export function inQueueOrder<Row extends Conversation>(conversations: Iterable<Row>, order: QueueOrder = byPromise): readonly Row[] {
  return [...conversations].filter(isInQueue).sort(order);
}
