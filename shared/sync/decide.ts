import type { Conversation } from "../inbox/conversation.ts";
import type { Message, MessageContent, Note, StoryLine } from "../inbox/message.ts";
import { toAgentId, toClientId, toConversationId, toMessageId, toNoteId, toTeamId, toWamid, type AgentId } from "../ids.ts";
import { letGo, withoutClaim, withoutClaimTime } from "../handoffs/claim-time.ts";
import type { WhyNot } from "../handoffs/who-may-take.ts";
import { customerWaits, isOpen } from "../inbox/waiting.ts";
import type { Clock } from "../sla/clock.ts";
import type { SlaEvent } from "../sla/events.ts";
import { plus, toInstant, type Duration, type Instant } from "../time.ts";
import { decideApproval, withToApprove } from "./decide-approval.ts";
import type { Mutation, MutationOf, RejectionCode } from "./mutations.ts";

/** What both sides know when they decide. */
export interface DecisionContext {
  readonly by: AgentId;
  readonly byKind: "human" | "bot";
  readonly mayTakeOver: boolean;
  readonly now: Instant;
  /** [G-APPROVAL] What this author writes waits for somebody senior; absent: it does not. */
  readonly awaitsApproval?: boolean | undefined;
  /** [G-APPROVAL] This person may let a trainee's message go. */
  readonly mayApprove?: boolean | undefined;
  /** The message that `cancel`, `approve` or `send-back` speaks of, where it is known. */
  readonly message?: Message | undefined;
  /** What a template looks like when sent; undefined where the template is unknown. */
  readonly renderTemplate: (choice: NonNullable<MutationOf<"send">["template"]>) => MessageContent | undefined;
  readonly knowsLabel: (id: string) => boolean;
  /** [HO5] What speaks against giving it to somebody now. The server knows; absent: nothing does. */
  readonly whyNot?: ((agent: AgentId) => WhyNot | undefined) | undefined;
  /** [HO4] How long a claim holds without an answer; absent: not known here, or for ever. */
  readonly claimTime?: Duration | undefined;
  /** [HO7] Whether a bot could take it back; absent: not known here. */
  readonly hasBot?: boolean | undefined;
}

export type Decision =
  | {
      readonly type: "apply";
      readonly conversation: Conversation;
      readonly message?: Message;
      readonly note?: Note;
      readonly story?: StoryLine;
      /** For the clocks; the server appends them to the conversation's history. */
      readonly events: readonly SlaEvent[];
    }
  | { readonly type: "reject"; readonly code: RejectionCode; readonly by?: AgentId };

/** Where an optimistic row stands until the server gives it a place in the log. */
export const PENDING_ORDER = Number.MAX_SAFE_INTEGER;

/**
 * What a mutation does to a conversation. Pure and idempotent: it sets and compares, never counts up, because the row may
 * already contain the effect (sync.md A6).
 */
