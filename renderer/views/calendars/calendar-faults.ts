import type { Calendars } from "../../../shared/sla/calendar.ts";
import type { Problem } from "../../../shared/sla/problems.ts";
import type { MessageKey } from "../../messages/en.ts";
import type { Words } from "../words/use-words.ts";

/** Whose fault a path tells. Names may hold points and brackets: the longest that fits is meant. */
export const calendarOfPath = (path: string, calendars: Calendars): string | undefined =>
  Object.keys(calendars)
    .filter((key) => restAfter(path, key) !== undefined)
    .toSorted((a, b) => b.length - a.length)[0];

/** What is wrong with one calendar, each fault at its path inside of it. */
export const problemsOfCalendar = (problems: readonly Problem[], calendars: Calendars, key: string): readonly Problem[] =>
  problems.flatMap((problem) => (calendarOfPath(problem.path, calendars) === key ? [{ ...problem, path: restAfter(problem.path, key) ?? "" }] : []));

/** What is said about all of them, or about one that is not there any more. */
export const problemsOfMissing = (problems: readonly Problem[], calendars: Calendars): readonly Problem[] =>
  problems.filter(({ path }) => path === "calendars" || (path.startsWith("calendars.") && calendarOfPath(path, calendars) === undefined));

export const problemsUnder = (problems: readonly Problem[], place: string): readonly Problem[] =>
  problems.filter(({ path }) => path === place || path.startsWith(`${place}.`) || path.startsWith(`${place}[`));

function restAfter(path: string, key: string): string | undefined {
  const start = `calendars.${key}`;
  if (path === start) return "";
  if (path.startsWith(`${start}.`)) return path.slice(start.length + 1);
  return path.startsWith(`${start}[`) ? path.slice(start.length) : undefined;
}

/** The sentences of shared/sla/parse-calendar.ts in the reader's language. */
const SENTENCES: Readonly<Record<string, MessageKey>> = {
  "Not a time of day from 00:00 to 24:00.": "calendars.fault.time",
  "Closes before it opens; hours over midnight are two intervals.": "calendars.fault.backwards",
  "Overlaps another interval of the day.": "calendars.fault.overlap",
  "No open time in the week.": "calendars.fault.emptyWeek",
  "Not a date that exists (YYYY-MM-DD, or MM-DD for every year).": "calendars.fault.date",
  "Not a date that exists (YYYY-MM-DD).": "calendars.fault.date",
  "Unknown time zone.": "calendars.fault.zone",
};

const WORKER = /^(?<name>.+) works by this calendar\.$/su;
const TOO_MANY = /^More than (?<number>\d+) /u;

/** A fault in words; what we have no words for as the server says it. */
export function calendarFaultWords({ message }: Problem, t: Words["t"]): string {
  const key = Object.hasOwn(SENTENCES, message) ? SENTENCES[message] : undefined;
  if (key !== undefined) return t(key);
  const name = WORKER.exec(message)?.groups?.["name"];
  if (name !== undefined) return t("calendars.fault.worker", { name });
  const number = TOO_MANY.exec(message)?.groups?.["number"];
  return number === undefined ? message : t("calendars.fault.tooMany", { number });
}
