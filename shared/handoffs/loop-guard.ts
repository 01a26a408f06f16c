import { minus } from "../time.ts";
import type { AutoHandoffPolicy } from "./auto-handoff-policy.ts";
import type { Turn } from "./turn.ts";

/**
 * [S0-15] Two machines that answer each other: each of the last answers of the bot was answered faster than people write. A customer who
 * sends three lines in a row, or takes their time once, is none.
 */
export function isLoop(turns: readonly Turn[], { loopAnswersWithin, loopTurns }: AutoHandoffPolicy): boolean {
  let quick = 0;
  for (let i = turns.length - 1; i > 0; i -= 1) {
    const [before, turn] = [turns[i - 1], turns[i]];
    if (before === undefined || turn?.from !== "customer") continue;
    if (before.from !== "bot" || turn.at - before.at > loopAnswersWithin) return false;
    quick += 1;
    if (quick >= loopTurns) return true;
  }
  return false;
}

/** [S0-15] One customer gets at most so many messages of a bot in the period; `turns` end with the one that is about to go. */
export function isFlood(turns: readonly Turn[], { rateMessages, ratePeriod }: AutoHandoffPolicy): boolean {
  const last = turns.at(-1);
  if (last === undefined) return false;
  const since = minus(last.at, ratePeriod);
  return turns.filter(({ at, from }) => from === "bot" && at > since).length > rateMessages;
}
