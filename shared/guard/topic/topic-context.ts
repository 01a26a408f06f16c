import type { TopicTurn, TopicVerdict } from "./model.ts";

/** What the off-topic rule asks: the desk's worker and the server each bring their own. */
export interface TopicContext {
  /** The judgement of a draft after these turns, by the workspace's own past. */
  readonly judge: (context: readonly TopicTurn[], draft: string) => TopicVerdict;
  /** The agent changed the topic on purpose: from then on it is the topic. */
  readonly changed?: boolean | undefined;
}
