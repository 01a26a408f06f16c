import { toDeviceId } from "../../../shared/ids.ts";
import { problem } from "../../../shared/api/problem.ts";
import { agentBody, labelBody, teamBody } from "../../../shared/api/requests.ts";
import type { Clock } from "../../../shared/time.ts";
import type { Auth } from "../../auth/auth.ts";
import type { Projector } from "../../ingest/projector.ts";
import type { Store } from "../../store/store.ts";
import { iso, presentNumber } from "../present.ts";
import { ADMINS, EVERYBODY, LEADS, PEOPLE, route, type Route } from "../route.ts";

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  readonly auth: Auth;
  readonly projector: Projector;
  readonly newId: () => string;
}

export function workspaceRoutes({ auth, clock, newId, projector, store }: Deps): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/api/v1/numbers",
      summary: "Business numbers and their health.",
      roles: EVERYBODY,
      answers: { 200: "Numbers" },
      handle: () => ({ status: 200, body: { items: store.read((tx) => tx.all("number").map((number) => presentNumber(tx, number, clock.now()))) } }),
    }),
    route({
      method: "GET",
      path: "/api/v1/me",
      summary: "Who this token belongs to.",
      roles: EVERYBODY,
      answers: { 200: "The agent" },
      handle: ({ principal }) => ({ status: 200, body: principal.agent }),
    }),
    route({
      method: "GET",
      path: "/api/v1/agents",
      summary: "The people and bots of the workspace.",
      roles: PEOPLE,
      answers: { 200: "Agents" },
      handle: () => ({ status: 200, body: { items: store.read((tx) => tx.all("agent")) } }),
    }),
    route({
      method: "POST",
      path: "/api/v1/agents",
      summary: "Adds a person or a bot. The token is shown this once.",
      roles: ADMINS,
      body: agentBody,
      answers: { 201: "Added", 409: "The name is taken" },
      handle: async ({ body, principal }) => {
        const made = await auth.createAgent(
          { name: body.name, role: body.role, password: body.password, teamIds: body.teams, trainee: body.trainee },
          principal.agent.id,
        );
        if (made === "name-taken") return { status: 409, body: problem(409, "name-taken", "Somebody signs in under this name already.") };
        return { status: 201, body: { id: made.agent.id, name: made.agent.name, role: made.agent.role, token: made.token } };
      },
    }),
    route({
      method: "POST",
      path: "/api/v1/teams",
      summary: "Adds or renames a team.",
      roles: ADMINS,
      body: teamBody,
      answers: { 201: "Saved" },
      handle: ({ body }) => {
        const team = { id: (body.id ?? newId()) as never, name: body.name };
        store.write((tx) => tx.put("team", team.id, team));
        return { status: 201, body: team };
      },
    }),
    route({
      method: "POST",
      path: "/api/v1/labels",
      summary: "Adds or changes a label.",
      roles: LEADS,
      body: labelBody,
      answers: { 201: "Saved" },
      handle: ({ body }) => {
        const label = { id: body.id ?? newId(), name: body.name, hue: body.hue };
        store.write((tx) => tx.put("label", label.id, label));
        return { status: 201, body: label };
      },
    }),
    route({
      method: "GET",
      path: "/api/v1/devices",
      summary: "The caller's devices.",
      roles: PEOPLE,
      answers: { 200: "Devices" },
      handle: ({ principal }) => ({
        status: 200,
        body: {
          items: store
            .read((tx) => tx.devices(principal.agent.id))
            .map(({ id, lastSeenAt, name, revoked }) => ({ id, name, revoked, lastSeenAt: iso(lastSeenAt), current: id === principal.deviceId })),
        },
      }),
    }),
    route({
      method: "DELETE",
      path: "/api/v1/devices/:id",
      summary: "Shuts a device out; its connection closes at once.",
      roles: PEOPLE,
      answers: { 204: "Shut out", 404: "Not one of yours" },
      handle: ({ params, principal }) => {
        const device = store.read((tx) => tx.device(toDeviceId(params["id"] ?? "")));
        const may = device !== undefined && (device.agentId === principal.agent.id || principal.agent.role === "admin");
        if (!may) return { status: 404, body: problem(404, "not-found", "There is no such device of yours.") };
        auth.revoke(device.id);
        return { status: 204 };
      },
    }),
    route({
      method: "GET",
      path: "/api/v1/ingest",
      summary: "What came from the platform, what was not understood, and what was set aside.",
      roles: PEOPLE,
      answers: { 200: "Counts" },
      handle: () =>
        store.read((tx) => ({
          status: 200,
          body: {
            ...projector.counts(),
            unrecognised: tx
              .unrecognised()
              .map(({ count, field, kind, lastAt }) => ({ field, type: kind === "" ? undefined : kind, count, lastAt: iso(lastAt) })),
            poison: tx.poison().map(({ at, id, reason }) => ({ id, reason, at: iso(at) })),
          },
        })),
    }),
  ];
}
