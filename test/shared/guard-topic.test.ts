import { describe, expect, test } from "vitest";
import { fitOf } from "../../shared/guard/topic/features.ts";
import { addTurns, createHistory, readTurn } from "../../shared/guard/topic/history.ts";
import { createHistoryJudges } from "../../shared/guard/topic/history-judge.ts";
import { createTopicModel, FEWEST_CONVERSATIONS, type TopicModel, type TopicTurn } from "../../shared/guard/topic/model.ts";
import { openTopicModel, packTopicModel } from "../../shared/guard/topic/packed-model.ts";
import { readTopicModel, saveTopicModel } from "../../shared/guard/topic/saved-model.ts";
import { readScorer } from "../../shared/guard/topic/scorer.ts";
import { situationOf } from "../../shared/guard/topic/situation.ts";
import { pastTalks, TOPIC_LANGUAGES, topicScorer, type PastTalk } from "../fixtures/guard/topic-past.ts";

const modelOf = (talks: readonly PastTalk[]): TopicModel => {
  const model = createTopicModel(topicScorer);
  for (const { id, turns } of talks) model.addConversation(id, turns);
  return model;
};
const english = pastTalks("en");
const customer = (text: string, id?: string): TopicTurn => ({ from: "customer", text, id });
const asksForParcel = [customer("Where is my parcel? I ordered a coat on Monday", "m1")];
const OFF = "The dentist sees patients on Saturday mornings, would you like an appointment?";

describe("what the verdict rests on", () => {
  test("[G-TOPIC] a draft about another matter than the customer's is off-topic, the answer is not", () => {
    const { judge } = modelOf(english);
    expect(judge(asksForParcel, OFF, { falseAlarms: 0.05 }).kind).toBe("off");
    expect(judge(asksForParcel, "The courier delivers your parcel tomorrow morning", { falseAlarms: 0.05 }).kind).toBe("on");
  });

  test("[G-TOPIC] of several open questions the draft may answer any", () => {
    const { judge } = modelOf(english);
    const context = [customer("How much is the double room per night?"), customer("And is there parking at the hotel?")];
    expect(judge(context, "The double room costs ninety euros a night", { falseAlarms: 0.05 }).kind).toBe("on");
    expect(judge(context, "Parking in the hotel garage costs twelve euros", { falseAlarms: 0.05 }).kind).toBe("on");
  });

  test("[G-TOPIC] with too few past conversations it cannot tell", () => {
    const few = modelOf(english.slice(0, FEWEST_CONVERSATIONS - 1));
    expect(few.judge(asksForParcel, OFF)).toEqual({ kind: "cannot-tell", why: "little-history" });
  });

  test("[G-TOPIC] where nobody asked, and in a language that the past does not know, it cannot tell", () => {
    const { judge } = modelOf(english);
    expect(judge([], OFF)).toEqual({ kind: "cannot-tell", why: "nothing-asked" });
    expect(judge([{ from: "agent", text: "Hello" }], OFF)).toEqual({ kind: "cannot-tell", why: "nothing-asked" });
    expect(judge(asksForParcel, "Η παραγγελία σας φεύγει αύριο το πρωί από την αποθήκη")).toEqual({ kind: "cannot-tell", why: "unlike-anything" });
    expect(judge([customer("私の荷物はどこですか")], OFF)).toEqual({ kind: "cannot-tell", why: "unlike-anything" });
  });

  test("[G-TOPIC] more false alarms asked for never flag less", () => {
    const { judge } = modelOf(english);
    for (const { turns } of english.slice(0, 20)) {
      const strict = judge(turns.slice(0, 1), OFF, { falseAlarms: 0.01 }).kind === "off";
      const loose = judge(turns.slice(0, 1), OFF, { falseAlarms: 0.2 }).kind === "off";
      expect(strict && !loose).toBe(false);
    }
  });

  test.each(TOPIC_LANGUAGES)("[G-TOPIC] of the own conversations' replies in %s few are flagged, of drafts from elsewhere most", (language) => {
    const talks = pastTalks(language);
    const { judge } = modelOf(talks);
    let alarms = 0;
    let caught = 0;
    for (const [n, { id, business, turns }] of talks.entries()) {
      const elsewhere = talks.filter((talk) => talk.business !== business)[(n * 7) % 50]!;
      const options = { conversationId: id, falseAlarms: 0.05 };
      if (judge(turns.slice(0, 1), turns[1]!.text, options).kind === "off") alarms++;
      if (judge(turns.slice(0, 1), elsewhere.turns[1]!.text, options).kind === "off") caught++;
    }
    expect(alarms).toBeLessThanOrEqual(talks.length * 0.1);
    expect(caught).toBeGreaterThanOrEqual(talks.length * 0.8);
  });
});

