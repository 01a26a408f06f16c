import type { ConversationId } from "../../shared/ids.ts";

export type WordOutcome = "done" | "no-network" | "failed";

/** [S0-9] What a person says about words. */
export interface SpellingCommands {
  /** Right for everybody in the workspace. */
  readonly learnWord: (word: string) => Promise<WordOutcome>;
  /** For leads. */
  readonly forgetWord: (word: string) => Promise<WordOutcome>;
  /** In this conversation, until the app is closed. */
  readonly ignoreWord: (conversationId: ConversationId, word: string) => void;
  /** On this computer. */
  readonly lookAtLanguage: (language: string, on: boolean) => void;
}
