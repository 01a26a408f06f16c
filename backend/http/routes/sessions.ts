import { toAgentId } from "../../../shared/ids.ts";
import { problem } from "../../../shared/api/problem.ts";
import { demoSessionBody, refreshBody, sessionBody } from "../../../shared/api/requests.ts";
import { PROTOCOL_VERSION } from "../../../shared/sync/protocol.ts";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Auth, Session } from "../../auth/auth.ts";
import { EVERYBODY, route, type Answer, type Route } from "../route.ts";

interface Deps {
  readonly auth: Auth;
  readonly version: string;
  /** The agent that a visitor of the demo becomes; undefined outside the demo. */
  readonly demoAgent: string | undefined;
}

const COOKIE = "greenline_refresh";
/** Thirty days, as the token itself. */
const COOKIE_AGE = 30 * 24 * 3_600;

export function sessionRoutes({ auth, demoAgent, version }: Deps): readonly Route[] {
  /** A browser keeps the refresh token where no script can read it. */
  const opened = (session: Session, request: FastifyRequest, reply: FastifyReply): Answer => {
    const secure = request.protocol === "https";
    void reply.setCookie(COOKIE, session.refreshToken, { httpOnly: true, sameSite: "strict", secure, path: "/api/v1/sessions", maxAge: COOKIE_AGE });
    return { status: 200, body: session };
  };
  const WRONG: Answer = { status: 401, body: problem(401, "sign-in", "The name or the password is wrong.") };

  return [
    route({
      method: "GET",
      path: "/api/v1/hello",
      summary: "What answers here.",
      roles: "public",
      answers: { 200: "Product, version and protocol" },
      handle: () => ({ status: 200, body: { product: "greenline", version, demo: demoAgent !== undefined, proto: PROTOCOL_VERSION } }),
    }),
    route({
      method: "POST",
      path: "/api/v1/sessions",
      summary: "Signs a person in on a device.",
      roles: "public",
      body: sessionBody,
      answers: { 200: "Signed in", 401: "Wrong name or password", 429: "Too many tries" },
      handle: async ({ body, reply, request }) => {
        const session = await auth.signIn(body.name, body.password, body.device, request.ip);
        if (session === "too-many-tries")
          return { status: 429, body: problem(429, "too-many-tries", "Too many tries.", { detail: "Wait fifteen minutes, then try again." }) };
        return session === "wrong" ? WRONG : opened(session, request, reply);
      },
    }),
    route({
      method: "POST",
      path: "/api/v1/sessions/demo",
      summary: "Signs a visitor in; in the demo alone.",
      roles: "public",
      body: demoSessionBody,
      answers: { 200: "Signed in", 404: "This is no demo" },
      handle: ({ body, reply, request }) => {
        const session = demoAgent === undefined ? undefined : auth.signInAs(toAgentId(body.agent ?? demoAgent), body.device);
        return session === undefined ? { status: 404, body: problem(404, "not-found", "This is no demo.") } : opened(session, request, reply);
      },
    }),
    route({
      method: "POST",
      path: "/api/v1/sessions/refresh",
      summary: "A new pair of tokens for the one that was given.",
      roles: "public",
      body: refreshBody,
      answers: { 200: "Renewed", 401: "Sign in again" },
      handle: ({ body, reply, request }) => {
        const token = body.refreshToken ?? request.cookies[COOKIE];
        const session = token === undefined ? undefined : auth.refresh(token);
        return session === undefined ? { status: 401, body: problem(401, "sign-in", "Sign in again.") } : opened(session, request, reply);
      },
    }),
    route({
      method: "DELETE",
      path: "/api/v1/sessions/current",
      summary: "Signs out: the device's tokens are worth nothing from now on.",
      roles: EVERYBODY,
      answers: { 204: "Signed out" },
      handle: ({ principal, reply }) => {
        if (principal.deviceId !== undefined) auth.revoke(principal.deviceId);
        void reply.clearCookie(COOKIE, { path: "/api/v1/sessions" });
        return { status: 204 };
      },
    }),
  ];
}
