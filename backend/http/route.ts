import type { FastifyReply, FastifyRequest } from "fastify";
import type { z } from "zod";
import type { Role } from "../../shared/inbox/people.ts";
import type { Principal } from "../auth/auth.ts";

export interface Asked<Query, Body> {
  readonly principal: Principal;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Query;
  readonly body: Body;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** `sent`: the handler has answered by itself (streams, cookies). */
export type Answer = { readonly status: number; readonly body?: unknown } | "sent";

/**
 * One route: who may use it, what it takes, what it answers. The router refuses everybody whom `roles` does not name, and the
 * OpenAPI description and the test of rights are made from the same table (H37).
 */
export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** With `:name` for parameters. */
  readonly path: string;
  readonly summary: string;
  readonly roles: readonly Role[] | "public";
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** In bytes, where it is not the usual megabyte. */
  readonly bodyLimit?: number;
  readonly answers: Readonly<Record<number, string>>;
  readonly handle: (asked: Asked<never, never>) => Promise<Answer> | Answer;
}

export const EVERYBODY: readonly Role[] = ["agent", "lead", "admin", "bot"];
export const PEOPLE: readonly Role[] = ["agent", "lead", "admin"];
export const LEADS: readonly Role[] = ["lead", "admin"];
export const ADMINS: readonly Role[] = ["admin"];

/** Ties a handler's types to the schemas that stand beside it. */
export function route<Q extends z.ZodType = z.ZodType<unknown>, B extends z.ZodType = z.ZodType<unknown>>(
  made: Omit<Route, "handle" | "query" | "body"> & {
    readonly query?: Q;
    readonly body?: B;
    readonly handle: (asked: Asked<z.infer<Q>, z.infer<B>>) => Promise<Answer> | Answer;
  },
): Route {
  return made as unknown as Route;
}
