import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Agent } from "../../shared/inbox/people.ts";
import type { Mutation } from "../../shared/sync/mutations.ts";
import type { Instant } from "../../shared/time.ts";
import type { WriteTx } from "../store/store.ts";
import { readBotPolicy } from "./bot-policy.ts";
import { takeFromBot, tellBot } from "./tell-bot.ts";

/** [HO7] [HO13] What bots and the platform's routing have to know of what a person has just done. */
export function afterMutation(tx: WriteTx, mutation: Mutation, before: Conversation, agent: Agent, now: Instant): void {
  const after = tx.get("conversation", before.id);
  if (after === undefined || agent.role === "bot") return;
  if (mutation.kind === "return-to-bot") return before.state === "bot" ? undefined : giveBack(tx, mutation, after, agent, now);
  if (mutation.kind === "resolve") return tx.dropDeliveries(after.id);

  const took = after.assigneeId !== undefined && after.assigneeId !== before.assigneeId;
  // Who answers without taking it takes it all the same.
  const answered = mutation.kind === "send" && before.assigneeId === undefined;
  if (!took && !answered) return;
  if (before.state === "bot" || before.handoff !== undefined) takeFromBot(tx, after, took ? (after.assigneeId ?? "") : agent.id, now);
  if (tx.threadOwner(after.id)?.owner === "other" && readBotPolicy(tx).routing.takeOnClaim) wish(tx, after, "take", agent, undefined, now);
}

function giveBack(tx: WriteTx, { note, noteId }: Extract<Mutation, { kind: "return-to-bot" }>, after: Conversation, agent: Agent, now: Instant): void {
  const customerWaits = after.lastMessage?.direction === "in";
  const noted = note === undefined ? undefined : (noteId ?? `${after.id}:hop:${now}`);
  if (tellBot(tx, after, { kind: "returned", subject: noted, asks: customerWaits }, now)) return;
  // Not ours: the app that had the thread before gets it by the platform's own routing.
  if (tx.threadOwner(after.id) !== undefined) wish(tx, after, readBotPolicy(tx).routing.onReturn, agent, note, now);
}

function wish(tx: WriteTx, { id }: Conversation, action: "take" | "pass" | "release", { id: by }: Agent, metadata: string | undefined, now: Instant): void {
  tx.putThreadWish({ conversationId: id, action, metadata: metadata?.slice(0, 2_000), by, attempt: 0, nextAt: now });
}
