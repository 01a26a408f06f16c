import type { TopicScorer } from "../shared/guard/topic/scorer.ts";
import { boost } from "./boosting.ts";
import { shuffled } from "./chance.ts";
import { pairsOf, type Dialogue } from "./dialogues.ts";
import { examplesOf, type Example } from "./workspaces.ts";

/** Dialogues that the development benchmark asks about. */
export const benchmarkIds = (): Set<string> =>
  new Set(["star_dev", "star_dev_freetyped", "mw_val", "sgd_dev"].flatMap((name) => pairsOf(name).map(({ d }) => d)));

interface Sets {
  readonly star: readonly Dialogue[];
  readonly mwoz: readonly Dialogue[];
}

/** So many questions are drawn from each workspace; `effort` 1 is what ships. */
const QUESTIONS = 500;

/** Workspaces young and old, with all kinds of business and with a few. */
export function trainingExamples({ star, mwoz }: Sets, effort = 1): Example[] {
  const examples: Example[] = [];
  const take = (of: readonly Example[]): void => {
    for (const example of of) examples.push(example);
  };
  const wanted = Math.round(QUESTIONS * effort);
  let seed = 1_000;
  for (let round = 0; round < 3; round++) {
    for (const past of [60, 100, 200, 350, 600]) take(examplesOf("star", star, past, wanted, seed++));
    for (const past of [60, 150, 320]) take(examplesOf("mwoz", mwoz, past, wanted * 0.7, seed++));
  }
  const domains = [...new Set(star.flatMap((dialogue) => dialogue.domains))].toSorted();
  for (let round = 0; round < 12; round++) {
    const kept = new Set(shuffled(domains, seed).slice(0, 3 + (round % 4)));
    const some = star.filter((dialogue) => dialogue.domains.every((domain) => kept.has(domain)));
    if (some.length >= 60) take(examplesOf("star", some, [60, 100, 200, 400][round % 4]!, wanted * 0.4, seed++));
  }
  return examples;
}

export function scorerFrom(examples: readonly Example[]): TopicScorer {
  const options = { trees: 450, depth: 5, rate: 0.05, ridge: 20, minimum: 40, columnShare: 0.3 };
  const forest = boost(
    examples.map(({ features }) => features),
    examples.map(({ isReal }) => (isReal ? 1 : 0)),
    examples.map(({ weight }) => weight),
    options,
  );
  const short = (value: number): number => Number(value.toPrecision(4));
  return {
    version: 1,
    features: examples[0]!.names,
    depth: forest.depth,
    base: short(forest.base),
    questions: forest.trees.flatMap(({ features }) => features),
    thresholds: forest.trees.flatMap(({ thresholds }) => thresholds.map(short)),
    leaves: forest.trees.flatMap(({ leaves }) => leaves.map(short)),
  };
}
