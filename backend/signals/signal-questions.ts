import { Worker } from "node:worker_threads";
import type { Signals } from "../../shared/signals/signals.ts";
import type { SignalQuestion } from "./number-signals.ts";

export interface SignalQuestions {
  /** Undefined where it took too long, or the server is going down. */
  readonly ask: (question: SignalQuestion) => Promise<Signals | undefined>;
  readonly stop: () => Promise<void>;
}

const PATIENCE_MS = 30_000;

/** Asks on a thread that lives for one question, one at a time: nobody's webhook waits for somebody's figures. */
export function createSignalQuestions({ databasePath }: { readonly databasePath: string }): SignalQuestions {
  let turn: Promise<unknown> = Promise.resolve();
  let current: Worker | undefined;
  let stopped = false;

  const run = (question: SignalQuestion): Promise<Signals | undefined> =>
    new Promise((resolve, reject) => {
      if (stopped) return resolve(undefined);
      const worker = new Worker(new URL(import.meta.url.endsWith(".ts") ? "./signals-worker.ts" : "./signals-worker.js", import.meta.url), {
        workerData: { databasePath, question },
      });
      current = worker;
      let answer: Signals | undefined;
      const late = setTimeout(() => void worker.terminate(), PATIENCE_MS);
      worker.on("message", (message: Signals) => {
        answer = message;
      });
      worker.on("error", reject);
      worker.on("exit", () => {
        clearTimeout(late);
        resolve(answer);
      });
    });

  return {
    ask: (question) => {
      const asked = turn.then(() => run(question));
      turn = asked.catch(() => {});
      return asked;
    },
    stop: async () => {
      stopped = true;
      await current?.terminate();
      await turn;
    },
  };
}
