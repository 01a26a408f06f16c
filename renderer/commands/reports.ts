import { z } from "zod";
import type { NamedReport, Pauses, ReportList } from "../../shared/api/reports.ts";
import { toAgentId, toConversationId } from "../../shared/ids.ts";
import { MOVES } from "../../shared/reports/clock-moves.ts";
import type { FigureId } from "../../shared/reports/figure.ts";
import { GROUPINGS, type Grouping, type Lengths, type ReportFigures, type ReportPeriod } from "../../shared/reports/report.ts";
import { toDuration, toInstant } from "../../shared/time.ts";
import { linesOf } from "./answer-lines.ts";
import { parseJson } from "./parse-json.ts";

export interface ReportWish {
  readonly period: ReportPeriod;
  readonly by: Grouping;
  readonly timeZone: string;
}

/** The cell of the table that somebody wants to see behind; without a line, of all of them. */
export interface CellWish {
  readonly period: ReportPeriod;
  readonly timeZone: string;
  readonly figure: FigureId;
  readonly line?: { readonly by: Grouping; readonly key: string } | undefined;
}

type Trouble =
  /** The server counts for too many at once. */
  | { readonly kind: "busy" }
  | { readonly kind: "refused"; readonly title: string }
  | { readonly kind: "not-allowed" }
  | { readonly kind: "stopped" }
  | { readonly kind: "no-network" }
  | { readonly kind: "failed" };

export type ReportAnswer = ({ readonly kind: "report" } & NamedReport) | Trouble;
export type Asked<Fact> = { readonly kind: "told"; readonly fact: Fact } | Trouble;

/** What only the server can count; for leads. */
export interface ReportCommands {
  /** What was counted last, for as long as this person is signed in. */
  readonly lastReport: () => Extract<ReportAnswer, { readonly kind: "report" }> | undefined;
  readonly report: (
    wish: ReportWish,
    onProgress: (progress: { readonly done: number; readonly of: number }) => void,
    signal: AbortSignal,
  ) => Promise<ReportAnswer>;
  readonly reportCell: (wish: CellWish, signal: AbortSignal) => Promise<Asked<ReportList>>;
  readonly pauses: (period: ReportPeriod, signal: AbortSignal) => Promise<Asked<Pauses>>;
}

interface Deps {
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
}

export function createReportCommands({ request }: Deps): ReportCommands {
  const ask = async <Fact>(path: string, schema: z.ZodType<Fact>, signal: AbortSignal): Promise<Asked<Fact>> => {
    try {
      const response = await request(path, { signal });
      if (!response.ok) return await troubleOf(response);
      const read = schema.safeParse(parseJson(await response.text()));
      return read.success ? { kind: "told", fact: read.data } : { kind: "failed" };
    } catch {
      return { kind: signal.aborted ? "stopped" : "no-network" };
    }
  };

  let last: ReturnType<ReportCommands["lastReport"]>;
  return {
    lastReport: () => last,
    report: async ({ by, period, timeZone }, onProgress, signal) => {
      try {
        const response = await request(`/api/v1/reports?${searchOf({ ...stretchOf(period), by, timeZone })}`, { signal });
        if (!response.ok || response.body === null) return await troubleOf(response);
        for await (const line of linesOf(response.body)) {
          const read = reportLine.safeParse(parseJson(line));
          if (!read.success) return { kind: "failed" };
          if ("report" in read.data) {
            last = { kind: "report", ...read.data.report };
            return last;
          }
          if ("problem" in read.data) return { kind: "refused", title: read.data.problem.title };
          onProgress(read.data.progress);
        }
        return { kind: "failed" };
      } catch {
        return { kind: signal.aborted ? "stopped" : "no-network" };
      }
    },
    reportCell: ({ figure, line, period, timeZone }, signal) =>
      ask(`/api/v1/reports/conversations?${searchOf({ ...stretchOf(period), timeZone, figure, ...line })}`, reportList, signal),
    pauses: (period, signal) => ask(`/api/v1/reports/pauses?${searchOf(stretchOf(period))}`, pausesAnswer, signal),
  };
}

