import type { Draft } from "../../shared/guard/context.ts";
import type { TopicTurn, TopicVerdict } from "../../shared/guard/topic/model.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Message } from "../../shared/inbox/message.ts";
import type { Instant } from "../../shared/time.ts";

/** The model as desks get it. */
export interface ServedTopicModel {
  readonly bytes: Uint8Array;
  /** The same for the same bytes. */
  readonly version: string;
}

export interface TopicQuestion {
  readonly conversation: Conversation;
  /** The newest, in order. */
  readonly messages: readonly Message[];
  readonly draft: Draft;
}

export type ToTopicWorker =
  /** `all`: what is over by now; else what the log tells since the last time. */
  | { readonly type: "learn"; readonly now: Instant; readonly all: boolean }
  | { readonly type: "forget"; readonly id: number; readonly ids: readonly string[] }
  | { readonly type: "judge"; readonly id: number; readonly question: TopicQuestion; readonly now: Instant };

export type FromTopicWorker =
  /** Undefined: there is too little past. */
  | { readonly type: "model"; readonly model: ServedTopicModel | undefined }
  | { readonly type: "forgotten"; readonly id: number }
  | { readonly type: "verdicts"; readonly id: number; readonly verdicts: readonly (readonly [string, TopicVerdict])[] };

/** Names a question of the rule by where the conversation stood and what was to be said. */
export const questionKey = (turns: readonly TopicTurn[], text: string): string => JSON.stringify([turns.length, turns.at(-1)?.id, text]);
