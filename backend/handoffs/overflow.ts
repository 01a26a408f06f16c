import type { Load } from "../../shared/handoffs/capacity.ts";
import { isInQueue } from "../../shared/handoffs/queue-order.ts";
import type { QueueSettings } from "../../shared/handoffs/queue-settings.ts";
import { whyNot } from "../../shared/handoffs/who-may-take.ts";
import { toTeamId, type ConversationId } from "../../shared/ids.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Agent } from "../../shared/inbox/people.ts";
import type { Instant } from "../../shared/time.ts";
import { refreshClocks } from "../sla/clocks.ts";
import type { ReadTx, WriteTx } from "../store/store.ts";
import { saysSomething, tellOverflow } from "./queue-alerts.ts";
import { needsIn } from "./queue-people.ts";
import { readQueueSettings } from "./queue-settings.ts";

/** Who answers customers, what they have, and by which rules they are given more. */
export interface Crew {
  readonly people: readonly Agent[];
  readonly load: Load;
  readonly settings: QueueSettings;
}

/** [S0-18] Leads and admins count where they have a number of their own, or where nobody else answers. */
export function crewOf(tx: ReadTx): Crew {
  const people = tx.all("agent").filter(({ role }) => role !== "bot");
  const answering = people.filter(({ capacity, role }) => role === "agent" || capacity !== undefined);
  return { people: answering.length > 0 ? answering : people, load: tx.load(), settings: readQueueSettings(tx).settings };
}

/** Whether anything could be left over at all. Where everybody takes everything without end, nobody needs to look. */
export function mayOverflow(tx: ReadTx, { people, settings }: Crew): boolean {
  if (settings.capacity > 0 || Object.keys(settings.topicSkills).length > 0) return true;
  if (
    people.some(
      ({ availability, capacity, languages }) => capacity !== undefined || (languages ?? []).length > 0 || (availability?.state ?? "available") !== "available",
    )
  )
    return true;
  return tx.all("team").some(({ id }) => !people.some((agent) => agent.teamIds.includes(id)));
}

/** [S0-18] Nobody of the crew may take it now. */
export const isLeftOver = (tx: ReadTx, conversation: Conversation, { load, people, settings }: Crew): boolean => {
  const needs = needsIn(tx, conversation, settings);
  return !people.some((agent) => whyNot(agent, conversation, needs, load, settings.capacity) === undefined);
};

/** What has to be changed: whom nobody is left for and who is not marked, or the other way round. */
export const isOutdated = (tx: ReadTx, conversation: Conversation, crew: Crew): boolean =>
  isInQueue(conversation) && (conversation.overflowSince !== undefined) !== isLeftOver(tx, conversation, crew);

/** [S0-18] Brings the marks in line with who is there. One alert for one lack of people, not one for each conversation. */
export function settleOverflow(tx: WriteTx, ids: readonly ConversationId[], now: Instant): void {
  const crew = crewOf(tx);
  let isKnown = tx.overflowing().length > 0;
  for (const id of ids) {
    settleOne(tx, id, crew, now);
    const marked = tx.get("conversation", id);
    if (isKnown || marked?.overflowSince === undefined) continue;
    tellOverflow(tx, marked, crew.settings, now);
    isKnown = true;
  }
}

/** It stays in the queue either way. */
function settleOne(tx: WriteTx, id: ConversationId, crew: Crew, now: Instant): void {
  const conversation = tx.get("conversation", id);
  if (conversation === undefined) return;
  if (!isInQueue(conversation)) return unmark(tx, conversation);
  if (!isLeftOver(tx, conversation, crew)) return unmark(tx, conversation);
  if (conversation.overflowSince !== undefined) return;

  const moved = toOverflowTeam(tx, conversation, crew.settings, now);
  if (moved !== conversation && !isLeftOver(tx, moved, crew)) return;
  tx.put("conversation", id, { ...moved, overflowSince: now });
  const story = `${id}:overflow:${now}`;
  tx.put("story", story, { id: story, conversationId: id, at: now, kind: "overflow", data: {} });
}

/** Its clocks go on from where they were (S14); a policy of that team applies from now on (P3). */
function toOverflowTeam(tx: WriteTx, conversation: Conversation, { overflowTeam }: QueueSettings, now: Instant): Conversation {
  if (overflowTeam === undefined || conversation.teamId === overflowTeam || tx.get("team", overflowTeam) === undefined) return conversation;
  const { id } = conversation;
  const moved: Conversation = { ...conversation, teamId: toTeamId(overflowTeam), claimEpoch: conversation.claimEpoch + 1 };
  tx.put("conversation", id, moved);
  const story = `${id}:overflow-team:${now}`;
  tx.appendEvent(id, story, { type: "transfer", id: story, at: now, to: overflowTeam, toKind: "team" });
  tx.put("story", story, { id: story, conversationId: id, at: now, kind: "assign", data: { team: overflowTeam, because: "overflow" } });
  refreshClocks(tx, id, now);
  return tx.get("conversation", id) ?? moved;
}

function unmark(tx: WriteTx, conversation: Conversation): void {
  if (conversation.overflowSince === undefined) return;
  const { overflowSince: _, ...rest } = conversation;
  tx.put("conversation", rest.id, rest);
  for (const alert of tx.alertsOf(rest.id)) if (alert.what === "overflow" && !saysSomething(rest, "overflow")) tx.remove("alert", alert.id);
}
