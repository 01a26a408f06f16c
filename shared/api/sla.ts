import { z } from "zod";
import type { Attainment } from "../sla/attainment.ts";
import type { ClockKind, ClockState } from "../sla/clock.ts";
import type { ExplanationPiece } from "../sla/explanation.ts";
import type { PolicySet } from "../sla/parse-policy.ts";

/** What the API says about clocks and their settings. Times in ISO 8601, durations in milliseconds. */

/** GET and PUT /api/v1/policies. A PUT that names a `revision` is refused where somebody has saved meanwhile. */
export interface SlaSettings extends PolicySet {
  /** Counts up with every save; 0 before the first. */
  readonly revision: number;
}

/** GET /api/v1/conversations/{id}/clocks: every clock of the conversation with its reasons (R3), the newest case last. */
export interface ExplainedClock {
  readonly caseNo: number;
  readonly kind: ClockKind;
  readonly state: ClockState;
  readonly startedAt: string;
  readonly dueAt?: string | undefined;
  readonly metAt?: string | undefined;
  readonly breachedAt?: string | undefined;
  readonly stoppedAt?: string | undefined;
  /** In the clock's own time (R4). */
  readonly overdueMs?: number | undefined;
  readonly pausedMs: number;
  readonly targetMs?: number | undefined;
  readonly owner?: string | undefined;
  readonly cause?: string | undefined;
  readonly policy?: { readonly id: string; readonly version: number; readonly name?: string | undefined } | undefined;
  /** The zone is missing where the calendar is 24/7. */
  readonly calendar?: { readonly id: string; readonly version: number; readonly timeZone?: string | undefined } | undefined;
  readonly why: readonly ExplainedPiece[];
}

export interface ExplainedPiece extends Omit<ExplanationPiece, "at" | "until" | "eventId"> {
  readonly at: string;
  readonly until?: string | undefined;
  /** The message or the line of the story behind it; a message with its first words, so that the reason can be read alone. */
  readonly behind?:
    | { readonly type: "message"; readonly id: string; readonly direction: "in" | "out"; readonly text: string }
    | { readonly type: "story"; readonly id: string; readonly kind: string; readonly by?: string | undefined }
    | undefined;
}

const instant = z.iso.datetime({ offset: true });
const duration = z.number();

/** For the desk, which checks what comes from outside. */
export const explainedClocks: z.ZodType<{ readonly items: readonly ExplainedClock[] }> = z.object({
  items: z.array(
    z.object({
      caseNo: z.number(),
      kind: z.enum(["handoff", "first-reply", "next-reply", "resolution"]),
      state: z.enum(["running", "paused", "met", "breached", "unanswered", "not-needed", "cancelled"]),
      startedAt: instant,
      dueAt: instant.optional(),
      metAt: instant.optional(),
      breachedAt: instant.optional(),
      stoppedAt: instant.optional(),
      overdueMs: duration.optional(),
      pausedMs: duration,
      targetMs: duration.optional(),
      owner: z.string().optional(),
      cause: z.string().optional(),
      policy: z.object({ id: z.string(), version: z.number(), name: z.string().optional() }).optional(),
      calendar: z.object({ id: z.string(), version: z.number(), timeZone: z.string().optional() }).optional(),
      why: z.array(
        z.object({
          kind: z.string() as unknown as z.ZodType<ExplanationPiece["kind"]>,
          at: instant,
          until: instant.optional(),
          data: z.record(z.string(), z.union([z.string(), z.number()])),
          behind: z
            .union([
              z.object({ type: z.literal("message"), id: z.string(), direction: z.enum(["in", "out"]), text: z.string() }),
              z.object({ type: z.literal("story"), id: z.string(), kind: z.string(), by: z.string().optional() }),
            ])
            .optional(),
        }),
      ),
    }),
  ),
});

/** POST /api/v1/sla/what-if: a period of the past under a draft. Answered by lines: progress, then the result or a problem. */
export interface WhatIfQuestion extends PolicySet {
  /** Clocks that started at `from` or later and before `to`. */
  readonly from: string;
  readonly to: string;
  /** Whose hours of the day the misses are counted by. */
  readonly timeZone: string;
}

export type WhatIfLine =
  | { readonly progress: { readonly done: number; readonly of: number } }
  | { readonly result: WhatIfResult }
  | { readonly problem: { readonly title: string; readonly detail?: string | undefined } };

export interface WhatIfResult {
  readonly conversations: number;
  /** As it was measured, and as the draft would have. */
  readonly metrics: Readonly<Record<ClockKind, { readonly today: Attainment; readonly draft: Attainment }>>;
  /** Misses by the local hour at which they fell due, 24 entries. */
  readonly hours: readonly { readonly hour: number; readonly today: number; readonly draft: number }[];
  /** Clocks that would have been missed and were not, and the other way round; the newest hundred of each by name. */
  readonly changed: {
    readonly newlyMissed: number;
    readonly noLongerMissed: number;
    readonly examples: readonly { readonly conversationId: string; readonly kind: ClockKind; readonly startedAt: string; readonly missed: "today" | "draft" }[];
  };
  readonly tookMs: number;
}

const attainment: z.ZodType<Attainment> = z.object({
  met: z.number(),
  missed: z.number(),
  unanswered: z.number(),
  notNeeded: z.number(),
  cancelled: z.number(),
  open: z.number(),
  share: z.number().optional(),
}) as unknown as z.ZodType<Attainment>;
const both = z.object({ today: attainment, draft: attainment });

export const whatIfLine: z.ZodType<WhatIfLine> = z.union([
  z.object({ progress: z.object({ done: z.number(), of: z.number() }) }),
  z.object({
    result: z.object({
      conversations: z.number(),
      metrics: z.object({ handoff: both, "first-reply": both, "next-reply": both, resolution: both }),
      hours: z.array(z.object({ hour: z.number(), today: z.number(), draft: z.number() })),
      changed: z.object({
        newlyMissed: z.number(),
        noLongerMissed: z.number(),
        examples: z.array(
          z.object({
            conversationId: z.string(),
            kind: z.enum(["handoff", "first-reply", "next-reply", "resolution"]),
            startedAt: instant,
            missed: z.enum(["today", "draft"]),
          }),
        ),
      }),
      tookMs: z.number(),
    }),
  }),
  z.object({ problem: z.object({ title: z.string(), detail: z.string().optional() }) }),
]);

/** GET /api/v1/holidays/countries */
export const holidayCountries = z.object({
  items: z.array(z.object({ code: z.string(), name: z.string(), regions: z.array(z.object({ code: z.string(), name: z.string() })) })),
});
export type HolidayCountry = z.infer<typeof holidayCountries>["items"][number];

/** GET /api/v1/holidays?country=&region=&from=&to=&language= and POST /api/v1/holidays/ical: whole days, `YYYY-MM-DD`, by date. */
export const namedHolidays = z.object({
  items: z.array(z.object({ date: z.string(), name: z.string() })),
  /** Of a file: events at a time of day, which close no day and were left out. */
  timed: z.number().optional(),
});
export type NamedHoliday = z.infer<typeof namedHolidays>["items"][number];
