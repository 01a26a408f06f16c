import { createTopicModel, type JudgeOptions, type TopicTurn, type TopicVerdict } from "./model.ts";
import type { TopicScorer } from "./scorer.ts";

/** A past conversation as `guard check --history` reads it. */
export interface PastConversation {
  readonly workspace?: string | undefined;
  /** The team's label; several are parted by a bar, a comma or a semicolon. */
  readonly topic?: string | undefined;
  readonly messages: readonly { readonly from: "customer" | "agent" | "bot"; readonly text?: string | undefined }[];
}

export type TopicJudge = (context: readonly TopicTurn[], draft: string, options?: JudgeOptions) => TopicVerdict;

/** One judge per workspace, each built when it is first asked for and once. */
export function createHistoryJudges(scorer: TopicScorer, history: Iterable<PastConversation>): (workspace: string | undefined) => TopicJudge | undefined {
  const byWorkspace = new Map<string, PastConversation[]>();
  for (const conversation of history) {
    if (conversation.workspace === undefined) continue;
    const others = byWorkspace.get(conversation.workspace);
    if (others === undefined) byWorkspace.set(conversation.workspace, [conversation]);
    else others.push(conversation);
  }
  const judges = new Map<string, TopicJudge>();
  return (workspace) => {
    if (workspace === undefined) return undefined;
    const conversations = byWorkspace.get(workspace);
    if (conversations === undefined) return undefined;
    const ready = judges.get(workspace);
    if (ready !== undefined) return ready;

    const model = createTopicModel(scorer);
    for (const [i, { messages, topic }] of conversations.entries()) model.addConversation(String(i), topicTurns(messages), labelsOf(topic));
    judges.set(workspace, model.judge);
    return model.judge;
  };
}

const labelsOf = (topic = ""): string[] =>
  topic
    .split(/[|,;]/u)
    .map((label) => label.trim())
    .filter((label) => label !== "");

/** Messages as turns: a bot speaks for the business, and what has no words is left out. */
export function topicTurns(messages: PastConversation["messages"]): TopicTurn[] {
  return messages.flatMap(({ from, text }) => (text === undefined || text === "" ? [] : [{ from: from === "customer" ? "customer" : "agent", text }]));
}
