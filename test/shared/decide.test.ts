import fc from "fast-check";
import { expect, test } from "vitest";
import { toAgentId, toConversationId, toMessageId } from "../../shared/ids.ts";
import type { Conversation, Priority } from "../../shared/inbox/conversation.ts";
import type { Message } from "../../shared/inbox/message.ts";
import { decide, PENDING_ORDER, type DecisionContext } from "../../shared/sync/decide.ts";
import type { Mutation } from "../../shared/sync/mutations.ts";
import { hours, plus, toDuration, toInstant } from "../../shared/time.ts";
import { aConversationRow } from "../conversation-builder.ts";

const NOW = toInstant(Date.parse("2026-03-02T12:00:00Z"));
const agents = ["anna", "bruno", "carla"].map(toAgentId);
const [anna, bruno] = agents as [(typeof agents)[number], (typeof agents)[number]];

const aConversation = (with_: Partial<Conversation> = {}): Conversation => aConversationRow({ unread: 2, lastInboundAt: NOW, createdAt: NOW, ...with_ });
const context = (with_: Partial<DecisionContext> = {}): DecisionContext => ({
  by: anna,
  byKind: "human",
  mayTakeOver: false,
  now: NOW,
  renderTemplate: () => undefined,
  knowsLabel: () => true,
  ...with_,
});
const waits = [{ kind: "first-reply" as const, state: "running" as const, startedAt: NOW, dueAt: plus(NOW, hours(1)), pausedMs: toDuration(0) }];

const conversation = fc
  .record({
    state: fc.constantFrom("bot", "queued", "open", "waiting", "snoozed", "resolved") as fc.Arbitrary<Conversation["state"]>,
    assigneeId: fc.constantFrom(undefined, ...agents),
    claimEpoch: fc.integer({ min: 0, max: 3 }),
    labels: fc.constantFrom([], ["vip"], ["vip", "late"]),
    unread: fc.integer({ min: 0, max: 3 }),
    teamId: fc.constantFrom(undefined, "sales"),
    clocks: fc.constantFrom([], waits),
  })
  .map((parts) => aConversation(parts as Partial<Conversation>));

const c1 = "c1";
const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.integer({ min: 0, max: 3 }).map((epoch): Mutation => ({ kind: "claim", conversationId: c1, epoch })),
  fc.constantFrom(...agents).map((id): Mutation => ({ kind: "assign", conversationId: c1, to: { kind: "agent", id } })),
  fc.constantFrom<Mutation>(
    { kind: "assign", conversationId: c1, to: { kind: "team", id: "sales" } },
    { kind: "assign", conversationId: c1, to: { kind: "nobody" } },
    { kind: "resolve", conversationId: c1, outcome: "solved" },
    { kind: "resolve", conversationId: c1, outcome: "spam", noReplyNeeded: "spam" },
    { kind: "reopen", conversationId: c1 },
    { kind: "snooze", conversationId: c1, until: NOW + 60_000 },
    { kind: "snooze", conversationId: c1, until: NOW },
    { kind: "read", conversationId: c1, unread: true },
    { kind: "read", conversationId: c1, unread: false },
    { kind: "label", conversationId: c1, add: ["vip"], remove: ["late"] },
    { kind: "label", conversationId: c1, add: ["vip"], remove: ["vip"] },
    { kind: "send", conversationId: c1, clientId: "x1", text: "Hello", composedAt: NOW },
    { kind: "note", conversationId: c1, noteId: "k1", text: "A note", at: NOW },
  ),
  fc.constantFrom<Priority>("low", "high").map((priority): Mutation => ({ kind: "priority", conversationId: c1, priority })),
);

test("[I12] every mutation is idempotent: on top of its own effect it changes nothing", () => {
  fc.assert(
    fc.property(conversation, mutation, fc.boolean(), (before, wish, mayTakeOver) => {
      const known = context({ mayTakeOver });
      const once = decide(before, wish, known);
      fc.pre(once.type === "apply");
      const twice = decide(once.conversation, wish, known);

      // A refusal on top of the effect changes nothing either.
      expect(twice.type === "apply" ? twice.conversation : once.conversation).toEqual(once.conversation);
      expect(twice.type === "reject" ? wish : undefined).toBeUndefined();
    }),
    { numRuns: 2_000 },
  );
});

test("[I12] nothing given is changed in place", () => {
  fc.assert(
    fc.property(conversation, mutation, (before, wish) => {
      const copy = structuredClone(before);
      decide(before, wish, context());
      expect(before).toEqual(copy);
    }),
    { numRuns: 500 },
  );
});

test("[I5] of any number of claims on one epoch one wins, in whatever order they come", () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(agents, { minLength: 2 }), fc.integer({ min: 0, max: 3 }), (order, epoch) => {
      let conversation = aConversation({ claimEpoch: epoch });
      const outcomes = order.map((by) => {
        const decision = decide(conversation, { kind: "claim", conversationId: c1, epoch }, context({ by }));
        if (decision.type === "apply") conversation = decision.conversation;
        return decision;
      });

      expect(outcomes.filter(({ type }) => type === "apply")).toHaveLength(1);
      expect(conversation.assigneeId).toBe(order[0]);
      expect(conversation.claimEpoch).toBe(epoch + 1);
      for (const loss of outcomes.slice(1)) expect(loss).toMatchObject({ type: "reject", code: "claim_lost", by: order[0] });
    }),
  );
});

