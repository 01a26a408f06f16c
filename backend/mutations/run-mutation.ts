import type { Finding } from "../../shared/guard/finding.ts";
import { toAgentId, toClientId, toConversationId, toMessageId, type AgentId, type ConversationId, type DeviceId } from "../../shared/ids.ts";
import { claimTimeOf } from "../../shared/handoffs/queue-settings.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Message } from "../../shared/inbox/message.ts";
import type { Agent } from "../../shared/inbox/people.ts";
import { renderTemplate } from "../../shared/inbox/render-template.ts";
import { isKnownOutcome } from "../../shared/outcomes/outcome.ts";
import { decide, type Decision } from "../../shared/sync/decide.ts";
import type { Mutation, MutationOf, RejectionCode } from "../../shared/sync/mutations.ts";
import { maySee, scopesOf } from "../../shared/sync/scopes.ts";
import { composedNotBefore } from "../../shared/sync/too-old.ts";
import { toInstant, type Instant } from "../../shared/time.ts";
import { mayApprove } from "../../shared/guard/approvals.ts";
import { waitsForApproval } from "../../shared/sync/decide-approval.ts";
import { approveSend, isMadeToWait, keepWaiting } from "../guard/approvals.ts";
import { afterMutation } from "../bots/after-mutation.ts";
import { countUse, withProvenReply } from "../canned-replies/origin.ts";
import { hasBotFor, nextFor, whoIsAvailable, whyNotGiven } from "../handoffs/queue-people.ts";
import { readQueueSettings } from "../handoffs/queue-settings.ts";
import { logHeeded, logMended } from "../guard/guard-log.ts";
import { keepSentText } from "../guard/sent-texts.ts";
import { readOutcomes } from "../outcomes/outcome-settings.ts";
import { unpark } from "../ingest/project-status.ts";
import { putMessage } from "../outbound/put-message.ts";
import { release, undeliveredUntil, waitUntilDelivered } from "../outbound/waiting-sends.ts";
import { dropSeenAlerts } from "../sla/alerts.ts";
import { refreshClocks } from "../sla/clocks.ts";
import type { SendRow, WriteTx } from "../store/store.ts";

export interface Actor {
  readonly agent: Agent;
  readonly deviceId?: DeviceId | undefined;
}

export type MutationOutcome = { readonly type: "applied"; readonly message?: Message | undefined } | Rejected;

interface Rejected {
  readonly type: "rejected";
  readonly code: RejectionCode;
  readonly by?: AgentId | undefined;
  /** What an approval needs a reason for. */
  readonly findings?: readonly Finding[] | undefined;
  /** [HO3] What the loser of a claim may take next. */
  readonly next?: ConversationId | undefined;
  /** [HO8] To whom it could be given instead. */
  readonly available?: readonly AgentId[] | undefined;
}

/**
 * Runs one mutation inside the caller's transaction: may this person see and do it, what does it do now, and its rows.
 * The same decision as on the desk, on the server's clock and state.
 */
export function runMutation(tx: WriteTx, wish: Mutation, actor: Actor, now: Instant): MutationOutcome {
  const conversation = tx.get("conversation", wish.conversationId);
  // Who may not see it is not told that it exists; what is their own they know.
  if (conversation === undefined || !maySee(scopesOf(actor.agent), conversation))
    return tookEffectBefore(tx, wish, actor) ? { type: "applied" } : { type: "rejected", code: "not_found" };
  const mutation = withProvenReply(tx, wish, conversation, actor.agent.id);
  // [S4-17]
  if (mutation.kind === "resolve" && !isKnownOutcome(readOutcomes(tx).settings.outcomes, mutation.outcome)) return { type: "rejected", code: "invalid" };
  if (!targetExists(tx, mutation)) return { type: "rejected", code: "unknown_target" };

  if (mutation.kind === "send") {
    const known = tx.messageByClientId(toClientId(mutation.clientId));
    if (known !== undefined) return known.conversationId === conversation.id ? { type: "applied", message: known } : { type: "rejected", code: "invalid" };
    // What was to be sent in its place would be read twice.
    const replaced = mutation.replaces === undefined ? undefined : tx.messageByClientId(toClientId(mutation.replaces));
    if (replaced !== undefined && hasLeft(replaced)) return { type: "rejected", code: "already_sent" };
  }

  const isApproval = mutation.kind === "approve" || mutation.kind === "send-back";
  const known = mutation.kind === "cancel" || isApproval ? tx.get("message", toMessageId(mutation.messageId)) : undefined;
  if (isApproval && known?.conversationId !== conversation.id) return { type: "rejected", code: "not_found" };
  // A desk may have been signed in since before somebody was made a trainee.
  const agent = tx.get("agent", actor.agent.id) ?? actor.agent;

  const decision = decide(conversation, mutation, {
    by: actor.agent.id,
    byKind: actor.agent.role === "bot" ? "bot" : "human",
    awaitsApproval: mutation.kind === "send" && isMadeToWait(tx, conversation, mutation, agent, now),
    mayApprove: mayApprove(agent),
    mayTakeOver: actor.agent.role === "lead" || actor.agent.role === "admin",
    now,
    message: known,
    renderTemplate: ({ language, name, variables }) => {
      const template = tx.all("template").find((one) => one.name === name && one.language === language);
      return template === undefined ? { type: "template", name, language, body: "", buttons: [], variables } : renderTemplate(template, variables);
    },
    knowsLabel: (id) => tx.get("label", id) !== undefined,
    whyNot: (id) => whyNotGiven(tx, conversation, id),
    claimTime: claimTimeOf(readQueueSettings(tx).settings),
    hasBot: mutation.kind === "return-to-bot" ? hasBotFor(tx, conversation) : undefined,
  });
  if (decision.type === "reject")
    return { type: "rejected", code: decision.code, by: decision.by, ...waysOn(tx, mutation, decision.code, conversation, agent, now) };
  if (mutation.kind === "acknowledge" && !wasMissed(tx, mutation, now)) return { type: "rejected", code: "nothing_missed" };
  if (isApproval && decision.message === known) return { type: "applied", message: known };
  if (mutation.kind === "approve" && known !== undefined) return approveSend(tx, mutation, known, agent, now);
  // What changed nothing is no news for anybody.
  if (decision.conversation !== conversation) tx.put("conversation", conversation.id, decision.conversation);
  const message = store(tx, mutation, decision, actor, now);
  afterMutation(tx, mutation, conversation, actor.agent, now);
  return { type: "applied", message };
}

