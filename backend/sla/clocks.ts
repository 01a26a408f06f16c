import type { ConversationId } from "../../shared/ids.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import { customerWaits } from "../../shared/inbox/waiting.ts";
import type { Clock } from "../../shared/sla/clock.ts";
import type { SlaEvent } from "../../shared/sla/events.ts";
import { foldCases, type SlaCase } from "../../shared/sla/fold.ts";
import { latest, toInstant, type Instant } from "../../shared/time.ts";
import type { ReadTx, WriteTx } from "../store/store.ts";
import { tidyAlerts } from "./alerts.ts";
import { clockHistory, keepBeginning } from "./clock-history.ts";
import { keepRecord, recordPast } from "./keep-record.ts";
import { tellTerms } from "./tell-terms.ts";

/**
 * Brings a conversation's clocks, what is recorded of them, and what its state owes to them, in line with its whole history
 * (S16: whatever order it came in). Once more changes nothing.
 */
export function refreshClocks(tx: WriteTx, id: ConversationId, now: Instant): void {
  const conversation = tx.get("conversation", id);
  // Nothing shall wait for what is not there.
  if (conversation === undefined) return tx.setClocks(id, []);

  const history = clockHistory(tx, conversation);
  if (!history.hasBeginning) keepBeginning(tx, conversation);
  // A webhook may speak of a moment that this machine's clock has not reached yet: it has happened all the same.
  const asOf = history.events.reduce((newest, { at }) => latest(newest, at), now);
  const casesAsOf = (moment: Instant): readonly SlaCase[] => foldCases(history.events, { ...history.options, now: moment });
  for (const moment of momentsBefore(tx, id, history.events, asOf)) recordPast(tx, conversation, numbered(casesAsOf(moment)), { asOf: moment, now });

  const cases = casesAsOf(asOf);
  const runs = keepRecord(tx, conversation, numbered(cases), { asOf, now });
  tx.setClocks(
    id,
    runs.map(({ clock, nextAt }) => ({
      ...clock,
      owner: clock.owner ?? "",
      policyId: clock.policy?.id,
      policyVersion: clock.policy?.version,
      nextAt,
    })),
  );

  // Who is told stays with the server.
  const clocks = (cases.at(-1)?.clocks ?? []).map(({ warnings: _warnings, ...clock }): Clock => clock);
  const after = { ...conversation, clocks, state: stateAfter({ ...conversation, clocks }) };
  if (!isSame(conversation, after)) tx.put("conversation", id, after);
  tellTerms(tx, conversation, after, history, asOf);
  tidyAlerts(tx, after, asOf);
}

const numbered = (cases: readonly SlaCase[]) => cases.flatMap(({ clocks, no }) => clocks.map((clock) => ({ ...clock, caseNo: no })));

const MAY_MOVE = new Set<SlaEvent["type"]>(["hold", "context", "priority", "policyChange", "calendarChange", "assign", "transfer"]);

/**
 * [B1] What fell due while nobody looked is recorded as it was before the events that may have moved it since. None, as a rule:
 * somebody looks within the second.
 */
function momentsBefore(tx: ReadTx, id: ConversationId, events: readonly SlaEvent[], asOf: Instant): readonly Instant[] {
  const overdueFrom = tx.clocks(id).reduce((first, { nextAt }) => Math.min(first, nextAt ?? first), Number.POSITIVE_INFINITY);
  if (overdueFrom > asOf) return [];
  const moments = events.flatMap(({ at, type }) => (MAY_MOVE.has(type) && at > overdueFrom && at <= asOf ? [at - 1] : []));
  return [...new Set(moments)].toSorted((a, b) => a - b).map(toInstant);
}

/** The time on hold grows by itself, which is no news. */
const isSame = (before: Conversation, after: Conversation): boolean => before.state === after.state && textOf(before.clocks) === textOf(after.clocks);
const textOf = (clocks: readonly Clock[]): string => JSON.stringify(clocks.map((clock) => (clock.state === "paused" ? { ...clock, pausedMs: 0 } : clock)));

/** Whose turn it is follows from the clocks; what somebody decided (snoozed, resolved, with the bot) stays. */
function stateAfter(conversation: Conversation): Conversation["state"] {
  const { assigneeId, clocks, handoff, state } = conversation;
  if (state === "bot" || state === "snoozed" || state === "resolved") return state;
  if (customerWaits(clocks) || (handoff !== undefined && handoff.claimedBy === undefined && assigneeId === undefined))
    return assigneeId === undefined ? "queued" : "open";
  return "waiting";
}
