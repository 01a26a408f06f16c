import type { AutoHandoff, AutoReason } from "../../shared/handoffs/auto-handoff.ts";
import type { ConversationId } from "../../shared/ids.ts";
import type { Instant } from "../../shared/time.ts";
import { requestHandoff } from "../ingest/project-handover.ts";
import type { Projection } from "../ingest/projection.ts";
import { takeFromBot } from "./tell-bot.ts";

type Writing = Pick<Projection, "tx" | "touched">;

/** [HO10] A rule of ours puts the conversation into the queue, and the bot learns it. Nothing where a person has it. */
export function handOver(
  p: Writing,
  id: ConversationId,
  { failedAttempts = 0, reason, urgent = false }: Partial<AutoHandoff> & { readonly reason: AutoReason },
  now: Instant,
): void {
  const { tx } = p;
  if (urgent) makeUrgent(p, id, now);
  const conversation = tx.get("conversation", id);
  if (conversation === undefined || conversation.assigneeId !== undefined) return;
  const outcome = requestHandoff(p, id, { requestedAt: now, reason, topic: conversation.topic, slots: {}, failedAttempts, botId: tx.botOfConversation(id) });
  if (outcome.type !== "queued") return;
  takeFromBot(tx, conversation, reason, now);
  tx.appendAudit({ at: now, who: "rule", action: "handoff", target: id, data: JSON.stringify({ reason }) });
}

/** What the platform itself asks is looked at first. */
function makeUrgent({ touched, tx }: Writing, id: ConversationId, now: Instant): void {
  const conversation = tx.get("conversation", id);
  if (conversation === undefined || conversation.priority === "urgent") return;
  tx.put("conversation", id, { ...conversation, priority: "urgent" });
  tx.appendEvent(id, `urgent:${id}:${now}`, { type: "priority", at: now, priority: "urgent" });
  touched.add(id);
}
