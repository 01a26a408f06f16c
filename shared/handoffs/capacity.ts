import type { AgentId } from "../ids.ts";
import type { Conversation } from "../inbox/conversation.ts";
import type { Agent } from "../inbox/people.ts";

/** [HO5] How many open conversations somebody owns; who is not named owns none. */
export type Load = ReadonlyMap<AgentId, number>;

/** [HO5] What takes a place: it is this person's turn. What waits for the customer or sleeps takes none. */
export const takesAPlace = ({ assigneeId, state }: Pick<Conversation, "assigneeId" | "state">): boolean => state === "open" && assigneeId !== undefined;

export function loadOf(conversations: Iterable<Pick<Conversation, "assigneeId" | "state">>): Load {
  const load = new Map<AgentId, number>();
  for (const { assigneeId, state } of conversations)
    if (assigneeId !== undefined && takesAPlace({ assigneeId, state })) load.set(assigneeId, (load.get(assigneeId) ?? 0) + 1);
  return load;
}

/** How many this person may hold: their own number, else the workspace's; undefined is as many as they like. */
export function capacityOf({ capacity }: Pick<Agent, "capacity">, usual: number): number | undefined {
  const most = capacity ?? usual;
  return most > 0 ? most : undefined;
}

export function isFull(agent: Pick<Agent, "id" | "capacity">, load: Load, usual: number): boolean {
  const most = capacityOf(agent, usual);
  return most !== undefined && (load.get(agent.id) ?? 0) >= most;
}
