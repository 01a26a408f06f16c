import { expect, test } from "vitest";
import { DEFAULT_GUARD_POLICY, type Draft, type GuardContext } from "../../shared/guard/context.ts";
import { topicRule } from "../../shared/guard/rules/topic.ts";
import type { TopicTurn, TopicVerdict } from "../../shared/guard/topic/model.ts";
import { toConversationId, toMessageId } from "../../shared/ids.ts";
import type { Message } from "../../shared/inbox/message.ts";
import { toInstant } from "../../shared/time.ts";
import { aConversationRow } from "../conversation-builder.ts";

const NOW = toInstant(1_000_000);
const said = (direction: "in" | "out", body: string, order: number): Message => ({
  id: toMessageId(`m${order}`),
  conversationId: toConversationId("c1"),
  direction,
  author: { kind: direction === "in" ? "customer" : "human" },
  content: { type: "text", body },
  at: toInstant(order),
  order,
  state: direction === "in" ? "received" : "accepted",
  stateAt: {},
});

/** Takes whatever speaks of a dentist for off-topic. */
function judge(context: readonly TopicTurn[], draft: string): TopicVerdict {
  if (!/dentist/.test(draft)) return { kind: "on", score: 1 };
  const asked = context.findLast(({ from }) => from === "customer");
  if (asked === undefined) return { kind: "cannot-tell", why: "nothing-asked" };
  const quote = { from: 0, to: asked.text.length, text: asked.text, messageId: asked.id, back: 1 };
  return { kind: "off", score: -2, confidence: 0.9, evidence: { asked: [quote], spoken: { from: 0, to: draft.length, text: draft }, words: [] } };
}
const find = (messages: readonly Message[], text: string, topic: Partial<GuardContext["topic"]> = {}, draft: Partial<Draft> = {}) =>
  topicRule({ kind: "text", text, ...draft } as Draft, { conversation: aConversationRow(), messages, topic: { judge, ...topic } }, DEFAULT_GUARD_POLICY, NOW);

const QUESTION = said("in", "Where is my parcel?", 1);

test("[G-TOPIC] one off-topic draft is a hint that names both subjects, with a way back and a way on", () => {
  expect(find([QUESTION], "See our dentist")).toEqual([
    expect.objectContaining({
      rule: "G-TOPIC",
      severity: "confirm",
      messageKey: "guard.topic.hint",
      confidence: 0.9,
      evidence: expect.objectContaining({ asked: "Where is my parcel?", spoken: "See our dentist" }),
      remedies: [{ command: "back-to-question" }, { command: "topic-changed" }],
    }),
  ]);
});

test("[G-TOPIC] the second off-topic message in a row asks for a decision", () => {
  const [finding] = find([QUESTION, said("out", "Our dentist is new", 2), said("in", "And?", 3)], "See our dentist");
  expect(finding).toMatchObject({ severity: "confirm", messageKey: "guard.topic.insists" });
});

test("[G-TOPIC] after an answer to the question, one off-topic draft is a hint again", () => {
  const [finding] = find([QUESTION, said("out", "It left today", 2), said("in", "Fine", 3)], "See our dentist");
  expect(finding).toMatchObject({ severity: "confirm", messageKey: "guard.topic.hint" });
});

test("[G-TOPIC] after the customer repeated the subject, an off-topic draft asks for a decision", () => {
  const messages = [said("in", "Where is my red coat parcel?", 1), said("out", "We have offers", 2), said("in", "I asked where the red coat parcel is", 3)];
  expect(find(messages, "See our dentist")).toMatchObject([{ severity: "confirm", evidence: { repeated: true } }]);
});

test("[G-TOPIC] a topic changed on purpose, a canned reply as it stands and a template are not asked about", () => {
  expect(find([QUESTION], "See our dentist", { changed: true })).toEqual([]);
  expect(find([QUESTION], "See our dentist", {}, { cannedReply: true })).toEqual([]);
  expect(find([QUESTION], "", {}, { kind: "template", name: "dentist", language: "en", variables: {} })).toEqual([]);
});

test("[G-TOPIC] without a judge, without messages and for a fitting draft the rule is silent", () => {
  const context = { conversation: aConversationRow(), messages: [QUESTION] };
  expect(topicRule({ kind: "text", text: "See our dentist" }, context, DEFAULT_GUARD_POLICY, NOW)).toEqual([]);
  expect(find([], "See our dentist")).toEqual([]);
  expect(find([QUESTION], "It leaves today")).toEqual([]);
});

test("[G-TOPIC] the draft's own row in the outbox is not its context", () => {
  const own = said("out", "See our dentist", 2);
  expect(find([QUESTION, own], "See our dentist", {}, { id: own.id })).toMatchObject([{ severity: "confirm" }]);
});
