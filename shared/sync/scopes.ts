import type { AgentId, TeamId } from "../ids.ts";
import type { Conversation } from "../inbox/conversation.ts";
import type { Agent } from "../inbox/people.ts";

/** Who may see a row: everybody, a team, or one agent. Leads and admins see every scope. */
export type Scope = "org" | `team:${TeamId}` | `agent:${AgentId}`;

/** Names the scope of every row: what leads and admins ask for. */
export const EVERY_SCOPE = "*";

/** What is for one person alone. */
export const ownScopeOf = (id: AgentId): Scope => `agent:${id}`;
export const isOwnScope = (scope: string): boolean => scope.startsWith("agent:");

/** [I11] What of the log a person may read. An alert is for one person alone: not even those who see everything have others'. */
export function scopesOf(agent: Agent): readonly string[] {
  if (agent.role === "lead" || agent.role === "admin") return [EVERY_SCOPE, ownScopeOf(agent.id)];
  return ["org", ownScopeOf(agent.id), ...agent.teamIds.map((id) => `team:${id}`)];
}

/** A conversation belongs to its team, else to everybody; and to whoever answers it, wherever that person is. */
export function scopesOfConversation({ assigneeId, teamId }: Pick<Conversation, "assigneeId" | "teamId">): {
  readonly scope: Scope;
  readonly extra?: Scope | undefined;
} {
  const scope: Scope = teamId === undefined ? "org" : `team:${teamId}`;
  return assigneeId === undefined || scope === "org" ? { scope } : { scope, extra: ownScopeOf(assigneeId) };
}

export function maySee(scopes: readonly string[], conversation: Pick<Conversation, "assigneeId" | "teamId">): boolean {
  if (scopes.includes(EVERY_SCOPE)) return true;
  const { extra, scope } = scopesOfConversation(conversation);
  return scopes.includes(scope) || (extra !== undefined && scopes.includes(extra));
}
