import type { Draft } from "../../shared/guard/context.ts";
import type { Calibration } from "../../shared/guard/topic/calibration.ts";
import type { TopicTurn, TopicVerdict } from "../../shared/guard/topic/model.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Message } from "../../shared/inbox/message.ts";
import type { Template } from "../../shared/inbox/people.ts";
import type { Instant } from "../../shared/time.ts";

/** The model as desks get it. */
export interface ServedTopicModel {
  readonly bytes: Uint8Array;
  /** The same for the same bytes. */
  readonly version: string;
}

/** What a model was learned from, for people to look at. */
export interface TopicLearning {
  readonly conversations: number;
  /** Warnings that were passed with a reason, and are not given again for their like. */
  readonly dismissals: number;
  readonly learnedAt: Instant;
  /** Nothing where there is too little past. */
  readonly calibration?: Calibration | undefined;
}

export interface TopicQuestion {
  readonly conversation: Conversation;
  /** The newest, in order. */
  readonly messages: readonly Message[];
  readonly draft: Draft;
  /** Where the draft is one: what it says. */
  readonly templates?: readonly Template[] | undefined;
  /** As the policy has it. */
  readonly falseAlarms: number;
}

export type ToTopicWorker =
  /** `all`: what is over by now; else what the log tells since the last time. `since`: what is older is forgotten. */
  | { readonly type: "learn"; readonly now: Instant; readonly all: boolean; readonly since?: Instant | undefined }
  /** What was dismissed so far is let go; what is dismissed from now on is learned again. */
  | { readonly type: "forget-dismissals"; readonly id: number; readonly now: Instant }
  | { readonly type: "forget"; readonly now: Instant; readonly id: number; readonly ids: readonly string[] }
  | { readonly type: "judge"; readonly id: number; readonly question: TopicQuestion; readonly now: Instant };

export type FromTopicWorker =
  /** Undefined: there is too little past. */
  | { readonly type: "model"; readonly model: ServedTopicModel | undefined; readonly learning: TopicLearning }
  | { readonly type: "forgotten"; readonly id: number }
  | { readonly type: "verdicts"; readonly id: number; readonly verdicts: readonly (readonly [string, TopicVerdict])[] };

/** Names a question of the rule by where the conversation stood and what was to be said. */
export const questionKey = (turns: readonly TopicTurn[], text: string): string => JSON.stringify([turns.length, turns.at(-1)?.id, text]);
