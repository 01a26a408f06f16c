import { hours, minutes } from "../time.ts";
import type { Wait } from "./wait.ts";

/** Who was there, read from who replied: the replies of one person without a longer break are one stretch of work. */
export interface Shift {
  readonly agent: string;
  readonly from: number;
  readonly to: number;
}

const LONGEST_BREAK = hours(2);
/** Somebody was there before the first reply, and a while after the last. */
const BEFORE_FIRST = minutes(15);
const AFTER_LAST = minutes(10);
/** A person whose name was not kept counts as one. */
const SOMEBODY = "";

export const replierOf = ({ answeredBy }: Wait): string => answeredBy ?? SOMEBODY;

/** Replies by person, ascending. */
export function repliesByAgent(waits: readonly Wait[], until: number): ReadonlyMap<string, Float64Array> {
  const replies = new Map<string, number[]>();
  for (const wait of waits) {
    const at = wait.reply.endedAt;
    if (!wait.answered || at === undefined || at > until) continue;
    const agent = replierOf(wait);
    const own = replies.get(agent);
    if (own === undefined) replies.set(agent, [at]);
    else own.push(at);
  }
  return new Map([...replies].map(([agent, times]) => [agent, Float64Array.from(times).sort()]));
}

export function shiftsOf(replies: ReadonlyMap<string, Float64Array>): readonly Shift[] {
  const shifts: Shift[] = [];
  for (const [agent, times] of replies) {
    let from: number | undefined;
    let last = 0;
    for (const at of times) {
      if (from !== undefined && at - last > LONGEST_BREAK) {
        shifts.push({ agent, from: from - BEFORE_FIRST, to: last + AFTER_LAST });
        from = at;
      }
      from ??= at;
      last = at;
    }
    if (from !== undefined) shifts.push({ agent, from: from - BEFORE_FIRST, to: last + AFTER_LAST });
  }
  return shifts;
}

/** Somebody who replied within this time is at work. */
export const SEEN_WITHIN = hours(2);
