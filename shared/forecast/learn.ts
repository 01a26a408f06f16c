import { days, minutes, toInstant, type Instant } from "../time.ts";
import { SLOT, SLOTS_A_DAY, type LocalSlots } from "./local-slots.ts";
import { quantile } from "./random.ts";
import { repliesByAgent, SEEN_WITHIN, shiftsOf, replierOf } from "./shifts.ts";
import { countUpTo, type Promised, type Wait } from "./wait.ts";
import { weekdayOf, weeklyProfile, type SeenDay } from "./weekly.ts";

/** One past wait as the pattern of one to come. */
export interface Mark {
  readonly promised: readonly Promised[];
  /** It ended without a reply after so many ms; undefined where somebody replied. */
  readonly leavesAfter?: number | undefined;
}

/** What a workspace's own past says about the hours to come. Nothing in it was known after `before`. */
export interface Learned {
  readonly before: Instant;
  /** New waits in each half-hour of the week. */
  readonly arrivals: Float64Array;
  /** How much days, and half-hours within them, differ from the usual beyond chance: shapes of gamma curves with mean 1. */
  readonly dayShape: number;
  readonly slotShape: number;
  /** People at work in each half-hour of the week. */
  readonly staff: Float64Array;
  /** People who had replied within two hours before each half-hour of the week: what can be seen of them at the time. */
  readonly seen: Float64Array;
  /** Replies one after the other, while somebody waits: ms, ascending. */
  readonly busy: Float64Array;
  /** Replies to somebody for whom a person was free: ms, ascending. */
  readonly idle: Float64Array;
  readonly marks: readonly Mark[];
  /** Whoever has waited longer is not in anybody's hands any more. */
  readonly patience: number;
  readonly agents: ReadonlySet<string>;
}

/** How far back the past is like the present. */
export const MEMORY = days(56);
/** A reply that took longer was not worked on for so long. */
const LONGEST_WORK = minutes(90);
const RECENT_MARKS = 2_000;

/** `waits` ascending by their start. */
export function learn(waits: readonly Wait[], before: Instant, slots: LocalSlots): Learned {
  const from = toInstant(Math.max(before - MEMORY, waits[0]?.startedAt ?? before));
  const past = waits.filter(({ startedAt }) => startedAt >= from && startedAt < before);
  const dayNumbers = daysBetween(from, before, slots);
  const counts = byDay(
    dayNumbers,
    slots,
    past.map(({ startedAt }) => startedAt),
  );
  const arrivals = weeklyProfile(counts);
  const replies = repliesByAgent(past, before);
  const durations = past.flatMap(({ answered, reply: { endedAt }, startedAt }) =>
    answered && endedAt !== undefined && endedAt <= before ? [endedAt - startedAt] : [],
  );
  return {
    before,
    arrivals,
    ...variability(counts, arrivals),
    ...staffing(replies, dayNumbers, from, before, slots),
    ...workTimes(past, replies, before),
    marks: past.slice(-RECENT_MARKS).map((wait) => markOf(wait, before)),
    patience: Math.max(minutes(60), quantile(Float64Array.from(durations).sort(), 0.98) * 1.5),
    agents: new Set(replies.keys()),
  };
}

