import { problem } from "../../../shared/api/problem.ts";
import type { RunningTopicModel } from "../../guard/topic-model.ts";
import { PEOPLE, route, type Route } from "../route.ts";

export function topicModelRoutes({ topics }: { readonly topics: Pick<RunningTopicModel, "served"> }): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/api/v1/guard/topic-model",
      summary: "What the off-topic check knows of the workspace's past, for desks: hashed terms, no words.",
      roles: PEOPLE,
      answers: { 200: "The bytes", 204: "There is too little past", 304: "As you have it", 503: "It cannot be had just now" },
      handle: async ({ reply, request }) => {
        const model = await topics.served();
        if (model === "unavailable")
          return {
            status: 503,
            body: problem(503, "topic-model-unavailable", "The off-topic model cannot be had just now.", { detail: "Ask again in a few minutes." }),
          };

        // Of another origin, a page reads the version only where it is allowed to.
        reply.header("cache-control", "private, no-store").header("access-control-expose-headers", "etag");
        if (model === "too-little") {
          await reply.code(204).send();
          return "sent";
        }
        const tag = `"${model.version}"`;
        reply.header("etag", tag);
        if (request.headers["if-none-match"] === tag) await reply.code(304).send();
        else await reply.type("application/octet-stream").send(Buffer.from(model.bytes.buffer, model.bytes.byteOffset, model.bytes.length));
        return "sent";
      },
    }),
  ];
}
