import { blocking } from "../../shared/guard/check.ts";
import type { NumberId } from "../../shared/ids.ts";
import { latest, type Instant } from "../../shared/time.ts";
import { draftOf, findingsFor, holdOf } from "../outbound/guard-send.ts";
import { holdSend } from "../outbound/put-message.ts";
import type { WriteTx } from "../store/store.ts";

/** More than ever wait at once. */
const ALL = 1_000_000;

/** [S0-22] Holds what is queued on this number, or has its time still to come, for people outside the stage. Returns how many. */
export function holdOutsideStage(tx: WriteTx, number: NumberId, now: Instant): number {
  let held = 0;
  for (const send of [...tx.sends({ state: "ready", limit: ALL }), ...tx.sends({ state: "waiting", limit: ALL })]) {
    const conversation = tx.get("conversation", send.conversationId);
    const message = tx.get("message", send.messageId);
    const draft = message?.content.type === "template" ? draftOf(message, send) : undefined;
    if (conversation?.numberId !== number || message === undefined || draft === undefined) continue;

    const leavesAt = latest(send.sendAt, now);
    const by = { ...message.author, approvedBy: message.approvedBy };
    const outside = findingsFor(tx, conversation, draft, by, leavesAt, send.order).filter(({ rule }) => rule === "G-ROLLOUT");
    const hold = holdOf(blocking(outside, message.overrides));
    if (hold === undefined) continue;
    holdSend(tx, send, message, hold, now);
    held += 1;
  }
  return held;
}
