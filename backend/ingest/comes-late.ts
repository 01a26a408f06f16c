import { windowFacts } from "../../shared/platform/facts.ts";
import { between, days, type Duration, type Instant } from "../../shared/time.ts";
import type { PlatformEvent } from "./platform-event.ts";

const LATEST = (windowFacts.webhookRetryLongest.value + days(1)) as Duration;

/**
 * [H33] The platform tries for a week. What is told for the first time a day after that was kept by somebody, or could not get in
 * for longer than anybody tries: it is taken in, and counted for a person to look at. An imported past is old by nature.
 */
export function comesLate(event: PlatformEvent, receivedAt: Instant): boolean {
  if (!("at" in event) || ("via" in event && event.via === "history")) return false;
  return between(event.at, receivedAt) > LATEST;
}
