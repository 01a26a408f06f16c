import { describe, expect, test } from "vitest";
import { awaitsApproval, mayApprove } from "../../shared/guard/approvals.ts";
import { DEFAULT_GUARD_POLICY, type GuardPolicy } from "../../shared/guard/context.ts";
import { toAgentId, toMessageId } from "../../shared/ids.ts";
import type { Message } from "../../shared/inbox/message.ts";
import { inView } from "../../shared/inbox/views.ts";
import { decide, PENDING_ORDER, type Decision, type DecisionContext } from "../../shared/sync/decide.ts";
import type { Mutation } from "../../shared/sync/mutations.ts";
import { hours, plus, toInstant } from "../../shared/time.ts";
import { aConversationRow } from "../conversation-builder.ts";

const NOW = toInstant(Date.parse("2026-03-02T12:00:00Z"));
const [nino, lea, bruno] = ["nino", "lea", "bruno"].map(toAgentId) as [
  Message["author"]["id"] & {},
  Message["author"]["id"] & {},
  Message["author"]["id"] & {},
];
const conversation = aConversationRow({ lastInboundAt: NOW, createdAt: NOW });
const as = (with_: Partial<DecisionContext>): DecisionContext => ({
  by: lea,
  byKind: "human",
  mayTakeOver: false,
  now: NOW,
  renderTemplate: () => undefined,
  knowsLabel: () => true,
  ...with_,
});
const send: Mutation = { kind: "send", conversationId: "c1", clientId: "k1", text: "Good morning.", composedAt: NOW };
const approve: Mutation = { kind: "approve", conversationId: "c1", messageId: "k1" };
const sendBack: Mutation = { kind: "send-back", conversationId: "c1", messageId: "k1", note: "Say when." };
const applied = (decision: Decision) => {
  if (decision.type !== "apply" || decision.message === undefined) throw new Error(`Refused: ${JSON.stringify(decision)}`);
  return { conversation: decision.conversation, message: decision.message };
};
/** Nino is learning, and this waits. */
const waiting = (more: Partial<Extract<Mutation, { kind: "send" }>> = {}) =>
  applied(decide(conversation, { ...send, ...more } as Mutation, as({ by: nino, awaitsApproval: true })));
const senior = (message: Message, more: Partial<DecisionContext> = {}) => as({ mayApprove: true, message, ...more });

