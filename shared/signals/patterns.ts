import type { Instant } from "../time.ts";
import type { OutboundHour } from "./outbound.ts";
import { wasSent } from "./outbound.ts";
import { sumOf, type Share } from "./share.ts";
import { patternFacts } from "./signal-facts.ts";

/** [S0-14] What a machine sees without anybody complaining. */
export const PATTERNS = ["burst", "identical-texts", "cold-contacts", "template-fails"] as const;
export type PatternId = (typeof PATTERNS)[number];

export interface Pattern {
  readonly id: PatternId;
  readonly fires: boolean;
  /** What was seen: times the usual hour, people, or a rate from 0 to 1. */
  readonly value: number;
  /** From where on it fires. */
  readonly threshold: number;
  readonly evidence: Readonly<Record<string, number>>;
}

interface PatternQuestion {
  /** Of the period, by hour. */
  readonly outbound: readonly OutboundHour[];
  readonly from: Instant;
  readonly to: Instant;
  /** The most people who got the same words in a day, from people's keyboards. */
  readonly sameTextTo: number;
  /** Of those who were written to first: who never wrote, or fell silent long ago. */
  readonly cold: Share;
}

const HOUR_MS = 3_600_000;

export function readPatterns({ cold, from, outbound, sameTextTo, to }: PatternQuestion): readonly Pattern[] {
  return [burst(outbound, from, to), identicalTexts(sameTextTo), coldContacts(cold), templateFails(outbound)];
}

/** The fullest hour against the usual hour of the rest. Answers count too: the platform sees them all. */
function burst(outbound: readonly OutboundHour[], from: Instant, to: Instant): Pattern {
  const { fewest, times } = patternFacts.burst.value;
  const byHour = new Map<Instant, number>();
  for (const { count, hour, state } of outbound) if (wasSent(state)) byHour.set(hour, (byHour.get(hour) ?? 0) + count);
  const all = [...byHour.values()];
  const peak = Math.max(0, ...all);
  const others = Math.max(1, Math.ceil((to - from) / HOUR_MS) - 1);
  // At least one message an hour, so that a quiet week does not make a handful a burst.
  const usual = Math.max(1, (sumOf(all, (count) => count) - peak) / others);
  return { id: "burst", fires: peak >= fewest && peak >= usual * times, value: peak / usual, threshold: times, evidence: { peak, usual } };
}

function identicalTexts(people: number): Pattern {
  const { people: threshold } = patternFacts.identicalTexts.value;
  return { id: "identical-texts", fires: people >= threshold, value: people, threshold, evidence: { people } };
}

function coldContacts({ count, of }: Share): Pattern {
  const { fewest, share } = patternFacts.coldContacts.value;
  const value = of === 0 ? 0 : count / of;
  return { id: "cold-contacts", fires: of >= fewest && value >= share, value, threshold: share, evidence: { count, of } };
}

function templateFails(outbound: readonly OutboundHour[]): Pattern {
  const { fewest, share } = patternFacts.templateFails.value;
  const sent = outbound.filter(({ state, template }) => template !== undefined && wasSent(state));
  const of = sumOf(sent, ({ count }) => count);
  const count = sumOf(sent, (one) => (one.state === "failed" ? one.count : 0));
  const value = of === 0 ? 0 : count / of;
  return { id: "template-fails", fires: of >= fewest && value >= share, value, threshold: share, evidence: { count, of } };
}
