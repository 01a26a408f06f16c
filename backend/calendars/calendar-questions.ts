import type { HolidayCountry, NamedHoliday } from "../../shared/api/sla.ts";
import type { Result } from "../../shared/result.ts";
import { createOneQuestion } from "../threads/one-question.ts";
import { workerBeside } from "../threads/worker-beside.ts";
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

/** Too many at once are told so at once. */
export function createCalendarQuestions(): CalendarQuestions {
  const limits = { patienceMs: PATIENCE_MS, mostMemoryMb: MOST_MEMORY_MB };
  const thread = createOneQuestion<CalendarAnswer>(workerBeside(import.meta.url, "calendar-worker"), limits);
  let waiting = 0;

  return {
    ask: (question) => {
      if (waiting >= MOST_WAITING) return Promise.resolve(undefined);
      waiting += 1;
      const asked = thread
        .inTurn((ask) => ask(question))
        .finally(() => {
          waiting -= 1;
        });
      return asked as never;
    },
    stop: thread.stop,
  };
}
