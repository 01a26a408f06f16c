import { expect, test } from "vitest";
import { hopsOf } from "../../shared/handoffs/hops.ts";
import { transfersOf } from "../../shared/handoffs/transfer.ts";
import { toAgentId, toConversationId } from "../../shared/ids.ts";
import type { StoryLine } from "../../shared/inbox/message.ts";
import type { SlaEvent } from "../../shared/sla/events.ts";
import { toInstant } from "../../shared/time.ts";

const MINUTE = 60_000;
const at = (minute: number) => toInstant(minute * MINUTE);
const line = (minute: number, kind: StoryLine["kind"], data: StoryLine["data"] = {}, by?: string): StoryLine => ({
  id: `${kind}${minute}`,
  conversationId: toConversationId("c1"),
  at: at(minute),
  kind,
  data,
  ...(by === undefined ? {} : { by: toAgentId(by) }),
});
const anna = { kind: "agent", agentId: "anna" };
const bruno = { kind: "agent", agentId: "bruno" };
const queue = { kind: "queue" };
const answered = (minute: number, author: "human" | "bot" = "human"): SlaEvent => ({
  type: "outbound",
  author,
  state: "accepted",
  at: at(minute),
  messageId: `m${minute}`,
});
const wrote = (minute: number): SlaEvent => ({ type: "inbound", at: at(minute) });

test("[HO9] from whom, to whom, when, why, and how long it lay there", () => {
  const story = [
    line(2, "handoff", { reason: "wants a person" }),
    line(3, "claim", {}, "anna"),
    line(8, "claim-ended", { from: "anna" }),
    line(9, "claim", {}, "bruno"),
    line(20, "assign", { team: "returns" }, "bruno"),
    line(26, "claim", {}, "anna"),
    line(30, "resolve", { outcome: "solved" }, "anna"),
  ];
  const hops = hopsOf(story, [wrote(0), answered(1, "bot"), answered(27)], at(0), at(40));

  expect(hops.map(({ at: when, durationMs, from, to, why }) => [when / MINUTE, why, from, to, durationMs / MINUTE])).toEqual([
    [1, "bot-answered", queue, { kind: "bot" }, 1],
    [2, "handoff", { kind: "bot" }, queue, 1],
    [3, "claim", queue, anna, 5],
    [8, "claim-ended", anna, queue, 1],
    [9, "claim", queue, bruno, 11],
    [20, "assign", bruno, { kind: "queue", teamId: "returns" }, 6],
    [26, "claim", { kind: "queue", teamId: "returns" }, anna, 4],
    [30, "resolve", anna, { kind: "done" }, 10],
  ]);
  expect(hops[1]).toMatchObject({ reason: "wants a person" });
  expect(hops[4]).toMatchObject({ by: "bruno" });
});

test("[HO9] the last place is where it still lies; what is done lies nowhere", () => {
  const open = hopsOf([line(1, "claim", {}, "anna")], [], at(0), at(6));
  expect(open).toEqual([{ from: queue, to: anna, at: at(1), why: "claim", by: "anna", durationMs: 5 * MINUTE, ongoing: true }]);
  expect(hopsOf([line(1, "resolve", {}, "anna")], [], at(0), at(6)).at(-1)).not.toHaveProperty("ongoing");
});

test("[HO9] given back to the bot, handed over again, and what a customer writes after the end finds its last owner", () => {
  const story = [
    line(1, "handoff"),
    line(2, "claim", {}, "anna"),
    line(3, "to-bot", {}, "anna"),
    line(5, "handoff"),
    line(6, "claim", {}, "bruno"),
    line(7, "resolve", {}, "bruno"),
  ];
  // The server writes the bot's taking over as an event too: it is one hop.
  const hops = hopsOf(story, [{ type: "transfer", to: "bot", toKind: "bot", at: at(3) }, wrote(9)], at(0), at(10));
  expect(hops.map(({ why }) => why)).toEqual(["handoff", "claim", "to-bot", "handoff", "claim", "resolve", "wrote-again"]);
  expect(hops.at(-1)).toMatchObject({ from: { kind: "done" }, to: bruno, ongoing: true });
});

test("[HO9] a case that begins with the bot was given to it by nobody", () => {
  const hops = hopsOf([line(2, "handoff")], [{ type: "transfer", to: "bot", toKind: "bot", at: at(0) }], at(0), at(3));
  expect(hops).toMatchObject([
    { why: "bot-took", from: queue, to: { kind: "bot" }, durationMs: 2 * MINUTE },
    { why: "handoff", to: queue },
  ]);
  expect(hops[0]).not.toHaveProperty("by");
});

test("[HO9] the parts of the way add up to the whole of it", () => {
  const story = [
    line(2, "handoff"),
    line(3, "claim", {}, "anna"),
    line(11, "assign", { to: "bruno" }, "anna"),
    line(19, "released", {}, "bruno"),
    line(25, "assign", { team: "b", because: "overflow" }),
  ];
  const hops = hopsOf(story, [], at(0), at(31));
  expect(hops.map(({ why }) => why)).toEqual(["handoff", "claim", "assign", "released", "overflow"]);
  expect(hops.reduce((sum, { durationMs }) => sum + durationMs, 0)).toBe(at(31) - at(2));
});

test("[S4-16] [HO8] of a transfer to a team: asked for, taken, answered", () => {
  const story = [line(1, "claim", {}, "anna"), line(10, "assign", { team: "returns" }, "anna"), line(14, "claim", {}, "bruno")];
  const events = [answered(5), answered(16)];
  const [transfer] = transfersOf(hopsOf(story, events, at(0), at(30)), events);
  expect(transfer).toEqual({
    to: { kind: "queue", teamId: "returns" },
    by: "anna",
    requestedAt: at(10),
    acceptedAt: at(14),
    acceptMs: 4 * MINUTE,
    firstReplyAt: at(16),
    firstReplyMs: 6 * MINUTE,
  });
});

test("[S4-16] who is available has it at once; passed on before an answer it says so, and what has not happened is missing", () => {
  const story = [line(1, "claim", {}, "anna"), line(10, "assign", { to: "bruno" }, "anna"), line(12, "assign", { team: "returns" }, "bruno")];
  const events = [answered(20, "bot")];
  const [first, second] = transfersOf(hopsOf(story, events, at(0), at(30)), events);
  expect(first).toEqual({ to: bruno, by: "anna", requestedAt: at(10), acceptedAt: at(10), acceptMs: 0, endedBy: "assign" });
  expect(second).toEqual({ to: { kind: "queue", teamId: "returns" }, by: "bruno", requestedAt: at(12) });
});
