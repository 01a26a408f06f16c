import type { NumberQuality } from "../inbox/people.ts";
import { err, ok, type Result } from "../result.ts";
import { plus, type Duration, type Instant } from "../time.ts";
import { bucketOf, isWithin } from "./buckets.ts";

/** Percent of the contacts; 0 is the staff alone. */
export const ROLLOUT_STAGES = [0, 1, 5, 10, 25, 50, 100] as const;
export type RolloutStage = (typeof ROLLOUT_STAGES)[number];

/** [S0-21] [S0-22] How far a campaign of proactive messages has come. */
export interface Rollout {
  /** Gives everybody their place: another one, another place. */
  readonly campaign: string;
  /** What people call it, where it has a name of its own. */
  readonly name?: string | undefined;
  readonly stage: RolloutStage;
  /** Since when it stands at this stage. */
  readonly since: Instant;
  /** Own people, who get it at every stage: contact ids or phones in all digits. */
  readonly staff: readonly string[];
  /** Taken back: nothing leaves, whoever it is for, until somebody starts it anew. */
  readonly halted?: { readonly at: Instant; readonly by: string; readonly reason: string } | undefined;
}

export type RolloutPlace = "staff" | "in" | "out" | "halted";

/** [S0-21] [S0-22] Where a contact stands. Only what is known of the person may make them staff. */
export function placeOf(rollout: Rollout, contact: { readonly id: string; readonly phone?: string | undefined }): RolloutPlace {
  if (rollout.halted !== undefined) return "halted";
  if (rollout.staff.includes(contact.id) || (contact.phone !== undefined && rollout.staff.includes(contact.phone))) return "staff";
  return isWithin(bucketOf(rollout.campaign, contact.id), rollout.stage) ? "in" : "out";
}

/** What happened since the stage began. What is not known opens no gate. */
export interface RolloutFacts {
  readonly quality: NumberQuality;
  readonly sent: number;
  readonly failed: number;
  readonly optedOut: number;
  /** Share of answers in time among those who wrote back, 0 to 1; undefined where nobody did. */
  readonly answeredInTime?: number | undefined;
}

/** What must hold before more people get it. */
export interface RolloutGates {
  readonly dwell: Duration;
  readonly fewestSent: number;
  readonly mostFailed: number;
  readonly mostOptedOut: number;
  readonly leastAnsweredInTime: number;
}

export type FailedGate =
  | { readonly gate: "halted" | "at-the-end" }
  | { readonly gate: "dwell"; readonly until: Instant }
  | { readonly gate: "quality"; readonly quality: NumberQuality }
  | { readonly gate: "sent"; readonly sent: number; readonly needed: number }
  | { readonly gate: "failed" | "opted-out" | "answered-in-time"; readonly share: number; readonly bound: number };

/** [S0-22] Every gate that is shut, so that one sees at once what is missing. Shares at their bound still pass. */
export function shutGates(rollout: Rollout, facts: RolloutFacts, gates: RolloutGates, now: Instant): readonly FailedGate[] {
  const until = plus(rollout.since, gates.dwell);
  // Own people are few: at the first stage nobody counts heads.
  const needed = rollout.stage === 0 ? Math.min(1, gates.fewestSent) : gates.fewestSent;
  const share = (count: number): number => (facts.sent === 0 ? 0 : count / facts.sent);
  return [
    ...(rollout.halted === undefined ? [] : [{ gate: "halted" } as const]),
    ...(rollout.stage === 100 ? [{ gate: "at-the-end" } as const] : []),
    ...(now < until ? [{ gate: "dwell", until } as const] : []),
    ...(facts.quality === "red" || facts.quality === "unknown" ? [{ gate: "quality", quality: facts.quality } as const] : []),
    ...(facts.sent < needed ? [{ gate: "sent", sent: facts.sent, needed } as const] : []),
    ...(share(facts.failed) > gates.mostFailed ? [{ gate: "failed", share: share(facts.failed), bound: gates.mostFailed } as const] : []),
    ...(share(facts.optedOut) > gates.mostOptedOut ? [{ gate: "opted-out", share: share(facts.optedOut), bound: gates.mostOptedOut } as const] : []),
    ...(facts.answeredInTime !== undefined && facts.answeredInTime < gates.leastAnsweredInTime
      ? [{ gate: "answered-in-time", share: facts.answeredInTime, bound: gates.leastAnsweredInTime } as const]
      : []),
  ];
}

/** [S0-22] One stage on, or why not. */
export function promote(rollout: Rollout, facts: RolloutFacts, gates: RolloutGates, now: Instant): Result<Rollout, readonly FailedGate[]> {
  const shut = shutGates(rollout, facts, gates, now);
  const stage = ROLLOUT_STAGES[ROLLOUT_STAGES.indexOf(rollout.stage) + 1];
  return shut.length > 0 || stage === undefined ? err(shut) : ok({ ...rollout, stage, since: now });
}

/** [S0-22] Back to the staff, and what is queued stays: each of its messages is then held as halted. */
export const rollBack = (rollout: Rollout, by: string, reason: string, now: Instant): Rollout => ({
  ...rollout,
  stage: 0,
  since: now,
  halted: { at: now, by, reason },
});

/** Begins anew with the staff. */
export const restart = (rollout: Rollout, now: Instant): Rollout => ({ ...rollout, stage: 0, since: now, halted: undefined });
