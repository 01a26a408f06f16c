import { problem } from "../../../shared/api/problem.ts";
import { roleBody, teamsOfAgentBody } from "../../../shared/api/people.ts";
import { toAgentId, toTeamId } from "../../../shared/ids.ts";
import type { Agent } from "../../../shared/inbox/people.ts";
import type { Clock } from "../../../shared/time.ts";
import type { Store, WriteTx } from "../../store/store.ts";
import { iso } from "../present.ts";
import { ADMINS, LEADS, route, type Answer, type Route } from "../route.ts";

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
}

const NO_PERSON: Answer = { status: 404, body: problem(404, "not-found", "There is no such person.") };

/** [I11] Who sees what: a desk whose rights have changed greets anew with the next commit, and what it may no longer see is gone from it. */
export function peopleRightsRoutes({ clock, store }: Deps): readonly Route[] {
  const person = (tx: WriteTx, id: string | undefined): Agent | undefined => {
    const agent = tx.get("agent", id ?? "");
    return agent === undefined || agent.role === "bot" ? undefined : agent;
  };
  return [
    route({
      method: "GET",
      path: "/api/v1/people",
      summary: "Of each person how many devices are signed in, when one was last seen, and how many conversations that are not resolved are theirs.",
      roles: LEADS,
      answers: { 200: "People" },
      handle: () =>
        store.read((tx) => ({
          status: 200,
          body: {
            items: tx
              .all("agent")
              .filter(({ role }) => role !== "bot")
              .map(({ id }) => {
                const devices = tx.devices(id).filter(({ revoked }) => !revoked);
                const lastSeenAt = devices.reduce<(typeof devices)[number]["lastSeenAt"] | undefined>(
                  (last, device) => (last === undefined || device.lastSeenAt > last ? device.lastSeenAt : last),
                  undefined,
                );
                return {
                  agentId: id,
                  devices: devices.length,
                  lastSeenAt: lastSeenAt === undefined ? undefined : iso(lastSeenAt),
                  conversations: tx.ownedBy(id).filter(({ state }) => state !== "resolved").length,
                };
              }),
          },
        })),
    }),
    route({
      method: "PUT",
      path: "/api/v1/agents/:id/teams",
      summary: "The teams whose conversations somebody sees. What they own stays theirs.",
      roles: LEADS,
      body: teamsOfAgentBody,
      answers: { 200: "The agent", 404: "There is no such person", 422: "There is no such team" },
      handle: ({ body, params, principal }) =>
        store.write((tx): Answer => {
          const agent = person(tx, params["id"]);
          if (agent === undefined) return NO_PERSON;
          const teamIds = [...new Set(body.teams)].map(toTeamId);
          const unknown = teamIds.find((id) => tx.get("team", id) === undefined);
          if (unknown !== undefined) return { status: 422, body: problem(422, "unknown-team", "There is no such team.", { team: unknown }) };
          if (teamIds.toSorted().join(" ") === agent.teamIds.toSorted().join(" ")) return { status: 200, body: agent };
          const after: Agent = { ...agent, teamIds };
          tx.put("agent", agent.id, after);
          tx.appendAudit({ at: clock.now(), who: principal.agent.id, action: "agent-teams", target: agent.id, data: JSON.stringify({ teams: teamIds }) });
          return { status: 200, body: after };
        }),
    }),
    route({
      method: "PUT",
      path: "/api/v1/agents/:id/role",
      summary: "Makes somebody agent, lead or admin. Nobody changes their own role, so that one admin always stays.",
      roles: ADMINS,
      body: roleBody,
      answers: { 200: "The agent", 404: "There is no such person", 409: "Oneself" },
      handle: ({ body, params, principal }) =>
        store.write((tx): Answer => {
          const agent = person(tx, params["id"]);
          if (agent === undefined) return NO_PERSON;
          if (agent.id === toAgentId(principal.agent.id))
            return { status: 409, body: problem(409, "not-oneself", "Nobody changes their own role: ask another admin.") };
          if (agent.role === body.role) return { status: 200, body: agent };
          // [G-APPROVAL] Leads and admins approve always, and learn never.
          const { approver: _, trainee: __, ...rest } = agent;
          const after: Agent = { ...rest, role: body.role };
          tx.put("agent", agent.id, after);
          tx.appendAudit({ at: clock.now(), who: principal.agent.id, action: "agent-role", target: agent.id, data: JSON.stringify({ role: body.role }) });
          return { status: 200, body: after };
        }),
    }),
  ];
}
