import { z } from "zod";
import type { Route } from "./route.ts";

/** The API's description, made from the same table as the API. */
export function openApi(routes: readonly Route[], version: string): Readonly<Record<string, unknown>> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const one of routes) {
    const path = one.path.replace(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [one.method.toLowerCase()]: operation(one) };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Greenline", version, description: "The HTTP API of a Greenline server. Times are ISO 8601 in UTC; errors are RFC 9457 problem details." },
    components: { securitySchemes: { bearer: { type: "http", scheme: "bearer" } } },
    paths,
  };
}

function operation(one: Route): Readonly<Record<string, unknown>> {
  const parameters = [
    ...[...one.path.matchAll(/:(\w+)/g)].map(([, name]) => ({ name, in: "path", required: true, schema: { type: "string" } })),
    ...queryParameters(one.query),
  ];
  return {
    summary: one.summary,
    ...(one.roles === "public" ? {} : { security: [{ bearer: [] }], "x-roles": one.roles }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(one.body === undefined ? {} : { requestBody: { required: true, content: { "application/json": { schema: jsonSchema(one.body) } } } }),
    responses: Object.fromEntries(Object.entries(one.answers).map(([status, description]) => [status, { description }])),
  };
}

const jsonSchema = (schema: z.ZodType) => z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });

function queryParameters(schema: z.ZodType | undefined): readonly unknown[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = jsonSchema(schema) as {
    readonly properties?: Readonly<Record<string, unknown>>;
    readonly required?: readonly string[];
  };
  return Object.entries(properties).map(([name, property]) => ({ name, in: "query", required: required.includes(name), schema: property }));
}
