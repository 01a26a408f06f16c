import { Worker } from "node:worker_threads";
import type { BoardAnswer } from "../../shared/board/board-answer.ts";
import { seconds, type Clock, type Instant } from "../../shared/time.ts";
import type { BoardQuestion } from "./board-answer.ts";

export interface BoardQuestions {
  /** Undefined where it took too long, or the server is going down. */
  readonly ask: (question: Omit<BoardQuestion, "now">) => Promise<BoardAnswer | undefined>;
  readonly stop: () => Promise<void>;
}

const PATIENCE_MS = 30_000;
/** Several leads who look at one board are answered by one count. */
const KEPT_FOR = seconds(5);
const MOST_KEPT = 50;

/** Asks on a thread that lives for one question, one at a time: nobody's webhook waits for somebody's board. */
export function createBoardQuestions({ clock, databasePath }: { readonly clock: Clock; readonly databasePath: string }): BoardQuestions {
  const kept = new Map<string, { readonly at: Instant; readonly answer: Promise<BoardAnswer | undefined> }>();
  let turn: Promise<unknown> = Promise.resolve();
  let current: Worker | undefined;
  let stopped = false;

  const run = (question: BoardQuestion): Promise<BoardAnswer | undefined> =>
    new Promise((resolve, reject) => {
      if (stopped) return resolve(undefined);
      const worker = new Worker(new URL(import.meta.url.endsWith(".ts") ? "./board-worker.ts" : "./board-worker.js", import.meta.url), {
        workerData: { databasePath, question },
      });
      current = worker;
      let answer: BoardAnswer | undefined;
      const late = setTimeout(() => void worker.terminate(), PATIENCE_MS);
      worker.on("message", (message: BoardAnswer) => {
        answer = message;
      });
      worker.on("error", reject);
      worker.on("exit", () => {
        clearTimeout(late);
        resolve(answer);
      });
    });

  return {
    ask: (wanted) => {
      const now = clock.now();
      const key = JSON.stringify(wanted);
      const known = kept.get(key);
      if (known !== undefined && now >= known.at && now - known.at < KEPT_FOR) return known.answer;
      if (kept.size >= MOST_KEPT) kept.clear();
      const answer = turn.then(() => run({ ...wanted, now: clock.now() }));
      turn = answer.catch(() => {});
      kept.set(key, { at: now, answer });
      // Whoever asks next tries again.
      const forget = (): void => {
        if (kept.get(key)?.answer === answer) kept.delete(key);
      };
      answer.then((said) => (said === undefined ? forget() : undefined), forget);
      return answer;
    },
    stop: async () => {
      stopped = true;
      await current?.terminate();
      await turn;
    },
  };
}
