import { approveBody, sendBackBody, standingBody } from "../../../shared/api/approvals.ts";
import { presentFinding } from "../../../shared/api/present-finding.ts";
import { problem } from "../../../shared/api/problem.ts";
import { mayApprove } from "../../../shared/guard/approvals.ts";
import type { Finding } from "../../../shared/guard/finding.ts";
import type { Message } from "../../../shared/inbox/message.ts";
import type { Agent } from "../../../shared/inbox/people.ts";
import type { MutationOf } from "../../../shared/sync/mutations.ts";
import { maySee, scopesOf } from "../../../shared/sync/scopes.ts";
import type { Clock } from "../../../shared/time.ts";
import { closesAt } from "../../../shared/inbox/views.ts";
import type { Principal } from "../../auth/auth.ts";
import { runMutation, type MutationOutcome } from "../../mutations/run-mutation.ts";
import type { Store } from "../../store/store.ts";
import { NO_CONVERSATION } from "../conversation-answers.ts";
import { iso, presentMessage, when } from "../present.ts";
import { LEADS, PEOPLE, route, type Answer, type Route } from "../route.ts";

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  /** Something may be ready to send. */
  readonly onApplied: () => void;
}

/** Trainees' messages, and who lets them go. */
export function approvalRoutes({ clock, onApplied, store }: Deps): readonly Route[] {
  const decide = (principal: Principal, mutation: MutationOf<"approve" | "send-back">): Answer => {
    const outcome = store.write((tx) => runMutation(tx, mutation, principal, clock.now()));
    onApplied();
    return answerOf(outcome);
  };

  return [
    route({
      method: "GET",
      path: "/api/v1/approvals",
      summary: "Messages of trainees that the caller may let go, the one that waits longest first, each with when its window closes.",
      roles: PEOPLE,
      answers: { 200: "Messages that wait" },
      handle: ({ principal }) =>
        store.read((tx) => {
          const me = tx.get("agent", principal.agent.id) ?? principal.agent;
          const scopes = scopesOf(me);
          const waiting = !mayApprove(me) ? [] : tx.all("conversation").filter((one) => one.toApprove !== undefined && maySee(scopes, one));
          const items = waiting
            .flatMap((conversation) => (conversation.toApprove ?? []).map((one) => ({ conversation, ...one })))
            .filter(({ author }) => author !== me.id)
            .toSorted((a, b) => a.at - b.at)
            .map(({ at, author, conversation, messageId }) => ({
              conversationId: conversation.id,
              messageId,
              author,
              at: iso(at),
              windowClosesAt: when(closesAt(conversation)),
            }));
          return { status: 200, body: { items } };
        }),
    }),
    route({
      method: "POST",
      path: "/api/v1/conversations/:id/messages/:messageId/approve",
      summary: "Lets a trainee's message go. The guard looks at everything again; what asks for a reason takes the approver's own.",
      roles: PEOPLE,
      body: approveBody,
      answers: {
        200: "On its way, or at its time",
        403: "Not yours to approve",
        404: "Unknown, or not yours to see",
        409: "Somebody else has decided",
        422: "The guard stops it, or asks for a reason",
      },
      handle: ({ body, params, principal }) =>
        decide(principal, { kind: "approve", conversationId: params["id"] ?? "", messageId: params["messageId"] ?? "", ...body }),
    }),
    route({
      method: "POST",
      path: "/api/v1/conversations/:id/messages/:messageId/send-back",
      summary: "Gives a trainee's message back to its author, with what to change.",
      roles: PEOPLE,
      body: sendBackBody,
      answers: { 200: "Back with its author", 403: "Not yours to approve", 404: "Unknown, or not yours to see", 409: "Somebody else has decided" },
      handle: ({ body, params, principal }) =>
        decide(principal, { kind: "send-back", conversationId: params["id"] ?? "", messageId: params["messageId"] ?? "", note: body.note }),
    }),
    route({
      method: "PUT",
      path: "/api/v1/agents/:id/standing",
      summary: "Whether somebody is learning, so that others let their messages go, and whether they may let others' go.",
      roles: LEADS,
      body: standingBody,
      answers: { 200: "The agent", 404: "There is no such agent", 422: "Leads and programs have no such standing" },
      handle: ({ body, params, principal }) =>
        store.write((tx): Answer => {
          const agent = tx.get("agent", params["id"] ?? "");
          if (agent === undefined) return { status: 404, body: problem(404, "not-found", "There is no such agent.") };
          if (agent.role !== "agent")
            return { status: 422, body: problem(422, "no-standing", "Only agents learn, or approve by their standing: leads and admins always may.") };
          const after = standingOf(agent, body);
          if (after.trainee !== agent.trainee || after.approver !== agent.approver) {
            tx.put("agent", agent.id, after);
            const data = JSON.stringify({ trainee: after.trainee === true, approver: after.approver === true });
            tx.appendAudit({ at: clock.now(), who: principal.agent.id, action: "standing", target: agent.id, data });
          }
          return { status: 200, body: after };
        }),
    }),
  ];
}

/** One excludes the other: whoever becomes a trainee approves nobody, and whoever approves is none. */
function standingOf(agent: Agent, { approver, trainee }: { readonly approver?: boolean | undefined; readonly trainee?: boolean | undefined }): Agent {
  const learns = trainee ?? (approver === true ? false : agent.trainee === true);
  const approves = learns ? false : (approver ?? agent.approver === true);
  return { ...agent, trainee: learns ? true : undefined, approver: approves ? true : undefined };
}

function answerOf(outcome: MutationOutcome): Answer {
  if (outcome.type === "applied") {
    const message = outcome.message as Message;
    // Approved, and yet it does not leave: the guard has the last word.
    const isStopped =
      message.state === "held" && message.held?.reason !== "scheduled" && message.held?.reason !== "undelivered_before" && message.approvedBy !== undefined;
    return isStopped ? guarded(message.held?.findings ?? [], presentMessage(message)) : { status: 200, body: { message: presentMessage(message) } };
  }
  switch (outcome.code) {
    case "may_not_approve":
      return { status: 403, body: problem(403, "may-not-approve", "Nobody approves their own messages, and only seniors those of others.") };
    case "already_decided":
      return {
        status: 409,
        body: problem(409, "already-decided", "This message no longer waits: somebody has decided, or its author took it back.", { by: outcome.by }),
      };
    case "guard_asks":
      return guarded(outcome.findings ?? []);
    default:
      return NO_CONVERSATION;
  }
}

const guarded = (findings: readonly Finding[], message?: unknown): Answer => ({
  status: 422,
  body: problem(422, "guard", "The guard holds this message back.", {
    findings: findings.map((finding) => presentFinding(finding, iso)),
    detail: "A stop cannot be passed; a confirm needs a reason in overrides.",
    ...(message === undefined ? {} : { message }),
  }),
});
