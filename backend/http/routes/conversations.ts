import { toConversationId, toMessageId, type ConversationId } from "../../../shared/ids.ts";
import { presentFinding } from "../../../shared/api/present-finding.ts";
import { problem } from "../../../shared/api/problem.ts";
import { assignBody, claimBody, conversationsQuery, handoffBody, messagesQuery, resolveBody, sendBody } from "../../../shared/api/requests.ts";
import type { Conversation } from "../../../shared/inbox/conversation.ts";
import type { Message } from "../../../shared/inbox/message.ts";
import { besidesApproval } from "../../../shared/guard/approvals.ts";
import { blocking } from "../../../shared/guard/check.ts";
import type { Draft } from "../../../shared/guard/context.ts";
import { maySee, scopesOf } from "../../../shared/sync/scopes.ts";
import { latest } from "../../../shared/time.ts";
import { logRefused } from "../../guard/guard-log.ts";
import type { RunningTopicModel } from "../../guard/topic-model.ts";
import { requestHandoff } from "../../ingest/project-handover.ts";
import { runMutation, type MutationOutcome } from "../../mutations/run-mutation.ts";
import { findingsFor } from "../../outbound/guard-send.ts";
import { parseTime } from "../../parse-time.ts";
import { refreshClocks } from "../../sla/clocks.ts";
import { changePolicyFacts } from "../../sla/policy-facts.ts";
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
      answers: { 202: "Queued", 404: "Unknown, or not yours to see", 422: "A stop rule refuses, or a confirm rule has no reason" },
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
          if (known === undefined) {
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
          return outcome.type === "applied" ? { status: 202, body: { message: presentMessage(outcome.message as Message) } } : refusal(outcome);
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
      answers: { 200: "Yours", 409: "Somebody else was first" },
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
      summary: "Gives a conversation to an agent, a team or nobody.",
      roles: PEOPLE,
      body: assignBody,
      answers: { 200: "Assigned", 403: "Owned by somebody else", 422: "No such agent or team" },
      handle: ({ body, params, principal }) =>
        mutate(principal, {
          kind: "assign",
          conversationId: params["id"] ?? "",
          to: body.agent !== undefined ? { kind: "agent", id: body.agent } : body.team !== undefined ? { kind: "team", id: body.team } : { kind: "nobody" },
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
    route({
      method: "POST",
      path: "/api/v1/conversations/:id/handoff",
      summary: "A bot hands a conversation to a person.",
      roles: EVERYBODY,
      body: handoffBody,
      answers: { 201: "Queued for a person", 404: "Unknown, or not yours to see" },
      handle: ({ body, params, principal }) =>
        store.write((tx): Answer => {
          const now = clock.now();
          const conversation = visible(tx, params["id"], principal);
          if (conversation === undefined) return NO_CONVERSATION;
          const touched = new Set<ConversationId>();
          requestHandoff({ tx, touched }, conversation.id, {
            requestedAt: now,
            reason: body.reason,
            summary: body.summary,
            topic: body.topic,
            language: body.language,
            slots: body.slots,
            failedAttempts: body.failedAttempts,
          });
          const contact = tx.get("contact", conversation.contactId);
          if (contact !== undefined && contact.language === undefined && body.language !== undefined)
            for (const id of changePolicyFacts(tx, contact, { language: body.language }, now)) touched.add(id);
          for (const id of touched) refreshClocks(tx, id, now);
          tx.appendAudit({ at: now, who: principal.agent.id, action: "handoff", target: conversation.id, data: JSON.stringify({ reason: body.reason }) });
          const after = tx.get("conversation", conversation.id);
          return { status: 201, body: after === undefined ? undefined : presentHandoff(after) };
        }),
    }),
    route({
      method: "GET",
      path: "/api/v1/handoffs",
      summary: "Conversations that a bot has handed over, by promised time.",
      roles: EVERYBODY,
      answers: { 200: "Handoffs" },
      handle: ({ principal }) =>
        store.read((tx) => {
          const scopes = scopesOf(principal.agent);
          const items = tx.all("conversation").filter((one) => one.handoff !== undefined && one.state !== "resolved" && maySee(scopes, one));
          return { status: 200, body: { items: items.map(presentHandoff) } };
        }),
    }),
  ];
}

function presentHandoff({ clocks, handoff, id }: Conversation) {
  const clock = clocks.find(({ kind }) => kind === "handoff");
  return {
    conversationId: id,
    requestedAt: handoff === undefined ? undefined : iso(handoff.requestedAt),
    reason: handoff?.reason,
    summary: handoff?.summary,
    topic: handoff?.topic,
    language: handoff?.language,
    slots: handoff?.slots ?? {},
    failedAttempts: handoff?.failedAttempts ?? 0,
    claimedBy: handoff?.claimedBy,
    claimedAt: handoff?.claimedAt === undefined ? undefined : iso(handoff.claimedAt),
    dueAt: clock?.dueAt === undefined ? undefined : iso(clock.dueAt),
  };
}
