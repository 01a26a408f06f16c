import { createHash } from "node:crypto";
import { parentPort, workerData } from "node:worker_threads";
import { DEFAULT_GUARD_POLICY } from "../../shared/guard/context.ts";
import { topicRule } from "../../shared/guard/rules/topic.ts";
import { createTopicModel, FEWEST_CONVERSATIONS, type TopicVerdict } from "../../shared/guard/topic/model.ts";
import { packTopicModel } from "../../shared/guard/topic/packed-model.ts";
import type { Instant } from "../../shared/time.ts";
import { questionKey, type FromTopicWorker, type ToTopicWorker, type TopicQuestion } from "./topic-questions.ts";
import { openTopicPast } from "./topic-past.ts";
import { shippedTopicScorer } from "./topic-scorer.ts";

/** [G-TOPIC] The workspace's off-topic model, learned and asked on a thread of its own: it takes seconds for thousands of conversations. */
const { databasePath } = workerData as { readonly databasePath: string };
const port = parentPort;
if (port === null) throw new Error("topic-worker runs as a worker only.");

/** More say hardly more, and every desk gets them all. */
const MOST = 2_000;

const past = openTopicPast(databasePath);
const model = createTopicModel(shippedTopicScorer());
/** What each was like when it was read. */
const stamps = new Map<string, string>();
let place = 0;
/** How far the guard's own log has been read. */
let saidTo = 0;
/** More dismissals than the model keeps need not be read. */
const MOST_DISMISSALS = 500;
/** What was said before it is forgotten, and not learned again. */
let since: Instant | undefined;
const tell = (message: FromTopicWorker): void => port.postMessage(message);

function forget(id: string): boolean {
  model.removeConversation(id);
  return stamps.delete(id);
}

/** True where the model is another one now. */
function read(id: string, now: Instant): boolean {
  const found = past.read(id, now, since);
  if (found === undefined) return forget(id);
  // Once resolved and opened again it says what it said.
  if (found === "under-way" || stamps.get(id) === found.stamp) return false;
  // Deleted first, so that it stands among the newest.
  stamps.delete(id);
  stamps.set(id, found.stamp);
  model.addConversation(id, found.turns, found.labels);
  return true;
}

function learn(now: Instant, all: boolean): boolean {
  const { head, ids } = past.changedAfter(all ? Number.MAX_SAFE_INTEGER : place);
  const changed = [...(all ? new Set([...stamps.keys(), ...past.settled(now, MOST)]) : ids)].map((id) => read(id, now)).includes(true);
  place = head;
  // Some at a time, for after each time everything is counted anew.
  if (stamps.size > MOST * 1.05) for (const id of [...stamps.keys()].slice(0, stamps.size - MOST)) forget(id);
  return changed;
}

/** True where something was dismissed since the last time. */
function learnDismissals(): boolean {
  const { found, head } = past.dismissedAfter(saidTo, since, MOST_DISMISSALS);
  saidTo = head;
  for (const { messageId, ...dismissed } of found) model.learnDismissal(messageId, dismissed);
  return found.length > 0;
}

function forgetDismissals(): void {
  model.forgetDismissals();
  saidTo = 0;
  learnDismissals();
}

function serve(now: Instant): void {
  const learning = { conversations: stamps.size, dismissals: model.kept().dismissals.size, learnedAt: now };
  if (stamps.size < FEWEST_CONVERSATIONS) return tell({ type: "model", model: undefined, learning });
  const bytes = packTopicModel(model);
  const version = createHash("sha256").update(bytes).digest("base64url");
  tell({ type: "model", model: { bytes, version }, learning: { ...learning, calibration: model.calibration() } });
  model.countMore(MOST * 2);
}

/** Every verdict that the rule asks for, for the rule to be asked again where the message is decided about. */
function verdicts({ conversation, draft, falseAlarms, messages, templates }: TopicQuestion, now: Instant): readonly (readonly [string, TopicVerdict])[] {
  const asked = new Map<string, TopicVerdict>();
  const judge: typeof model.judge = (turns, text) => {
    const verdict = model.judge(turns, text, { conversationId: conversation.id, falseAlarms });
    asked.set(questionKey(turns, text), verdict);
    return verdict;
  };
  topicRule(draft, { conversation, messages, templates, topic: { judge } }, DEFAULT_GUARD_POLICY, now);
  return [...asked];
}

port.on("message", (message: ToTopicWorker) => {
  switch (message.type) {
    case "learn": {
      const isOther = since !== message.since;
      since = message.since;
      const changed = learn(message.now, message.all);
      if (isOther) forgetDismissals();
      if (learnDismissals() || isOther || changed || message.all) serve(message.now);
      return;
    }
    case "forget":
      for (const id of message.ids) forget(id);
      serve(message.now);
      return tell({ type: "forgotten", id: message.id });
    case "forget-dismissals":
      forgetDismissals();
      serve(message.now);
      return tell({ type: "forgotten", id: message.id });
    case "judge":
      return tell({ type: "verdicts", id: message.id, verdicts: verdicts(message.question, message.now) });
  }
});
