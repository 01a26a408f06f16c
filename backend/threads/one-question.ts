import { askThread, type AskedThread, type ThreadLimits } from "./ask-thread.ts";

export interface OneQuestion<Answer> {
  /** Waits for the work before it. What it asks has no answer where it took too long, or the server is going down. */
  readonly inTurn: <T>(work: (ask: (workerData: unknown) => Promise<Answer | undefined>) => Promise<T>) => Promise<T>;
  readonly stop: () => Promise<void>;
}

/** Asks on a thread that lives for one question, one at a time: nobody's webhook waits for somebody's figures. */
export function createOneQuestion<Answer>(file: URL, limits: ThreadLimits & Required<Pick<ThreadLimits, "patienceMs">>): OneQuestion<Answer> {
  let turn: Promise<unknown> = Promise.resolve();
  let current: AskedThread<Answer> | undefined;
  let stopped = false;

  const ask = (workerData: unknown): Promise<Answer | undefined> => {
    if (stopped) return Promise.resolve(undefined);
    current = askThread(file, workerData, limits);
    return current.answer;
  };
  return {
    inTurn: (work) => {
      const done = turn.then(() => work(ask));
      turn = done.catch(() => {});
      return done;
    },
    stop: async () => {
      stopped = true;
      current?.stop();
      await turn;
    },
  };
}
