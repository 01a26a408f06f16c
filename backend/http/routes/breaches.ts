import { acknowledgeBody, breachesQuery } from "../../../shared/api/requests.ts";
import { toConversationId } from "../../../shared/ids.ts";
import { parseTime } from "../../parse-time.ts";
import { conversationAnswers, type ConversationDeps } from "../conversation-answers.ts";
import { findBreaches } from "../find-breaches.ts";
import { LEADS, PEOPLE, route, type Route } from "../route.ts";

/** What was promised and not kept, and why. */
export function breachRoutes(deps: ConversationDeps): readonly Route[] {
  const { clock, store } = deps;
  const { mutate } = conversationAnswers(deps);
  return [
    route({
      method: "GET",
      path: "/api/v1/sla/breaches",
      summary: "What was not answered in time, the newest first.",
      roles: PEOPLE,
      query: breachesQuery,
      answers: { 200: "A page of breaches" },
      handle: ({ principal, query }) => store.read((tx) => ({ status: 200, body: findBreaches(tx, query, principal.agent, clock.now()) })),
    }),
    route({
      method: "POST",
      path: "/api/v1/sla/breaches/acknowledge",
      summary: "Says why a promise was not kept; a later cause takes the place of an earlier one.",
      roles: LEADS,
      body: acknowledgeBody,
      answers: { 200: "The conversation", 404: "There is no such conversation", 422: "There is no such clock, or it was not missed" },
      handle: ({ body, principal }) =>
        mutate(principal, {
          kind: "acknowledge",
          conversationId: toConversationId(body.conversationId),
          clock: body.kind,
          startedAt: parseTime(body.startedAt),
          cause: body.cause,
        }),
    }),
  ];
}
