import { describe, expect, test } from "vitest";
import { DEFAULT_GUARD_POLICY, type Draft, type GuardPolicy } from "../../shared/guard/context.ts";
import { topicRule } from "../../shared/guard/rules/topic.ts";
import { createTopicModel, type TopicTurn } from "../../shared/guard/topic/model.ts";
import { toConversationId, toMessageId } from "../../shared/ids.ts";
import type { Message } from "../../shared/inbox/message.ts";
import type { Template } from "../../shared/inbox/people.ts";
import { toInstant } from "../../shared/time.ts";
import { aConversationRow } from "../conversation-builder.ts";
import { pastTalks, TOPIC_LANGUAGES, topicScorer } from "../fixtures/guard/topic-past.ts";

/** Of sixty conversations a twentieth is three replies: fewer false alarms cannot be told apart. */
const POLICY: GuardPolicy = {
  ...DEFAULT_GUARD_POLICY,
  text: { ...DEFAULT_GUARD_POLICY.text, topic: { falseAlarms: { ...DEFAULT_GUARD_POLICY.text.topic.falseAlarms, value: 0.05 } } },
};

const received = ({ text }: TopicTurn): Message => ({
  id: toMessageId("m1"),
  conversationId: toConversationId("c1"),
  direction: "in",
  author: { kind: "customer" },
  content: { type: "text", body: text },
  at: toInstant(1),
  order: 1,
  state: "received",
  stateAt: {},
});

describe.each(TOPIC_LANGUAGES)("in %s", (language) => {
  const talks = pastTalks(language);
  const model = createTopicModel(topicScorer);
  for (const { id, turns } of talks) model.addConversation(id, turns);

  /** How often a draft made of a reply is warned about after a question, each conversation judged by the others. */
  function warnings(draftOf: (reply: string) => { readonly draft: Draft; readonly templates?: readonly Template[] }) {
    const counts = { matching: 0, mismatching: 0 };
    for (const [n, { business, id, turns }] of talks.entries()) {
      const elsewhere = talks.filter((talk) => talk.business !== business)[(n * 7) % 50]!;
      const warns = (reply: string): boolean => {
        const { draft, templates } = draftOf(reply);
        const judge: typeof model.judge = (context, text, options) => model.judge(context, text, { ...options, conversationId: id });
        const context = { conversation: aConversationRow(), messages: [received(turns[0]!)], templates, topic: { judge } };
        return topicRule(draft, context, POLICY, toInstant(2)).length > 0;
      };
      if (warns(turns[1]!.text)) counts.matching++;
      if (warns(elsewhere.turns[1]!.text)) counts.mismatching++;
    }
    return counts;
  }

  test("[G-TOPIC] [S4-15] a macro sent to the wrong question is warned about, sent to the right one it is not", () => {
    const { matching, mismatching } = warnings((text) => ({ draft: { kind: "text", text, cannedReply: true } }));
    expect(mismatching).toBeGreaterThanOrEqual(talks.length * 0.8);
    expect(matching).toBeLessThanOrEqual(talks.length * 0.1);
  });

  test("[G-TOPIC] [S4-15] and so is a template, with its variables filled in", () => {
    const { matching, mismatching } = warnings((reply) => {
      const [first = "", ...rest] = reply.split(" ");
      const template: Template = {
        id: "t1",
        name: "answer",
        language,
        category: "UTILITY",
        status: "APPROVED",
        quality: "GREEN",
        body: `{{1}} ${rest.join(" ")}`,
        buttons: [],
      };
      return { draft: { kind: "template", name: "answer", language, variables: { "1": first } }, templates: [template] };
    });
    expect(mismatching).toBeGreaterThanOrEqual(talks.length * 0.8);
    expect(matching).toBeLessThanOrEqual(talks.length * 0.1);
  });
});
