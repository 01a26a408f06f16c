import { abilitiesBody, availabilityBody } from "../../../shared/api/queue.ts";
import { problem } from "../../../shared/api/problem.ts";
import { withAvailability } from "../../../shared/handoffs/availability.ts";
import { toAgentId, toTeamId } from "../../../shared/ids.ts";
import type { Agent } from "../../../shared/inbox/people.ts";
import type { Clock } from "../../../shared/time.ts";
import type { Auth } from "../../auth/auth.ts";
import { removeAgent, removeTeam } from "../../handoffs/owners.ts";
import type { Store, WriteTx } from "../../store/store.ts";
import { ADMINS, LEADS, PEOPLE, route, type Answer, type Route } from "../route.ts";

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  readonly auth: Pick<Auth, "revoke">;
}

const NO_AGENT: Answer = { status: 404, body: problem(404, "not-found", "There is no such person.") };

/** [HO5] Who takes new conversations, how many, and which; [HO6] and what becomes of them when somebody leaves. */
export function availabilityRoutes({ auth, clock, store }: Deps): readonly Route[] {
  const person = (tx: WriteTx, id: string): Agent | undefined => {
    const agent = tx.get("agent", id);
    return agent === undefined || agent.role === "bot" ? undefined : agent;
  };
  return [
    route({
      method: "PUT",
      path: "/api/v1/agents/:id/availability",
      summary: "Whether somebody takes new conversations: one's own as `me`, and for leads everybody's. What they have stays theirs.",
      roles: PEOPLE,
      body: availabilityBody,
      answers: { 200: "The agent", 403: "Somebody else's", 404: "There is no such person" },
      handle: ({ body, params, principal }) => {
        const id = toAgentId(params["id"] === "me" ? principal.agent.id : (params["id"] ?? ""));
        if (id !== principal.agent.id && principal.agent.role === "agent")
          return { status: 403, body: problem(403, "not-allowed", "Only a lead says for others whether they are there.") };
        return store.write((tx): Answer => {
          const agent = person(tx, id);
          if (agent === undefined) return NO_AGENT;
          const now = clock.now();
          const after = withAvailability(agent, { ...body, since: now });
          if (after !== agent) {
            tx.put("agent", id, after);
            tx.appendAudit({ at: now, who: principal.agent.id, action: "availability", target: id, data: JSON.stringify({ state: body.state }) });
          }
          return { status: 200, body: after };
        });
      },
    }),
    route({
      method: "PUT",
      path: "/api/v1/agents/:id/abilities",
      summary: "How many open conversations somebody may hold at once, what they are good at, and the languages in which they answer.",
      roles: LEADS,
      body: abilitiesBody,
      answers: { 200: "The agent", 404: "There is no such person" },
      handle: ({ body, params, principal }) =>
        store.write((tx): Answer => {
          const agent = person(tx, params["id"] ?? "");
          if (agent === undefined) return NO_AGENT;
          const { capacity, languages = agent.languages, skills = agent.skills } = body;
          const after: Agent = {
            ...agent,
            capacity: capacity === undefined ? agent.capacity : (capacity ?? undefined),
            skills: skills === undefined ? undefined : [...new Set(skills)],
            languages: languages === undefined ? undefined : [...new Set(languages)],
          };
          tx.put("agent", agent.id, after);
          tx.appendAudit({ at: clock.now(), who: principal.agent.id, action: "abilities", target: agent.id, data: JSON.stringify(body) });
          return { status: 200, body: after };
        }),
    }),
    route({
      method: "DELETE",
      path: "/api/v1/agents/:id",
      summary: "Removes somebody; what they had goes back to the queue, and their devices and tokens are shut out.",
      roles: ADMINS,
      answers: { 204: "Removed", 404: "There is nobody of this id", 409: "Oneself, or the last admin" },
      handle: ({ params, principal }) => {
        const id = toAgentId(params["id"] ?? "");
        const devices = store.read((tx) => tx.devices(id));
        const answer = store.write((tx): Exclude<Answer, "sent"> => {
          const agent = tx.get("agent", id);
          if (agent === undefined) return { status: 404, body: problem(404, "not-found", "There is nobody of this id.") };
          const isLastAdmin = agent.role === "admin" && tx.all("agent").filter(({ role }) => role === "admin").length === 1;
          if (id === principal.agent.id || isLastAdmin)
            return { status: 409, body: problem(409, "not-oneself", "Nobody removes themselves, and one admin has to stay.") };
          removeAgent(tx, id, principal.agent.id, clock.now());
          return { status: 204 };
        });
        if (answer.status === 204) for (const device of devices) auth.revoke(device.id);
        return answer;
      },
    }),
    route({
      method: "DELETE",
      path: "/api/v1/teams/:id",
      summary: "Dissolves a team; what stood in its queue is everybody's.",
      roles: ADMINS,
      answers: { 204: "Removed", 404: "There is no such team" },
      handle: ({ params, principal }) =>
        store.write((tx): Answer => {
          const team = tx.get("team", params["id"] ?? "");
          if (team === undefined) return { status: 404, body: problem(404, "not-found", "There is no such team.") };
          removeTeam(tx, toTeamId(team.id), principal.agent.id, clock.now());
          return { status: 204 };
        }),
    }),
  ];
}
