import type { Conversation } from "../inbox/conversation.ts";
import { isOpen } from "../inbox/waiting.ts";
import type { Instant } from "../time.ts";
import { serviceWindow } from "../window/service-window.ts";

/** What the order reads of a conversation. */
export type Closing = Pick<Conversation, "id" | "clocks" | "lastInboundAt" | "possibleInboundAt">;

/**
 * The next thing that closes on a customer who waits: the promise, or the window. Undefined where nothing is left to close: the promise
 * is broken and the window shut.
 */
export function closesNext({ clocks, ...touches }: Closing, now: Instant): Instant | undefined {
  const open = clocks.filter((clock) => clock.kind !== "resolution" && isOpen(clock));
  const dues = open.flatMap(({ dueAt }) => (dueAt === undefined || dueAt <= now ? [] : [dueAt]));
  const window = serviceWindow(touches, now);
  const closes = open.length > 0 && (window.kind === "open" || window.kind === "possible") ? [window.closesAt] : [];
  const [first] = [...dues, ...closes].toSorted((a, b) => a - b);
  return first;
}

/**
 * [HO12] [S0-20] The order of the queue in surge mode: what closes first comes first, be it the promise or the window, for there is not
 * time for all, and what can still be kept is worth more than what is lost already. Behind it who has waited longest.
 */
export const compareInSurge =
  (now: Instant) =>
  (a: Closing, b: Closing): number =>
    (closesNext(a, now) ?? Number.POSITIVE_INFINITY) - (closesNext(b, now) ?? Number.POSITIVE_INFINITY) ||
    waitingSince(a) - waitingSince(b) ||
    compareIds(a.id, b.id);

const waitingSince = ({ clocks, lastInboundAt }: Closing): number =>
  clocks.reduce(
    (first, clock) => (clock.kind !== "resolution" && isOpen(clock) ? Math.min(first, clock.startedAt) : first),
    Number(lastInboundAt ?? Number.MAX_SAFE_INTEGER),
  );
const compareIds = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
