import type { AlertDelivery, AlertWebhook } from "../store/alert-channel-rows.ts";
import type { ReadTx } from "../store/store.ts";
import { iso, when } from "../http/present.ts";

/** Never the secret. */
export function presentWebhook(tx: ReadTx, { address, failingSince, id, kinds, name, paused }: AlertWebhook) {
  const [last] = tx.alertDeliveries(id, 1);
  return {
    id,
    name,
    address,
    kinds,
    failingSince: when(failingSince),
    paused: paused === undefined ? undefined : { at: iso(paused.at), because: paused.because },
    waiting: tx.waitingAlerts(id),
    last: last === undefined ? undefined : presentWebhookDelivery(last),
  };
}

export const presentWebhookDelivery = ({ attempt, count, createdAt, id, kind, nextAt, state, status, triedAt, trouble }: AlertDelivery) => ({
  id,
  kind,
  count,
  state,
  attempts: attempt,
  createdAt: iso(createdAt),
  triedAt: when(triedAt),
  nextAt: state === "waiting" && attempt > 0 ? iso(nextAt) : undefined,
  status,
  trouble,
});
