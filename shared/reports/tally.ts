import { attainmentOf, NO_OUTCOMES, type Outcomes } from "../sla/attainment.ts";
import type { ClockKind } from "../sla/clock.ts";
import { toDuration, type Duration } from "../time.ts";
import { REPORT_WAITS, type ReportFact, type ReportWait } from "./report-fact.ts";
import { REPORT_CLOCKS, type ClockFigures, type Lengths, type ReportFigures, type WaitFigures } from "./report.ts";

interface ClockTally {
  readonly outcomes: { -readonly [Outcome in keyof Outcomes]: number };
  readonly own: number[];
  readonly wall: number[];
  readonly overdue: number[];
}

/** Counts facts one after the other. Lengths are kept one by one: a median of medians is none. */
export interface Tally {
  /** Facts of one conversation come together: `no` tells one from the next. */
  readonly add: (fact: ReportFact, no: number) => void;
  readonly read: () => ReportFigures;
}

export function startTally(): Tally {
  const clocks = Object.fromEntries(REPORT_CLOCKS.map((kind) => [kind, emptyClock()])) as Record<ClockKind, ClockTally>;
  const waits = Object.fromEntries(REPORT_WAITS.map((who) => [who, { lengths: [], waiting: 0 }])) as unknown as Record<
    ReportWait,
    { lengths: number[]; waiting: number }
  >;
  const byOutcome: Record<string, number> = {};
  const endings = { ended: 0, reopened: 0, judged: 0, unmet: 0 };
  const response = { count: 0, of: 0 };
  let hops = 0;
  let conversations = 0;
  let last: number | undefined;

  return {
    add: (fact, no) => {
      if (no !== last) conversations += 1;
      last = no;
      switch (fact.what) {
        case "clock": {
          const own = clocks[fact.kind];
          if (fact.outcome !== undefined) own.outcomes[fact.outcome] += 1;
          if (fact.own !== undefined) own.own.push(fact.own);
          if (fact.wall !== undefined) own.wall.push(fact.wall);
          if (fact.overdue !== undefined) own.overdue.push(fact.overdue);
          return;
        }
        case "turn":
          response.of += 1;
          if (fact.kept) response.count += 1;
          return;
        case "wait":
          if (fact.how === "answered") waits[fact.who].lengths.push(fact.length);
          if (fact.how === "waiting") waits[fact.who].waiting += 1;
          return;
        case "hop":
          hops += 1;
          return;
        case "ending":
          endings.ended += 1;
          if (fact.reopened) endings.reopened += 1;
          if (fact.need === "met" || fact.need === "unmet") endings.judged += 1;
          if (fact.need === "unmet") endings.unmet += 1;
          byOutcome[fact.outcome] = (byOutcome[fact.outcome] ?? 0) + 1;
      }
    },
    read: () => ({
      conversations,
      clocks: Object.fromEntries(REPORT_CLOCKS.map((kind) => [kind, clockFigures(clocks[kind])])) as Record<ClockKind, ClockFigures>,
      response: { ...response },
      waits: Object.fromEntries(REPORT_WAITS.map((who) => [who, { ...lengthsOf(waits[who].lengths), waiting: waits[who].waiting }])) as Record<
        ReportWait,
        WaitFigures
      >,
      hops,
      endings: { ...endings, byOutcome: { ...byOutcome } },
    }),
  };
}

const emptyClock = (): ClockTally => ({ outcomes: { ...NO_OUTCOMES }, own: [], wall: [], overdue: [] });

const clockFigures = ({ outcomes, overdue, own, wall }: ClockTally): ClockFigures => ({
  ...attainmentOf(outcomes),
  own: lengthsOf(own),
  wall: lengthsOf(wall),
  overdue: lengthsOf(overdue),
});

/** The mean of the two in the middle where their number is even; of ten the ninth. */
export function lengthsOf(values: readonly number[]): Lengths {
  if (values.length === 0) return { count: 0 };
  const sorted = values.toSorted((a, b) => a - b);
  const at = (place: number): number => sorted[place] ?? 0;
  const half = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? at(half) : Math.round((at(half - 1) + at(half)) / 2);
  return { count: sorted.length, median: toDuration(median) as Duration, ninetieth: toDuration(at(Math.ceil(sorted.length * 0.9) - 1)) };
}
