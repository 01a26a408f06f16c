import cookie from "@fastify/cookie";
import cors from "@fastify/cors";
import helmet from "@fastify/helmet";
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Logger } from "pino";
import type { z } from "zod";
import { problem, type Problem } from "../../shared/api/problem.ts";
import type { Auth, Principal } from "../auth/auth.ts";
import { isStoreTrouble } from "../store/store-trouble.ts";
import type { Metrics } from "./metrics.ts";
import { openApi } from "./openapi.ts";
import type { Route } from "./route.ts";
import { serveInbox } from "./serve-inbox.ts";
import { WEBHOOK_PATH } from "./webhook.ts";

interface Deps {
  readonly auth: Auth;
  readonly routes: readonly Route[];
  readonly webhook: (request: IncomingMessage, response: ServerResponse) => void;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly version: string;
  readonly trustProxy: boolean;
  readonly allowsOrigin: (origin: string | undefined, host: string | undefined) => boolean;
  readonly isReady: () => boolean;
  /** The built inbox for browsers; undefined where there is none. */
  readonly inboxFolder: string | undefined;
}

const MOST_BYTES = 1024 * 1024;
const sizeWords = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`;

/** Everything that answers over HTTP, behind one port. What no route names is refused. */
export async function createHttpServer(deps: Deps): Promise<{ readonly app: FastifyInstance; readonly http: Server }> {
  const { allowsOrigin, auth, inboxFolder, isReady, log, metrics, routes, trustProxy, version, webhook } = deps;
  let http: Server | undefined;
  const app = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy,
    bodyLimit: MOST_BYTES,
    routerOptions: { maxParamLength: 300 },
    serverFactory: (handler) => {
      http = createServer((request, response) => {
        const path = request.url?.split("?", 1)[0];
        return path === WEBHOOK_PATH ? webhook(request, response) : handler(request, response);
      });
      return http;
    },
  });

  // Many clients name the type and send nothing: that is an empty object.
  const parseJson = app.getDefaultJsonParser("error", "error");
  app.addContentTypeParser("application/json", { parseAs: "string" }, (request, body, done) =>
    body === "" ? done(null, {}) : parseJson(request, String(body), done),
  );

  await app.register(cookie);
  // [H52] Answers are data: a browser that is led to one shows and runs nothing of it. The inbox has a policy of its own.
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    // The desktop's page and further origins show media; who may read is for CORS and the token to say.
    crossOriginResourcePolicy: { policy: "cross-origin" },
  });
  await app.register(cors, {
    delegator: (request, done) =>
      done(null, {
        origin: allowsOrigin(request.headers.origin, request.headers.host) ? (request.headers.origin ?? false) : false,
        credentials: true,
        maxAge: 600,
        methods: ["GET", "POST", "PUT", "DELETE"],
      }),
  });

  app.setErrorHandler((error: Error & { readonly statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500)
      log.error({ route: request.routeOptions.url, error: { name: error.name, message: error.message, stack: error.stack } }, "A request failed.");
    if (status === 413)
      return refuse(
        reply,
        problem(413, "too-large", `The request is larger than ${sizeWords(request.routeOptions.bodyLimit ?? MOST_BYTES)}.`, { detail: "Nothing was saved." }),
      );
    if (isStoreTrouble(error))
      return refuse(
        reply,
        problem(503, "unavailable", "The server's disk does not take anything now.", {
          detail: "Nothing was saved. Try again in a moment; if it stays, the disk may be full.",
        }),
      );
    return refuse(
      reply,
      status >= 500
        ? problem(500, "internal", "Something went wrong here.", { detail: "Nothing was saved. Try again; if it stays, tell your administrator." })
        : problem(status, "bad-request", error.message),
    );
  });
  app.setNotFoundHandler((_request, reply) => refuse(reply, problem(404, "not-found", "There is nothing at this address.")));

  app.get("/health/live", () => ({ status: "live" }));
  app.get("/health/ready", (_request, reply) => reply.code(isReady() ? 200 : 503).send({ status: isReady() ? "ready" : "starting" }));
  app.get("/metrics", async (_request, reply) => reply.type(metrics.contentType).send(await metrics.text()));
  const description = openApi(routes, version);
  app.get("/api/v1/openapi.json", () => description);

  for (const one of routes)
    app.route({
      method: one.method,
      url: one.path,
      ...(one.bodyLimit === undefined ? {} : { bodyLimit: one.bodyLimit }),
      handler: (request, reply) => answer(one, auth, request, reply),
    });
  if (inboxFolder !== undefined) await serveInbox(app, inboxFolder);
  await app.ready();
  if (http === undefined) throw new Error("Fastify made no server.");
  return { app, http };
}

/** [H37] Who, whether, what; then the route. */
async function answer(one: Route, auth: Auth, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  // [H52] What people may read lies in no cache, unless a route says how long.
  void reply.header("cache-control", "no-store");
  const principal = authenticated(auth, request);
  if (one.roles !== "public") {
    if (principal === undefined) return refuse(reply.header("www-authenticate", "Bearer"), problem(401, "sign-in", "A valid token is needed."));
    if (!one.roles.includes(principal.agent.role)) return refuse(reply, problem(403, "not-allowed", "Your role may not do this."));
  }
  const query = parse(one.query, request.query ?? {});
  const body = parse(one.body, request.body ?? {}, request.body);
  const faults = [...query.faults, ...body.faults];
  if (faults.length > 0) return refuse(reply, problem(400, "invalid", "The request is not as it should be.", { errors: faults }));

  const params = request.params as Readonly<Record<string, string>>;
  const answered = await one.handle({ principal: principal as Principal, params, query: query.value as never, body: body.value as never, request, reply });
  if (answered === "sent") return reply;
  if (isProblem(answered.body)) return refuse(reply, answered.body);
  return reply.code(answered.status).send(answered.body);
}

function authenticated(auth: Auth, request: FastifyRequest): Principal | undefined {
  const header = request.headers.authorization;
  return header?.startsWith("Bearer ") === true ? auth.authenticate(header.slice(7).trim()) : undefined;
}

interface Parsed {
  readonly value: unknown;
  readonly faults: readonly { readonly path: string; readonly message: string }[];
}

function parse(schema: z.ZodType | undefined, given: unknown, otherwise?: unknown): Parsed {
  if (schema === undefined) return { value: otherwise, faults: [] };
  const parsed = schema.safeParse(given);
  if (parsed.success) return { value: parsed.data, faults: [] };
  return { value: undefined, faults: parsed.error.issues.map(({ message, path }) => ({ path: path.join("."), message })) };
}

const isProblem = (body: unknown): body is Problem =>
  typeof body === "object" &&
  body !== null &&
  "type" in body &&
  "status" in body &&
  typeof body.type === "string" &&
  body.type.startsWith("https://greenline.app/problems/");

const refuse = (reply: FastifyReply, refused: Problem): FastifyReply =>
  reply.code(refused.status).type("application/problem+json").send(JSON.stringify(refused));