/** [I8] Their rights changed after it was taken, and their desk, which did not hear of it, asks again under another number. */
function tookEffectBefore(tx: WriteTx, wish: Mutation, { agent }: Actor): boolean {
  if (wish.kind === "note") return tx.get("note", wish.noteId)?.by === agent.id;
  return wish.kind === "send" && tx.messageByClientId(toClientId(wish.clientId))?.author.id === agent.id;
}

/** [HO3] [HO8] What can be done instead. */
function waysOn(
  tx: WriteTx,
  { kind }: Mutation,
  code: RejectionCode,
  conversation: Conversation,
  agent: Agent,
  now: Instant,
): Pick<Rejected, "next" | "available"> {
  if (code === "claim_lost") {
    const next = nextFor(tx, agent, now, conversation.id);
    return next === undefined ? {} : { next };
  }
  return kind === "assign" && NOT_GIVEN.has(code) ? { available: whoIsAvailable(tx, conversation) } : {};
}
const NOT_GIVEN = new Set<RejectionCode>(["at_capacity", "unavailable", "lacks_skill", "lacks_language"]);

/** It is at the platform, or may be. */
const hasLeft = ({ state }: Message): boolean => state !== "queued" && state !== "held" && state !== "cancelled" && state !== "failed";

function targetExists(tx: WriteTx, mutation: Mutation): boolean {
  if (mutation.kind !== "assign" || mutation.to.kind === "nobody") return true;
  return mutation.to.kind === "agent" ? tx.get("agent", toAgentId(mutation.to.id)) !== undefined : tx.get("team", mutation.to.id) !== undefined;
}

/** [B3] Of an earlier case too, which a desk does not know. */
function wasMissed(tx: WriteTx, { clock, conversationId, startedAt }: MutationOf<"acknowledge">, now: Instant): boolean {
  const run = tx.clocks(toConversationId(conversationId)).find((one) => one.kind === clock && one.startedAt === startedAt && one.owner === "");
  return run !== undefined && (run.state === "breached" || (run.state === "running" && run.dueAt !== undefined && run.dueAt <= now));
}

function store(tx: WriteTx, mutation: Mutation, decision: Extract<Decision, { type: "apply" }>, actor: Actor, now: Instant): Message | undefined {
  const { conversation, events, note, story } = decision;
  if (note !== undefined) tx.put("note", note.id, note);
  if (story !== undefined) tx.put("story", story.id, story);
  events.forEach((event, i) => tx.appendEvent(conversation.id, `mut:${actor.agent.id}:${mutation.kind}:${now}:${tx.nextOrder()}:${i}`, event));

  const message = decision.message === undefined ? undefined : storeMessage(tx, mutation, decision.message, actor, now);
  // Another owner is told of other clocks, also where no clock noticed.
  if (events.length > 0 || mutation.kind === "assign") refreshClocks(tx, conversation.id, now);
  if (mutation.kind === "seen") dropSeenAlerts(tx, conversation.id, actor.agent.id);
  if (mutation.kind !== "read" && mutation.kind !== "seen")
    tx.appendAudit({ at: now, who: actor.agent.id, action: mutation.kind, target: conversation.id, data: auditData(mutation, decision.message?.author) });
  return message;
}

