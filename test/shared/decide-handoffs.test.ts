import { describe, expect, test } from "vitest";
import type { WhyNot } from "../../shared/handoffs/who-may-take.ts";
import { toAgentId, toTeamId, type AgentId } from "../../shared/ids.ts";
import type { Conversation, Handoff } from "../../shared/inbox/conversation.ts";
import { decide, type DecisionContext } from "../../shared/sync/decide.ts";
import type { MutationOf } from "../../shared/sync/mutations.ts";
import { minutes, plus, toDuration, toInstant } from "../../shared/time.ts";
import { aConversationRow } from "../conversation-builder.ts";

const NOW = toInstant(Date.parse("2026-03-02T12:00:00Z"));
const [anna, bruno] = [toAgentId("anna"), toAgentId("bruno")];
const waits = [{ kind: "first-reply" as const, state: "running" as const, startedAt: NOW, dueAt: plus(NOW, minutes(15)), pausedMs: toDuration(0) }];
const handoff: Handoff = { requestedAt: NOW, reason: "lost", slots: {}, failedAttempts: 2 };
const aConversation = (fields: Partial<Conversation> = {}): Conversation => aConversationRow({ clocks: waits, handoff, ...fields });
const against = (reasons: Readonly<Record<string, WhyNot>>) => (id: AgentId) => reasons[id];

const context = (fields: Partial<DecisionContext> = {}): DecisionContext => ({
  by: anna,
  byKind: "human",
  mayTakeOver: false,
  now: NOW,
  renderTemplate: () => undefined,
  knowsLabel: () => true,
  ...fields,
});
const assign = (id: string, more: Partial<MutationOf<"assign">> = {}): MutationOf<"assign"> => ({
  kind: "assign",
  conversationId: "c1",
  to: { kind: "agent", id },
  ...more,
});
const toTeam = (id: string, note?: string): MutationOf<"assign"> => ({
  kind: "assign",
  conversationId: "c1",
  to: { kind: "team", id },
  ...(note === undefined ? {} : { note }),
});
const claim = { kind: "claim", conversationId: "c1", epoch: 0 } as const;
const giveBack = { kind: "return-to-bot", conversationId: "c1" } as const;
const after = (...args: Parameters<typeof decide>): Conversation => {
  const decision = decide(...args);
  if (decision.type === "reject") throw new Error(decision.code);
  return decision.conversation;
};

describe("claiming", () => {
  test("[HO3] [I5] it makes an owner, a new epoch, and says until when it holds", () => {
    expect(after(aConversation({ overflowSince: NOW }), claim, context({ claimTime: minutes(5) }))).toEqual(
      aConversation({
        state: "open",
        assigneeId: anna,
        claimEpoch: 1,
        snoozedUntil: undefined,
        handoff: { ...handoff, claimedBy: anna, claimedAt: NOW, claimEndsAt: plus(NOW, minutes(5)) },
      }),
    );
  });

  test("[HO4] without a claim time it holds until it is answered, and where no bot gave up nothing runs", () => {
    expect(after(aConversation(), claim, context()).handoff).not.toHaveProperty("claimEndsAt");
    expect(after(aConversationRow(), claim, context({ claimTime: minutes(5) })).handoff).toBeUndefined();
  });

  test("[HO5] [S0-18] hands that are full take nothing more, except a lead's; who is away and claims is there", () => {
    expect(decide(aConversation(), claim, context({ whyNot: against({ anna: "full" }) }))).toEqual({ type: "reject", code: "at_capacity", by: anna });
    expect(after(aConversation(), claim, context({ whyNot: against({ anna: "full" }), mayTakeOver: true })).assigneeId).toBe(anna);
    for (const why of ["away", "busy", "skill", "language"] as const)
      expect(after(aConversation(), claim, context({ whyNot: against({ anna: why }) })).assigneeId).toBe(anna);
  });
});

