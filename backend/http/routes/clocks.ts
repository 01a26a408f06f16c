import { holdBody, noReplyBody, priorityBody } from "../../../shared/api/requests.ts";
import { conversationAnswers, NO_CONVERSATION, visible, type ConversationDeps } from "../conversation-answers.ts";
import { explainClocks } from "../explain-clocks.ts";
import { EVERYBODY, PEOPLE, route, type Route } from "../route.ts";

/** Why a conversation's clocks stand as they do, and what people may do to them. */
export function clockRoutes(deps: ConversationDeps): readonly Route[] {
  const { clock, store } = deps;
  const { mutate } = conversationAnswers(deps);
  const wishes = { 404: "Unknown, or not yours to see" };

  return [
    route({
      method: "GET",
      path: "/api/v1/conversations/:id/clocks",
      summary: "Every clock of the conversation with its reasons, the newest case last.",
      roles: EVERYBODY,
      answers: { 200: "Clocks, each piece of the reasons with the message or line of the story behind it", ...wishes },
      handle: ({ params, principal }) =>
        store.read((tx) => {
          const conversation = visible(tx, params["id"], principal);
          return conversation === undefined ? NO_CONVERSATION : { status: 200, body: { items: explainClocks(tx, conversation, clock.now()) } };
        }),
    }),
    route({
      method: "POST",
      path: "/api/v1/conversations/:id/no-reply-needed",
      summary: "Ends the customer's wait without a message: it counts neither as met nor as missed.",
      roles: PEOPLE,
      body: noReplyBody,
      answers: { 200: "Nobody waits", ...wishes },
      handle: ({ body, params, principal }) => mutate(principal, { kind: "no-reply", conversationId: params["id"] ?? "", reason: body.reason }),
    }),
    route({
      method: "POST",
      path: "/api/v1/conversations/:id/hold",
      summary: "Stops the clock of the resolution, until the customer writes or somebody goes on.",
      roles: PEOPLE,
      body: holdBody,
      answers: { 200: "On hold", ...wishes, 422: "The case is resolved" },
      handle: ({ body, params, principal }) =>
        mutate(principal, { kind: "hold", conversationId: params["id"] ?? "", ...(body.on === undefined ? {} : { on: body.on }) }),
    }),
    route({
      method: "POST",
      path: "/api/v1/conversations/:id/release",
      summary: "Takes the conversation off hold.",
      roles: PEOPLE,
      answers: { 200: "Goes on", ...wishes },
      handle: ({ params, principal }) => mutate(principal, { kind: "release", conversationId: params["id"] ?? "" }),
    }),
    route({
      method: "POST",
      path: "/api/v1/conversations/:id/priority",
      summary: "Sets the priority; policies may read it.",
      roles: PEOPLE,
      body: priorityBody,
      answers: { 200: "Set", ...wishes },
      handle: ({ body, params, principal }) => mutate(principal, { kind: "priority", conversationId: params["id"] ?? "", priority: body.priority }),
    }),
  ];
}