function storeMessage(tx: WriteTx, mutation: Mutation, made: Message, actor: Actor, now: Instant): Message {
  if (mutation.kind !== "send") {
    if (made.state === "cancelled") withdrawn(tx, made, actor, now);
    putMessage(tx, made);
    const send = made.clientId === undefined ? undefined : tx.send(made.clientId);
    if (send !== undefined && made.state === "cancelled") tx.putSend({ ...send, state: "cancelled" });
    return made;
  }
  const message: Message = { ...made, order: tx.nextOrder() };
  const awaits = waitsForApproval(message);
  putMessage(tx, message);
  if (message.state === "queued") keepSentText(tx, message, mutation.cannedReply === true, now);
  const replaced = mutation.replaces === undefined ? undefined : tx.messageByClientId(toClientId(mutation.replaces));
  if (replaced?.conversationId === message.conversationId) logHeeded(tx, replaced, actor.agent.id, now);
  logMended(tx, mutation.mended ?? [], { conversationId: message.conversationId, agentId: actor.agent.id, messageId: message.id, now });
  const seenInboundAt = mutation.seenInboundAt === undefined ? undefined : toInstant(mutation.seenInboundAt);
  const send: SendRow = {
    clientId: toClientId(mutation.clientId),
    messageId: message.id,
    conversationId: message.conversationId,
    deviceId: actor.deviceId,
    agentId: actor.agent.id,
    state: awaits || isForAPerson(message) ? "held" : mutation.sendAt === undefined || mutation.sendAt <= now ? "ready" : "waiting",
    order: message.order,
    attempt: 0,
    nextAt: now,
    claimEpoch: mutation.claimEpoch,
    seenInboundAt,
    // [I14] A desk's clock may be wrong: nothing is composed in the future, nor before what it answers was read.
    composedAt: toInstant(Math.min(now, composedNotBefore(toInstant(mutation.composedAt), seenInboundAt))),
    sendAt: mutation.sendAt === undefined ? undefined : toInstant(mutation.sendAt),
    whenDelivered: mutation.whenDelivered,
    cannedReply: mutation.cannedReply,
    cannedReplyId: mutation.cannedReplyId,
    confirmsOptOut: mutation.confirmsOptOut,
  };
  tx.putSend(send);
  countUse(tx, message.cannedReplyId, now);
  if (isReportedAlready(tx, message, now)) return tx.get("message", message.id) ?? message;
  if (isForAPerson(message)) return message;
  if (awaits) return keepWaiting(tx, send, message, now);
  if (mutation.whenDelivered !== true) return message;

  const until = undeliveredUntil(tx, message.conversationId);
  if (until !== undefined && until > now) waitUntilDelivered(tx, send, message, until);
  else release(tx, send, now);
  return tx.get("message", message.id) ?? message;
}

const isForAPerson = ({ held }: Message): boolean => held?.reason === "server_restored";

/** [I2] The platform has spoken of it before we knew it: an earlier life of this server sent it. */
function isReportedAlready(tx: WriteTx, message: Message, now: Instant): boolean {
  const conversation = tx.get("conversation", message.conversationId);
  if (conversation === undefined) return false;
  const touched = new Set<ConversationId>();
  unpark({ tx, now, touched }, { id: conversation.numberId }, message);
  for (const id of touched) refreshClocks(tx, id, now);
  return touched.size > 0;
}

/** What the guard held and its author took back was heeded. */
function withdrawn(tx: WriteTx, { id }: Message, { agent }: Actor, now: Instant): void {
  const before = tx.get("message", id);
  if (before !== undefined) logHeeded(tx, before, agent.id, now);
}

/** Ids and reasons only: never what was written (H43, H46). */
function auditData(mutation: Mutation, author: Message["author"] | undefined): string {
  switch (mutation.kind) {
    case "send":
      return JSON.stringify({
        clientId: mutation.clientId,
        kind: mutation.template === undefined ? "text" : "template",
        overrides: mutation.overrides ?? {},
        replaces: mutation.replaces,
        sendAt: mutation.sendAt,
        whenDelivered: mutation.whenDelivered,
        // [S1-3] Who is behind the words, beside who let them go.
        sender: mutation.cannedReply === true ? "macro" : author?.kind,
        cannedReplyId: mutation.cannedReplyId,
        confirmsOptOut: mutation.confirmsOptOut,
      });
    case "note":
      return JSON.stringify({ noteId: mutation.noteId });
    case "send-back":
      return JSON.stringify({ messageId: mutation.messageId, author: author?.id });
    case "assign":
      return JSON.stringify({
        ...mutation.to,
        ...(mutation.force === true ? { force: true } : {}),
        ...(mutation.noteId === undefined ? {} : { noteId: mutation.noteId }),
      });
    case "return-to-bot":
      return JSON.stringify({ noteId: mutation.noteId });
    case "resolve":
      return JSON.stringify({ outcome: mutation.outcome, noReplyNeeded: mutation.noReplyNeeded });
    default: {
      const { conversationId: _, kind: __, ...rest } = mutation;
      return JSON.stringify(rest);
    }
  }
}
