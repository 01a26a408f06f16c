/** What was learned from labelled conversations: trees over the features, made by training/train-topic.ts. */
export interface TopicScorer {
  readonly version: number;
  readonly features: readonly string[];
  readonly depth: number;
  readonly base: number;
  /** Per tree 2^depth - 1 questions in heap order: which feature (-1 none), above which number one goes right. */
  readonly questions: readonly number[];
  readonly thresholds: readonly number[];
  /** Per tree 2^depth leaves. */
  readonly leaves: readonly number[];
}

/** The log-odds that a draft answers what was asked: the lower, the farther from the topic. */
export function scoreOf({ depth, base, questions, thresholds, leaves }: TopicScorer, features: readonly number[]): number {
  const inner = 2 ** depth - 1;
  const trees = leaves.length / (inner + 1);
  let sum = base;
  for (let tree = 0; tree < trees; tree++) {
    let node = 0;
    while (node < inner) {
      const feature = questions[tree * inner + node]!;
      node = 2 * node + (feature >= 0 && features[feature]! > thresholds[tree * inner + node]! ? 2 : 1);
    }
    sum += leaves[tree * (inner + 1) + node - inner]!;
  }
  return sum;
}

/** Checks that a file is a scorer that this version of the features can use. */
export function readScorer(value: unknown, features: readonly string[]): TopicScorer {
  const scorer = value as TopicScorer;
  const inner = 2 ** scorer.depth - 1;
  const trees = scorer.leaves.length / (inner + 1);
  const whole = Number.isInteger(trees) && scorer.questions.length === trees * inner && scorer.thresholds.length === trees * inner;
  if (!whole || scorer.features.join() !== features.join()) throw new Error("The topic scorer was made for other features. Run training/train-topic.ts.");
  return scorer;
}
