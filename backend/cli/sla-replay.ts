import { z } from "zod";
import { createCompile } from "../../shared/sla/calendar-cache.ts";
import type { Calendars } from "../../shared/sla/calendar.ts";
import type { SlaEvent } from "../../shared/sla/events.ts";
import type { ExplanationPiece } from "../../shared/sla/explanation.ts";
import { explainCases, type ExplainedCase } from "../../shared/sla/fold.ts";
import { inOrder } from "../../shared/sla/order.ts";
import { calendarsSchema, missingCalendars, policiesSchema } from "../../shared/sla/parse-policy.ts";
import type { Problem } from "../../shared/sla/problems.ts";
import { err, ok } from "../../shared/result.ts";
import type { Instant } from "../../shared/time.ts";
import type { Command } from "./command.ts";
import { eventSchema } from "./event-schema.ts";
import { answerLines } from "./json-lines.ts";
import { answerQuery } from "./query.ts";
import { time, timeText } from "./times.ts";

const text = z.string().optional();
const query = z.object({
  id: z.union([z.string(), z.number()]),
  policies: policiesSchema,
  calendars: calendarsSchema.default({}),
  events: z.array(eventSchema),
  now: time,
  /** What the conditions read before the first event. */
  context: z
    .object({
      number: text,
      team: text,
      labels: z.array(z.string()).optional(),
      language: text,
      priority: z.enum(["low", "normal", "high", "urgent"]).optional(),
      tier: text,
      entryPoint: text,
    })
    .optional(),
});

/** `greenline sla replay`: a conversation's events to its cases, clocks and the reasons of each. */
export const slaReplay: Command = (_args, streams) => {
  const compile = createCompile();
  return answerLines(streams, (raw) =>
    answerQuery(query, raw, ({ policies, calendars, events, now, context }) => {
      const problems = [...missingCalendars(policies, calendars), ...missingInChanges(events, calendars)];
      return problems.length > 0 ? err(problems) : ok({ cases: explainCases(events, { policies, calendars, context, now, compile }).map(caseText) });
    }),
  );
};

/** [C1] A later list of policies finds the calendars that there are by then. */
function missingInChanges(events: readonly SlaEvent[], initial: Calendars): readonly Problem[] {
  let calendars = initial;
  const problems: Problem[] = [];
  for (const event of inOrder(events)) {
    if (event.type === "calendarChange") calendars = { ...calendars, ...event.calendars };
    if (event.type === "policyChange") problems.push(...missingCalendars(event.policies, calendars, `events[${events.indexOf(event)}].policies`));
  }
  return problems;
}

const caseText = ({ no, startedAt, resolvedAt, clocks }: ExplainedCase): object => ({
  no,
  startedAt: timeText(startedAt),
  resolvedAt: optional(resolvedAt),
  clocks: clocks.map(({ clock, overdue, why }) => ({
    kind: clock.kind,
    startedAt: timeText(clock.startedAt),
    dueAt: optional(clock.dueAt),
    state: clock.state,
    metAt: optional(clock.metAt),
    breachedAt: optional(clock.breachedAt),
    stoppedAt: optional(clock.stoppedAt),
    overdue,
    pausedMs: clock.pausedMs,
    remaining: clock.remaining,
    target: clock.target,
    warnAt: clock.warnAt?.map(timeText),
    policy: clock.policy,
    calendar: clock.calendar,
    owner: clock.owner,
    why: why.map(pieceText),
  })),
});

const pieceText = ({ kind, at, until, eventId, data }: ExplanationPiece): object => ({ kind, at: timeText(at), until: optional(until), eventId, data });

/** JSON leaves out what is undefined. */
const optional = (at: Instant | undefined): string | undefined => (at === undefined ? undefined : timeText(at));
