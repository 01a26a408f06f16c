import { plus, type Instant } from "../time.ts";
import type { Learned, Mark } from "./learn.ts";
import { SLOT, type LocalSlots } from "./local-slots.ts";
import { dueOf, HORIZON, STEP, STEPS, type Moment, type PromiseInForce } from "./moment.ts";
import { gamma, poisson, quantile, seededRandom, type Random } from "./random.ts";
import { runQueue, type Job, type Queue } from "./run-queue.ts";
import type { Wait } from "./wait.ts";

/** What is asked of the simulation: one more person from an instant on, or nobody more. */
export type OneMoreFrom = Instant | undefined;

export interface Question {
  readonly learned: Learned;
  readonly moment: Moment;
  readonly promises: readonly PromiseInForce[];
  readonly slots: LocalSlots;
  readonly seed: number;
  readonly runs: number;
  /** Each over the very same customers, so that a difference is the person's and not chance's. */
  readonly scenarios: readonly OneMoreFrom[];
}

export interface Simulated {
  /** For each scenario, run after run: promises broken in each step of five minutes. */
  readonly breaches: readonly Uint16Array[];
  /** New waits in each half-hour ahead, on average. */
  readonly arrivals: readonly number[];
}

const FOREVER = Number.POSITIVE_INFINITY;
/** Where nobody ever replied there is nothing to learn from. */
const SOME_WORK = 180_000;

export function simulate({ learned, moment, promises, runs, scenarios, seed, slots }: Question): Simulated {
  const { at } = moment;
  const to = plus(at, HORIZON);
  const breaches = scenarios.map(() => new Uint16Array(runs * STEPS));
  const rates = ratesAhead(learned, moment, slots);
  const standing = moment.waiting.map((wait) => ({ wait, due: dueOfWait(wait, at) }));
  const workOf = (share: number): number => (learned.busy.length === 0 ? SOME_WORK : quantile(learned.busy, share));
  const noticeOf = (share: number): number => Math.max(0, quantile(learned.idle, share) - workOf(share));

  for (let run = 0; run < runs; run += 1) {
    const random = seededRandom(seed, run);
    const marked = (arrivesAt: number, mark: Mark): Job => {
      const share = random();
      const due = duesOf(mark, promises, arrivesAt);
      const leavesAt = mark.leavesAfter === undefined ? FOREVER : arrivesAt + mark.leavesAfter;
      return { ...due, seenAt: arrivesAt + noticeOf(share), work: workOf(share), leavesAt };
    };
    const jobs = standing.map(({ due, wait: { startedAt } }): Job => {
      const share = random();
      return { ...due, seenAt: startedAt + noticeOf(share), work: workOf(share), leavesAt: FOREVER };
    });
    const isBusy = jobs.length > 0;
    const today = gamma(random, learned.dayShape + moment.cameToday * rates.trust, 1 / (learned.dayShape + moment.usualToday * rates.trust));
    for (const { from, mean, until } of rates.pieces) {
      const count = learned.marks.length === 0 ? 0 : poisson(random, mean * today * gamma(random, learned.slotShape, 1 / learned.slotShape));
      for (let one = 0; one < count; one += 1) {
        const time = from + random() * (until - from);
        const mark = learned.marks[Math.floor(random() * learned.marks.length)];
        if (mark !== undefined) jobs.push(marked(time, mark));
      }
    }
    const rounding = random();
    jobs.sort((a, b) => a.seenAt - b.seenAt);
    const hands = inHand(random, isBusy, workOf, at);
    scenarios.forEach((more, index) => {
      const staff = staffIn(moment, rounding, more);
      const queue: Queue = { from: at, to, jobs, staff, freeAt: hands };
      const counts = breaches[index];
      runQueue(queue, (instant) => {
        const step = run * STEPS + Math.min(STEPS - 1, Math.ceil((instant - at) / STEP) - 1);
        if (counts !== undefined) counts[step] = (counts[step] ?? 0) + 1;
      });
    });
  }
  return { breaches, arrivals: rates.halfHours };
}

/** The rates of the pieces of half-hours ahead; `trust` is how much a wait of today says about the rest of the day. */
function ratesAhead(learned: Learned, { at, cameToday, usualToday }: Moment, slots: LocalSlots) {
  const pieces: { readonly from: number; readonly until: number; readonly mean: number }[] = [];
  for (let from: number = at; from < at + HORIZON;) {
    const until = Math.min(at + HORIZON, (Math.floor(from / SLOT) + 1) * SLOT);
    pieces.push({ from, until, mean: ((learned.arrivals[slots(from as Instant).slot] ?? 0) * (until - from)) / SLOT });
    from = until;
  }
  const perSlot = pieces.reduce((sum, { mean }) => sum + mean, 0) / (HORIZON / SLOT);
  const trust = 1 / (1 + perSlot / learned.slotShape);
  const level = (learned.dayShape + cameToday * trust) / (learned.dayShape + usualToday * trust);
  const halfHours = Array.from({ length: HORIZON / SLOT }, (_, half) => {
    const begin = at + half * SLOT;
    return (
      level *
      pieces.reduce((sum, { from, mean, until }) => sum + (mean * Math.max(0, Math.min(until, begin + SLOT) - Math.max(from, begin))) / (until - from), 0)
    );
  });
  return { pieces, trust, halfHours };
}

interface Dues {
  readonly replyDue: number;
  readonly claimDue: number;
}

function duesOf({ promised }: Mark, promises: readonly PromiseInForce[], from: number): Dues {
  let replyDue = FOREVER;
  let claimDue = FOREVER;
  for (const { kind, promise } of promised) {
    const inForce = promises[promise];
    if (inForce === undefined) continue;
    if (kind === "handoff") claimDue = dueOf(inForce, from);
    else replyDue = dueOf(inForce, from);
  }
  return { replyDue, claimDue };
}

/** A claim that came before has kept its promise. */
const dueOfWait = ({ handoff, reply }: Wait, at: Instant): Dues => ({
  replyDue: reply.dueAt ?? FOREVER,
  claimDue: handoff?.dueAt === undefined || (handoff.endedAt !== undefined && handoff.endedAt <= at) ? FOREVER : handoff.dueAt,
});

/** While somebody waits everybody has something in hand, and nobody knows how far it is. */
function inHand(random: Random, isBusy: boolean, workOf: (share: number) => number, at: Instant): readonly number[] {
  return Array.from({ length: MOST_IN_HAND }, () => {
    const rest = random() * workOf(random());
    return isBusy ? at + rest : at;
  });
}
const MOST_IN_HAND = 60;

/** Shares of a person are there in as many runs. */
function staffIn({ staff }: Moment, rounding: number, more: OneMoreFrom): Queue["staff"] {
  const counts = staff.map(({ at, count }) => ({ at: at as number, count: Math.floor(count + rounding) }));
  if (more === undefined) return counts;
  const before = counts.filter(({ at }) => at < more);
  const during = counts.findLast(({ at }) => at <= more)?.count ?? 0;
  return [...before, { at: more, count: during + 1 }, ...counts.filter(({ at }) => at > more).map(({ at, count }) => ({ at, count: count + 1 }))];
}
