import type { ConversationId } from "../ids.ts";
import { latest, type Instant } from "../time.ts";
import { attainmentOf, NO_OUTCOMES, outcomeOf, replayUnder, type Attainment, type Outcomes } from "./attainment.ts";
import type { Clock, ClockKind } from "./clock.ts";
import type { SlaEvent } from "./events.ts";
import type { FoldOptions } from "./fold.ts";
import { asOne, clockKey } from "./records.ts";

/** What the comparison needs of a clock of the customer's. */
export type Measured = Pick<Clock, "kind" | "state" | "startedAt" | "dueAt">;

/** Clocks that started at `from` or later and before `to`. */
export interface Stretch {
  readonly from: Instant;
  readonly to: Instant;
}

/** A clock that was missed on one side alone. */
export interface ChangedClock {
  readonly conversationId: ConversationId;
  readonly kind: ClockKind;
  readonly startedAt: Instant;
  readonly missed: Side;
}

type Side = "today" | "draft";

/** Two ways of measuring the same past, counted; parts of it that were counted apart can be added. */
export interface Comparison {
  readonly conversations: number;
  readonly outcomes: Readonly<Record<ClockKind, Readonly<Record<Side, Outcomes>>>>;
  /** Misses by the local hour in which they fell due, 24 of them. */
  readonly hours: Readonly<Record<Side, readonly number[]>>;
  readonly newlyMissed: number;
  readonly noLongerMissed: number;
  /** The newest, at most `MOST_EXAMPLES` of each. */
  readonly examples: readonly ChangedClock[];
}

const KINDS: readonly ClockKind[] = ["handoff", "first-reply", "next-reply", "resolution"];
const HOURS = 24;
const MOST_EXAMPLES = 100;

/** [P4] The conversation's clocks in the stretch, as the draft would have dated them. What happened after `now` by this machine's clock has happened all the same. */
export function clocksUnder(events: readonly SlaEvent[], draft: FoldOptions, stretch: Stretch, now: Instant): readonly Measured[] {
  const until = events.reduce((newest, { at }) => latest(newest, at), now);
  return clocksIn(
    replayUnder(events, { ...draft, now: until }).flatMap(({ clocks }) => clocks),
    stretch,
  );
}

/** The customer's clocks of a stretch, each run once, as the table of clocks holds them (S8). */
export function clocksIn(clocks: readonly Clock[], { from, to }: Stretch): readonly Measured[] {
  const runs = new Map<string, Clock>();
  for (const clock of clocks) {
    if (clock.owner !== undefined || clock.startedAt < from || clock.startedAt >= to) continue;
    const before = runs.get(clockKey(clock));
    runs.set(clockKey(clock), before === undefined ? clock : asOne([before, clock]));
  }
  return [...runs.values()];
}

/** A clock of the table as of `now`: what came due since it was written is missed (S9). */
export const asOf = (clock: Measured, now: Instant): Measured =>
  clock.state === "running" && clock.dueAt !== undefined && clock.dueAt <= now ? { ...clock, state: "breached" } : clock;

/** Counts conversation after conversation; nothing but sums is kept. `hourOf` is the local hour, 0 to 23, of an instant. */
export function startComparison(hourOf: (at: Instant) => number): {
  readonly add: (conversation: ConversationId, today: readonly Measured[], draft: readonly Measured[]) => void;
  readonly read: () => Comparison;
} {
  const outcomes = Object.fromEntries(KINDS.map((kind) => [kind, { today: { ...NO_OUTCOMES }, draft: { ...NO_OUTCOMES } }])) as Record<
    ClockKind,
    Record<Side, { -readonly [Outcome in keyof Outcomes]: number }>
  >;
  const hours = { today: noHours(), draft: noHours() };
  const missedAlone = { today: [] as ChangedClock[], draft: [] as ChangedClock[] };
  const missedCount = { today: 0, draft: 0 };
  let conversations = 0;

  const count = (side: Side, clocks: readonly Measured[]): void => {
    for (const clock of clocks) {
      const outcome = outcomeOf(clock);
      if (outcome !== undefined) outcomes[clock.kind][side][outcome] += 1;
      if (outcome === "missed" && clock.dueAt !== undefined) hours[side][hourOf(clock.dueAt)] = (hours[side][hourOf(clock.dueAt)] ?? 0) + 1;
    }
  };
  const compare = (conversationId: ConversationId, side: Side, clocks: readonly Measured[], others: readonly Measured[]): void => {
    for (const { kind, startedAt, state } of clocks) {
      if (state !== "breached" || others.some((other) => other.kind === kind && other.startedAt === startedAt && other.state === "breached")) continue;
      missedCount[side] += 1;
      missedAlone[side].push({ conversationId, kind, startedAt, missed: side });
    }
    if (missedAlone[side].length >= 2 * MOST_EXAMPLES) missedAlone[side] = newest(missedAlone[side]);
  };

  return {
    add: (conversation, today, draft) => {
      if (today.length === 0 && draft.length === 0) return;
      conversations += 1;
      count("today", today);
      count("draft", draft);
      compare(conversation, "today", today, draft);
      compare(conversation, "draft", draft, today);
    },
    read: () => ({
      conversations,
      outcomes,
      hours,
      newlyMissed: missedCount.draft,
      noLongerMissed: missedCount.today,
      examples: [...newest(missedAlone.draft), ...newest(missedAlone.today)],
    }),
  };
}

export const nothingCompared = (): Comparison => startComparison(() => 0).read();

/** Two parts of the past together. */
export function addComparisons(a: Comparison, b: Comparison): Comparison {
  const ofKind = (kind: ClockKind, side: Side): Outcomes => {
    const other = b.outcomes[kind][side];
    return Object.fromEntries(Object.entries(a.outcomes[kind][side]).map(([outcome, n]) => [outcome, n + other[outcome as keyof Outcomes]])) as never;
  };
  const examples = [...a.examples, ...b.examples];
  return {
    conversations: a.conversations + b.conversations,
    outcomes: Object.fromEntries(KINDS.map((kind) => [kind, { today: ofKind(kind, "today"), draft: ofKind(kind, "draft") }])) as never,
    hours: { today: a.hours.today.map((n, hour) => n + (b.hours.today[hour] ?? 0)), draft: a.hours.draft.map((n, hour) => n + (b.hours.draft[hour] ?? 0)) },
    newlyMissed: a.newlyMissed + b.newlyMissed,
    noLongerMissed: a.noLongerMissed + b.noLongerMissed,
    examples: [...newest(examples.filter(({ missed }) => missed === "draft")), ...newest(examples.filter(({ missed }) => missed === "today"))],
  };
}

export const attainmentsOf = ({ outcomes }: Comparison): Readonly<Record<ClockKind, Readonly<Record<Side, Attainment>>>> =>
  Object.fromEntries(KINDS.map((kind) => [kind, { today: attainmentOf(outcomes[kind].today), draft: attainmentOf(outcomes[kind].draft) }])) as never;

const noHours = (): number[] => Array.from({ length: HOURS }, () => 0);

const newest = (examples: readonly ChangedClock[]): ChangedClock[] =>
  examples
    .toSorted((a, b) => b.startedAt - a.startedAt || (a.conversationId < b.conversationId ? -1 : 1) || KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind))
    .slice(0, MOST_EXAMPLES);
