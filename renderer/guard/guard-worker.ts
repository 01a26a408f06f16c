import type { TopicScorer } from "../../shared/guard/topic/scorer.ts";
import { createSpellingThread } from "../spelling/spelling-thread.ts";
import type { SpellingLesson } from "../spelling/spelling-question.ts";
import { createWordMemory, type WordMemory } from "../spelling/word-memory.ts";
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

const say = (answer: GuardAnswer): void => self.postMessage(answer);

/** What the dictionaries have said so far; they themselves are on a thread of their own. */
const words: WordMemory = createWordMemory({
  ask: createSpellingThread({ hear: (answer) => words.heard(answer) }),
  tell: say,
  after: (ms, work) => {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
});

const checkedWith = (): CheckedWith => ({ topic: topics.model(), spellingOf: words.spellingOf });

let known: Partial<DeskContext> = {};

self.addEventListener("message", ({ data }: MessageEvent<GuardQuestion | TopicLesson | SpellingLesson>) => {
  if ("topicModel" in data) return void topics.learn(data.topicModel);
  if ("spelling" in data) return words.learn(data.spelling);
  const { changed, draft, id, now } = data;
  known = { ...known, ...changed };
  say({ kind: "findings", id, findings: deskFindings(draft, known as DeskContext, now, checkedWith()) });
});

say({ kind: "ready" });