export function decide(conversation: Conversation, mutation: Mutation, context: DecisionContext): Decision {
  switch (mutation.kind) {
    case "send":
      return decideSend(conversation, mutation, context);
    case "cancel":
      return decideCancel(conversation, context);
    case "approve":
    case "send-back":
      return decideApproval(conversation, mutation, context);
    case "claim":
      return decideClaim(conversation, mutation, context);
    case "assign":
      return decideAssign(conversation, mutation, context);
    case "return-to-bot":
      return decideReturn(conversation, mutation, context);
    case "resolve":
      return decideResolve(conversation, mutation, context);
    case "reopen":
      return conversation.state === "resolved"
        ? applied({ ...conversation, state: conversation.assigneeId === undefined ? "queued" : "open" }, context, "reopen", {}, [
            { type: "reopen", at: context.now },
          ])
        : unchanged(conversation);
    case "snooze":
      if (mutation.until <= context.now) return { type: "reject", code: "in_the_past" };
      return applied({ ...conversation, state: "snoozed", snoozedUntil: toInstant(mutation.until) }, context, "snooze", { until: String(mutation.until) }, [
        { type: "snooze", at: context.now },
      ]);
    case "read":
      return { type: "apply", conversation: { ...conversation, unread: mutation.unread ? Math.max(1, conversation.unread) : 0 }, events: [] };
    case "label":
      return decideLabel(conversation, mutation, context);
    case "priority":
      return applied({ ...conversation, priority: mutation.priority }, context, "priority", { priority: mutation.priority }, [
        { type: "priority", at: context.now, priority: mutation.priority },
      ]);
    case "hold":
      return decideHold(conversation, mutation, context);
    case "release":
      if (!conversation.clocks.some(isPaused)) return unchanged(conversation);
      return applied({ ...conversation, clocks: conversation.clocks.map(released) }, context, "release", {}, [{ type: "release", at: context.now }]);
    case "no-reply":
      return decideNoReply(conversation, mutation, context);
    case "acknowledge":
      return decideAcknowledge(conversation, mutation, context);
    case "seen":
      return unchanged(conversation);
    case "note":
      return {
        type: "apply",
        conversation,
        note: { id: toNoteId(mutation.noteId), conversationId: conversation.id, by: context.by, at: context.now, text: mutation.text },
        events: [{ type: "note", at: context.now }],
      };
    default:
      mutation satisfies never;
      // [I16] An outbox that a newer version of this app has filled is kept and waits for it; nothing of it is shown as done.
      return { type: "reject", code: "needs_update" };
  }
}

const unchanged = (conversation: Conversation): Decision => ({ type: "apply", conversation, events: [] });

function applied(
  conversation: Conversation,
  context: DecisionContext,
  kind: StoryLine["kind"],
  data: Readonly<Record<string, string>>,
  events: readonly SlaEvent[],
): Decision {
  const story: StoryLine = { id: `${conversation.id}:${kind}:${context.now}`, conversationId: conversation.id, at: context.now, kind, by: context.by, data };
  // [R3] What the clocks say of it leads back to the line of the story.
  return { type: "apply", conversation, story, events: events.map((event) => ({ id: story.id, ...event })) };
}

function decideSend(conversation: Conversation, mutation: MutationOf<"send">, context: DecisionContext): Decision {
  const content: MessageContent | undefined =
    mutation.text !== undefined
      ? { type: "text", body: mutation.text }
      : mutation.template === undefined
        ? undefined
        : context.renderTemplate(mutation.template);
  if (content === undefined || (mutation.sendAt !== undefined && mutation.whenDelivered === true)) return { type: "reject", code: "invalid" };

  // [I2] What an earlier life of the server may have sent waits for a person; what had its time still ahead was not sent.
  // [S3-34] A time that is over is now. What has to arrive first, the server knows; until it says so the message waits.
  const isLater = mutation.sendAt !== undefined && mutation.sendAt > context.now;
  const held: Message["held"] =
    mutation.restored && !isLater
      ? { reason: "server_restored" }
      : context.awaitsApproval
        ? { reason: "awaiting_approval", ...(mutation.sendAt === undefined ? {} : { sendAt: toInstant(mutation.sendAt) }) }
        : mutation.sendAt !== undefined && isLater
          ? { reason: "scheduled", sendAt: toInstant(mutation.sendAt) }
          : mutation.whenDelivered === true
            ? { reason: "undelivered_before" }
            : undefined;
  const message: Message = {
    id: toMessageId(mutation.clientId),
    conversationId: conversation.id,
    clientId: toClientId(mutation.clientId),
    direction: "out",
    author: { kind: context.byKind, id: context.by },
    content,
    at: context.now,
    order: PENDING_ORDER,
    state: held === undefined ? "queued" : "held",
    stateAt: { queued: context.now },
    ...(held === undefined ? {} : { held }),
    quotes: mutation.quotes === undefined ? undefined : { wamid: toWamid(mutation.quotes) },
    replaces: mutation.replaces === undefined ? undefined : toClientId(mutation.replaces),
    overrides: mutation.overrides,
    ...(mutation.cannedReply === true && mutation.cannedReplyId !== undefined ? { cannedReplyId: mutation.cannedReplyId } : {}),
  };
  return { type: "apply", conversation: withToApprove(conversation, message), message, events: [] };
}

