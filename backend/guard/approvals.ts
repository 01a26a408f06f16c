import { awaitsApproval } from "../../shared/guard/approvals.ts";
import { blocking } from "../../shared/guard/check.ts";
import type { Draft } from "../../shared/guard/context.ts";
import type { Finding } from "../../shared/guard/finding.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Message } from "../../shared/inbox/message.ts";
import type { Agent } from "../../shared/inbox/people.ts";
import type { MutationOf } from "../../shared/sync/mutations.ts";
import { latest, toInstant, type Instant } from "../../shared/time.ts";
import type { MutationOutcome } from "../mutations/run-mutation.ts";
import { draftOf, findingsFor, holdOf } from "../outbound/guard-send.ts";
import { holdSend, putMessage } from "../outbound/put-message.ts";
import { release, undeliveredUntil, waitUntilDelivered } from "../outbound/waiting-sends.ts";
import type { SendRow, WriteTx } from "../store/store.ts";
import { logOverridden, logRefused } from "./guard-log.ts";
import { readGuardPolicy } from "./guard-policy.ts";

/** [G-APPROVAL] Whether this author's message is stored as one that waits for somebody senior. */
export function isMadeToWait(
  tx: WriteTx,
  conversation: Conversation,
  { overrides, template, text }: MutationOf<"send">,
  { id, role, trainee }: Agent,
  now: Instant,
): boolean {
  const draft: Draft = template === undefined ? { kind: "text", text: text ?? "" } : { kind: "template", ...template };
  const author = { kind: role === "bot" ? "bot" : "human", id, trainee } as const;
  return awaitsApproval({ conversation, author }, draft, overrides, readGuardPolicy(tx).policy, now);
}

/** What speaks against it already is kept with it, so that whoever approves sees it. */
export function keepWaiting(tx: WriteTx, send: SendRow, message: Message, now: Instant): Message {
  const against = blocking(lookedAt(tx, send, message, now), message.overrides);
  const waiting: Message = { ...message, held: { ...message.held, reason: "awaiting_approval", findings: besideItself(against) } };
  putMessage(tx, waiting);
  logRefused(
    tx,
    against.filter(({ rule }) => rule === "G-APPROVAL"),
    { conversationId: message.conversationId, agentId: send.agentId, messageId: message.id, now },
  );
  return waiting;
}

/**
 * [G-APPROVAL] [S0-11] Somebody senior says yes, and the guard looks at everything again in that instant. A stop keeps it held under its
 * own name. What asks for a reason that nobody has given leaves it waiting, with the question on it. Else it is on its way, at its time.
 */
export function approveSend(tx: WriteTx, mutation: MutationOf<"approve">, waiting: Message, { id: by }: Agent, now: Instant): MutationOutcome {
  const send = waiting.clientId === undefined ? undefined : tx.send(waiting.clientId);
  const conversation = tx.get("conversation", waiting.conversationId);
  if (send === undefined || conversation === undefined) return { type: "rejected", code: "not_found" };

  const message: Message = { ...waiting, approvedBy: by, overrides: { ...waiting.overrides, ...mutation.overrides } };
  const seen = mutation.seenInboundAt === undefined ? send.seenInboundAt : latest(toInstant(mutation.seenInboundAt), send.seenInboundAt ?? toInstant(0));
  // The approver answers for it now, whoever had the conversation when it was written.
  const approved: SendRow = { ...send, seenInboundAt: seen, claimEpoch: conversation.claimEpoch };
  const findings = lookedAt(tx, approved, message, now);
  const against = blocking(findings, message.overrides);
  const tell = (outcome: string): void =>
    void tx.appendAudit({
      at: now,
      who: by,
      action: "approve",
      target: conversation.id,
      data: JSON.stringify({ messageId: message.id, author: message.author.id, outcome, overrides: mutation.overrides }),
    });

  if (against.length > 0 && against.every(({ severity }) => severity === "confirm")) {
    putMessage(tx, { ...waiting, held: { ...waiting.held, reason: "awaiting_approval", findings: against } });
    tell("asked");
    return { type: "rejected", code: "guard_asks", findings };
  }
  // Under the approver's name: the reasons are theirs.
  logOverridden(tx, findings, mutation.overrides, { conversationId: conversation.id, agentId: by, messageId: message.id, now });
  const hold = holdOf(against);
  if (hold === undefined) letGo(tx, approved, message, now);
  else holdSend(tx, approved, message, hold, now);
  tell(hold === undefined ? "approved" : hold.reason);
  return { type: "applied", message: tx.get("message", message.id) };
}

/** [S3-34] [S0-5] At the time, or after the message, that its author wished. */
function letGo(tx: WriteTx, send: SendRow, message: Message, now: Instant): void {
  if (send.sendAt !== undefined && send.sendAt > now) {
    tx.putSend({ ...send, state: "waiting" });
    return putMessage(tx, { ...message, held: { reason: "scheduled", sendAt: send.sendAt } });
  }
  const until = send.whenDelivered === true ? undeliveredUntil(tx, send.conversationId) : undefined;
  if (until !== undefined && until > now) return waitUntilDelivered(tx, send, message, until);
  putMessage(tx, message);
  release(tx, send, now);
}

function lookedAt(tx: WriteTx, send: SendRow, message: Message, now: Instant): readonly Finding[] {
  const conversation = tx.get("conversation", message.conversationId);
  const draft = draftOf(message, send);
  if (conversation === undefined || draft === undefined) return [];
  const by = { ...message.author, approvedBy: message.approvedBy };
  const findings = findingsFor(tx, conversation, draft, by, latest(send.sendAt, now), send.order);
  return send.whenDelivered === true ? findings.filter(({ rule }) => rule !== "G-UNDELIVERED") : findings;
}

function besideItself(against: readonly Finding[]): readonly Finding[] | undefined {
  const others = against.filter(({ rule }) => rule !== "G-APPROVAL");
  return others.length === 0 ? undefined : others;
}
