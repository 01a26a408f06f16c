import type { Signals } from "../../shared/signals/signals.ts";
import { createOneQuestion } from "../threads/one-question.ts";
import { workerBeside } from "../threads/worker-beside.ts";
import type { SignalQuestion } from "./number-signals.ts";

export interface SignalQuestions {
  /** Undefined where it took too long, or the server is going down. */
  readonly ask: (question: SignalQuestion) => Promise<Signals | undefined>;
  readonly stop: () => Promise<void>;
}

const PATIENCE_MS = 30_000;

export function createSignalQuestions({ databasePath }: { readonly databasePath: string }): SignalQuestions {
  const thread = createOneQuestion<Signals>(workerBeside(import.meta.url, "signals-worker"), { patienceMs: PATIENCE_MS });
  return {
    ask: (question) => thread.inTurn((ask) => ask({ databasePath, question })),
    stop: thread.stop,
  };
}
