import { Worker } from "node:worker_threads";
import type { HolidayCountry, NamedHoliday } from "../../shared/api/sla.ts";
import type { Result } from "../../shared/result.ts";
import type { WholeDays } from "./ical-days.ts";
import type { HolidayQuestion } from "./public-holidays.ts";

export type CalendarQuestion =
  | { readonly type: "countries"; readonly language?: string | undefined }
  | ({ readonly type: "holidays" } & HolidayQuestion)
  /** `today` is a day number. */
  | { readonly type: "file"; readonly text: string; readonly today: number };

export type CalendarAnswer =
  | { readonly type: "countries"; readonly items: readonly HolidayCountry[] }
  | { readonly type: "holidays"; readonly items: readonly NamedHoliday[] | undefined }
  | { readonly type: "file"; readonly read: Result<WholeDays, string> };

export interface CalendarQuestions {
  /** Undefined where it took too long, too many ask, or the server is going down. */
  readonly ask: <Question extends CalendarQuestion>(question: Question) => Promise<Extract<CalendarAnswer, { readonly type: Question["type"] }> | undefined>;
  readonly stop: () => Promise<void>;
}

/** Far beyond what honest questions take; a file may be made to take for ever. */
const PATIENCE_MS = 10_000;
const MOST_MEMORY_MB = 256;
const MOST_WAITING = 20;

/** Asks on a thread that lives for one question, one at a time: nobody's webhook waits for somebody's holidays. */
export function createCalendarQuestions(): CalendarQuestions {
  let turn: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let current: Worker | undefined;
  let stopped = false;

  const run = (question: CalendarQuestion): Promise<CalendarAnswer | undefined> =>
    new Promise((resolve, reject) => {
      if (stopped) return resolve(undefined);
      const worker = new Worker(new URL(import.meta.url.endsWith(".ts") ? "./calendar-worker.ts" : "./calendar-worker.js", import.meta.url), {
        workerData: question,
        resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
      });
      current = worker;
      let answer: CalendarAnswer | undefined;
      const late = setTimeout(() => void worker.terminate(), PATIENCE_MS);
      worker.on("message", (message: CalendarAnswer) => {
        answer = message;
      });
      worker.on("error", (error: Error & { readonly code?: string }) => {
        if (error.code !== "ERR_WORKER_OUT_OF_MEMORY") reject(error);
      });
      worker.on("exit", () => {
        clearTimeout(late);
        resolve(answer);
      });
    });

  return {
    ask: (question) => {
      if (waiting >= MOST_WAITING) return Promise.resolve(undefined);
      waiting += 1;
      const asked = turn
        .then(() => run(question))
        .finally(() => {
          waiting -= 1;
        });
      turn = asked.catch(() => {});
      return asked as never;
    },
    stop: async () => {
      stopped = true;
      await current?.terminate();
    },
  };
}