test("[I5] a claim on an epoch that has passed is lost, though nobody owns the conversation any more", () => {
  expect(decide(aConversation({ claimEpoch: 4 }), { kind: "claim", conversationId: c1, epoch: 3 }, context())).toEqual({ type: "reject", code: "claim_lost" });
});

test("[I5] every change of owner raises the fencing token, and nothing else does", () => {
  fc.assert(
    fc.property(conversation, mutation, fc.boolean(), (before, wish, mayTakeOver) => {
      const decision = decide(before, wish, context({ mayTakeOver }));
      fc.pre(decision.type === "apply");
      const changedHands = decision.conversation.assigneeId !== before.assigneeId;
      expect(decision.conversation.claimEpoch >= before.claimEpoch).toBe(true);
      expect(changedHands && decision.conversation.claimEpoch === before.claimEpoch).toBe(false);
    }),
    { numRuns: 2_000 },
  );
});

test("[I5] who may not take over takes nothing from a colleague", () => {
  const theirs = aConversation({ assigneeId: bruno });
  for (const to of [{ kind: "agent" as const, id: anna }, { kind: "nobody" as const }, { kind: "team" as const, id: "sales" }]) {
    expect(decide(theirs, { kind: "assign", conversationId: c1, to }, context())).toEqual({ type: "reject", code: "not_allowed", by: bruno });
    expect(decide(theirs, { kind: "assign", conversationId: c1, to }, context({ mayTakeOver: true })).type).toBe("apply");
  }
});

test("[I5] a claim takes the handoff and wakes what was snoozed", () => {
  const handoff = { requestedAt: NOW, reason: "bot", slots: {}, failedAttempts: 2 };
  const decision = decide(
    aConversation({ state: "snoozed", snoozedUntil: plus(NOW, hours(1)), handoff }),
    { kind: "claim", conversationId: c1, epoch: 0 },
    context(),
  );

  expect(decision).toMatchObject({ type: "apply", conversation: { state: "open", snoozedUntil: undefined, handoff: { claimedBy: anna, claimedAt: NOW } } });
});

test("[I5] who is given a snoozed conversation has it awake", () => {
  const decision = decide(
    aConversation({ state: "snoozed", snoozedUntil: plus(NOW, hours(1)) }),
    { kind: "assign", conversationId: c1, to: { kind: "agent", id: bruno } },
    context(),
  );
  expect(decision).toMatchObject({ type: "apply", conversation: { state: "open", snoozedUntil: undefined } });
});

test("[S15] resolving while a customer waits asks for a reason", () => {
  const waiting = aConversation({ clocks: waits });
  expect(decide(waiting, { kind: "resolve", conversationId: c1, outcome: "solved" }, context())).toEqual({ type: "reject", code: "customer_waits" });
  expect(decide(waiting, { kind: "resolve", conversationId: c1, outcome: "spam", noReplyNeeded: "spam" }, context())).toMatchObject({
    type: "apply",
    events: [{ type: "noReplyNeeded" }, { type: "resolve" }],
  });
});

test("[I12] a queued message has the client's id, and stands last", () => {
  expect(decide(aConversation(), { kind: "send", conversationId: c1, clientId: "x1", text: "Hello", composedAt: NOW }, context())).toMatchObject({
    type: "apply",
    message: { id: "x1", clientId: "x1", state: "queued", order: PENDING_ORDER, author: { kind: "human", id: anna } },
  });
});

test("[G-TEMPLATE] a template that nobody knows is not sent", () => {
  expect(
    decide(
      aConversation(),
      { kind: "send", conversationId: c1, clientId: "x1", template: { name: "gone", language: "en", variables: {} }, composedAt: NOW },
      context(),
    ),
  ).toEqual({ type: "reject", code: "invalid" });
});

test("[I3] only what has not been handed to the platform can be taken back", () => {
  const message = (state: Message["state"]): Message => ({
    id: toMessageId("x1"),
    conversationId: toConversationId(c1),
    direction: "out",
    author: { kind: "human" },
    content: { type: "text", body: "Hello" },
    at: NOW,
    order: 1,
    state,
    stateAt: {},
  });
  const cancel: Mutation = { kind: "cancel", conversationId: c1, messageId: "x1" };

  for (const state of ["queued", "held", "cancelled"] as const)
    expect(decide(aConversation(), cancel, context({ message: message(state) }))).toMatchObject({ type: "apply", message: { state: "cancelled" } });
  for (const state of ["sending", "accepted", "sent", "delivered", "read", "failed", "unknown"] as const)
    expect(decide(aConversation(), cancel, context({ message: message(state) }))).toEqual({ type: "reject", code: "already_sent" });
  expect(decide(aConversation(), cancel, context())).toEqual({ type: "reject", code: "not_found" });
});

test("[I12] a snooze into the past and an unknown label are refused", () => {
  expect(decide(aConversation(), { kind: "snooze", conversationId: c1, until: NOW }, context())).toEqual({ type: "reject", code: "in_the_past" });
  expect(decide(aConversation(), { kind: "label", conversationId: c1, add: ["gone"], remove: [] }, context({ knowsLabel: () => false }))).toEqual({
    type: "reject",
    code: "unknown_label",
  });
});
