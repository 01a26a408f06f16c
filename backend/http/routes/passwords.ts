import { z } from "zod";
import { problem } from "../../../shared/api/problem.ts";
import { toAgentId } from "../../../shared/ids.ts";
import type { Auth } from "../../auth/auth.ts";
import { ADMINS, route, type Route } from "../route.ts";

const body = z.object({ password: z.string().min(8).max(200), signInAs: z.string().min(1).max(120).optional() });

/** [S0-28] People who came with an import have no password until they are given one. */
export const passwordRoutes = ({ auth }: { readonly auth: Auth }): readonly Route[] => [
  route({
    method: "PUT",
    path: "/api/v1/agents/:id/password",
    summary: "Gives a person a password, to sign in with their name or with `signInAs`. Where they are signed in, they are signed out.",
    roles: ADMINS,
    body,
    answers: { 204: "Set", 404: "There is no such person", 409: "The name is taken" },
    handle: async ({ body: { password, signInAs }, params, principal }) => {
      const outcome = await auth.setPassword(toAgentId(params["id"] ?? ""), { password, signInAs }, principal.agent.id);
      if (outcome === "unknown") return { status: 404, body: problem(404, "not-found", "There is no such person.") };
      if (outcome === "name-taken") return { status: 409, body: problem(409, "name-taken", "Somebody signs in under this name already.") };
      return { status: 204 };
    },
  }),
];
