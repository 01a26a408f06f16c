import { z } from "zod";
import { CALENDAR_FROM, CALENDAR_TO } from "../../shared/sla/compile-calendar.ts";
import { parseDate } from "../../shared/sla/civil-date.ts";
import { toDuration, toInstant, type Instant } from "../../shared/time.ts";

const ISO = /^(\d{4}-\d{2}-\d{2})[Tt]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:[Zz]|[+-]\d{2}:\d{2})$/;

/** An ISO 8601 time with an offset or `Z`; undefined for anything else, a date that does not exist included. */
export function parseTime(text: string): Instant | undefined {
  const match = ISO.exec(text);
  // Date takes 30 February for 2 March.
  if (match?.[1] === undefined || parseDate(match[1]) === undefined) return undefined;

  const epochMs = Date.parse(text.toUpperCase());
  return Number.isNaN(epochMs) ? undefined : toInstant(epochMs);
}

/** ISO 8601 in UTC with milliseconds. */
export const timeText = (at: Instant): string => new Date(at).toISOString();

/** A time of a query. Years in which calendars cannot count are refused. */
export const time = z.string().transform((text, context) => {
  const at = parseTime(text);
  if (at !== undefined && at >= CALENDAR_FROM && at <= CALENDAR_TO) return at;

  context.issues.push({
    code: "custom",
    input: text,
    message: at === undefined ? "Not a time in ISO 8601 with an offset or Z." : "Outside the years 1900 to 2499.",
  });
  return z.NEVER;
});

/** Time that does not count; may be empty, but not end before it begins. */
export const pauses = z.array(z.tuple([time, time]).refine(([from, to]) => from <= to, { error: "A pause ends before it begins." }));

export const target = z.int({ error: "Not a whole number of milliseconds." }).min(1, { error: "A target must be longer than nothing." }).transform(toDuration);