function decideCancel(conversation: Conversation, { message }: DecisionContext): Decision {
  if (message === undefined) return { type: "reject", code: "not_found" };
  if (message.state === "cancelled") return { type: "apply", conversation, message, events: [] };
  if (message.state !== "queued" && message.state !== "held") return { type: "reject", code: "already_sent" };
  const cancelled: Message = { ...message, state: "cancelled", held: undefined };
  return { type: "apply", conversation: withToApprove(conversation, cancelled), message: cancelled, events: [] };
}

/** [I5] First wins: only an unowned conversation, and only on the epoch that the claimant saw. */
function decideClaim(conversation: Conversation, { epoch }: MutationOf<"claim">, context: DecisionContext): Decision {
  if (conversation.assigneeId === context.by) return unchanged(conversation);
  if (conversation.assigneeId !== undefined) return { type: "reject", code: "claim_lost", by: conversation.assigneeId };
  if (conversation.claimEpoch !== epoch) return { type: "reject", code: "claim_lost" };

  // [HO5] Who claims is there and knows what they can do; only their hands may be full.
  if (conversation.state !== "resolved" && !context.mayTakeOver && context.whyNot?.(context.by) === "full")
    return { type: "reject", code: "at_capacity", by: context.by };

  const claimEndsAt = context.claimTime === undefined ? undefined : plus(context.now, context.claimTime);
  const handoff =
    conversation.handoff === undefined
      ? undefined
      : { ...withoutClaim(conversation.handoff), claimedBy: context.by, claimedAt: context.now, ...(claimEndsAt === undefined ? {} : { claimEndsAt }) };
  return applied(
    {
      ...withoutOverflow(conversation),
      assigneeId: context.by,
      claimEpoch: conversation.claimEpoch + 1,
      state: ownedState(conversation),
      snoozedUntil: undefined,
      handoff,
    },
    context,
    "claim",
    {},
    [{ type: "claim", at: context.now, by: context.by }],
  );
}

/** [HO8] A hop with a word for the next one. */
function decideAssign(conversation: Conversation, mutation: MutationOf<"assign">, context: DecisionContext): Decision {
  return withNote(decideHop(conversation, mutation, context), conversation, mutation, context);
}

/** [HO7] What the bot did not know is settled: it takes the conversation again, and no human clock runs (S2). */
function decideReturn(conversation: Conversation, mutation: MutationOf<"return-to-bot">, context: DecisionContext): Decision {
  const { assigneeId } = conversation;
  if (conversation.state === "bot") return unchanged(conversation);
  if (conversation.state === "resolved") return { type: "reject", code: "already_resolved" };
  if (assigneeId !== undefined && assigneeId !== context.by && !context.mayTakeOver) return { type: "reject", code: "not_allowed", by: assigneeId };
  // It would wait for nobody.
  if (context.hasBot === false) return { type: "reject", code: "no_bot" };

  const returned = applied(
    {
      ...withoutOverflow(conversation),
      state: "bot",
      assigneeId: undefined,
      claimEpoch: conversation.claimEpoch + 1,
      snoozedUntil: undefined,
      handoff: undefined,
    },
    context,
    "to-bot",
    {},
    [{ type: "transfer", at: context.now, to: "bot", toKind: "bot" }],
  );
  return withNote(returned, conversation, mutation, context);
}

function withNote(decision: Decision, { id }: Conversation, { note, noteId }: MutationOf<"assign" | "return-to-bot">, { by, now }: DecisionContext): Decision {
  if (decision.type === "reject" || note === undefined) return decision;
  return { ...decision, note: { id: toNoteId(noteId ?? `${id}:hop:${now}`), conversationId: id, by, at: now, text: note } };
}

