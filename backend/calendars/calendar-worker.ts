import { parentPort, workerData } from "node:worker_threads";
import type { FromThread } from "../threads/ask-thread.ts";
import type { CalendarAnswer, CalendarQuestion } from "./calendar-questions.ts";
import { readWholeDays } from "./ical-days.ts";
import { countriesWithHolidays, publicHolidays } from "./public-holidays.ts";

/** One question, one answer: the tables of the world's holidays are large, and a file from outside may hold anything. */
const question = workerData as CalendarQuestion;
const port = parentPort;
if (port === null) throw new Error("calendar-worker runs as a worker only.");

function answer(): CalendarAnswer {
  switch (question.type) {
    case "countries":
      return { type: "countries", items: countriesWithHolidays(question.language) };
    case "holidays":
      return { type: "holidays", items: publicHolidays(question) };
    case "file":
      return { type: "file", read: readWholeDays(question.text, question.today) };
  }
}

port.postMessage({ type: "answer", answer: answer() } satisfies FromThread<CalendarAnswer>);
