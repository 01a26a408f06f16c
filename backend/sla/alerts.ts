import type { AgentId, ConversationId } from "../../shared/ids.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import { isOpen } from "../../shared/inbox/waiting.ts";
import type { Alert, SlaAlertKind } from "../../shared/sla/alert.ts";
import type { Clock } from "../../shared/sla/clock.ts";
import { DEFAULT_WARNINGS } from "../../shared/sla/default-policy.ts";
import { audienceOf, breachAudienceOf, thresholdOf, type Audience } from "../../shared/sla/policy.ts";
import { clockKey, type SlaRecord } from "../../shared/sla/records.ts";
import { hours, latest, type Instant } from "../../shared/time.ts";
import type { QueuedAlert, ReadTx, WriteTx } from "../store/store.ts";
import { tellOfRecord } from "../alert-channels/tell-webhooks.ts";
import { isQueueAlert, saysSomething } from "../handoffs/queue-alerts.ts";
import { audience, nextWorkingInstant } from "./audience.ts";
import { policyOf } from "./settings.ts";

/** What was noticed so late, or could not be told for so long, is no news any more: it stands in the lists. */
const NO_NEWS = hours(24);

/** [B2] One for each person and clock, so that a breach takes the place of its warnings. */
const alertId = (agentId: AgentId, conversationId: ConversationId, clock: Clock): string => `${agentId}:${conversationId}:${clockKey(clock)}`;

/** [B2] Whoever a new record speaks to hears of it within their working hours; the record itself is not kept waiting. */
export function queueAlerts(tx: WriteTx, conversation: Conversation, n: number, record: SlaRecord, clock: Clock, now: Instant): void {
  if (now - record.at > NO_NEWS) return;
  tellOfRecord(tx, conversation, n, record, clock, now);
  for (const agent of audience(tx, conversation, toldOf(tx, clock, record.what, record.threshold))) {
    // The platform's clock may be ahead of ours, and with it what is recorded.
    const deliverAt = nextWorkingInstant(tx, agent, latest(now, record.at));
    if (deliverAt !== undefined) tx.queueAlert(n, agent.id, deliverAt);
  }
}

/** Its time has come: it becomes an alert where it still matters. */
export function deliverAlert(tx: WriteTx, { agentId, conversationId, deliverAt, record }: QueuedAlert, now: Instant): void {
  tx.unqueueAlert(record.n, agentId);
  const conversation = tx.get("conversation", conversationId);
  const agent = tx.get("agent", agentId);
  const clock = conversation?.clocks.find((one) => clockKey(one) === clockKey(record) && isOpen(one));
  if (conversation === undefined || agent === undefined || clock === undefined || now - deliverAt > NO_NEWS) return;

  const { at, what } = record;
  if (!matters(clock, what, now) || !speaksTo(tx, conversation, clock, agentId, what, record.threshold)) return;
  // The hours may have been changed meanwhile.
  const opensAt = nextWorkingInstant(tx, agent, now);
  if (opensAt === undefined) return;
  if (opensAt > now) return tx.queueAlert(record.n, agentId, opensAt);

  const id = alertId(agentId, conversationId, clock);
  tx.put("alert", id, { id, agentId, conversationId, clock: clock.kind, startedAt: clock.startedAt, what, at, dueAt: clock.dueAt ?? at, toldAt: now });
}

/** Takes away what no longer matters, or is no longer this person's, and brings the due instant of the rest up to date. */
export function tidyAlerts(tx: WriteTx, conversation: Conversation, now: Instant): void {
  for (const alert of tx.alertsOf(conversation.id)) {
    if (isQueueAlert(alert.what)) {
      if (!saysSomething(conversation, alert.what)) tx.remove("alert", alert.id);
      continue;
    }
    const clock = conversation.clocks.find((one) => alertId(alert.agentId, conversation.id, one) === alert.id && isOpen(one));
    if (clock === undefined || !matters(clock, alert.what, now) || !speaksTo(tx, conversation, clock, alert.agentId, alert.what)) tx.remove("alert", alert.id);
    else if (clock.dueAt !== undefined && clock.dueAt !== alert.dueAt) tx.put("alert", alert.id, { ...alert, dueAt: clock.dueAt } satisfies Alert);
  }
}

/** What warned this person about the conversation has been seen. */
export function dropSeenAlerts(tx: WriteTx, conversationId: ConversationId, agentId: AgentId): void {
  for (const alert of tx.alertsOf(conversationId)) if (alert.agentId === agentId) tx.remove("alert", alert.id);
}

/** A warning until the due instant, a breach from then on; nothing while there is no due instant. */
const matters = ({ dueAt }: Clock, what: SlaAlertKind, now: Instant): boolean => dueAt !== undefined && (what === "breach" ? dueAt <= now : now < dueAt);

const speaksTo = (tx: ReadTx, conversation: Conversation, clock: Clock, agentId: AgentId, what: SlaAlertKind, threshold?: string): boolean =>
  audience(tx, conversation, toldOf(tx, clock, what, threshold)).some(({ id }) => id === agentId);

/** [P2] Whom the clock's policy wants to be told; without a threshold whomever one of its warnings speaks to. */
function toldOf(tx: ReadTx, { policy: stamp }: Clock, what: SlaAlertKind, threshold?: string): readonly Audience[] {
  const policy = stamp === undefined ? undefined : policyOf(tx, stamp.id, stamp.version);
  if (what === "breach") return breachAudienceOf(policy ?? {});

  const warnings = policy?.warnings ?? DEFAULT_WARNINGS;
  const meant = warnings.filter((warning) => threshold === undefined || thresholdOf(warning) === threshold);
  return meant.length === 0 ? warnings.flatMap(audienceOf) : meant.flatMap(audienceOf);
}