function decideHop(conversation: Conversation, { force, note, to }: MutationOf<"assign">, context: DecisionContext): Decision {
  // Before the question who may: the row may already contain the effect.
  if (to.kind === "agent" && conversation.assigneeId === to.id) return unchanged(conversation);

  const { assigneeId } = conversation;
  if (assigneeId !== undefined && assigneeId !== context.by && !context.mayTakeOver) return { type: "reject", code: "not_allowed", by: assigneeId };

  const claimEpoch = conversation.claimEpoch + 1;
  const { handoff } = conversation;
  switch (to.kind) {
    case "agent": {
      const refusal = refusalToGive(conversation, toAgentId(to.id), force === true, context);
      if (refusal !== undefined) return refusal;
      const given = handoff === undefined ? {} : { handoff: { ...withoutClaimTime(handoff), claimedBy: toAgentId(to.id), claimedAt: context.now } };
      return applied(
        { ...withoutOverflow(conversation), ...given, claimEpoch, assigneeId: toAgentId(to.id), state: ownedState(conversation), snoozedUntil: undefined },
        context,
        "assign",
        { to: to.id },
        [{ type: "assign", at: context.now, to: to.id, toKind: "agent" }],
      );
    }
    case "team":
      if (conversation.teamId === to.id && conversation.assigneeId === undefined) return unchanged(conversation);
      return applied(
        {
          ...withoutOverflow(conversation),
          ...inTeamQueue(conversation, note, context.now),
          claimEpoch,
          assigneeId: undefined,
          teamId: toTeamId(to.id),
          state: unownedState(conversation),
          snoozedUntil: undefined,
        },
        context,
        "assign",
        { team: to.id },
        [{ type: "transfer", at: context.now, to: to.id, toKind: "team" }],
      );
    case "nobody":
      if (conversation.assigneeId === undefined) return unchanged(conversation);
      return applied(
        { ...conversation, ...letGo(conversation), claimEpoch, assigneeId: undefined, state: unownedState(conversation), snoozedUntil: undefined },
        context,
        "released",
        {},
        [],
      );
  }
}

/** [HO5] [HO8] Nobody is given what they cannot take; a lead may insist. Taking it oneself asks only for a free place. */
function refusalToGive(conversation: Conversation, to: AgentId, force: boolean, context: DecisionContext): Extract<Decision, { type: "reject" }> | undefined {
  if (conversation.state === "resolved" || (context.mayTakeOver && (force || to === context.by))) return undefined;
  const why = context.whyNot?.(to);
  const code = why === undefined || (to === context.by && why !== "full") ? undefined : REFUSALS[why];
  return code === undefined ? undefined : { type: "reject", code, by: to };
}

/** A hop to a person may leave the team: it goes with that person. */
const REFUSALS: Readonly<Record<WhyNot, RejectionCode | undefined>> = {
  "not-a-person": "unknown_target",
  team: undefined,
  skill: "lacks_skill",
  language: "lacks_language",
  away: "unavailable",
  busy: "unavailable",
  full: "at_capacity",
};

/** Somebody has it: nothing is left over any more. */
function withoutOverflow(conversation: Conversation): Conversation {
  const { overflowSince: _, ...rest } = conversation;
  return rest;
}

/** [HO8] Somebody of that team has to take it, also where it is the customer's turn: it stands in their queue as a handoff. */
function inTeamQueue({ handoff, state }: Conversation, note: string | undefined, now: Instant): Pick<Conversation, "handoff"> {
  if (state === "resolved" || state === "bot") return handoff === undefined ? {} : { handoff: withoutClaim(handoff) };
  if (handoff !== undefined) return { handoff: withoutClaim(handoff) };
  return { handoff: { requestedAt: now, reason: "transfer", ...(note === undefined ? {} : { summary: note }), slots: {}, failedAttempts: 0 } };
}

const ownedState = (conversation: Conversation): Conversation["state"] =>
  conversation.state === "resolved" || conversation.state === "waiting" ? conversation.state : "open";
const unownedState = (conversation: Conversation): Conversation["state"] =>
  conversation.state === "resolved" || conversation.state === "bot" ? conversation.state : "queued";

/** [S15] Who resolves while a customer waits says why no reply is needed. */
function decideResolve(conversation: Conversation, { noReplyNeeded, outcome }: MutationOf<"resolve">, context: DecisionContext): Decision {
  if (conversation.state === "resolved") return unchanged(conversation);
  if (customerWaits(conversation.clocks) && noReplyNeeded === undefined) return { type: "reject", code: "customer_waits" };

  const reason = noReplyNeeded === undefined ? {} : { reason: noReplyNeeded };
  return applied({ ...withoutOverflow(conversation), state: "resolved", unread: 0, snoozedUntil: undefined }, context, "resolve", { outcome, ...reason }, [
    ...(noReplyNeeded === undefined ? [] : [{ type: "noReplyNeeded" as const, at: context.now, reason: noReplyNeeded }]),
    { type: "resolve", at: context.now, outcome, ...reason },
  ]);
}

