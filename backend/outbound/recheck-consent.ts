import type { RuleId } from "../../shared/guard/rule-ids.ts";
import { blocking } from "../../shared/guard/check.ts";
import type { ContactId } from "../../shared/ids.ts";
import type { Instant } from "../../shared/time.ts";
import type { WriteTx } from "../store/store.ts";
import { draftOf, findingsFor, holdOf } from "./guard-send.ts";
import { holdSend } from "./put-message.ts";

const ABOUT_CONSENT: ReadonlySet<RuleId> = new Set(["G-OPTED-OUT", "G-CONSENT"]);

/** [S2-11] A withdrawal holds at once for what is queued or has its time still to come; the rest of the rules look when it leaves. */
export function recheckConsent(tx: WriteTx, contact: ContactId, now: Instant): void {
  for (const { id } of tx.conversationsOf(contact)) {
    // As this transaction has left it so far.
    const conversation = tx.get("conversation", id);
    if (conversation === undefined) continue;
    const sends = [...tx.sends({ state: "ready", conversation: conversation.id }), ...tx.waitingSends(conversation.id)];
    for (const send of sends) {
      const message = tx.get("message", send.messageId);
      const draft = message === undefined ? undefined : draftOf(message, send);
      if (message === undefined || draft === undefined) continue;
      const findings = findingsFor(tx, conversation, draft, message.author, now, send.order).filter(({ rule }) => ABOUT_CONSENT.has(rule));
      const hold = holdOf(blocking(findings, message.overrides));
      if (hold !== undefined) holdSend(tx, send, message, hold, now);
    }
  }
}
