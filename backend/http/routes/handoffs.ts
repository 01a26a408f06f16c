import { problem } from "../../../shared/api/problem.ts";
import { handoffBody, returnBody, type HandoffBody } from "../../../shared/api/handoffs.ts";
import { slotsOf } from "../../../shared/handoffs/handoff-parts.ts";
import { byPromise } from "../../../shared/handoffs/queue-order.ts";
import { toMessageId, type ConversationId } from "../../../shared/ids.ts";
import type { Conversation, Handoff } from "../../../shared/inbox/conversation.ts";
import { maySee, scopesOf } from "../../../shared/sync/scopes.ts";
import type { Instant } from "../../../shared/time.ts";
import type { Principal } from "../../auth/auth.ts";
import { requestHandoff, wholeHandoff } from "../../ingest/project-handover.ts";
import { refreshClocks } from "../../sla/clocks.ts";
import { changePolicyFacts } from "../../sla/policy-facts.ts";
import type { ReadTx } from "../../store/store.ts";
import { conversationAnswers, NO_CONVERSATION, visible, type ConversationDeps } from "../conversation-answers.ts";
import { iso, when } from "../present.ts";
import { EVERYBODY, PEOPLE, route, type Answer, type Route } from "../route.ts";

interface Deps extends ConversationDeps {
  readonly newId: () => string;
}

export const handoffRoutes = ({ clock, newId, onApplied, store }: Deps): readonly Route[] => [
  route({
    method: "POST",
    path: "/api/v1/conversations/:id/handoff",
    summary: "A bot hands a conversation to a person. The same reason twice is one handoff; a resolved case is opened again.",
    roles: EVERYBODY,
    body: handoffBody,
    answers: { 201: "Queued for a person", 404: "Unknown, or not yours to see", 409: "A person has it already; `by` says who", 413: "Larger than a megabyte" },
    handle: ({ body, params, principal }) =>
      store.write((tx): Answer => {
        const now = clock.now();
        const conversation = visible(tx, params["id"], principal);
        if (conversation === undefined) return NO_CONVERSATION;
        const touched = new Set<ConversationId>();
        const outcome = requestHandoff({ tx, touched }, conversation.id, handoffOf(body, principal, now));
        if (outcome.type === "owned")
          return {
            status: 409,
            body: problem(409, "taken-over", "A person has this conversation.", { by: outcome.by, byName: tx.get("agent", outcome.by)?.name }),
          };
        if (outcome.type === "queued") {
          tx.dropDeliveries(conversation.id);
          const contact = tx.get("contact", conversation.contactId);
          if (contact !== undefined && contact.language === undefined && body.language !== undefined)
            for (const id of changePolicyFacts(tx, contact, { language: body.language }, now)) touched.add(id);
          for (const id of touched) refreshClocks(tx, id, now);
          tx.appendAudit({ at: now, who: principal.agent.id, action: "handoff", target: conversation.id, data: JSON.stringify({ reason: body.reason }) });
        }
        const after = tx.get("conversation", conversation.id);
        return { status: 201, body: after === undefined ? undefined : presentHandoff(tx, after) };
      }),
  }),
  route({
    method: "POST",
    path: "/api/v1/conversations/:id/return-to-bot",
    summary: "Gives a conversation back to the bot, with a word for it: ours is told, the platform's gets the thread.",
    roles: PEOPLE,
    body: returnBody,
    answers: { 200: "With the bot", 403: "Owned by somebody else", 404: "Unknown, or not yours to see", 422: "There is no bot, or the case is resolved" },
    handle: ({ body, params, principal }) =>
      conversationAnswers({ store, clock, onApplied }).mutate(principal, {
        kind: "return-to-bot",
        conversationId: params["id"] ?? "",
        ...(body.note === undefined ? {} : { note: body.note, noteId: newId() }),
      }),
  }),
  route({
    method: "GET",
    path: "/api/v1/handoffs",
    summary: "Conversations that were handed over, by promised time, then by waiting time.",
    roles: EVERYBODY,
    answers: { 200: "Handoffs" },
    handle: ({ principal }) =>
      store.read((tx) => {
        const scopes = scopesOf(principal.agent);
        const items = tx.handedOver().filter((one) => one.state !== "bot" && maySee(scopes, one));
        return { status: 200, body: { items: items.toSorted(byPromise).map((one) => presentHandoff(tx, one)) } };
      }),
  }),
];

function handoffOf(body: HandoffBody, { agent }: Principal, now: Instant): Handoff {
  const { asked, slots, ...told } = body;
  return {
    requestedAt: now,
    ...told,
    slots: slotsOf(slots),
    ...(asked === undefined
      ? {}
      : {
          asked: asked.map(({ answer, messageId, question }) => ({
            question,
            ...(answer === undefined ? {} : { answer }),
            ...(messageId === undefined ? {} : { messageId: toMessageId(messageId) }),
          })),
        }),
    ...(agent.role === "bot" ? { botId: agent.id } : {}),
  };
}

function presentHandoff(tx: ReadTx, { clocks, handoff: row, id }: Conversation) {
  const clock = clocks.find(({ kind }) => kind === "handoff");
  const told = row === undefined ? undefined : wholeHandoff(tx, id, row);
  return {
    conversationId: id,
    requestedAt: when(row?.requestedAt),
    reason: row?.reason,
    summary: told?.summary,
    topic: told?.topic,
    language: told?.language,
    intent: told?.intent,
    confidence: told?.confidence,
    sentiment: told?.sentiment,
    promised: told?.promised,
    asked: told?.asked,
    slots: told?.slots ?? {},
    failedAttempts: told?.failedAttempts ?? 0,
    botId: row?.botId,
    claimedBy: row?.claimedBy,
    claimedAt: row?.claimedAt === undefined ? undefined : iso(row.claimedAt),
    dueAt: clock?.dueAt === undefined ? undefined : iso(clock.dueAt),
  };
}
