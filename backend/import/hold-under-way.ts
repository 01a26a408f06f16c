import type { MessageState } from "../../shared/inbox/message.ts";
import type { Instant } from "../../shared/time.ts";
import { putMessage } from "../outbound/put-message.ts";
import type { SendRow, WriteTx } from "../store/store.ts";

/**
 * What was on its way when the export was written may have left since, from the server that wrote it: it waits for a person. So does
 * what had a time that has come, or waited for something to arrive; what leaves later leaves by itself. Gives how many were held.
 */
export function holdUnderWay(tx: WriteTx, now: Instant): number {
  const underWay = (["ready", "sending", "unknown"] as const).flatMap((state) => allSends(tx, state));
  const waiting = allSends(tx, "waiting").filter((send) => send.whenDelivered === true || (send.sendAt ?? 0) <= now);
  for (const send of [...underWay, ...waiting]) hold(tx, send);
  return underWay.length + waiting.length;
}

const allSends = (tx: WriteTx, state: SendRow["state"]): readonly SendRow[] => tx.sends({ state, limit: Number.MAX_SAFE_INTEGER });

const MAY_HAVE_LEFT: ReadonlySet<MessageState> = new Set(["queued", "held", "sending", "unknown"]);

function hold(tx: WriteTx, send: SendRow): void {
  const message = tx.get("message", send.messageId);
  tx.putSend({ ...send, state: "held" });
  if (message !== undefined && MAY_HAVE_LEFT.has(message.state)) putMessage(tx, { ...message, state: "held", held: { reason: "server_restored" } });
}
