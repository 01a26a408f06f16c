import { takesAPlace } from "../handoffs/capacity.ts";
import { availabilityOf } from "../handoffs/availability.ts";
import type { AgentId } from "../ids.ts";
import type { Conversation } from "../inbox/conversation.ts";
import type { Agent, Availability } from "../inbox/people.ts";
import { waitsSince } from "./board-row.ts";

/** What somebody has on the desk now. */
export interface AgentLoad {
  /** [HO5] What takes one of their places. */
  readonly open: number;
  /** Of all that is theirs, how many customers wait for an answer. */
  readonly waiting: number;
}

export const NO_LOAD: AgentLoad = { open: 0, waiting: 0 };

/** What one conversation adds to its owner. */
export const loadOfOne = (conversation: Conversation): AgentLoad => ({
  open: takesAPlace(conversation) ? 1 : 0,
  waiting: conversation.state !== "snoozed" && waitsSince(conversation) !== undefined ? 1 : 0,
});

/** One agent as the load panel shows them. */
export interface AgentAtWork extends AgentLoad {
  readonly id: AgentId;
  readonly name: string;
  readonly capacity?: number | undefined;
  readonly availability: Availability["state"];
  readonly reason?: string | undefined;
}

export interface AgentsNow {
  readonly available: number;
  readonly all: number;
  /** Open conversations against places, of those who are available and have a capacity; undefined where nobody has one. */
  readonly load?: number | undefined;
}

/** Who answers customers: agents, and whoever else owns something or was given a capacity. */
const answers = ({ capacity, id, role }: Agent, load: ReadonlyMap<AgentId, AgentLoad>): boolean => {
  const { open, waiting } = load.get(id) ?? NO_LOAD;
  return role === "agent" || (role !== "bot" && (capacity !== undefined || open + waiting > 0));
};

/** The people of a team, or everybody; nobody is ranked: by name. */
export function agentsAtWork(agents: Iterable<Agent>, load: ReadonlyMap<AgentId, AgentLoad>, team: string | undefined): readonly AgentAtWork[] {
  return [...agents]
    .filter((agent) => answers(agent, load) && (team === undefined || agent.teamIds.some((id) => id === team)))
    .map((agent): AgentAtWork => ({
      ...(load.get(agent.id) ?? NO_LOAD),
      id: agent.id,
      name: agent.name,
      capacity: agent.capacity,
      availability: availabilityOf(agent),
      reason: agent.availability?.reason,
    }))
    .sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
}

export function agentsNow(people: readonly AgentAtWork[]): AgentsNow {
  const available = people.filter(({ availability }) => availability === "available");
  const limited = available.filter(({ capacity }) => capacity !== undefined && capacity > 0);
  const places = limited.reduce((sum, { capacity }) => sum + (capacity ?? 0), 0);
  return {
    available: available.length,
    all: people.length,
    load: places === 0 ? undefined : limited.reduce((sum, { open }) => sum + open, 0) / places,
  };
}
