import type { TopicScorer } from "../../shared/guard/topic/scorer.ts";
import { deskFindings, type CheckedWith } from "./desk-findings.ts";
import type { DeskContext } from "./desk-context.ts";
import type { GuardAnswer, GuardQuestion, TopicLesson } from "./guard-question.ts";
import { createTopicLearner } from "./topic-learner.ts";

/** The guard beside the page: typing never waits for a rule. Same-origin, as the content security policy asks. */

/** A piece of its own, read once there is a model to judge by. */
const topics = createTopicLearner({
  loadScorer: async () => JSON.parse((await import("../../assets/guard/topic-scorer.json?raw")).default) as TopicScorer,
  breathe: () => new Promise((resolve) => setTimeout(resolve)),
});

/** Where a dictionary comes in, once the desk has one. */
const checkedWith = (): CheckedWith => ({ topic: topics.model() });

let known: Partial<DeskContext> = {};

const say = (answer: GuardAnswer): void => self.postMessage(answer);

self.addEventListener("message", ({ data }: MessageEvent<GuardQuestion | TopicLesson>) => {
  if ("topicModel" in data) return void topics.learn(data.topicModel);
  const { changed, draft, id, now } = data;
  known = { ...known, ...changed };
  say({ kind: "findings", id, findings: deskFindings(draft, known as DeskContext, now, checkedWith()) });
});

say({ kind: "ready" });
