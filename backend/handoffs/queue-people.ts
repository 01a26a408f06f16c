import type { Load } from "../../shared/handoffs/capacity.ts";
import { byPromise, inQueueOrder, type QueueOrder } from "../../shared/handoffs/queue-order.ts";
import type { QueueSettings } from "../../shared/handoffs/queue-settings.ts";
import { compareInSurge } from "../../shared/handoffs/surge-order.ts";
import { needsOf, whyNot, type Needs, type WhyNot } from "../../shared/handoffs/who-may-take.ts";
import type { AgentId, ConversationId } from "../../shared/ids.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Agent } from "../../shared/inbox/people.ts";
import type { Instant } from "../../shared/time.ts";
import type { ReadTx } from "../store/store.ts";
import { readQueueSettings } from "./queue-settings.ts";

/** [HO5] What its topic, its labels and its customer ask of whoever takes it. */
export function needsIn(tx: ReadTx, conversation: Conversation, settings: QueueSettings): Needs {
  const labelNames = conversation.labels.flatMap((id) => tx.get("label", id)?.name ?? []);
  return needsOf(conversation, tx.get("contact", conversation.contactId), settings, labelNames);
}

/** [HO5] Why this person cannot be given it now. A hop to a person may leave the team: it goes with them. */
export function whyNotGiven(tx: ReadTx, conversation: Conversation, agentId: AgentId): WhyNot | undefined {
  const agent = tx.get("agent", agentId);
  if (agent === undefined) return "not-a-person";
  const { settings } = readQueueSettings(tx);
  return whyNot(agent, { ...conversation, assigneeId: agentId }, needsIn(tx, conversation, settings), tx.load(), settings.capacity);
}

/** [HO8] Who could be given it instead, those with the fewest open conversations first. */
export function whoIsAvailable(tx: ReadTx, conversation: Conversation): readonly AgentId[] {
  const { settings } = readQueueSettings(tx);
  const needs = needsIn(tx, conversation, settings);
  const load = tx.load();
  return tx
    .all("agent")
    .filter(
      (agent) => agent.id !== conversation.assigneeId && whyNot(agent, { ...conversation, assigneeId: agent.id }, needs, load, settings.capacity) === undefined,
    )
    .map(({ id }) => id)
    .sort((a, b) => (load.get(a) ?? 0) - (load.get(b) ?? 0) || (a < b ? -1 : 1));
}

/** So many, by what bites first, are sorted for somebody who asks for the next one. */
const LOOKED_THROUGH = 1_000;

/** [HO3] The next conversation in the queue that this person may take; who asks is there, whatever they said before. */
export function nextFor(tx: ReadTx, agent: Agent, now: Instant, except?: ConversationId): ConversationId | undefined {
  const { settings } = readQueueSettings(tx);
  const present: Agent = { ...agent, availability: undefined };
  const load: Load = tx.load();
  const queued = tx.queued(LOOKED_THROUGH).map(({ conversation }) => conversation);
  return inQueueOrder(queued, orderNow(tx, now)).find(
    (one) => one.id !== except && whyNot(present, one, needsIn(tx, one, settings), load, settings.capacity) === undefined,
  )?.id;
}

/** [HO2] [HO12] By promise; while there is a surge on any number, by what closes first, so that the queue has one order. */
export const orderNow = (tx: ReadTx, now: Instant): QueueOrder => (tx.all("number").some(({ surge }) => surge !== undefined) ? compareInSurge(now) : byPromise);

/** [HO7] A bot of ours that can see it, or one of the platform's that has spoken there. */
export function hasBotFor(tx: ReadTx, conversation: Conversation): boolean {
  if (tx.all("agent").some((agent) => agent.role === "bot" && (conversation.teamId === undefined || agent.teamIds.includes(conversation.teamId)))) return true;
  if (tx.threadOwner(conversation.id) !== undefined) return true;
  return tx.events(conversation.id).some((event) => (event.type === "transfer" && event.to === "bot") || (event.type === "outbound" && event.author === "bot"));
}
