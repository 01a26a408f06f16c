import { z } from "zod";
import { FIGURES, type FigureId } from "../reports/figure.ts";
import type { ClockMove } from "../reports/clock-moves.ts";
import type { PausePattern } from "../reports/pause-patterns.ts";
import type { PausePolicy } from "../reports/pause-policy.ts";
import { GROUPINGS, type Report, type ReportPeriod } from "../reports/report.ts";
import { isTimeZone } from "../sla/compile-calendar.ts";
import type { ClockKind } from "../sla/clock.ts";
import type { Instant } from "../time.ts";

const time = z.iso.datetime({ offset: true });
const zone = z.string().max(60).refine(isTimeZone, "Not a time zone of the IANA database.").default("UTC");

const period = { from: time, to: time };
export const reportQuery = z.object({ ...period, timeZone: zone, by: z.enum(GROUPINGS).default("agent") });
export const reportListQuery = z.object({
  ...period,
  timeZone: zone,
  by: z.enum(GROUPINGS).optional(),
  key: z.string().max(200).optional(),
  figure: z.enum(FIGURES as readonly [FigureId, ...FigureId[]]),
});
export const pausesQuery = z.object(period);

/** A report as it travels, with the names of its lines as far as they are known. */
export interface NamedReport {
  readonly report: Report;
  readonly names: Readonly<Record<string, string>>;
}

/** One thing that a figure counts. */
export interface ReportLine {
  readonly conversationId: string;
  readonly at: Instant;
  readonly agent?: string | undefined;
  readonly kind?: ClockKind | undefined;
  readonly startedAt?: Instant | undefined;
  /** In milliseconds. */
  readonly length?: number | undefined;
  readonly outcome?: string | undefined;
}

export interface ReportList {
  readonly count: number;
  /** The newest, at most 200. */
  readonly items: readonly ReportLine[];
}

export interface Pauses {
  readonly period: ReportPeriod;
  readonly policy: PausePolicy;
  readonly patterns: readonly PausePattern[];
}

type Iso = (at: Instant) => string;
const presentPeriod = ({ from, to }: ReportPeriod, iso: Iso) => ({ from: iso(from), to: iso(to) });

export const presentReport = ({ names, report }: NamedReport, iso: Iso) => ({
  ...report,
  period: presentPeriod(report.period, iso),
  before: presentPeriod(report.before, iso),
  computedAt: iso(report.computedAt),
  names,
});

export const presentList = ({ count, items }: ReportList, iso: Iso) => ({
  count,
  items: items.map((item) => ({ ...item, at: iso(item.at), startedAt: item.startedAt === undefined ? undefined : iso(item.startedAt) })),
});

export const presentPauses = ({ patterns, period: asked, policy }: Pauses, iso: Iso) => ({
  period: presentPeriod(asked, iso),
  policy,
  patterns: patterns.map((pattern) => ({ ...pattern, evidence: pattern.evidence.map((move) => presentMove(move, iso)) })),
});

function presentMove({ at, dueAt, endedAt, ...rest }: ClockMove, iso: Iso) {
  const when = (instant: Instant | undefined) => (instant === undefined ? undefined : iso(instant));
  return { ...rest, at: iso(at), dueAt: when(dueAt), endedAt: when(endedAt) };
}
