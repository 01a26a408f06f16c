import { problem } from "../../../shared/api/problem.ts";
import { FEWEST_CONVERSATIONS } from "../../../shared/guard/topic/model.ts";
import type { Instant } from "../../../shared/time.ts";
import type { RunningTopicModel, TopicModelStatus } from "../../guard/topic-model.ts";
import { iso } from "../present.ts";
import { LEADS, PEOPLE, route, type Route } from "../route.ts";

export function topicModelRoutes({ topics }: { readonly topics: Pick<RunningTopicModel, "served" | "status" | "forgetDismissals"> }): readonly Route[] {
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
    route({
      method: "GET",
      path: "/api/v1/guard/topic-model/status",
      summary: "What the off-topic check has learned from: conversations, dismissed warnings, replies, its threshold, and when.",
      roles: PEOPLE,
      answers: { 200: "The state of the model" },
      handle: async () => ({ status: 200, body: presentStatus(await topics.status()) }),
    }),
    route({
      method: "DELETE",
      path: "/api/v1/guard/topic-model/learned",
      summary: "Forgets every dismissed off-topic warning: what is like them is warned about again. What is dismissed from now on is learned again.",
      roles: LEADS,
      answers: { 200: "Forgotten; the state of the model" },
      handle: async ({ principal }) => {
        await topics.forgetDismissals(principal.agent.id);
        return { status: 200, body: presentStatus(await topics.status()) };
      },
    }),
  ];
}

const presentStatus = ({ dismissalsForgottenAt, falseAlarms, learning, learnSince, replies, state, threshold }: TopicModelStatus) => ({
  state,
  conversations: learning?.conversations ?? 0,
  fewestConversations: FEWEST_CONVERSATIONS,
  dismissals: learning?.dismissals ?? 0,
  replies,
  falseAlarms,
  threshold: threshold ?? null,
  learnedAt: isoOrNull(learning?.learnedAt),
  learnSince: isoOrNull(learnSince),
  dismissalsForgottenAt: isoOrNull(dismissalsForgottenAt),
});

const isoOrNull = (at: Instant | undefined): string | null => (at === undefined ? null : iso(at));
