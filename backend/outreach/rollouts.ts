import type { AgentId, NumberId } from "../../shared/ids.ts";
import type { BusinessNumber } from "../../shared/inbox/people.ts";
import { readGates, type GateReading } from "../../shared/outreach/rollout-gates.ts";
import { promote, restart, rollBack, shutGates, type FailedGate, type Rollout, type RolloutFacts } from "../../shared/outreach/rollout.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import type { Instant } from "../../shared/time.ts";
import { readGuardPolicy } from "../guard/guard-policy.ts";
import type { RolloutChange } from "../store/rollout-rows.ts";
import type { ReadTx, WriteTx } from "../store/store.ts";
import { holdOutsideStage } from "./hold-outside-stage.ts";

/** [S0-22] What the server's own rows say about this stage. */
export function rolloutFacts(tx: ReadTx, { id, quality }: BusinessNumber, since: Instant): RolloutFacts {
  const { answeredInTime, answersOwed, failed, optedOut, sent } = tx.rolloutCounts(id, since);
  return { quality: quality.value, sent, failed, optedOut, answeredInTime: answersOwed === 0 ? undefined : answeredInTime / answersOwed };
}

export const gatesOf = (tx: ReadTx, number: BusinessNumber, rollout: Rollout, now: Instant): readonly GateReading[] =>
  readGates(rollout, rolloutFacts(tx, number, rollout.since), gates(tx), now);

export const shutGatesOf = (tx: ReadTx, number: BusinessNumber, rollout: Rollout, now: Instant): readonly FailedGate[] =>
  shutGates(rollout, rolloutFacts(tx, number, rollout.since), gates(tx), now);

const gates = (tx: ReadTx) => readGuardPolicy(tx).policy.reach.rollout;

/** Begins with the staff, or begins anew. Who is in at one percent this time is not who was last time. */
export function startRollout(tx: WriteTx, { displayName, displayNumber, id }: BusinessNumber, by: AgentId, now: Instant): Rollout {
  const before = tx.rollout(id);
  // Since nobody is in yet, what is queued for customers waits at once.
  const rollout = restart({ campaign: "", stage: 0, since: now, staff: [], ...before }, now);
  const begun = { ...rollout, campaign: `${id}:${now}`, name: displayName || displayNumber };
  change(tx, id, begun, { at: now, by, what: "started", from: before?.stage, to: 0 });
  holdOutsideStage(tx, id, now);
  return begun;
}

export function promoteRollout(tx: WriteTx, number: BusinessNumber, rollout: Rollout, by: AgentId, now: Instant): Result<Rollout, readonly FailedGate[]> {
  const next = promote(rollout, rolloutFacts(tx, number, rollout.since), gates(tx), now);
  if (!next.ok) return err(next.error);
  change(tx, number.id, next.value, { at: now, by, what: "promoted", from: rollout.stage, to: next.value.stage });
  return ok(next.value);
}

/** [S0-22] In the same instant everything that is queued or has its time still to come is held. */
export function rollBackRollout(tx: WriteTx, number: NumberId, rollout: Rollout, by: AgentId, reason: string, now: Instant) {
  const back = rollBack(rollout, by, reason, now);
  change(tx, number, back, { at: now, by, what: "rolled-back", from: rollout.stage, to: back.stage, reason });
  return { rollout: back, held: holdOutsideStage(tx, number, now) };
}

/** [S0-21] Who is no longer on the list is outside at once. */
export function setRolloutStaff(tx: WriteTx, number: NumberId, rollout: Rollout, staff: readonly string[], by: AgentId, now: Instant): Rollout {
  const after: Rollout = { ...rollout, staff: [...new Set(staff)] };
  change(tx, number, after, { at: now, by, what: "staff", from: rollout.stage, to: rollout.stage });
  holdOutsideStage(tx, number, now);
  return after;
}

function change(tx: WriteTx, number: NumberId, rollout: Rollout, change_: Omit<RolloutChange, "numberId">): void {
  const { at, by, from, to, what } = change_;
  tx.putRollout(number, rollout, change_);
  // How many, not who: the audit holds nothing of people.
  tx.appendAudit({ at, who: by, action: `rollout-${what}`, target: number, data: JSON.stringify({ from, to, staff: rollout.staff.length }) });
}
