import { waitsForApproval } from "../../shared/sync/decide-approval.ts";
import type { Instant } from "../../shared/time.ts";
import { putMessage } from "../outbound/put-message.ts";
import { beginEpoch } from "../sync/lineage.ts";
import type { SendRow, WriteTx } from "./store.ts";

const ALL = 1_000_000;

/**
 * Makes a copy from a backup ready to be used: a new epoch, by which desks see that it is not the database that they knew. What
 * was on its way when the copy was made may have been sent since: a person decides about it, and nothing is sent twice (I2).
 */
export function beginRestored(tx: WriteTx, epoch: string, now: Instant): { readonly held: number } {
  beginEpoch(tx, epoch, now);
  const states = ["ready", "waiting", "held"] as const;
  const unsure = states.flatMap((state) => tx.sends({ state, limit: ALL }).filter((send) => mayHaveLeft(tx, send, now)));
  for (const send of unsure) {
    const message = tx.get("message", send.messageId);
    tx.putSend({ ...send, state: "held" });
    if (message !== undefined) putMessage(tx, { ...message, state: "held", held: { reason: "server_restored" } });
  }
  tx.appendAudit({ at: now, who: "system", action: "restore", target: epoch, data: JSON.stringify({ held: unsure.length }) });
  return { held: unsure.length };
}

function mayHaveLeft(tx: WriteTx, { messageId, sendAt, state, whenDelivered }: SendRow, now: Instant): boolean {
  if (state === "ready") return true;
  // Its time is still to come. What waited for something to happen may have been let go meanwhile.
  if (state === "waiting") return whenDelivered === true || sendAt === undefined || sendAt <= now;
  const message = tx.get("message", messageId);
  // Somebody may have approved it. Whatever else is held goes out as another message only.
  return message !== undefined && waitsForApproval(message);
}