describe("what a person can verify", () => {
  test("[G-TOPIC] the evidence is the customer's and the draft's own words, with their places and the message", () => {
    const draft = `Good morning! ${OFF}`;
    const context = [
      customer("Where is my parcel? I ordered a coat on Monday", "m1"),
      { from: "agent", text: "One moment please" } as const,
      customer("Hello?", "m2"),
    ];
    const verdict = modelOf(english).judge(context, draft, { falseAlarms: 0.1 });
    if (verdict.kind !== "off") throw new Error(`The verdict is ${verdict.kind}.`);

    const { asked, spoken, words } = verdict.evidence;
    expect(asked.length).toBeGreaterThan(0);
    for (const quote of asked) {
      expect(quote.messageId).toBe("m1");
      expect(context[0]!.text.slice(quote.from, quote.to)).toBe(quote.text);
    }
    expect(asked.map(({ text }) => text).join(" ")).toMatch(/parcel|coat/);
    expect(draft.slice(spoken.from, spoken.to)).toBe(spoken.text);
    expect(spoken.text).toMatch(/dentist/);
    expect(words.length).toBeGreaterThan(0);
    for (const word of words) expect(draft.slice(word.from, word.to)).toBe(word.text);
  });
});

describe("what the model keeps", () => {
  const asked = english.map(({ id, turns }) => ({ id, context: turns.slice(0, 3), draft: OFF }));
  const verdicts = (model: TopicModel) => {
    model.recalibrate();
    return asked.map(({ context, draft }) => model.judge(context, draft));
  };

  test("[G-TOPIC] the same conversations give the same verdicts", () => {
    expect(verdicts(modelOf(english))).toEqual(verdicts(modelOf(english)));
  });

  test("[G-TOPIC] conversations that came one by one count like those that were there from the start", () => {
    const grown = modelOf(english.slice(0, 52));
    verdicts(grown);
    for (const { id, turns } of english.slice(52)) grown.addConversation(id, turns);
    expect(verdicts(grown)).toEqual(verdicts(modelOf(english)));
  });

  test("[G-TOPIC] a conversation that is forgotten leaves no trace", () => {
    const model = modelOf([...english, { id: "secret", business: "shop", turns: [customer("Zanzibar?"), { from: "agent", text: "Zanzibar parcel" }] }]);
    verdicts(model);
    model.removeConversation("secret");
    expect(verdicts(model)).toEqual(verdicts(modelOf(english)));
    expect(saveTopicModel(model.kept())).toEqual(saveTopicModel(modelOf(english).kept()));
  });

  test("[G-TOPIC] a saved model judges like the one it was saved from, and holds no word", () => {
    const model = createTopicModel(topicScorer);
    for (const { id, business, turns } of english) model.addConversation(id, turns, [business]);
    const bytes = saveTopicModel(model.kept());
    const kept = readTopicModel(bytes);
    if (kept === undefined) throw new Error("The saved model cannot be read.");
    expect(verdicts(createTopicModel(topicScorer, kept))).toEqual(verdicts(model));
    const text = new TextDecoder("latin1").decode(bytes);
    for (const word of ["dentist", "parcel", "garage car", "balance"]) expect(text).not.toContain(word);
  });

  test("[G-TOPIC] damaged bytes are no model", () => {
    const bytes = saveTopicModel(modelOf(english).kept());
    expect(readTopicModel(bytes.slice(0, 500))).toBeUndefined();
    expect(readTopicModel(new Uint8Array())).toBeUndefined();
    expect(readTopicModel(Uint8Array.from({ length: 5_000 }, (_, i) => (i * 7_919) % 256))).toBeUndefined();
  });

  test("[G-TOPIC] the shipped scorer was made for these features", () => {
    const history = createHistory();
    const turns = [customer("Where is my parcel?"), { from: "agent", text: "It is on its way" } as const].map(readTurn);
    addTurns(history, turns);
    const { names, values } = fitOf(history, situationOf(history, turns.slice(0, 1)), turns[1]!);
    expect(readScorer(topicScorer, names)).toBe(topicScorer);
    expect(values.every(Number.isFinite)).toBe(true);
    expect(() => readScorer({ ...topicScorer, leaves: topicScorer.leaves.slice(1) }, names)).toThrow("training");
    expect(() => readScorer(topicScorer, names.slice(1))).toThrow("training");
  });
});