/** Whole days on the wall, the first and the last left out because they are cut. */
function daysBetween(from: Instant, before: Instant, slots: LocalSlots): readonly number[] {
  const first = slots(from).day + 1;
  const last = slots(before).day - 1;
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

function byDay(dayNumbers: readonly number[], slots: LocalSlots, instants: readonly number[]): readonly SeenDay[] {
  const days = new Map(dayNumbers.map((day) => [day, new Float64Array(SLOTS_A_DAY)]));
  for (const at of instants) {
    const { day, slot } = slots(toInstant(at));
    const values = days.get(day);
    if (values !== undefined) values[slot % SLOTS_A_DAY] = (values[slot % SLOTS_A_DAY] ?? 0) + 1;
  }
  return [...days].map(([day, values]) => ({ day, values }));
}

const LEAST_SHAPE = 0.8;
const MOST_SHAPE = 200;
const shapeOf = (excess: number, squares: number): number =>
  excess <= 0 || squares === 0 ? MOST_SHAPE : Math.min(MOST_SHAPE, Math.max(LEAST_SHAPE, squares / excess));

/** What is left of the variance once chance alone (a Poisson's) is taken away, first between days, then within them. */
function variability(counts: readonly SeenDay[], arrivals: Float64Array): Pick<Learned, "dayShape" | "slotShape"> {
  const usual = (day: number, slot: number): number => arrivals[weekdayOf(day) * SLOTS_A_DAY + slot] ?? 0;
  let excess = 0;
  let squares = 0;
  const totals = counts.map(({ day, values }) => {
    const seen = values.reduce((sum, value) => sum + value, 0);
    const expected = values.reduce((sum, _value, slot) => sum + usual(day, slot), 0);
    excess += (seen - expected) ** 2 - seen;
    squares += expected ** 2;
    return { seen, expected };
  });
  const dayShape = shapeOf(excess, squares);

  let slotExcess = 0;
  let slotSquares = 0;
  counts.forEach(({ day, values }, index) => {
    const { expected = 0, seen = 0 } = totals[index] ?? {};
    const level = expected === 0 ? 1 : seen / expected;
    values.forEach((value, slot) => {
      const mean = usual(day, slot) * level;
      slotExcess += (value - mean) ** 2 - mean;
      slotSquares += mean ** 2;
    });
  });
  return { dayShape, slotShape: shapeOf(slotExcess, slotSquares) };
}

function staffing(
  replies: ReadonlyMap<string, Float64Array>,
  dayNumbers: readonly number[],
  from: number,
  before: number,
  slots: LocalSlots,
): Pick<Learned, "staff" | "seen"> {
  const there = new Map(dayNumbers.map((day) => [day, new Float64Array(SLOTS_A_DAY)]));
  const seen = new Map(dayNumbers.map((day) => [day, new Float64Array(SLOTS_A_DAY)]));
  const add = (days: typeof there, at: number, value: number): void => {
    const { day, slot } = slots(toInstant(at));
    const values = days.get(day);
    if (values !== undefined) values[slot % SLOTS_A_DAY] = (values[slot % SLOTS_A_DAY] ?? 0) + value;
  };
  for (const shift of shiftsOf(replies))
    for (let at = Math.floor(Math.max(shift.from, from) / SLOT) * SLOT; at < shift.to && at < before; at += SLOT)
      add(there, at, Math.max(0, (Math.min(shift.to, at + SLOT) - Math.max(shift.from, at)) / SLOT));
  for (const times of replies.values()) {
    let last = Number.NEGATIVE_INFINITY;
    for (const at of times) {
      // Each beginning of a half-hour within two hours after a reply, once.
      const first = Math.max(Math.ceil(at / SLOT) * SLOT, last + SLOT);
      for (let slot = first; slot < at + SEEN_WITHIN; slot += SLOT) {
        add(seen, slot, 1);
        last = slot;
      }
    }
  }
  const profile = (days: typeof there): Float64Array => weeklyProfile([...days].map(([day, values]) => ({ day, values })));
  return { staff: profile(there), seen: profile(seen) };
}

/**
 * How long a reply keeps a person: from their last reply where this customer waited already then (`busy`), else from the
 * customer's own message (`idle`), which holds the time until somebody looked.
 */
function workTimes(past: readonly Wait[], replies: ReadonlyMap<string, Float64Array>, before: Instant): Pick<Learned, "busy" | "idle"> {
  const busy: number[] = [];
  const idle: number[] = [];
  for (const wait of past) {
    const at = wait.reply.endedAt;
    if (!wait.answered || at === undefined || at > before) continue;
    const own = replies.get(replierOf(wait));
    const previous = own?.[countUpTo(own, at - 1) - 1] ?? Number.NEGATIVE_INFINITY;
    const waited = wait.startedAt < previous;
    const took = at - Math.max(previous, wait.startedAt);
    if (took <= LONGEST_WORK) (waited ? busy : idle).push(took);
  }
  const sorted = (values: readonly number[]): Float64Array => Float64Array.from(values).sort();
  // A team that never had a queue works, once there is one, at the pace of its quickest replies.
  const FEW = 20;
  return { busy: sorted(busy.length >= FEW ? busy : idle.toSorted((a, b) => a - b).slice(0, Math.ceil(idle.length / 2))), idle: sorted(idle) };
}

function markOf({ answered, handoff, reply, startedAt }: Wait, before: Instant): Mark {
  const promised = [reply, ...(handoff === undefined ? [] : [handoff])].flatMap(({ kind, promise }) => (promise === undefined ? [] : [{ kind, promise }]));
  const left = !answered && reply.endedAt !== undefined && reply.endedAt <= before;
  return left ? { promised, leavesAfter: (reply.endedAt ?? 0) - startedAt } : { promised };
}
