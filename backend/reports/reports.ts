import { Worker } from "node:worker_threads";
import type { FromReportWorker, ReportTask, TaskAnswers } from "./report-task.ts";

export interface ReportRun<Answer> {
  /** Unknown until it is its turn and the conversations have been counted. */
  readonly progress: () => { readonly done: number; readonly of: number } | undefined;
  /** Rejects where it could not be done. */
  readonly answer: Promise<Answer | "stopped">;
  readonly stop: () => void;
}

export interface Reports {
  readonly begin: <Task extends ReportTask>(task: Task) => ReportRun<TaskAnswers[Task["what"]]> | "busy";
  readonly stop: () => Promise<void>;
}

/** Whoever waits behind so many waits too long. */
const MOST_WAITING = 8;

/** Counts on a thread that lives for one question, one at a time: nobody's work waits for somebody's figures. */
export function createReports({ databasePath }: { readonly databasePath: string }): Reports {
  let turn: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let stopped = false;
  const running = new Set<() => void>();

  return {
    begin: <Task extends ReportTask>(task: Task) => {
      if (stopped || waiting >= MOST_WAITING) return "busy";
      waiting += 1;
      const run = start<TaskAnswers[Task["what"]]>(databasePath, task, turn);
      running.add(run.stop);
      turn = run.answer
        .catch(() => {})
        .finally(() => {
          waiting -= 1;
          running.delete(run.stop);
        });
      return run;
    },
    stop: async () => {
      stopped = true;
      for (const stop of running) stop();
      await turn;
    },
  };
}

function start<Answer extends TaskAnswers[ReportTask["what"]]>(databasePath: string, task: ReportTask, turn: Promise<unknown>): ReportRun<Answer> {
  let worker: Worker | undefined;
  let stopped = false;
  let progress: { readonly done: number; readonly of: number } | undefined;

  const count = (): Promise<Answer | "stopped"> =>
    new Promise((resolve, reject) => {
      if (stopped) return resolve("stopped");
      const thread = new Worker(new URL(import.meta.url.endsWith(".ts") ? "./report-worker.ts" : "./report-worker.js", import.meta.url), {
        workerData: { databasePath, task },
      });
      worker = thread;
      let answer: Answer | undefined;
      thread.on("message", (message: FromReportWorker) => {
        if (message.type === "progress") progress = { done: message.done, of: message.of };
        else answer = message.answer as Answer;
      });
      thread.on("error", reject);
      thread.on("exit", () => {
        if (answer !== undefined) resolve(answer);
        else if (stopped) resolve("stopped");
        else reject(new Error("A thread of the reports has ended."));
      });
    });

  return {
    progress: () => progress,
    answer: turn.then(count),
    stop: () => {
      stopped = true;
      void worker?.terminate();
    },
  };
}