describe("a warning that was dismissed", () => {
  const asked = [customer("Where is my parcel? I ordered a coat on Monday")];
  const INSURANCE = "Most insurance plans cover one cleaning a year";
  const kindOf = (model: TopicModel, draft: string, context: readonly TopicTurn[] = asked) => model.judge(context, draft, { falseAlarms: 0.05 }).kind;
  const dismissed = (model: TopicModel, conversationId = "live") => {
    model.learnDismissal("m9", { conversationId, turns: asked, text: INSURANCE });
    return model;
  };

  test("[G-TOPIC] does not come again for a like draft in a like situation; a far draft, and the same in another situation, still warn", () => {
    const model = modelOf(english);
    const like = "Your insurance plan covers one cleaning a year";
    const likeAsked = [customer("Where is the parcel with my coat? It was ordered on Monday")];
    expect([kindOf(model, INSURANCE), kindOf(model, like), kindOf(model, like, likeAsked), kindOf(model, OFF)]).toEqual(["off", "off", "off", "off"]);

    dismissed(model);
    expect([kindOf(model, INSURANCE), kindOf(model, like), kindOf(model, like, likeAsked)]).toEqual(["on", "on", "on"]);
    expect(kindOf(model, OFF)).toBe("off");
    expect(kindOf(model, INSURANCE, [customer("My car makes a noise when I brake")])).toBe("off");
  });

  test("[G-TOPIC] comes again once it is forgotten, by itself or with its conversation", () => {
    const model = dismissed(modelOf(english));
    model.forgetDismissals();
    expect(kindOf(model, INSURANCE)).toBe("off");
    dismissed(model);
    model.removeConversation("another");
    expect(kindOf(model, INSURANCE)).toBe("on");
    model.removeConversation("live");
    expect(kindOf(model, INSURANCE)).toBe("off");
    expect(saveTopicModel(model.kept())).toEqual(saveTopicModel(modelOf(english).kept()));
  });

  test("[G-TOPIC] lowers the confidence where the draft is only somewhat like it", () => {
    const somewhat = "One cleaning a year at the dentist is enough for healthy teeth, and whitening can wait";
    const confidence = (model: TopicModel): number => {
      const verdict = model.judge(asked, somewhat, { falseAlarms: 0.05 });
      return verdict.kind === "off" ? verdict.confidence : 0;
    };
    const before = confidence(modelOf(english));
    const after = confidence(dismissed(modelOf(english)));
    expect(before).toBeGreaterThan(0);
    expect(after).toBeLessThan(before);
    expect(after).toBeGreaterThan(0);
  });

  test("[G-TOPIC] counts in the threshold as a reply like all others, once", () => {
    const replies = (model: TopicModel): number => {
      model.recalibrate();
      const { canned, typed } = model.calibration();
      return canned.length + typed.length;
    };
    const usual = replies(modelOf(english));
    expect(replies(dismissed(modelOf(english)))).toBe(usual + 1);
    // Its conversation is over and in the history: the reply is there already.
    expect(replies(dismissed(modelOf(english), english[0]!.id))).toBe(usual);
  });

  test("[G-TOPIC] goes with the model to the desks, and holds no word", () => {
    const bytes = packTopicModel(dismissed(modelOf(english)));
    const opened = openTopicModel(topicScorer, bytes);
    expect(opened?.kept().dismissals.size).toBe(1);
    expect(kindOf(opened!, INSURANCE)).toBe("on");
    expect(kindOf(opened!, OFF)).toBe("off");
    expect(new TextDecoder("latin1").decode(bytes)).not.toMatch(/insurance|cleaning/iu);
  });

  test("[G-TOPIC] of very many the newest are kept", () => {
    const model = modelOf(english.slice(0, 50));
    for (let i = 0; i < 510; i++) model.learnDismissal(`m${i}`, { conversationId: "live", turns: asked, text: INSURANCE });
    expect([model.kept().dismissals.size, model.kept().dismissals.has("m9"), model.kept().dismissals.has("m10")]).toEqual([500, false, true]);
  });
});

