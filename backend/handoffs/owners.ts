import { letGo } from "../../shared/handoffs/claim-time.ts";
import { toTeamId, type AgentId, type TeamId } from "../../shared/ids.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Instant } from "../../shared/time.ts";
import { refreshClocks } from "../sla/clocks.ts";
import type { WriteTx } from "../store/store.ts";

/** [HO6] Somebody leaves the house: what they had is in the queue in the same transaction, and what they had resolved is nobody's. */
export function removeAgent(tx: WriteTx, agentId: AgentId, by: AgentId, now: Instant): void {
  for (const conversation of tx.ownedBy(agentId)) letGoOf(tx, conversation, agentId, now);
  for (const alert of tx.alertsFor(agentId)) tx.remove("alert", alert.id);
  tx.remove("agent", agentId);
  tx.appendAudit({ at: now, who: by, action: "agent-removed", target: agentId, data: "{}" });
}

function letGoOf(tx: WriteTx, conversation: Conversation, former: AgentId, now: Instant): void {
  const { assigneeId: _, ...rest } = tx.get("conversation", conversation.id) ?? conversation;
  const stays = rest.state === "resolved" || rest.state === "bot" || rest.state === "snoozed";
  tx.put("conversation", rest.id, { ...rest, ...letGo(rest), claimEpoch: rest.claimEpoch + 1, state: stays ? rest.state : "queued" });
  if (rest.state === "resolved") return;
  const id = `${rest.id}:released:${now}`;
  tx.put("story", id, { id, conversationId: rest.id, at: now, kind: "released", data: { because: "left", from: former } });
  refreshClocks(tx, rest.id, now);
}

/** [HO6] A team is dissolved: what stood in its queue is everybody's. */
export function removeTeam(tx: WriteTx, teamId: TeamId, by: AgentId, now: Instant): void {
  for (const { id } of tx.ofTeam(teamId)) {
    const conversation = tx.get("conversation", id);
    if (conversation === undefined) continue;
    const { teamId: _, ...rest } = conversation;
    tx.put("conversation", id, rest);
    // No condition names the empty value: from now on it matches no policy of that team.
    tx.appendEvent(id, `team-gone:${id}:${teamId}:${now}`, { type: "context", id: `team-gone:${teamId}`, at: now, team: "" });
    refreshClocks(tx, id, now);
  }
  for (const agent of tx.all("agent"))
    if (agent.teamIds.includes(teamId)) tx.put("agent", agent.id, { ...agent, teamIds: agent.teamIds.filter((one) => one !== teamId) });
  for (const number of tx.all("number")) {
    const { teamId: own, ...rest } = number;
    if (own === teamId) tx.put("number", number.id, rest);
  }
  tx.remove("team", teamId);
  tx.appendAudit({ at: now, who: by, action: "team-removed", target: teamId, data: "{}" });
}

/** [HO6] What was lost before this was kept, or by another version: owners that are gone are found once, at the start. */
export function releaseOrphans(tx: WriteTx, now: Instant): void {
  for (const owner of tx.owners()) {
    const agent = tx.get("agent", owner);
    if (agent === undefined || agent.role === "bot") for (const conversation of tx.ownedBy(owner)) letGoOf(tx, conversation, owner, now);
  }
  const teams = new Set(tx.all("team").map(({ id }) => id));
  for (const { conversation } of tx.queued(10_000))
    if (conversation.teamId !== undefined && !teams.has(toTeamId(conversation.teamId))) {
      const { teamId: _, ...rest } = tx.get("conversation", conversation.id) ?? conversation;
      tx.put("conversation", rest.id, rest);
    }
}
