import type { Conversation } from "../inbox/conversation.ts";
import type { Message } from "../inbox/message.ts";
import type { Decision, DecisionContext } from "./decide.ts";
import type { MutationOf } from "./mutations.ts";

/**
 * [G-APPROVAL] What becomes of a trainee's message: exactly one decides, the second learns who was first, and the same wish again
 * changes nothing. Nobody decides about their own.
 */
export function decideApproval(conversation: Conversation, mutation: MutationOf<"approve" | "send-back">, context: DecisionContext): Decision {
  const { by, message } = context;
  if (message === undefined) return { type: "reject", code: "not_found" };
  if (context.mayApprove !== true || message.author.id === by) return { type: "reject", code: "may_not_approve" };

  const decidedBy = message.approvedBy ?? message.held?.by;
  if (!waitsForApproval(message)) {
    const isSame = decidedBy === by && (mutation.kind === "approve") === (message.approvedBy !== undefined);
    if (isSame) return { type: "apply", conversation, message, events: [] };
    return { type: "reject", code: "already_decided", ...(decidedBy === undefined ? {} : { by: decidedBy }) };
  }

  const decided: Message = mutation.kind === "approve" ? approved(message, context) : { ...message, held: { reason: "sent_back", by, note: mutation.note } };
  return { type: "apply", conversation: withToApprove(conversation, decided), message: decided, events: [] };
}

/** [S3-34] What its author wished to be sent at a time is sent then. */
function approved(message: Message, { by, now }: DecisionContext): Message {
  const sendAt = message.held?.sendAt;
  const isLater = sendAt !== undefined && sendAt > now;
  return { ...message, approvedBy: by, state: isLater ? "held" : "queued", held: isLater ? { reason: "scheduled", sendAt } : undefined };
}

export const waitsForApproval = ({ held, state }: Pick<Message, "held" | "state">): boolean => state === "held" && held?.reason === "awaiting_approval";

/** The conversation with this message among those that wait, or no longer; the very same where nothing changes. */
export function withToApprove(conversation: Conversation, message: Message): Conversation {
  const before = conversation.toApprove ?? [];
  const isListed = before.some(({ messageId }) => messageId === message.id);
  const author = message.author.id;
  const waits = waitsForApproval(message) && author !== undefined;
  if (waits === isListed) return conversation;
  return waits ? { ...conversation, toApprove: [...before, { messageId: message.id, author, at: message.at }] } : withoutToApprove(conversation, message.id);
}

/** The same where only its id is known. */
export function withoutToApprove(conversation: Conversation, id: string): Conversation {
  const before = conversation.toApprove ?? [];
  const after = before.filter(({ messageId }) => messageId !== id);
  return after.length === before.length ? conversation : { ...conversation, toApprove: after.length === 0 ? undefined : after };
}