describe("[G-APPROVAL]", () => {
  test("what a trainee writes is kept as it is, and stands among what waits for others to decide", () => {
    const { conversation: row, message } = waiting();
    expect(message).toMatchObject({ state: "held", held: { reason: "awaiting_approval" }, content: { body: "Good morning." }, order: PENDING_ORDER });
    expect(row.toApprove).toEqual([{ messageId: "k1", author: nino, at: NOW }]);
    expect(inView(row, "approve", lea, NOW)).toBe(true);
    expect(inView(row, "approve", nino, NOW)).toBe(false);
    expect(inView({ ...row, state: "resolved" }, "approve", lea, NOW)).toBe(true);
    // The same again changes nothing: the row may have the effect already.
    expect(applied(decide(row, send, as({ by: nino, awaitsApproval: true }))).conversation).toBe(row);
  });

  test("approved, it is on its way or keeps its time, and its author stays its author", () => {
    const { conversation: row, message } = waiting();
    const done = applied(decide(row, approve, senior(message)));
    expect(done.message).toMatchObject({ state: "queued", author: { id: nino }, approvedBy: lea, held: undefined });
    expect(done.conversation.toApprove).toBeUndefined();

    const later = waiting({ sendAt: plus(NOW, hours(2)) });
    expect(applied(decide(later.conversation, approve, senior(later.message))).message).toMatchObject({
      state: "held",
      approvedBy: lea,
      held: { reason: "scheduled", sendAt: plus(NOW, hours(2)) },
    });
  });

  test("sent back, it keeps its words and says who and why", () => {
    const { conversation: row, message } = waiting();
    const done = applied(decide(row, sendBack, senior(message)));
    expect(done.message).toMatchObject({ state: "held", held: { reason: "sent_back", by: lea, note: "Say when." }, content: { body: "Good morning." } });
    expect(done.conversation.toApprove).toBeUndefined();
  });

  test("one decides: the same wish again changes nothing, another learns who was first", () => {
    const { conversation: row, message } = waiting();
    for (const wish of [approve, sendBack]) {
      const done = applied(decide(row, wish, senior(message)));
      expect(decide(done.conversation, wish, senior(done.message))).toMatchObject({ type: "apply", message: done.message });
      expect(decide(done.conversation, wish, senior(done.message, { by: bruno }))).toEqual({ type: "reject", code: "already_decided", by: lea });
      const other = wish === approve ? sendBack : approve;
      expect(decide(done.conversation, other, senior(done.message))).toMatchObject({ type: "reject", code: "already_decided" });
    }
    const taken = applied(decide(row, { kind: "cancel", conversationId: "c1", messageId: "k1" }, as({ by: nino, message })));
    expect(taken.conversation.toApprove).toBeUndefined();
    expect(decide(taken.conversation, approve, senior(taken.message))).toEqual({ type: "reject", code: "already_decided" });
  });

  test("nobody decides about their own, and nobody without the standing", () => {
    const { conversation: row, message } = waiting();
    expect(decide(row, approve, senior(message, { by: nino }))).toEqual({ type: "reject", code: "may_not_approve" });
    expect(decide(row, approve, as({ message }))).toEqual({ type: "reject", code: "may_not_approve" });
    expect(decide(row, approve, as({ mayApprove: true }))).toEqual({ type: "reject", code: "not_found" });
    const second = { ...message, id: toMessageId("k2") };
    expect(
      applied(decide({ ...row, toApprove: [...(row.toApprove ?? []), { messageId: second.id, author: nino, at: NOW }] }, approve, senior(message))).conversation
        .toApprove,
    ).toEqual([{ messageId: "k2", author: nino, at: NOW }]);
  });

  test("who may: leads, admins, and agents who are trusted with it and not learning themselves", () => {
    expect((["lead", "admin", "agent", "bot"] as const).map((role) => mayApprove({ role }))).toEqual([true, true, false, false]);
    expect(mayApprove({ role: "agent", approver: true })).toBe(true);
    expect(mayApprove({ role: "agent", approver: true, trainee: true })).toBe(false);
    expect(mayApprove({ role: "bot", approver: true })).toBe(false);
  });

  test("a lead may turn it off, make it advice, or let a reason do", () => {
    const author = { kind: "human", id: nino, trainee: true } as const;
    const asks = (policy: Partial<GuardPolicy>, overrides?: Record<string, string>, who: object = author) =>
      awaitsApproval({ conversation, author: who as typeof author }, { kind: "text", text: "x" }, overrides, { ...DEFAULT_GUARD_POLICY, ...policy }, NOW);
    expect(asks({})).toBe(true);
    expect(asks({}, { "G-APPROVAL": "urgent" })).toBe(true);
    expect(asks({ severities: { "G-APPROVAL": "off" } })).toBe(false);
    expect(asks({ severities: { "G-APPROVAL": "advise" } })).toBe(false);
    expect(asks({ severities: { "G-APPROVAL": "confirm" } })).toBe(true);
    expect(asks({ severities: { "G-APPROVAL": "confirm" } }, { "G-APPROVAL": "urgent" })).toBe(false);
    expect(asks({ reach: { ...DEFAULT_GUARD_POLICY.reach, approval: { trainees: false, practice: false } } })).toBe(false);
    expect(asks({}, undefined, { kind: "human", id: nino })).toBe(false);
    expect(asks({}, undefined, { kind: "bot", id: nino, trainee: true })).toBe(false);
  });
});
