import { boardPeriod } from "../../../shared/board/board-period.ts";
import type { ReportPeriod } from "../../../shared/reports/report.ts";
import { instantOfWallClock, wallClock } from "../../../shared/sla/compile-calendar.ts";
import { toInstant, type Instant } from "../../../shared/time.ts";

export const PERIOD_CHOICES = ["today", "week", "month", "quarter", "own"] as const;
export type PeriodChoice = (typeof PERIOD_CHOICES)[number];

export interface PeriodWish {
  readonly choice: PeriodChoice;
  /** What the date fields hold, for `own`. */
  readonly first: string;
  readonly last: string;
}

export type ReadPeriod =
  | { readonly kind: "ok"; readonly period: ReportPeriod }
  | { readonly kind: "fault"; readonly fault: "missing" | "backwards" | "future" | "long" };

const DAYS = { week: 7, month: 30, quarter: 90 } as const;
const DAY_MS = 86_400_000;
/** As the server has it: a year and a month. */
const LONGEST_DAYS = 400;

/** Whole days by the clocks of a zone, today's to its end: as the board counts them (BD1). */
export function readPeriod({ choice, first, last }: PeriodWish, timeZone: string, now: Instant): ReadPeriod {
  const today = wallClock(timeZone, now).day;
  const stretch = (from: number, to: number): ReadPeriod => ({
    kind: "ok",
    period: { from: instantOfWallClock(timeZone, from, 0), to: instantOfWallClock(timeZone, to, 0) },
  });
  if (choice === "today") {
    const { from, to } = boardPeriod("today", timeZone, now);
    return { kind: "ok", period: { from, to } };
  }
  if (choice !== "own") return stretch(today + 1 - DAYS[choice], today + 1);

  const [from, to] = [dayOf(first), dayOf(last)];
  if (from === undefined || to === undefined) return { kind: "fault", fault: "missing" };
  if (from > to) return { kind: "fault", fault: "backwards" };
  if (from > today) return { kind: "fault", fault: "future" };
  return to - from >= LONGEST_DAYS ? { kind: "fault", fault: "long" } : stretch(from, to + 1);
}

/** Days since the epoch of what a date field holds. */
function dayOf(text: string): number | undefined {
  const at = /^\d{4}-\d\d-\d\d$/u.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.floor(at / DAY_MS);
}

/** What a date field shows of a day of the zone. */
export const dateText = (at: Instant, timeZone: string): string => new Date(wallClock(timeZone, at).day * DAY_MS).toISOString().slice(0, 10);

/** The last day that the period touches. */
export const lastOf = ({ to }: ReportPeriod): Instant => toInstant(to - 1);