const stretchOf = ({ from, to }: ReportPeriod) => ({ from: new Date(from).toISOString(), to: new Date(to).toISOString() });
const searchOf = (values: Readonly<Record<string, string>>): string => new URLSearchParams(values).toString();

async function troubleOf(response: Response): Promise<Trouble> {
  if (response.status === 429) return { kind: "busy" };
  if (response.status === 403) return { kind: "not-allowed" };
  const title = z.object({ title: z.string() }).safeParse(parseJson(await response.text())).data?.title;
  return title === undefined ? { kind: "failed" } : { kind: "refused", title };
}

const moment = z.iso.datetime({ offset: true }).transform((text) => toInstant(Date.parse(text)));
const duration = z.number().transform(toDuration);
const clockKind = z.enum(["handoff", "first-reply", "next-reply", "resolution"]);
const share = z.object({ count: z.number(), of: z.number() });
const lengths: z.ZodType<Lengths> = z.object({ count: z.number(), median: duration.optional(), ninetieth: duration.optional() });
const wait = z.object({ count: z.number(), median: duration.optional(), ninetieth: duration.optional(), waiting: z.number() });
const clock = z.object({
  met: z.number(),
  missed: z.number(),
  unanswered: z.number(),
  notNeeded: z.number(),
  cancelled: z.number(),
  open: z.number(),
  share: z.number().optional(),
  own: lengths,
  wall: lengths,
  overdue: lengths,
});
const figures = z.object({
  conversations: z.number(),
  clocks: z.object({ handoff: clock, "first-reply": clock, "next-reply": clock, resolution: clock }),
  response: share,
  waits: z.object({ handoff: wait, human: wait, bot: wait, felt: wait }),
  hops: z.number(),
  endings: z.object({ ended: z.number(), reopened: z.number(), judged: z.number(), unmet: z.number(), byOutcome: z.record(z.string(), z.number()) }),
}) as unknown as z.ZodType<ReportFigures>;
const instants = z.object({ from: moment, to: moment });

const report = z
  .object({
    period: instants,
    before: instants,
    timeZone: z.string(),
    by: z.enum(GROUPINGS),
    computedAt: moment,
    total: figures,
    totalBefore: figures,
    groups: z.array(z.object({ key: z.string(), figures, before: figures.optional() })),
    waits: z.array(z.object({ weekday: z.number(), hour: z.number(), median: duration, count: z.number() })),
    names: z.record(z.string(), z.string()),
  })
  .transform(({ names, ...rest }): NamedReport => ({ report: rest, names }));

/** GET /api/v1/reports: lines of progress, then the report or a problem. */
const reportLine = z.union([
  z.object({ progress: z.object({ done: z.number(), of: z.number() }) }),
  z.object({ report }),
  z.object({ problem: z.object({ title: z.string(), detail: z.string().optional() }) }),
]);

const reportList: z.ZodType<ReportList> = z.object({
  count: z.number(),
  items: z.array(
    z.object({
      conversationId: z.string(),
      at: moment,
      agent: z.string().optional(),
      kind: clockKind.optional(),
      startedAt: moment.optional(),
      length: z.number().optional(),
      outcome: z.string().optional(),
    }),
  ),
});

const pausesAnswer: z.ZodType<Pauses> = z.object({
  period: instants,
  policy: z.object({ lastShare: z.number(), repeats: z.number(), ofAll: z.number(), reopenWithin: duration }),
  patterns: z.array(
    z.object({
      kind: z.enum(MOVES),
      by: z.string().transform(toAgentId),
      count: z.number(),
      of: z.number(),
      evidence: z.array(
        z.object({
          kind: z.enum(MOVES),
          conversationId: z.string().transform(toConversationId),
          by: z.string().transform(toAgentId),
          at: moment,
          clock: clockKind.optional(),
          dueAt: moment.optional(),
          left: duration.optional(),
          endedAt: moment.optional(),
        }),
      ),
    }),
  ),
});
