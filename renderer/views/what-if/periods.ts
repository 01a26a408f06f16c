import { between, days, toInstant, type Instant } from "../../../shared/time.ts";
import type { Period } from "../../state/ui-state.ts";
import { localTime } from "../words/local-day.ts";

export type PeriodChoice = "week" | "days30" | "month" | "own";

/** As the server has it: a year and a month to compare it with. */
const LONGEST = days(400);

/** Whole local days up to this moment; "last month" is the calendar month before this one. */
export function periodOf(choice: Exclude<PeriodChoice, "own">, now: Instant): Period {
  switch (choice) {
    case "week":
      return { from: localTime(now, -7, 0), to: now };
    case "days30":
      return { from: localTime(now, -30, 0), to: now };
    case "month":
      return { from: monthStart(now, -1), to: monthStart(now, 0) };
  }
}

export type OwnPeriod =
  | { readonly kind: "ok"; readonly period: Period }
  | { readonly kind: "fault"; readonly fault: "missing" | "backwards" | "future" | "long" };

/** What two date fields say, both days included and no further than now. */
export function ownPeriod(first: string, last: string, now: Instant): OwnPeriod {
  const from = midnight(first, 0);
  const to = midnight(last, 1);
  if (from === undefined || to === undefined) return { kind: "fault", fault: "missing" };
  if (from >= to) return { kind: "fault", fault: "backwards" };
  if (from >= now) return { kind: "fault", fault: "future" };
  const period = { from, to: toInstant(Math.min(to, now)) };
  return between(from, period.to) > LONGEST ? { kind: "fault", fault: "long" } : { kind: "ok", period };
}

/** What a date field shows. */
export function dateText(at: Instant): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, "0")}-${String(date.getDate()).padStart(2, "0")}`;
}

/** The last day that the period touches. */
export const lastDay = ({ to }: Period): Instant => toInstant(to - 1);

function midnight(text: string, daysLater: number): Instant | undefined {
  const parts = /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)$/u.exec(text)?.groups;
  if (parts === undefined) return undefined;
  return toInstant(new Date(Number(parts["year"]), Number(parts["month"]) - 1, Number(parts["day"]) + daysLater).getTime());
}

function monthStart(now: Instant, monthsLater: number): Instant {
  const date = new Date(now);
  return toInstant(new Date(date.getFullYear(), date.getMonth() + monthsLater, 1).getTime());
}
