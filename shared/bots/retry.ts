import { toDuration, type Duration } from "../time.ts";
import type { DeliveryPolicy } from "./bot-policy.ts";

/** How long to wait after the `attempt`-th failure (1, 2, 3 …). `chance` from 0 to 1 moves it up or down within the jitter. */
export function waitAfter(
  attempt: number,
  { firstWait, jitter, longestWait }: Pick<DeliveryPolicy, "firstWait" | "jitter" | "longestWait">,
  chance: number,
): Duration {
  const wait = Math.min(longestWait, firstWait * 2 ** Math.min(30, attempt - 1));
  return toDuration(Math.round(wait * (1 + jitter * (2 * chance - 1))));
}