/** [S12] Only what is to be resolved can be held up. */
function decideHold(conversation: Conversation, { on }: MutationOf<"hold">, context: DecisionContext): Decision {
  if (conversation.state === "resolved") return { type: "reject", code: "already_resolved" };
  const pausedOn = on ?? "hold";
  if (conversation.clocks.some((clock) => isPaused(clock) && clock.pausedOn === pausedOn)) return unchanged(conversation);

  const events: readonly SlaEvent[] = [
    ...(conversation.clocks.some(isPaused) ? [{ type: "release" as const, at: context.now }] : []),
    { type: "hold", at: context.now, ...(on === undefined ? {} : { on }) },
  ];
  const clocks = conversation.clocks.map((clock): Clock => {
    if (clock.kind !== "resolution" || (clock.state !== "running" && clock.state !== "paused")) return clock;
    const { dueAt: _, ...rest } = clock;
    return { ...rest, state: "paused", pausedOn, pausedAt: context.now };
  });
  return applied({ ...conversation, clocks }, context, "hold", on === undefined ? {} : { on }, events);
}

const isPaused = ({ state }: Clock): boolean => state === "paused";
/** Until the server says when it is due. */
const released = (clock: Clock): Clock => (isPaused(clock) ? { ...clock, state: "running", pausedOn: undefined, pausedAt: undefined } : clock);

/** [S11] [S18] What is due already stays a miss and stops growing. */
function decideNoReply(conversation: Conversation, { reason }: MutationOf<"no-reply">, context: DecisionContext): Decision {
  if (!customerWaits(conversation.clocks)) return unchanged(conversation);

  const clocks = conversation.clocks.map((clock): Clock => {
    if (clock.kind === "resolution" || !isOpen(clock)) return clock;
    const missed = clock.state === "breached" || (clock.dueAt !== undefined && clock.dueAt <= context.now);
    return { ...clock, state: missed ? "breached" : "not-needed", stoppedAt: context.now };
  });
  return applied({ ...conversation, clocks }, context, "no-reply", { reason }, [{ type: "noReplyNeeded", at: context.now, reason }]);
}

/** [B3] For leads, about what was missed. */
function decideAcknowledge(conversation: Conversation, { cause, clock, startedAt }: MutationOf<"acknowledge">, context: DecisionContext): Decision {
  if (!context.mayTakeOver) return { type: "reject", code: "not_allowed" };

  const speaksOf = (one: Clock): boolean => one.kind === clock && one.startedAt === startedAt && one.owner === undefined;
  const known = conversation.clocks.find(speaksOf);
  // A clock of an earlier case is not on the row; the server knows whether it was missed.
  if (known !== undefined && known.state !== "breached" && (known.dueAt === undefined || known.dueAt > context.now))
    return { type: "reject", code: "nothing_missed" };
  if (known?.cause === cause) return unchanged(conversation);

  const clocks = conversation.clocks.map((one): Clock => (speaksOf(one) ? { ...one, cause } : one));
  return applied({ ...conversation, clocks }, context, "acknowledge", { cause, clock }, [
    { type: "acknowledgeBreach", at: context.now, cause, clock, startedAt: toInstant(startedAt) },
  ]);
}

function decideLabel(conversation: Conversation, { add, remove }: MutationOf<"label">, context: DecisionContext): Decision {
  if (!add.every(context.knowsLabel)) return { type: "reject", code: "unknown_label" };

  const labels = [...new Set([...conversation.labels, ...add])].filter((label) => !remove.includes(label));
  return { type: "apply", conversation: { ...conversation, labels }, events: [{ type: "context", at: context.now, labels }] };
}

export const conversationOfMutation = (mutation: Mutation) => toConversationId(mutation.conversationId);
