import { toConversationId, toMessageId } from "../../../shared/ids.ts";
import { presentFinding } from "../../../shared/api/present-finding.ts";
import { problem } from "../../../shared/api/problem.ts";
import { assignBody, claimBody, conversationsQuery, messagesQuery, resolveBody, sendBody } from "../../../shared/api/requests.ts";
import type { Message } from "../../../shared/inbox/message.ts";
import { besidesApproval } from "../../../shared/guard/approvals.ts";
import { blocking } from "../../../shared/guard/check.ts";
import type { Draft } from "../../../shared/guard/context.ts";
import { scopesOf } from "../../../shared/sync/scopes.ts";
import { latest } from "../../../shared/time.ts";
import { handOverTurn, isBots, lookAtBotTurn, REPEATS, takenOver } from "../../bots/bot-turn.ts";
import { logRefused } from "../../guard/guard-log.ts";
import type { RunningTopicModel } from "../../guard/topic-model.ts";
import { runMutation, type MutationOutcome } from "../../mutations/run-mutation.ts";
import { findingsFor } from "../../outbound/guard-send.ts";
import { parseTime } from "../../parse-time.ts";
import { conversationAnswers, NO_CONVERSATION, refusal, visible, type ConversationDeps } from "../conversation-answers.ts";
import { findConversations } from "../find-conversations.ts";
import { iso, presentConversation, presentMessage } from "../present.ts";
import { EVERYBODY, PEOPLE, route, type Answer, type Route } from "../route.ts";

export interface ConversationRouteDeps extends ConversationDeps {
  readonly aboutTopic?: RunningTopicModel["about"] | undefined;
}

