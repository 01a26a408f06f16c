import { describe, expect, test } from "vitest";
import { DEFAULT_GUARD_POLICY, type Draft, type GuardContext } from "../../shared/guard/context.ts";
import { topicRule } from "../../shared/guard/rules/topic.ts";
import type { TopicTurn, TopicVerdict } from "../../shared/guard/topic/model.ts";
import { toConversationId, toMessageId } from "../../shared/ids.ts";
import type { Message } from "../../shared/inbox/message.ts";
import type { Template } from "../../shared/inbox/people.ts";
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

test("[G-TOPIC] a topic changed on purpose is not asked about", () => {
  expect(find([QUESTION], "See our dentist", { changed: true })).toEqual([]);
});

describe("what was written beforehand", () => {
  const template: Template = {
    id: "t1",
    name: "checkup",
    language: "en",
    category: "UTILITY",
    status: "APPROVED",
    quality: "GREEN",
    body: "Hello {{1}}, your {{2}} is due",
    buttons: [],
  };
  const variables = { "1": "Ada", "2": "visit to the dentist" };
  const checkup: Draft = { kind: "template", name: "checkup", language: "en", variables };
  const canned: Draft = { kind: "text", text: "See our dentist", cannedReply: true };
  const asked = (draft: Draft, messages: readonly Message[] = [QUESTION], more: Partial<GuardContext> = {}) =>
    topicRule(draft, { conversation: aConversationRow(), messages, templates: [template], topic: { judge }, ...more }, DEFAULT_GUARD_POLICY, NOW);

  test("[G-TOPIC] [S4-15] a template and a canned reply about another matter than the customer's open question are asked about, as they would be read", () => {
    expect(asked(checkup)).toMatchObject([
      { severity: "confirm", evidence: { asked: "Where is my parcel?", spoken: "Hello Ada, your visit to the dentist is due" } },
    ]);
    expect(asked(canned)).toMatchObject([{ severity: "confirm", evidence: { spoken: "See our dentist" } }]);
  });

  test("[G-TOPIC] [S4-15] those that fit are not", () => {
    expect(asked({ ...checkup, variables: { "1": "Ada", "2": "parcel" } })).toEqual([]);
    expect(asked({ ...canned, text: "It left this morning" })).toEqual([]);
  });

  test.each([
    { what: "an answer was the last word", messages: [QUESTION, said("out", "It left today", 2)], more: {} },
    { what: "thanks were the last word", messages: [QUESTION, said("out", "It left today", 2), said("in", "Thanks a lot!", 3)], more: {} },
    { what: "nobody has written", messages: [], more: {} },
    { what: "the case is resolved", messages: [QUESTION], more: { conversation: aConversationRow({ state: "resolved" }) } },
  ])("[G-TOPIC] [S4-15] where $what, no question is open, and nothing is said", ({ messages, more }) => {
    expect(asked(checkup, messages, more)).toEqual([]);
    expect(asked(canned, messages, more)).toEqual([]);
  });

  test("[G-TOPIC] [S4-15] a template that is not known here is not judged", () => {
    expect(asked({ ...checkup, name: "gone" })).toEqual([]);
    expect(asked(checkup, [QUESTION], { templates: undefined })).toEqual([]);
  });
});

test("[G-TOPIC] the one sentence that says that an opt-out was heard is no answer and is not judged", () => {
  expect(find([QUESTION], "See our dentist", {}, { confirmsOptOut: true })).toEqual([]);
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
