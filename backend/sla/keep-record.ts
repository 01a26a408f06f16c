import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Clock } from "../../shared/sla/clock.ts";
import { clockKey, reconcile, type RecordedRun, type SlaRecord } from "../../shared/sla/records.ts";
import type { Instant } from "../../shared/time.ts";
import type { NewSlaEvent, WriteTx } from "../store/store.ts";
import { untellRecord } from "../alert-channels/tell-webhooks.ts";
import { queueAlerts } from "./alerts.ts";

interface Moment {
  /** The clocks are as of then. */
  readonly asOf: Instant;
  readonly now: Instant;
}

/** [B1] [I9] Brings the record in line with the clocks, and with it the story of the conversation and what people are told. */
export function keepRecord<C extends Clock>(tx: WriteTx, conversation: Conversation, clocks: readonly C[], { asOf, now }: Moment): readonly RecordedRun<C>[] {
  const { correct, record, runs } = reconcile(tx.slaLog(conversation.id), clocks, asOf);
  for (const wrong of correct) {
    tx.appendSlaEvent({ ...entryOf(conversation, wrong, now), what: "correction", corrects: wrong.n });
    tx.unqueueAlert(wrong.n);
    untellRecord(tx, wrong.n);
    if (wrong.what === "breach") tx.remove("story", breachLine(conversation, wrong));
  }
  append(tx, conversation, record, now);
  return runs;
}

/** [B1] What fell due up to a moment in the past, before something moved it. Whether it holds by what is known now is asked afterwards. */
export function recordPast(tx: WriteTx, conversation: Conversation, clocks: readonly Clock[], { asOf, now }: Moment): void {
  append(tx, conversation, reconcile(tx.slaLog(conversation.id), clocks, asOf).record, now);
}

function append(tx: WriteTx, conversation: Conversation, due: ReturnType<typeof reconcile>["record"], now: Instant): void {
  for (const { clock, record } of due) {
    const n = tx.appendSlaEvent({
      ...entryOf(conversation, record, now),
      dueAt: clock.dueAt,
      policyId: clock.policy?.id,
      policyVersion: clock.policy?.version,
    });
    // Somebody else was faster.
    if (n === undefined) continue;
    if (record.what === "breach") {
      const id = breachLine(conversation, record);
      const data = { clock: record.kind, dueAt: String(record.at) };
      tx.put("story", id, { id, conversationId: conversation.id, at: record.at, kind: "breach", data });
    }
    queueAlerts(tx, conversation, n, record, clock, now);
  }
}

const entryOf = ({ id }: Conversation, { at, gen, kind, owner, startedAt, threshold, what }: SlaRecord, now: Instant): NewSlaEvent => ({
  conversationId: id,
  kind,
  startedAt,
  owner: owner ?? "",
  what,
  threshold,
  gen,
  at,
  detectedAt: now,
});

const breachLine = ({ id }: Conversation, record: SlaRecord): string => `${id}:breach:${clockKey(record)}:${record.gen}`;
