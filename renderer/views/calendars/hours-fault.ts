import type { OpenHours } from "../../../shared/sla/calendar.ts";
import { calendarSchema } from "../../../shared/sla/parse-calendar.ts";
import { problemsOf, type Problem } from "../../../shared/sla/problems.ts";
import { readTime, timeText, writeHours } from "./time-of-day.ts";
import type { DaySpans } from "./day-spans.ts";

/** What speaks against typed times among the other intervals of their day, in the words of the rule that saving goes by (C1). */
export function hoursFault(others: DaySpans, typed: OpenHours): Problem | undefined {
  const exact = (text: string): string => {
    const minute = readTime(text);
    return minute === undefined ? text : timeText(minute);
  };
  const [from, to] = [exact(typed[0]), exact(typed[1])];
  const parsed = calendarSchema.safeParse({ timeZone: "UTC", weekly: { mon: [...writeHours(others), [from, to]] } });
  return parsed.success ? undefined : problemsOf(parsed.error)[0];
}

/** Which of the two fields is wrong: one that is no time, else the end. */
export const faultyEnds = ([from, to]: OpenHours): { readonly from: boolean; readonly to: boolean } => {
  const unreadable = { from: readTime(from) === undefined, to: readTime(to) === undefined };
  return unreadable.from || unreadable.to ? unreadable : { from: false, to: true };
};
