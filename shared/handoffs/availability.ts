import type { Agent, Availability } from "../inbox/people.ts";

/** [HO5] Who has said nothing yet is available. */
export const availabilityOf = ({ availability }: Pick<Agent, "availability">): Availability["state"] => availability?.state ?? "available";

/** The same said again is no news, and keeps its time. */
export function withAvailability(agent: Agent, next: Availability): Agent {
  const { reason, state } = next;
  if (availabilityOf(agent) === state && agent.availability?.reason === reason) return agent;
  return { ...agent, availability: reason === undefined ? { state, since: next.since } : next };
}
