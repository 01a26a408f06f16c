import { waitsForApproval } from "../../shared/sync/decide-approval.ts";
import type { MessageState } from "../../shared/inbox/message.ts";
import type { Instant } from "../../shared/time.ts";
import { putMessage } from "../outbound/put-message.ts";
import type { SendRow, WriteTx } from "./store.ts";

const ALL = Number.MAX_SAFE_INTEGER;

/**
 * [I2] What was on its way when a backup or an export was written may have left since, from the server that wrote it: it waits for a
 * person, and nothing is sent twice. So does what had a time that has come, waited for something to arrive, or for somebody's
 * approval; what leaves later leaves by itself. Gives how many were held.
 */
export function holdRestored(tx: WriteTx, now: Instant): number {
  const states = ["ready", "sending", "unknown", "waiting", "held"] as const;
  const unsure = states.flatMap((state) => tx.sends({ state, limit: ALL }).filter((send) => mayHaveLeft(tx, send, now)));
  for (const send of unsure) hold(tx, send);
  return unsure.length;
}

function mayHaveLeft(tx: WriteTx, { messageId, sendAt, state, whenDelivered }: SendRow, now: Instant): boolean {
  // Its time is still to come. What waited for something to happen may have been let go meanwhile.
  if (state === "waiting") return whenDelivered === true || sendAt === undefined || sendAt <= now;
  if (state !== "held") return true;
  const message = tx.get("message", messageId);
  // Somebody may have approved it. Whatever else is held goes out as another message only.
  return message !== undefined && waitsForApproval(message);
}

/** What the platform has reported on, or refused, is known. */
const OPEN: ReadonlySet<MessageState> = new Set(["queued", "held", "sending", "unknown"]);

function hold(tx: WriteTx, send: SendRow): void {
  const message = tx.get("message", send.messageId);
  tx.putSend({ ...send, state: "held" });
  if (message !== undefined && OPEN.has(message.state)) putMessage(tx, { ...message, state: "held", held: { reason: "server_restored" } });
}
