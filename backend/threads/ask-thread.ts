import { Worker } from "node:worker_threads";

/** What a thread that lives for one question says: how far it is, as often as it likes, and at its end the answer. */
export type FromThread<Answer> = ({ readonly type: "progress" } & Progress) | { readonly type: "answer"; readonly answer: Answer };

export interface Progress {
  readonly done: number;
  readonly of: number;
}

export interface AskedThread<Answer> {
  readonly progress: () => Progress | undefined;
  /** Once the thread has ended. Undefined where it gave none: stopped, too late, or beyond its memory. Rejects where it failed. */
  readonly answer: Promise<Answer | undefined>;
  readonly stop: () => void;
}

export interface ThreadLimits {
  readonly patienceMs?: number;
  readonly mostMemoryMb?: number;
}

/** One question to a thread that lives for it. */
export function askThread<Answer>(file: URL, workerData: unknown, { mostMemoryMb, patienceMs }: ThreadLimits = {}): AskedThread<Answer> {
  const worker = new Worker(file, { workerData, ...(mostMemoryMb === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: mostMemoryMb } }) });
  const stop = (): void => void worker.terminate();
  const late = patienceMs === undefined ? undefined : setTimeout(stop, patienceMs);
  let progress: Progress | undefined;
  let answer: Answer | undefined;

  worker.on("message", (message: FromThread<Answer>) => {
    if (message.type === "progress") progress = { done: message.done, of: message.of };
    else answer = message.answer;
  });
  return {
    progress: () => progress,
    answer: new Promise((resolve, reject) => {
      worker.on("error", (error: Error & { readonly code?: string }) => {
        // Where memory was bounded, that it was not enough is an answer.
        if (mostMemoryMb === undefined || error.code !== "ERR_WORKER_OUT_OF_MEMORY") reject(error);
      });
      worker.on("exit", () => {
        clearTimeout(late);
        resolve(answer);
      });
    }),
    stop,
  };
}
