import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createTopicModel, type TopicModel, type TopicTurn } from "../../shared/guard/topic/model.ts";
import type { TopicScorer } from "../../shared/guard/topic/scorer.ts";
import { shareOf, type Dialogue } from "../../training/dialogues.ts";

export const SCORER_FILE = join(import.meta.dirname, "..", "..", "assets", "guard", "topic-scorer.json");
export const shippedScorer = (): TopicScorer => JSON.parse(readFileSync(SCORER_FILE, "utf8")) as TopicScorer;

export interface Question {
  readonly id: string;
  readonly kind: "on" | "ack" | "near" | "far";
  readonly context: readonly TopicTurn[];
  readonly draft: string;
}

/** A question with its answer. What has no verdict is never flagged: infinitely on topic. */
export interface Answer {
  readonly half: 0 | 1;
  readonly kind: Question["kind"];
  readonly score: number;
  /** Flagged by the threshold that the model found in its history alone, for each share of false alarms asked for. */
  readonly flagged: readonly boolean[];
  readonly took: number;
}

export const SHARES = [0.01, 0.03, 0.05] as const;

export const turnsOf = ({ turns }: Dialogue): TopicTurn[] => turns.map(([role, text]) => ({ from: role === "c" ? "customer" : "agent", text }));

export function modelOf(scorer: TopicScorer, past: readonly Dialogue[], isLabelled = false): TopicModel {
  const model = createTopicModel(scorer);
  for (const dialogue of past) model.addConversation(dialogue.id, turnsOf(dialogue), isLabelled ? dialogue.topics : []);
  return model;
}

/** `own`: the questions are about conversations of the history, each left out for its own. */
export function answersOf(model: TopicModel, questions: readonly Question[], own = false): Answer[] {
  model.recalibrate();
  return questions.map(({ id, kind, context, draft }) => {
    const options = own ? { conversationId: id } : {};
    const began = performance.now();
    const verdict = model.judge(context, draft, { ...options, falseAlarms: SHARES.at(-1) });
    const took = performance.now() - began;
    const score = verdict.kind === "on" || verdict.kind === "off" ? verdict.score : Infinity;
    // What is on topic where most is flagged is so everywhere.
    const fewer = SHARES.slice(0, -1).map((falseAlarms) => verdict.kind === "off" && model.judge(context, draft, { ...options, falseAlarms }).kind === "off");
    return { half: shareOf(id) < 0.5 ? 0 : 1, kind, score, flagged: [...fewer, verdict.kind === "off"], took };
  });
}

export interface Recall {
  readonly recall: number;
  readonly falseAlarms: number;
}

/** The threshold is chosen on one half of the dialogues and asked of the other, both ways. */
export function recallAt(answers: readonly Answer[], kind: Question["kind"], share: number): Recall {
  let caught = 0;
  let drafts = 0;
  let alarms = 0;
  let replies = 0;
  for (const half of [0, 1] as const) {
    const own = answers.filter((answer) => answer.half === half && answer.kind === "on").map(({ score }) => score);
    const threshold = own.sort((a, b) => a - b)[Math.max(0, Math.floor(share * (own.length + 1)) - 1)] ?? -Infinity;
    for (const answer of answers) {
      if (answer.half === half) continue;
      const isFlagged = answer.score < threshold;
      if (answer.kind === kind) drafts++;
      if (answer.kind === kind && isFlagged) caught++;
      if (answer.kind === "on") replies++;
      if (answer.kind === "on" && isFlagged) alarms++;
    }
  }
  return { recall: (100 * caught) / Math.max(1, drafts), falseAlarms: (100 * alarms) / Math.max(1, replies) };
}

/** The same with the threshold that the product uses: out of the history alone. */
export function flaggedAt(answers: readonly Answer[], kind: Question["kind"], share: (typeof SHARES)[number]): number {
  const asked = answers.filter((answer) => answer.kind === kind);
  const at = SHARES.indexOf(share);
  return (100 * asked.filter(({ flagged }) => flagged[at] === true).length) / Math.max(1, asked.length);
}