describe("the history of the command line", () => {
  test("[G-TOPIC] a query is judged by the past of its own workspace, and by none without a name", () => {
    const history = english.map(({ business, turns }) => ({ workspace: "acme", topic: business, messages: turns.map(({ from, text }) => ({ from, text })) }));
    const judgeOf = createHistoryJudges(topicScorer, [...history, { workspace: "small", messages: [{ from: "customer", text: "Hello" }] }]);
    expect(judgeOf("acme")?.(asksForParcel, OFF, { falseAlarms: 0.05 }).kind).toBe("off");
    expect(judgeOf("small")?.(asksForParcel, OFF).kind).toBe("cannot-tell");
    expect(judgeOf("nobody")).toBeUndefined();
    expect(judgeOf(undefined)).toBeUndefined();
    expect(judgeOf("acme")).toBe(judgeOf("acme"));
  });
});

describe("hostile text", () => {
  const { judge } = modelOf(english);
  test.each([
    ["nothing", ""],
    ["4,096 of one letter", "a".repeat(4_096)],
    ["10,000 emoji", "🎉".repeat(10_000)],
    ["right to left", "\u202eparcel \u0627\u0644\u0637\u0631\u062f".repeat(200)],
    ["zero-width characters", "p\u200ba\u200br\u200bc\u200be\u200bl ".repeat(300)],
    ["homoglyphs", "раrсеl dеlivеry ".repeat(250)],
    ["marks without letters", "\u0301".repeat(4_096)],
    ["unpaired surrogates", "\ud800x\udc00 ".repeat(1_000)],
    ["a sentence without an end", "word ".repeat(900)],
    ["the names of objects", "constructor __proto__ hasOwnProperty toString"],
    ["ideographs", "退款订单".repeat(1_000)],
  ])("[G-TOPIC] %s is judged, as draft and as context", (_, text) => {
    const kinds = ["on", "off", "no-topic", "cannot-tell"];
    expect(kinds).toContain(judge(asksForParcel, text).kind);
    const long = Array.from({ length: 12 }, (__, i): TopicTurn => ({ from: i % 2 === 0 ? "customer" : "agent", text }));
    expect(kinds).toContain(judge(long, OFF, { falseAlarms: 0.1 }).kind);
    expect(kinds).toContain(judge(long, text, { falseAlarms: 0.1 }).kind);
  });

  test("[G-TOPIC] zero-width characters do not make other words", () => {
    const verdict = judge(asksForParcel, "The cou\u200brier deliv\u200bers your par\u200bcel tomorrow");
    expect(verdict.kind).toBe("on");
    expect(verdict).toEqual(judge(asksForParcel, "The courier delivers your parcel tomorrow"));
  });
});