describe("giving it to somebody", () => {
  test("[HO5] [HO8] nobody is given what they cannot take, and the refusal says who and why", () => {
    const refused = (why: WhyNot) => decide(aConversation(), assign("bruno"), context({ whyNot: against({ bruno: why }) }));
    expect(refused("away")).toEqual({ type: "reject", code: "unavailable", by: bruno });
    expect(refused("busy")).toEqual({ type: "reject", code: "unavailable", by: bruno });
    expect(refused("full")).toEqual({ type: "reject", code: "at_capacity", by: bruno });
    expect(refused("skill")).toEqual({ type: "reject", code: "lacks_skill", by: bruno });
    expect(refused("language")).toEqual({ type: "reject", code: "lacks_language", by: bruno });
    expect(refused("not-a-person")).toEqual({ type: "reject", code: "unknown_target", by: bruno });
  });

  test("[HO5] a lead may insist, an agent may not, and a hop to a person may leave the team", () => {
    const lead = context({ mayTakeOver: true, whyNot: against({ bruno: "full" }) });
    expect(decide(aConversation(), assign("bruno"), lead)).toMatchObject({ type: "reject", code: "at_capacity" });
    expect(after(aConversation(), assign("bruno", { force: true }), lead).assigneeId).toBe(bruno);
    expect(decide(aConversation(), assign("bruno", { force: true }), { ...lead, mayTakeOver: false })).toMatchObject({ code: "at_capacity" });
    expect(after(aConversation(), assign("bruno"), context({ whyNot: against({ bruno: "team" }) })).assigneeId).toBe(bruno);
  });

  test("[HO8] the note goes with it, and the claim's time does not run for the next one", () => {
    const claimed = aConversation({
      assigneeId: anna,
      state: "open",
      handoff: { ...handoff, claimedBy: anna, claimedAt: NOW, claimEndsAt: plus(NOW, minutes(5)) },
    });
    const decision = decide(claimed, assign("bruno", { note: "Wants the invoice again.", noteId: "n1" }), context());
    expect(decision).toMatchObject({ type: "apply", note: { id: "n1", by: anna, text: "Wants the invoice again." } });
    expect(after(claimed, assign("bruno"), context()).handoff).toEqual({ ...handoff, claimedBy: bruno, claimedAt: NOW });
  });

  test("[HO8] a team has to take it: it is unclaimed in their queue, also where no bot had it and the customer has been answered", () => {
    const claimed = aConversation({ assigneeId: anna, state: "open", handoff: { ...handoff, claimedBy: anna, claimedAt: NOW } });
    expect(after(claimed, toTeam("returns"), context())).toMatchObject({ state: "queued", teamId: toTeamId("returns"), handoff });

    const answered = after(aConversationRow({ state: "waiting", assigneeId: anna }), toTeam("returns", "Please book the pickup."), context());
    expect(answered.assigneeId).toBeUndefined();
    expect(answered.handoff).toEqual({ requestedAt: NOW, reason: "transfer", summary: "Please book the pickup.", slots: {}, failedAttempts: 0 });
    expect(after(answered, toTeam("returns"), context())).toBe(answered);
  });

  test("[HO6] let go while the customer waits it is to be claimed again; once answered nobody has to", () => {
    const claimed: Handoff = { ...handoff, claimedBy: anna, claimedAt: NOW, claimEndsAt: plus(NOW, minutes(5)) };
    const free = { kind: "assign", conversationId: "c1", to: { kind: "nobody" } } as const;
    expect(after(aConversation({ assigneeId: anna, state: "open", handoff: claimed }), free, context()).handoff).toEqual(handoff);
    const answered = after(aConversation({ assigneeId: anna, state: "waiting", clocks: [], handoff: claimed }), free, context());
    expect(answered.handoff).toEqual({ ...handoff, claimedBy: anna, claimedAt: NOW });
  });
});

describe("giving it back", () => {
  const mine = aConversation({ assigneeId: anna, state: "open", claimEpoch: 3, overflowSince: NOW });

  test("[HO7] the bot owns it, no handoff is open, the note stays, and nobody's old token counts", () => {
    const decision = decide(mine, { ...giveBack, note: "Address is confirmed.", noteId: "n1" }, context({ hasBot: true }));
    expect(decision).toMatchObject({ type: "apply", note: { text: "Address is confirmed." }, events: [{ type: "transfer", to: "bot", toKind: "bot" }] });
    const returned = after(mine, giveBack, context({ hasBot: true }));
    expect(returned).toMatchObject({ state: "bot", claimEpoch: 4 });
    expect([returned.assigneeId, returned.handoff, returned.overflowSince]).toEqual([undefined, undefined, undefined]);
  });

  test("[HO7] where there is no bot it stays: it would wait for nobody", () => {
    expect(decide(mine, giveBack, context({ hasBot: false }))).toEqual({ type: "reject", code: "no_bot" });
    expect(decide(aConversation({ assigneeId: bruno }), giveBack, context({ hasBot: true }))).toEqual({ type: "reject", code: "not_allowed", by: bruno });
    expect(decide(aConversation({ state: "resolved" }), giveBack, context({ hasBot: true }))).toEqual({ type: "reject", code: "already_resolved" });
  });
});
