import type { AlertNews } from "../../shared/alert-channels/alert-news.ts";
import { BURST_WITHIN, planTelling } from "../../shared/alert-channels/plan-telling.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { BusinessNumber } from "../../shared/inbox/people.ts";
import type { Clock } from "../../shared/sla/clock.ts";
import { clockKey, type SlaRecord } from "../../shared/sla/records.ts";
import { minus, type Instant } from "../../shared/time.ts";
import { iso, when } from "../http/present.ts";
import type { WriteTx } from "../store/store.ts";

/** A burst is no longer than this. */
const MOST_WAITING = 500;

/** [BD4] In the transaction of what happened, so that nothing is told that did not, and nothing that did is forgotten. */
export function tellWebhooks(tx: WriteTx, news: AlertNews, now: Instant): void {
  for (const { id, kinds, paused } of tx.alertWebhooks()) {
    if (paused !== undefined || !kinds.includes(news.kind)) continue;
    const waiting = tx.waitingAlertDeliveries(id, MOST_WAITING).filter(({ attempt }) => attempt === 0);
    const recent = tx.recentAlerts(id, news.kind, minus(now, BURST_WITHIN));
    const { drop, put } = planTelling(news, id, { waiting, recent }, now);
    for (const one of drop) tx.dropQueuedAlert(one);
    tx.queueAlertDelivery(id, put, now);
  }
}

/** [B1] A warning or a breach that has just been recorded. */
export const tellOfRecord = (
  tx: WriteTx,
  { id, teamId }: Conversation,
  n: number,
  record: SlaRecord,
  { dueAt, kind, policy, startedAt }: Clock,
  now: Instant,
): void =>
  tellWebhooks(
    tx,
    {
      kind: record.what,
      key: `record-${n}`,
      subject: `${id}:${clockKey(record)}`,
      at: record.at,
      facts: {
        conversationId: id,
        teamId,
        clock: kind,
        startedAt: iso(startedAt),
        dueAt: when(dueAt),
        ...(policy === undefined ? {} : { policy: { id: policy.id, version: policy.version } }),
      },
    },
    now,
  );

/** It was wrong: who has not been told of it yet is not. */
export function untellRecord(tx: WriteTx, n: number): void {
  for (const { id } of tx.alertWebhooks()) tx.dropQueuedAlert(`${id}.record-${n}`);
}

/** [S0-18] Nobody is left who could take it. */
export function tellOfOverflow(tx: WriteTx, { handoff, id, overflowSince, teamId }: Conversation, now: Instant): void {
  const since = overflowSince ?? now;
  const facts = { conversationId: id, teamId, clock: "handoff", startedAt: when(handoff?.requestedAt) };
  tellWebhooks(tx, { kind: "overflow", key: `overflow-${id}-${since}`, subject: `${id}:overflow`, at: since, facts }, now);
}

/** [S1-5] [HO12] Alarms of a number that were not there before. */
export function tellOfAlarms(tx: WriteTx, before: BusinessNumber, after: BusinessNumber, now: Instant): void {
  const known = new Set((before.alarms ?? []).map(({ id }) => id));
  for (const { at, clearedAt, id, level, signal } of after.alarms ?? []) {
    if (clearedAt !== undefined || known.has(id)) continue;
    const kind = signal === "surge" ? "surge" : "number-alarm";
    tellWebhooks(tx, { kind, key: `number-${after.id}-${id}`, subject: `${after.id}:${signal}`, at, facts: { numberId: after.id, signal, level } }, now);
  }
}
