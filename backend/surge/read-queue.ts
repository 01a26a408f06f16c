import type { SurgeReading } from "../../shared/handoffs/surge.ts";
import type { SurgePolicy } from "../../shared/handoffs/surge-policy.ts";
import { expectedWait, type WaitRange } from "../../shared/handoffs/times-expected-wait.ts";
import type { NumberId } from "../../shared/ids.ts";
import { between, hours, minus, type Instant } from "../../shared/time.ts";
import type { SurgeReads } from "../store/surge-rows.ts";

/** What lies further back was another day's queue. */
const RECENT = hours(4);

/** [S0-19] By recent waits after a handoff; where no bot hands over, by those for a first reply. */
export function readExpectedWait(tx: SurgeReads, number: NumberId, now: Instant): WaitRange | undefined {
  return expected(tx, number, "handoff", now) ?? expected(tx, number, "first-reply", now);
}

function expected(tx: SurgeReads, number: NumberId, kind: "handoff" | "first-reply", now: Instant): WaitRange | undefined {
  const waits = tx.recentWaits(number, kind, minus(now, RECENT));
  return expectedWait(
    waits.flatMap(({ metAt, startedAt }) => (metAt === undefined ? [] : [between(startedAt, metAt)])),
    waits.flatMap(({ metAt, startedAt }) => (metAt === undefined ? [between(startedAt, now)] : [])),
  );
}

/** [S0-20] The wait counts with its upper end: what four in five customers do not exceed. */
export const readSurge = (tx: SurgeReads, number: NumberId, policy: SurgePolicy, now: Instant): SurgeReading => ({
  arrivals: tx.begunToWait(number, minus(now, policy.arrivalsWithin)),
  queue: tx.queueLength(number),
  wait: readExpectedWait(tx, number, now)?.to,
});
