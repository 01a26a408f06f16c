import { windowFacts } from "../platform/facts.ts";
import { hours, plus, type Instant } from "../time.ts";

/** [W2] An advert lead must be answered within this time of its message. */
export const ENTRY_POINT_ANSWER = hours(24);

/** [W2] For so long after the accepted answer sending is free of charge. */
export const ENTRY_POINT_WINDOW = windowFacts.entryPoint.value;

/**
 * [W2] Until when sending to an advert lead is free of charge. Nothing without an answer, or with one that came as the
 * 24 hours were up. It says nothing about free-form text: that is the service window's alone.
 */
export function entryPointUntil(adAt: Instant, answerAcceptedAt: Instant | undefined): Instant | undefined {
  if (answerAcceptedAt === undefined || answerAcceptedAt < adAt) return undefined;
  return answerAcceptedAt < plus(adAt, ENTRY_POINT_ANSWER) ? plus(answerAcceptedAt, ENTRY_POINT_WINDOW) : undefined;
}
