import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { PolicySet } from "../../shared/sla/parse-policy.ts";
import { addComparisons, nothingCompared, type Comparison, type Stretch } from "../../shared/sla/what-if.ts";
import type { Instant } from "../../shared/time.ts";
import { createOneAtATime, type OneAtATime } from "../threads/one-at-a-time.ts";
import { workerBeside } from "../threads/worker-beside.ts";

/** [P4] A stretch of the past, and the draft under which it is read again. */
export interface WhatIfTask extends Stretch {
  readonly draft: PolicySet;
  readonly timeZone: string;
  /** What is due by then and not answered is missed. */
  readonly now: Instant;
}

export type ToWhatIfWorker = { readonly type: "plan"; readonly parts: number } | { readonly type: "read"; readonly part: ConversationRange };

export type FromWhatIfWorker =
  | { readonly type: "planned"; readonly conversations: number; readonly parts: readonly ConversationRange[] }
  | { readonly type: "progress"; readonly done: number }
  | { readonly type: "read"; readonly comparison: Comparison };

/** Conversations by their ids: `first` is the first of them, `next` the first that is not one of them any more. */
export interface ConversationRange {
  readonly first: string;
  readonly next?: string | undefined;
}

export interface WhatIfRun {
  /** Unknown until the conversations have been counted. */
  readonly progress: () => { readonly done: number; readonly of: number } | undefined;
  /** Rejects where it could not be done. */
  readonly comparison: Promise<Comparison | "stopped">;
  readonly stop: () => void;
}

export type WhatIf = OneAtATime<WhatIfTask, WhatIfRun>;

const MOST_WORKERS = 4;
/** Small enough that the threads end together. */
const PARTS_PER_WORKER = 8;

/** Reads the past on threads of its own, each with a connection of its own that cannot write, so that nobody's work waits for it. */
export const createWhatIf = ({ databasePath }: { readonly databasePath: string }): WhatIf =>
  createOneAtATime(
    (task, onEnded) => start(databasePath, task, onEnded),
    ({ comparison }) => comparison,
  );

function start(databasePath: string, task: WhatIfTask, onEnded: () => void): WhatIfRun {
  const threads = Array.from({ length: Math.min(MOST_WORKERS, availableParallelism()) }, () => startThread(databasePath, task));
  let of: number | undefined;

  const compare = async (): Promise<Comparison> => {
    const planned = await threads[0]?.ask({ type: "plan", parts: threads.length * PARTS_PER_WORKER });
    if (planned?.type !== "planned") throw new Error("The conversations could not be counted.");
    of = planned.conversations;

    const parts = [...planned.parts];
    let all = nothingCompared();
    await Promise.all(
      threads.map(async ({ ask }) => {
        for (let part = parts.shift(); part !== undefined; part = parts.shift()) {
          const answer = await ask({ type: "read", part });
          if (answer.type === "read") all = addComparisons(all, answer.comparison);
        }
      }),
    );
    return all;
  };
  const end = (): Promise<unknown> => Promise.all(threads.map((thread) => thread.end()));
  let stopped = false;
  const compareUnlessStopped = async (): Promise<Comparison | "stopped"> => {
    try {
      return await compare();
    } catch (error) {
      if (stopped) return "stopped";
      throw error;
    } finally {
      await end();
      onEnded();
    }
  };

  return {
    progress: () => (of === undefined ? undefined : { done: threads.reduce((sum, { done }) => sum + done(), 0), of }),
    comparison: compareUnlessStopped(),
    stop: () => {
      stopped = true;
      void end();
    },
  };
}

type Answer = Exclude<FromWhatIfWorker, { readonly type: "progress" }>;

interface Thread {
  readonly ask: (message: ToWhatIfWorker) => Promise<Answer>;
  /** Conversations read so far. */
  readonly done: () => number;
  readonly end: () => Promise<unknown>;
}

/** Answers one question at a time; ended, it refuses. */
function startThread(databasePath: string, task: WhatIfTask): Thread {
  const worker = new Worker(workerBeside(import.meta.url, "what-if-worker"), {
    workerData: { databasePath, task },
  });
  let waiting: { readonly resolve: (answer: Answer) => void; readonly reject: (error: Error) => void } | undefined;
  let done = 0;
  let dead: Error | undefined;

  const die = (error: Error): void => {
    dead ??= error;
    waiting?.reject(dead);
    waiting = undefined;
  };
  worker.on("message", (message: FromWhatIfWorker) => {
    if (message.type === "progress") {
      done = message.done;
      return;
    }
    waiting?.resolve(message);
    waiting = undefined;
  });
  worker.on("error", die);
  worker.on("exit", () => die(new Error("A thread of the replay has ended.")));

  return {
    ask: (message) =>
      new Promise((resolve, reject) => {
        if (dead !== undefined) return reject(dead);
        waiting = { resolve, reject };
        worker.postMessage(message);
      }),
    done: () => done,
    end: () => worker.terminate(),
  };
}
