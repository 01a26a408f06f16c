import { askThread, type AskedThread, type Progress } from "../threads/ask-thread.ts";
import { workerBeside } from "../threads/worker-beside.ts";
import type { ReportTask, TaskAnswers } from "./report-task.ts";

export interface ReportRun<Answer> {
  /** Unknown until it is its turn and the conversations have been counted. */
  readonly progress: () => Progress | undefined;
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
  let thread: AskedThread<Answer> | undefined;
  let stopped = false;

  const count = async (): Promise<Answer | "stopped"> => {
    if (stopped) return "stopped";
    thread = askThread<Answer>(workerBeside(import.meta.url, "report-worker"), { databasePath, task });
    const answer = await thread.answer;
    if (answer !== undefined) return answer;
    if (stopped) return "stopped";
    throw new Error("A thread of the reports has ended.");
  };

  return {
    progress: () => thread?.progress(),
    answer: turn.then(count),
    stop: () => {
      stopped = true;
      thread?.stop();
    },
  };
}
