import type { Message } from "../../inbox/message.ts";
import type { TopicTurn, TopicVerdict } from "./model.ts";

/** What the off-topic rule asks: the desk's worker and the server each bring their own. */
export interface TopicContext {
  /** The judgement of a draft after these turns, by the workspace's own past. */
  readonly judge: (context: readonly TopicTurn[], draft: string, options?: { readonly falseAlarms?: number | undefined }) => TopicVerdict;
  /** The agent changed the topic on purpose: from then on it is the topic. */
  readonly changed?: boolean | undefined;
}

/** What an agent answers when a topic was changed on purpose; kept with the message under G-TOPIC. */
export const TOPIC_CHANGED = "topic-changed";

/** For so many messages a changed topic counts: after that it is the topic by itself. */
const TOPIC_HOLDS = 12;

/** Somebody said so with one of the newest of these messages. */
export const saysTopicChanged = (messages: readonly Message[]): boolean =>
  messages.slice(-TOPIC_HOLDS).some(({ overrides }) => overrides?.["G-TOPIC"] === TOPIC_CHANGED);
