import type { QueueSettings } from "../../shared/handoffs/queue-settings.ts";
import type { AgentId } from "../../shared/ids.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Alert, QueueAlertKind } from "../../shared/sla/alert.ts";
import type { Audience } from "../../shared/sla/policy.ts";
import type { Instant } from "../../shared/time.ts";
import { tellOfOverflow } from "../alert-channels/tell-webhooks.ts";
import { audience, nextWorkingInstant } from "../sla/audience.ts";
import type { WriteTx } from "../store/store.ts";

/** [HO4] Whoever lost it is told. */
export const tellClaimEnded = (tx: WriteTx, conversation: Conversation, former: AgentId, now: Instant): void =>
  tell(tx, conversation, former, "claim-ended", now);

/** [S0-18] [B2] Those who are at work. */
export function tellOverflow(tx: WriteTx, conversation: Conversation, { notify }: QueueSettings, now: Instant): void {
  tellOfOverflow(tx, conversation, now);
  if (notify === "nobody") return;
  const told: readonly Audience[] = notify === "leads" ? ["lead"] : ["lead", "team"];
  for (const agent of audience(tx, conversation, told)) if (nextWorkingInstant(tx, agent, now) === now) tell(tx, conversation, agent.id, "overflow", now);
}

function tell(tx: WriteTx, conversation: Conversation, agentId: AgentId, what: QueueAlertKind, now: Instant): void {
  const id = `${agentId}:${conversation.id}:${what}`;
  const alert: Alert = {
    id,
    agentId,
    conversationId: conversation.id,
    clock: "handoff",
    startedAt: conversation.handoff?.requestedAt ?? conversation.createdAt,
    what,
    at: now,
    dueAt: now,
    toldAt: now,
  };
  tx.put("alert", id, alert);
}

/** Whether an alert about the queue still says something: nobody has taken it. */
export const saysSomething = ({ assigneeId, overflowSince, state }: Conversation, what: QueueAlertKind): boolean =>
  state === "queued" && assigneeId === undefined && (what === "claim-ended" || overflowSince !== undefined);

export const isQueueAlert = (what: Alert["what"]): what is QueueAlertKind => what === "claim-ended" || what === "overflow";
