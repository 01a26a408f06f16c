import { collectWaits } from "../board/waits.ts";
import type { Instant } from "../time.ts";
import { groupKey, type LocalClock } from "./group-key.ts";
import type { ReportFact, ReportPlace } from "./report-fact.ts";
import type { Grouping, Report, ReportGroup, ReportPeriod } from "./report.ts";
import { startTally, type Tally } from "./tally.ts";

export interface ReportQuestion {
  readonly period: ReportPeriod;
  readonly before: ReportPeriod;
  readonly by: Grouping;
  readonly timeZone: string;
  readonly now: Instant;
}

interface Local extends LocalClock {
  /** 0 is Monday at midnight. */
  readonly hourOfWeek: (at: Instant) => number;
}

export const isWithin = ({ from, to }: ReportPeriod, at: Instant): boolean => at >= from && at < to;

/** [BD1] Adds conversation after conversation and says at last how it stands, in the period and in the one before. */
export function startReport(
  question: ReportQuestion,
  local: Local,
): { readonly add: (place: ReportPlace, facts: readonly ReportFact[]) => void; readonly read: () => Report } {
  const { before, by, now, period, timeZone } = question;
  const total = startTally();
  const totalBefore = startTally();
  const groups = new Map<string, { readonly now: Tally; readonly before: Tally; had: boolean; has: boolean }>();
  const waits = collectWaits();
  let no = 0;

  const lineOf = (key: string) => {
    const known = groups.get(key) ?? { now: startTally(), before: startTally(), had: false, has: false };
    groups.set(key, known);
    return known;
  };

  return {
    add: (place, facts) => {
      no += 1;
      for (const fact of facts) {
        const isNow = isWithin(period, fact.at);
        if (!isNow && !isWithin(before, fact.at)) continue;
        (isNow ? total : totalBefore).add(fact, no);
        if (isNow && fact.what === "wait" && fact.who === "human" && fact.how === "answered") waits.add(local.hourOfWeek(fact.at), fact.length);
        const key = groupKey(fact, place, by, local);
        if (key === undefined) continue;
        // A day of the period before is no day of this one.
        if (!isNow && by === "day") continue;
        const line = lineOf(key);
        if (isNow) line.has = true;
        else line.had = true;
        (isNow ? line.now : line.before).add(fact, no);
      }
    },
    read: () => ({
      period,
      before,
      timeZone,
      by,
      computedAt: now,
      total: total.read(),
      totalBefore: totalBefore.read(),
      groups: [...groups]
        .filter(([, { has }]) => has)
        .map(([key, line]): ReportGroup => ({ key, figures: line.now.read(), ...(line.had ? { before: line.before.read() } : {}) }))
        .sort(inOrder(by)),
      waits: waits.cells(),
    }),
  };
}

/** Days and hours as they come, everything else by size; what has no name comes last. */
function inOrder(by: Grouping): (a: ReportGroup, b: ReportGroup) => number {
  if (by === "hour") return (a, b) => Number(a.key) - Number(b.key);
  if (by === "day") return (a, b) => (a.key < b.key ? -1 : 1);
  return (a, b) => Number(a.key === "") - Number(b.key === "") || b.figures.conversations - a.figures.conversations || (a.key < b.key ? -1 : 1);
}
