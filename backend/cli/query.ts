import type { z } from "zod";
import { createCompile } from "../../shared/sla/calendar-cache.ts";
import type { CompiledCalendar } from "../../shared/sla/compile-calendar.ts";
import { calendarSchema } from "../../shared/sla/parse-calendar.ts";
import { problemsOf, problemText, type Problem } from "../../shared/sla/problems.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import type { LineAnswer } from "./json-lines.ts";

/** Reads a query and answers it. What is wrong with it is told under its id; without one, under the line's number alone. */
export function answerQuery<Query extends { readonly id: string | number }>(
  schema: z.ZodType<Query>,
  raw: unknown,
  answer: (query: Query) => Result<object, readonly Problem[]>,
): LineAnswer {
  const id = idOf(raw);
  if (id === undefined) return { kind: "unreadable", reason: "not an object with an id" };

  const query = schema.safeParse(raw);
  const result = query.success ? answer(query.data) : err(problemsOf(query.error));
  if (result.ok) return { kind: "answer", value: { id, ...result.value } };
  return { kind: "refused", id, error: problemText(result.error), malformed: result.error.some(({ code }) => code === "shape") };
}

function idOf(raw: unknown): string | number | undefined {
  if (typeof raw !== "object" || raw === null || !("id" in raw)) return undefined;
  return typeof raw.id === "string" || typeof raw.id === "number" ? raw.id : undefined;
}

export type ReadCalendar = (raw: unknown) => Result<CompiledCalendar, readonly Problem[]>;

/** Checks and compiles the calendar of a query, each content once: a million lines mostly name the same few. */
export function createReadCalendar(limit = 1_000): ReadCalendar {
  const compile = createCompile(limit);
  const known = new Map<string, Result<CompiledCalendar, readonly Problem[]>>();

  return (raw) => {
    const content = JSON.stringify(raw) ?? "";
    const before = known.get(content);
    if (before !== undefined) return before;

    const parsed = calendarSchema.safeParse(raw);
    const result = parsed.success
      ? ok(compile(parsed.data))
      : err(problemsOf(parsed.error).map((problem) => ({ ...problem, path: within("calendar", problem.path) })));
    if (known.size >= limit) known.clear();
    known.set(content, result);
    return result;
  };
}

const within = (field: string, path: string): string => (path === "" ? field : path.startsWith("[") ? `${field}${path}` : `${field}.${path}`);
