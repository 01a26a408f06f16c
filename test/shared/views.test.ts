import { expect, test } from "vitest";
import { toAgentId, toConversationId, toTeamId } from "../../shared/ids.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import { closesAt, inView, sortNumber, VIEWS, type ViewKey } from "../../shared/inbox/views.ts";
import type { Clock } from "../../shared/sla/clock.ts";
import { hours, minus, minutes, plus, toDuration, toInstant } from "../../shared/time.ts";
import { aConversationRow } from "../conversation-builder.ts";

const NOW = toInstant(Date.parse("2026-03-02T12:00:00Z"));
const anna = toAgentId("anna");
const bruno = toAgentId("bruno");

const aConversation = (with_: Partial<Conversation> = {}): Conversation => aConversationRow({ createdAt: NOW, ...with_ });
const aClock = (with_: Partial<Clock> = {}): Clock => ({
  kind: "next-reply",
  state: "running",
  startedAt: NOW,
  dueAt: plus(NOW, hours(1)),
  pausedMs: toDuration(0),
  ...with_,
});
const views = (conversation: Conversation, now = NOW): ViewKey[] => VIEWS.filter((view) => inView(conversation, view, anna, now));
const handoff = { requestedAt: NOW, reason: "bot", slots: {}, failedAttempts: 1 };

test("[R1] a conversation stands where an agent looks for it", () => {
  expect(views(aConversation({ clocks: [aClock()] }))).toEqual(["due", "unassigned"]);
  expect(views(aConversation({ assigneeId: anna, state: "open" }))).toEqual(["due", "mine", "waiting"]);
  expect(views(aConversation({ assigneeId: bruno, state: "open", clocks: [aClock()] }))).toEqual(["due"]);
  expect(views(aConversation({ handoff, clocks: [aClock()] }))).toEqual(["due", "unassigned", "handoffs"]);
  expect(views(aConversation({ handoff: { ...handoff, claimedBy: bruno }, assigneeId: bruno, clocks: [aClock()] }))).toEqual(["due"]);
  expect(views(aConversation({ state: "bot" }))).toEqual([]);
  expect(views(aConversation({ state: "snoozed", assigneeId: anna }))).toEqual(["snoozed"]);
  expect(views(aConversation({ state: "resolved", assigneeId: anna }))).toEqual(["done"]);
});

test("[S9] breached from the due instant until an answer or an end", () => {
  const due = aConversation({ assigneeId: bruno, clocks: [aClock({ dueAt: NOW })] });
  expect(inView(due, "breached", anna, toInstant(NOW - 1))).toBe(false);
  expect(inView(due, "breached", anna, NOW)).toBe(true);
  expect(inView({ ...due, clocks: [aClock({ dueAt: NOW, state: "breached", metAt: plus(NOW, minutes(1)) })] }, "breached", anna, plus(NOW, hours(1)))).toBe(
    false,
  );
  expect(inView({ ...due, clocks: [aClock({ dueAt: NOW, state: "breached", stoppedAt: plus(NOW, minutes(1)) })] }, "breached", anna, plus(NOW, hours(1)))).toBe(
    false,
  );
  expect(inView({ ...due, state: "resolved" }, "breached", anna, NOW)).toBe(false);
});

test("[W1] closing lists certain windows of the last two hours, and none that is closed", () => {
  const conversation = aConversation({ lastInboundAt: NOW });
  for (const [after, listed] of [
    [hours(21), false],
    [hours(22), true],
    [hours(23.9), true],
    [hours(24), false],
    [hours(30), false],
  ] as const) {
    expect(inView(conversation, "closing", anna, plus(NOW, after))).toBe(listed);
  }
  expect(inView(aConversation({ possibleInboundAt: minus(NOW, hours(23)) }), "closing", anna, NOW)).toBe(false);
});

test("[R1] labels and teams are views", () => {
  const conversation = aConversation({ labels: ["vip"], teamId: toTeamId("sales") });
  expect(inView(conversation, "label:vip", anna, NOW)).toBe(true);
  expect(inView(conversation, "label:late", anna, NOW)).toBe(false);
  expect(inView(conversation, "team:sales", anna, NOW)).toBe(true);
  expect(inView({ ...conversation, state: "resolved" }, "team:sales", anna, NOW)).toBe(false);
});

test("[R1] the most overdue first, then what bites next, then the newest of the rest", () => {
  const due = (n: number, id: string) => aConversation({ id: toConversationId(id), clocks: [aClock({ dueAt: plus(NOW, hours(n)) })] });
  const quiet = (n: number, id: string) => aConversation({ id: toConversationId(id), createdAt: plus(NOW, hours(n)) });
  const order = [quiet(-5, "old"), due(2, "later"), due(-3, "most overdue"), quiet(-1, "new"), due(-1, "overdue"), due(1, "next")];

  expect(order.toSorted((a, b) => sortNumber(a, "due") - sortNumber(b, "due")).map(({ id }) => id)).toEqual([
    "most overdue",
    "overdue",
    "next",
    "later",
    "new",
    "old",
  ]);
});

test("[R1] where the window closes before the reply is due, it bites first", () => {
  const conversation = aConversation({ lastInboundAt: minus(NOW, hours(23)), clocks: [aClock({ dueAt: plus(NOW, hours(5)) })] });
  expect(sortNumber(conversation, "due")).toBe(plus(NOW, hours(1)));
  expect(closesAt(conversation)).toBe(plus(NOW, hours(1)));
});

test("[R1] the order does not depend on the moment", () => {
  expect(sortNumber.length).toBe(2);
});
