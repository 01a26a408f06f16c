import type { Instant } from "../time.ts";
import type { BoardAnswer } from "./board-answer.ts";

/** The board as it travels: times as text, lengths in milliseconds. */
export function presentBoard({ asOf, items, now, period, soon, windowsUntil, ...rest }: BoardAnswer, iso: (at: Instant) => string) {
  const when = (at: Instant | undefined): string | undefined => (at === undefined ? undefined : iso(at));
  const { oldestWait, overdueSince, ...counts } = now;
  return {
    ...rest,
    asOf: iso(asOf),
    soonMs: soon,
    windowsUntil: iso(windowsUntil),
    period: { name: period.name, from: iso(period.from), to: iso(period.to) },
    now: {
      ...counts,
      overdueSince: when(overdueSince),
      oldestWait: oldestWait === undefined ? undefined : { conversationId: oldestWait.conversationId, since: iso(oldestWait.since) },
    },
    items: items.map((line) => ({ ...line, startedAt: when(line.startedAt), dueAt: iso(line.dueAt) })),
  };
}
