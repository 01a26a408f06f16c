import { isCustomersSign } from "../../shared/guard/business-started.ts";
import type { ReachPolicy } from "../../shared/guard/reach-policy.ts";
import type { ConversationId } from "../../shared/ids.ts";
import type { Message } from "../../shared/inbox/message.ts";
import { latest, plus, type Instant } from "../../shared/time.ts";
import { readGuardPolicy } from "../guard/guard-policy.ts";
import { keepSentText } from "../guard/sent-texts.ts";
import type { ReadTx, SendRow, WriteTx } from "../store/store.ts";
import { putMessage } from "./put-message.ts";

/** How far back something may lie that has not arrived yet. */
const RECENT = 30;

/**
 * [S0-5] Until when the platform tries to deliver what it has of ours; undefined where nothing waits at the customer's door: all has
 * arrived or failed, or they have shown since that the phone is awake.
 */
export function undeliveredUntil(tx: ReadTx, conversation: ConversationId): Instant | undefined {
  const { timeToLive } = readGuardPolicy(tx).policy.reach.undelivered;
  let until: Instant | undefined;
  for (const message of tx.messages(conversation, RECENT)) {
    if (isCustomersSign(message) || hasArrived(message)) break;
    if (message.direction === "out" && (message.state === "accepted" || message.state === "sent"))
      until = latest(until, plus(message.at, timeOf(message, timeToLive)));
  }
  return until;
}

const hasArrived = ({ direction, state }: Message): boolean => direction === "out" && (state === "delivered" || state === "read" || state === "played");

function timeOf({ content }: Message, timeToLive: ReachPolicy["undelivered"]["timeToLive"]) {
  if (content.type !== "template") return timeToLive.text;
  return content.category === "MARKETING" || content.category === "AUTHENTICATION" ? timeToLive[content.category] : timeToLive.UTILITY;
}

/** The message stays where it is until then, at the latest; whatever ends the waiting, the guard looks at it again. */
export function waitUntilDelivered(tx: WriteTx, send: SendRow, message: Message, until: Instant): void {
  tx.putSend({ ...send, state: "waiting", sendAt: until });
  putMessage(tx, { ...message, state: "held", held: { reason: "undelivered_before" } });
}

/** [S0-5] What waited for earlier messages goes on where they have arrived, or the customer has written. */
export function releaseArrived(tx: WriteTx, conversation: ConversationId, now: Instant): void {
  for (const send of tx.waitingSends(conversation)) if (send.whenDelivered === true && undeliveredUntil(tx, conversation) === undefined) release(tx, send, now);
}

/** [S3-34] What waited for its time. */
export function releaseDue(tx: WriteTx, now: Instant): void {
  for (const send of tx.dueSends(now)) release(tx, send, now);
}

/** On its way again: its age, and what it counts for, are reckoned from here. */
export function release(tx: WriteTx, send: SendRow, now: Instant): void {
  const message = tx.get("message", send.messageId);
  if (message === undefined) return;
  tx.putSend({ ...send, state: "ready", nextAt: now, sendAt: now });
  putMessage(tx, { ...message, state: "queued", held: undefined, stateAt: { ...message.stateAt, queued: now } });
  keepSentText(tx, message, send.cannedReply === true, now);
}
