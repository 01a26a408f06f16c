import type { SlaEvent } from "../sla/events.ts";
import { happenedAt, inOrder, isHuman } from "../sla/order.ts";
import { plus, type Duration, type Instant } from "../time.ts";
import { DEFAULT_OUTCOMES, readOutcome, type Outcome, type WrittenOutcome } from "./outcome.ts";

/** One end of a case. */
export interface Ending {
  readonly at: Instant;
  readonly outcome: WrittenOutcome;
  /** The customer came back, or somebody opened it again, within the time that counts. */
  readonly reopenedAt?: Instant | undefined;
  /** `open`: the time in which they may come back is not over. */
  readonly need: Outcome["need"] | "open";
}

/**
 * [S4-17] Every resolve of a conversation and whether its customer got what they came for: not where they had to come back within
 * `within`. A thanks that somebody marked as needing no reply is no coming back.
 */
export function endingsOf(
  history: readonly SlaEvent[],
  { now, outcomes, within }: { readonly outcomes: readonly Outcome[]; readonly within: Duration; readonly now: Instant },
): readonly Ending[] {
  const events = inOrder(history.filter((event) => happenedAt(event) <= now));
  return events.flatMap((event, i): readonly Ending[] => {
    if (event.type !== "resolve") return [];
    const { at } = event;
    const outcome = readOutcome(event.outcome ?? "solved");
    const until = plus(at, within);
    const rest = events.slice(i + 1);
    const back = rest.findIndex(({ type }) => type === "inbound" || type === "reopen");
    const again = rest[back];
    const reopenedAt = again === undefined || happenedAt(again) >= until || wasThanks(rest.slice(back)) ? undefined : happenedAt(again);
    const need = [...outcomes, ...DEFAULT_OUTCOMES].find(({ key }) => key === outcome.key)?.need ?? "neither";
    if (reopenedAt !== undefined) return [{ at, outcome, reopenedAt, need: need === "neither" && outcome.key === "spam" ? "neither" : "unmet" }];
    return [{ at, outcome, need: need === "met" && now < until ? "open" : need }];
  });
}

/** It was ended without an answer, because none was needed. */
function wasThanks(rest: readonly SlaEvent[]): boolean {
  for (const event of rest) {
    if (event.type === "noReplyNeeded") return true;
    if ((event.type === "outbound" && event.state === "accepted" && isHuman(event.author)) || event.type === "resolve") return false;
  }
  return false;
}

/** [S4-17] `reopened` of `ended` came back; `unmet` of `judged` did not get what they came for. What is still open is judged later. */
export interface NeedCounts {
  readonly ended: number;
  readonly reopened: number;
  readonly judged: number;
  readonly unmet: number;
}

export const countNeeds = (endings: readonly Ending[]): NeedCounts => ({
  ended: endings.length,
  reopened: endings.filter(({ reopenedAt }) => reopenedAt !== undefined).length,
  judged: endings.filter(({ need }) => need === "met" || need === "unmet").length,
  unmet: endings.filter(({ need }) => need === "unmet").length,
});
