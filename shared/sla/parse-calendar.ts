import { z } from "zod";
import { WEEKDAYS, type CalendarDefinition, type Weekday } from "./calendar.ts";
import { parseDate, parseMonthDay, parseTimeOfDay } from "./civil-date.ts";
import { isTimeZone } from "./compile-calendar.ts";

const MOST_HOLIDAYS = 2_000;
const MOST_OVERRIDES = 1_000;
const MOST_INTERVALS = 48;

const timeOfDay = z.string().refine((text) => parseTimeOfDay(text) !== undefined, { error: "Not a time of day from 00:00 to 24:00." });

/** The intervals of one day, in any order. Each closes after it opens; touching is allowed, overlapping is not. */
const dayHours = z.array(z.tuple([timeOfDay, timeOfDay])).check(({ value, issues }) => {
  const intervals = value.map(([from, to], index) => ({ from: parseTimeOfDay(from), to: parseTimeOfDay(to), index }));
  if (value.length > MOST_INTERVALS) issues.push({ code: "custom", input: value, path: [], message: `More than ${MOST_INTERVALS} intervals in a day.` });
  let closedAt = 0;
  for (const { from, to, index } of intervals.toSorted((a, b) => (a.from ?? 0) - (b.from ?? 0))) {
    // Its own problem has been told.
    if (from === undefined || to === undefined) continue;

    if (to <= from) issues.push({ code: "custom", input: value, path: [index], message: "Closes before it opens; hours over midnight are two intervals." });
    else if (from < closedAt) issues.push({ code: "custom", input: value, path: [index], message: "Overlaps another interval of the day." });
    closedAt = Math.max(closedAt, to);
  }
});

const optionalDay = dayHours.optional();
const weekly = z
  .strictObject(Object.fromEntries(WEEKDAYS.map((day) => [day, optionalDay])) as Record<Weekday, typeof optionalDay>)
  .refine((week) => Object.values(week).some((hours) => hours !== undefined && hours.length > 0), { error: "No open time in the week." });

const holiday = z.string().refine((text) => parseDate(text) !== undefined || parseMonthDay(text) !== undefined, {
  error: "Not a date that exists (YYYY-MM-DD, or MM-DD for every year).",
});
const date = z.string().refine((text) => parseDate(text) !== undefined, { error: "Not a date that exists (YYYY-MM-DD)." });

const dated = z.object({
  timeZone: z.string().refine(isTimeZone, { error: "Unknown time zone." }),
  weekly: z.union([z.literal("24/7"), weekly]),
  holidays: z
    .array(holiday)
    .max(MOST_HOLIDAYS, { error: `More than ${MOST_HOLIDAYS} holidays.` })
    .optional(),
  overrides: z
    .record(date, dayHours)
    .refine((days) => Object.keys(days).length <= MOST_OVERRIDES, { error: `More than ${MOST_OVERRIDES} days of their own.` })
    .optional(),
  version: z.int().min(1).max(1_000_000_000, { error: "Too large for a version." }).optional(),
});

/** What is open all week means the same in every zone, until a date comes in. */
const withZone = (value: unknown): unknown =>
  typeof value === "object" &&
  value !== null &&
  "weekly" in value &&
  value.weekly === "24/7" &&
  !("timeZone" in value) &&
  !("holidays" in value) &&
  !("overrides" in value)
    ? { ...value, timeZone: "UTC" }
    : value;

/** [C1] Refuses an unknown zone, a week without open time, times and dates that do not exist, and overlapping hours. */
export const calendarSchema: z.ZodType<CalendarDefinition> = z.union([z.literal("24/7"), z.preprocess(withZone, dated)]);
