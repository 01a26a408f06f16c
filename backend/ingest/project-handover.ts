import { handoffInRow, withKnown } from "../../shared/handoffs/handoff-parts.ts";
import type { AgentId, ConversationId } from "../../shared/ids.ts";
import type { Conversation, Handoff } from "../../shared/inbox/conversation.ts";
import { hearRouting } from "../bots/hear-routing.ts";
import type { ReadTx } from "../store/store.ts";
import { ownByBot } from "./own-by-bot.ts";
import { ensureContact, ensureConversation, ensureNumber } from "./people.ts";
import type { EventOf, Projection } from "./projection.ts";

/** Whatever the order of arrival: the newest word on who owns the thread counts, and in one second being taken beats being passed. */
export function projectHandover(p: Projection, event: EventOf<"handover">): void {
  const number = ensureNumber(p.tx, event.number, p);
  const conversation = ensureConversation(p.tx, number, ensureContact(p.tx, event.customer, p), event.at, p);
  if (event.kind === "other" || !hearRouting(p, conversation.id, { kind: event.kind, at: event.at })) return;
  if (event.kind === "taken") return ownByBot(p, conversation.id, event.at);
  requestHandoff(p, conversation.id, { requestedAt: event.at, reason: event.reason ?? "platform", summary: event.summary, slots: {}, failedAttempts: 0 });
}

export type HandoffOutcome =
  | { readonly type: "queued" | "known" }
  /** A person has it, and keeps it. */
  | { readonly type: "owned"; readonly by: AgentId }
  | { readonly type: "not-found" };

/** [HO1] The bot gives up: the conversation waits for a person, and the handoff clock runs from the request (sla.md). The same twice is one. */
export function requestHandoff({ touched, tx }: Pick<Projection, "tx" | "touched">, id: ConversationId, wanted: Handoff): HandoffOutcome {
  const conversation = tx.get("conversation", id);
  if (conversation === undefined) return { type: "not-found" };
  const isResolved = conversation.state === "resolved";
  if (conversation.assigneeId !== undefined && !isResolved) return { type: "owned", by: conversation.assigneeId };

  const waiting = isWaiting(conversation) ? conversation.handoff : undefined;
  if (waiting?.reason === wanted.reason) return { type: "known" };
  // Another reason tells more about the same wait; the customer waits since the first.
  const known = isResolved ? undefined : toldInCase(tx, conversation);
  const handoff: Handoff = { ...withKnown(wanted, known), ...(waiting === undefined ? {} : { requestedAt: waiting.requestedAt }) };
  const { row, whole } = handoffInRow(handoff);
  tx.put("conversation", id, {
    ...conversation,
    state: "queued",
    assigneeId: undefined,
    claimEpoch: conversation.claimEpoch + (conversation.assigneeId === undefined ? 0 : 1),
    snoozedUntil: undefined,
    topic: handoff.topic ?? conversation.topic,
    handoff: row,
  });
  const key = handoffKey(id, handoff);
  // [P3] Before the handoff, so that its clock is measured by it.
  if (handoff.language !== undefined) tx.appendEvent(id, `${key}:language`, { type: "context", id: key, at: handoff.requestedAt, language: handoff.language });
  tx.appendEvent(id, key, { type: "handoff", id: key, at: handoff.requestedAt, reason: handoff.reason });
  // What a bot of ours told outlives the row's handoff, which goes when the bot gets the conversation back.
  const data = { reason: handoff.reason, ...(whole && handoff.botId === undefined ? {} : { whole: JSON.stringify(handoff) }) };
  tx.put("story", key, {
    id: key,
    conversationId: id,
    at: handoff.requestedAt,
    kind: "handoff",
    ...(handoff.botId === undefined ? {} : { by: handoff.botId }),
    data,
  });
  touched.add(id);
  return { type: "queued" };
}

/** What was told of this case before: by the handoff that stands, or by the last one before the bot got it back. */
function toldInCase(tx: ReadTx, { handoff, id }: Conversation): Handoff | undefined {
  if (handoff !== undefined) return wholeHandoff(tx, id, handoff);
  const last = tx.parts("story", id).findLast(({ kind }) => kind === "handoff" || kind === "resolve");
  const whole = last?.kind === "handoff" ? last.data["whole"] : undefined;
  return whole === undefined ? undefined : (JSON.parse(whole) as Handoff);
}

const isWaiting = ({ assigneeId, handoff, state }: Conversation): boolean =>
  handoff !== undefined && handoff.claimedBy === undefined && assigneeId === undefined && state !== "resolved" && state !== "bot";

/** The line of the story that tells of it; what was too long for the row stands there whole. */
const handoffKey = (id: ConversationId, { requestedAt }: Pick<Handoff, "requestedAt">): string => `handoff:${id}:${requestedAt}`;

/** With what was too long for the row. */
export function wholeHandoff(tx: Pick<ReadTx, "get">, id: ConversationId, row: Handoff): Handoff {
  const whole = tx.get("story", handoffKey(id, row))?.data["whole"];
  return whole === undefined ? row : { ...row, ...(JSON.parse(whole) as Handoff) };
}
