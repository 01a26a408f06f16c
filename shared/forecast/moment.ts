import { elapsed, dueAt, nextOpening, type CompiledCalendar } from "../sla/compile-calendar.ts";
import { minutes, plus, type Duration, type Instant } from "../time.ts";
import type { Learned } from "./learn.ts";
import { SLOT, SLOTS_A_DAY, SLOTS_A_WEEK, type LocalSlots } from "./local-slots.ts";
import { SEEN_WITHIN } from "./shifts.ts";
import { countWithin, hasEnded, type Wait } from "./wait.ts";

/** How far the forecast looks ahead, and by which steps it is told. */
export const HORIZON = minutes(120);
export const STEP = minutes(5);
export const STEPS = HORIZON / STEP;
export const STEPS_A_HALF_HOUR = SLOT / STEP;

/** A promise of the policies in force. */
export interface PromiseInForce {
  readonly target: Duration;
  readonly calendar: CompiledCalendar;
}

/** Somebody who may answer. */
export interface Rostered {
  readonly id: string;
  /** Working hours; undefined: always. */
  readonly hours?: CompiledCalendar | undefined;
  /** Has said so; only of now. */
  readonly away: boolean;
}

/** The workspace as it stands at one instant, with nothing that was known later. */
export interface Moment {
  readonly at: Instant;
  readonly waiting: readonly Wait[];
  /** Promises broken in each of the six steps up to `at`. */
  readonly recent: readonly number[];
  /** New waits since midnight on the wall, and what was usual until now. */
  readonly cameToday: number;
  readonly usualToday: number;
  /** From each instant on so many are expected at work. */
  readonly staff: readonly { readonly at: Instant; readonly count: number }[];
}

/** What stays the same over all moments of one workspace. */
export interface Workspace {
  /** Ascending by start. */
  readonly waits: readonly Wait[];
  /** Their broken promises, ascending. */
  readonly breaches: Float64Array;
  readonly promises: readonly PromiseInForce[];
  readonly roster: readonly Rostered[];
  readonly slots: LocalSlots;
}

/** No reply takes longer to come than this back: who wrote before and is not answered is found among the oldest. */
export function momentAt({ breaches, roster, slots, waits }: Workspace, learned: Learned, at: Instant): Moment {
  const waiting: Wait[] = [];
  const seen = new Set<string>();
  const today = slots(at);
  let cameToday = 0;
  for (const wait of waits) {
    if (wait.startedAt > at) break;
    const endedAt = wait.reply.endedAt;
    if (!hasEnded(wait, at) && at - wait.startedAt <= learned.patience) waiting.push(wait);
    if (wait.answered && endedAt !== undefined && endedAt <= at && endedAt > at - SEEN_WITHIN) seen.add(wait.answeredBy ?? "");
    if (at - wait.startedAt <= DAY_AND_MORE && slots(wait.startedAt).day === today.day) cameToday += 1;
  }
  const slot = today.slot % SLOTS_A_DAY;
  const midnight = today.slot - slot;
  let usualToday = 0;
  for (let past = 0; past < slot; past += 1) usualToday += learned.arrivals[midnight + past] ?? 0;
  return {
    at,
    waiting,
    recent: Array.from({ length: STEPS_A_HALF_HOUR }, (_, step) => {
      const to = at - (STEPS_A_HALF_HOUR - 1 - step) * STEP;
      return countWithin(breaches, to - STEP, to);
    }),
    cameToday,
    usualToday: usualToday + (learned.arrivals[today.slot] ?? 0) * shareOfSlot(at),
    staff: staffAhead(learned, roster, slots, at, seen.size),
  };
}

const DAY_AND_MORE = minutes(25 * 60);
const shareOfSlot = (at: Instant): number => (at % SLOT) / SLOT;

/** How much today's people count against the usual ones: tomorrow is another day, and so a little is the next hour. */
const TODAY_COUNTS = 0.7;
const LEAST_RATIO = 0.5;
const MOST_RATIO = 1.7;

/** As many as usual at this time of the week, by as much as are seen today, and never more than are on shift. */
function staffAhead(learned: Learned, roster: readonly Rostered[], slots: LocalSlots, at: Instant, seenNow: number): Moment["staff"] {
  const usual = learned.seen[slots(at).slot] ?? 0;
  const ratio = Math.min(MOST_RATIO, Math.max(LEAST_RATIO, (seenNow + 1) / (usual + 1))) ** TODAY_COUNTS;
  const known = roster.filter(({ id }) => learned.agents.has(id));
  // Replies of people who are not on the list (from a phone, or gone since) have no shift to be held against.
  const isComplete = [...learned.agents].every((id) => roster.some((one) => one.id === id)) && known.length > 0;
  const begins = [at, ...Array.from({ length: HORIZON / SLOT }, (_, index) => plus(nextHalfHour(at), (index * SLOT) as Duration))];
  return begins.map((begin) => {
    const middle = plus(begin, minutes(10));
    const onShift = known.filter(({ away, hours }) => !away && (hours === undefined || nextOpening(hours, middle) === middle)).length;
    const expected = (learned.staff[slots(begin).slot % SLOTS_A_WEEK] ?? 0) * ratio;
    return { at: begin, count: isComplete ? Math.min(onShift, expected) : expected };
  });
}

const nextHalfHour = (at: Instant): Instant => ((Math.floor(at / SLOT) + 1) * SLOT) as Instant;

export const dueOf = ({ calendar, target }: PromiseInForce, from: number): number => dueAt(calendar, from as Instant, target) ?? Number.POSITIVE_INFINITY;

/** Whether any promise is running at some time of the hours ahead: outside of all hours nothing falls due. */
export const isOpenSoon = (promises: readonly PromiseInForce[], at: Instant): boolean =>
  promises.some(({ calendar }) => elapsed(calendar, at, plus(at, HORIZON)) > 0);