export function conversationRoutes({ aboutTopic, clock, onApplied, store }: ConversationRouteDeps): readonly Route[] {
  const { mutate, shown } = conversationAnswers({ store, clock, onApplied });

  return [
    route({
      method: "GET",
      path: "/api/v1/conversations",
      summary: "Conversations with their clocks and windows, by what bites first.",
      roles: EVERYBODY,
      query: conversationsQuery,
      answers: { 200: "A page of conversations" },
      handle: ({ principal, query }) =>
        store.read((tx) => {
          const now = clock.now();
          const found = findConversations(tx, query, scopesOf(principal.agent), now);
          return {
            status: 200,
            body: { items: found.items.map((one) => presentConversation(tx, one, now)), nextCursor: found.nextCursor, serverTime: iso(now) },
          };
        }),
    }),
    route({
      method: "GET",
      path: "/api/v1/conversations/:id",
      summary: "One conversation.",
      roles: EVERYBODY,
      answers: { 200: "The conversation", 404: "Unknown, or not yours to see" },
      handle: ({ params, principal }) => shown(principal, toConversationId(params["id"] ?? "")),
    }),
    route({
      method: "GET",
      path: "/api/v1/conversations/:id/messages",
      summary: "Messages, the newest page first.",
      roles: EVERYBODY,
      query: messagesQuery,
      answers: { 200: "A page of messages", 404: "Unknown, or not yours to see" },
      handle: ({ params, principal, query }) =>
        store.read((tx) => {
          const conversation = visible(tx, params["id"], principal);
          if (conversation === undefined) return NO_CONVERSATION;
          const before = query.before === undefined ? undefined : tx.get("message", toMessageId(query.before));
          if (query.before !== undefined && before?.conversationId !== conversation.id)
            return { status: 404, body: problem(404, "not-found", "There is no such message in this conversation.") };
          const messages = tx.messages(conversation.id, query.limit + 1, before);
          const page = messages.slice(0, query.limit);
          const more = messages.length > query.limit;
          return {
            status: 200,
            body: query.shape === "row" ? { rows: page.map((one) => tx.versioned("message", one.id)), more } : { items: page.map(presentMessage), more },
          };
        }),
    }),
    route({
      method: "POST",
      path: "/api/v1/conversations/:id/messages",
      summary: "Sends a message; the same clientId again gives the same message.",
      roles: EVERYBODY,
      body: sendBody,
      answers: {
        202: "Queued",
        404: "Unknown, or not yours to see",
        409: "For bots: a person has it, or takes it now",
        422: "A stop rule refuses, or a confirm rule has no reason",
      },
      handle: async ({ body, params, principal }) => {
        const by = { kind: principal.agent.role === "bot" ? "bot" : "human", id: principal.agent.id } as const;
        const topic =
          body.overrides?.["G-TOPIC"] !== undefined
            ? undefined
            : await aboutTopic?.({
                conversationId: toConversationId(params["id"] ?? ""),
                draft:
                  body.text === undefined
                    ? { kind: "template", name: "", language: "", ...body.template, variables: body.template?.variables ?? {} }
                    : { kind: "text", text: body.text },
                by,
              });
        const now = clock.now();
        const sendAt = body.sendAt === undefined ? undefined : parseTime(body.sendAt);
        const template = body.template === undefined ? undefined : { ...body.template, variables: body.template.variables ?? {} };
        const answer = store.write((tx): Answer => {
          const conversation = visible(tx, params["id"], principal);
          if (conversation === undefined) return NO_CONVERSATION;
          const known = tx.messageByClientId(body.clientId as never);
          let turn: ReturnType<typeof lookAtBotTurn> = {};
          if (known === undefined) {
            const taken = takenOver(tx, conversation, principal.agent);
            if (taken !== undefined) return taken;
            turn = lookAtBotTurn(tx, conversation, principal.agent, body.text ?? "", now);
            if (turn.refused !== undefined) return turn.refused;
            const draft: Draft =
              body.text === undefined
                ? { kind: "template", name: "", language: "", variables: {}, ...template }
                : { kind: "text", text: body.text, cannedReplyId: body.cannedReplyId, confirmsOptOut: body.confirmsOptOut };
            const leavesAt = latest(sendAt, now);
            const findings = findingsFor(tx, conversation, draft, by, leavesAt, undefined, topic).filter(
              ({ rule }) => rule !== "G-UNDELIVERED" || body.whenDelivered !== true,
            );
            // [G-APPROVAL] What only has to be approved is taken in, and waits.
            const against = besidesApproval(blocking(findings, body.overrides));
            if (against.some(({ rule }) => rule === "G-DUPLICATE") && isBots(conversation, principal.agent))
              return handOverTurn(tx, conversation, REPEATS, now);
            if (against.length > 0) {
              logRefused(tx, against, { conversationId: conversation.id, agentId: principal.agent.id, messageId: toMessageId(body.clientId), now });
              return {
                status: 422,
                body: problem(422, "guard", "The guard holds this message back.", {
                  findings: findings.map((finding) => presentFinding(finding, iso)),
                  detail: "A stop cannot be passed; a confirm needs a reason in overrides.",
                }),
              };
            }
          }
          const outcome = runMutation(
            tx,
            {
              kind: "send",
              conversationId: conversation.id,
              clientId: body.clientId,
              composedAt: now,
              // Whoever takes it before the message leaves keeps the bot's word back.
              ...(principal.agent.role === "bot" ? { claimEpoch: conversation.claimEpoch } : {}),
              ...(body.text === undefined ? {} : { text: body.text }),
              ...(template === undefined ? {} : { template }),
              ...(body.overrides === undefined ? {} : { overrides: body.overrides }),
              ...(sendAt === undefined ? {} : { sendAt }),
              ...(body.whenDelivered === undefined ? {} : { whenDelivered: body.whenDelivered }),
              // Whether it is one as it stands, its words show.
              ...(body.cannedReplyId === undefined ? {} : { cannedReplyId: body.cannedReplyId, cannedReply: true as const }),
              ...(body.confirmsOptOut === undefined ? {} : { confirmsOptOut: body.confirmsOptOut }),
            },
            principal,
            now,
          );
          if (outcome.type !== "applied") return refusal(outcome);
          turn.after?.();
          return { status: 202, body: { message: presentMessage(outcome.message as Message) } };
        });
        onApplied();
        return answer;
      },
    }),
    route({
      method: "POST",
      path: "/api/v1/conversations/:id/claim",
      summary: "Takes an unowned conversation; the first wins.",
      roles: PEOPLE,
      body: claimBody,
      answers: { 200: "Yours", 409: "Somebody else was first: `by` says who, `next` what to take instead; or your hands are full" },
      handle: ({ body, params, principal }) => {
        const outcome = store.write((tx): MutationOutcome => {
          const conversation = visible(tx, params["id"], principal);
          if (conversation === undefined) return { type: "rejected", code: "not_found" };
          return runMutation(tx, { kind: "claim", conversationId: conversation.id, epoch: body.epoch ?? conversation.claimEpoch }, principal, clock.now());
        });
        return outcome.type === "applied"
          ? shown(principal, toConversationId(params["id"] ?? ""))
          : refusal(
              outcome,
              store.read((tx) => tx.get("conversation", params["id"] ?? "")?.assigneeId),
            );
      },
    }),
    route({
      method: "POST",
      path: "/api/v1/conversations/:id/assign",
      summary: "Gives a conversation to an agent, a team or nobody, with a note where one is wanted; a lead may force it.",
      roles: PEOPLE,
      body: assignBody,
      answers: {
        200: "Assigned",
        403: "Owned by somebody else",
        409: "That person is away, full or lacks what it asks for; `available` says who does not",
        422: "No such agent or team",
      },
      handle: ({ body, params, principal }) =>
        mutate(principal, {
          kind: "assign",
          conversationId: params["id"] ?? "",
          to: body.agent !== undefined ? { kind: "agent", id: body.agent } : body.team !== undefined ? { kind: "team", id: body.team } : { kind: "nobody" },
          ...(body.note === undefined ? {} : { note: body.note }),
          ...(body.force === true ? { force: true as const } : {}),
        }),
    }),
    route({
      method: "POST",
      path: "/api/v1/conversations/:id/resolve",
      summary: "Closes the case. While a customer waits it needs a reason.",
      roles: PEOPLE,
      body: resolveBody,
      answers: { 200: "Resolved", 422: "A customer waits and no reason is given" },
      handle: ({ body, params, principal }) =>
        mutate(principal, {
          kind: "resolve",
          conversationId: params["id"] ?? "",
          outcome: body.outcome,
          ...(body.noReplyNeeded === undefined ? {} : { noReplyNeeded: body.noReplyNeeded }),
        }),
    }),
  ];
}
