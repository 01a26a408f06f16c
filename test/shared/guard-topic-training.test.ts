import { expect, test } from "vitest";
import { readScorer, scoreOf } from "../../shared/guard/topic/scorer.ts";
import type { Dialogue } from "../../training/dialogues.ts";
import { scorerFrom, trainingExamples } from "../../training/topic-scorer.ts";
import { pastTalks } from "../fixtures/guard/topic-past.ts";

/** Our own conversations in the shape of the training data: the kind of business is the domain. */
const dialogues = pastTalks("en").map(({ business, id, turns }): Dialogue => ({
  id,
  topics: [`${business}_${id}`],
  domains: [business],
  multi: false,
  turns: turns.map(({ from, text }) => (from === "customer" ? ["c", text] : ["a", text, -1])),
}));
const sets = { star: dialogues, mwoz: [] };

test("[G-TOPIC] the same dialogues give the same scorer, to the last number, and it tells real replies from others", () => {
  const examples = trainingExamples(sets, 0.02);
  const scorer = scorerFrom(examples);
  expect(scorerFrom(trainingExamples(sets, 0.02))).toEqual(scorer);
  expect(readScorer(scorer, scorer.features)).toBe(scorer);

  const mean = (isReal: boolean): number => {
    const scores = examples.filter((example) => example.isReal === isReal).map(({ features }) => scoreOf(scorer, features));
    return scores.reduce((sum, score) => sum + score, 0) / scores.length;
  };
  expect(mean(true)).toBeGreaterThan(mean(false) + 1);
});
