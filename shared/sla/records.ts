import { toInstant, type Instant } from "../time.ts";
import type { Clock, ClockKind } from "./clock.ts";

/** Which clock of a conversation. Case numbers shift when late events come, so they are no part of it. */
export interface ClockIdentity {
  readonly kind: ClockKind;
  readonly startedAt: Instant;
  /** [S14] Whose clock it is, where a hop added one; none, or empty, for the customer's. */
  readonly owner?: string | undefined;
}

export const clockKey = ({ kind, owner, startedAt }: ClockIdentity): string => `${kind}:${startedAt}:${owner ?? ""}`;

interface Recorded extends ClockIdentity {
  /** Of a warning `share:0.5` or `before:300000`; empty for a breach. */
  readonly threshold: string;
  /** [B1] The instant that the rule gives; for a breach the due instant. */
  readonly at: Instant;
  /** 1, and one more each time that what was corrected came true after all. */
  readonly gen: number;
}

/** A warning or a breach of one clock. */
export interface SlaRecord extends Recorded {
  readonly what: "warning" | "breach";
}

/** The record as it lies in the log, which only grows: what was recorded, and what took it back (`corrects` names its `n`). */
export type SlaLogEntry = { readonly n: number } & (SlaRecord | (Recorded & { readonly what: "correction"; readonly corrects: number }));

/** A record of the log. */
export type LoggedRecord = SlaRecord & { readonly n: number };

/** One run as the record sees it, and when something has to be recorded for it next by time alone. */
export interface RecordedRun<C extends Clock> {
  readonly clock: C;
  readonly nextAt?: Instant | undefined;
}

export interface Reconciliation<C extends Clock> {
  /** What has to be appended, each with the clock that it speaks of. */
  readonly record: readonly { readonly record: SlaRecord; readonly clock: C }[];
  /** What no longer holds by what is known now; each gets a correction. */
  readonly correct: readonly LoggedRecord[];
  /** Every run once, in order. */
  readonly runs: readonly RecordedRun<C>[];
}

/**
 * [B1] [I9] Brings the record in line with the clocks, which are as of `now`: afterwards the records without a correction are
 * what the rules give from the whole history, whoever was asleep, and whatever came late. A run warns once at each threshold, also
 * where it is dated anew; a miss that is none gets a correction, and is recorded again under the next `gen` where it becomes one.
 */
export function reconcile<C extends Clock>(log: readonly SlaLogEntry[], clocks: readonly C[], now: Instant): Reconciliation<C> {
  const runs = runsByKey(clocks);
  const effective = effectiveRecords(log);
  const correct = effective.filter((record) => !holds(record, runs.get(clockKey(record)) ?? [], now));
  const standing = new Set(effective.filter((record) => !correct.includes(record)).map(nameOf));

  const record = [...runs.values()].flatMap((run) => owed(run, now)).filter((due) => !standing.has(nameOf(due.record)));
  for (const due of record) standing.add(nameOf(due.record));
  return {
    correct,
    record: record.map((due) => ({ ...due, record: { ...due.record, gen: nextGen(log, due.record) } })),
    runs: [...runs.values()].map((run) => ({ clock: asOne(run), nextAt: nextAt(run, standing, now) })),
  };
}

/** What nothing has taken back, in the order in which it was recorded. */
export function effectiveRecords(log: readonly SlaLogEntry[]): readonly LoggedRecord[] {
  const corrected = new Set(log.flatMap((entry) => (entry.what === "correction" ? [entry.corrects] : [])));
  return log.flatMap((entry) => (entry.what === "correction" || corrected.has(entry.n) ? [] : [entry]));
}

/**
 * A run that a bot had in between begins again from its old start and is told as two clocks; it is one run all the same, warns
 * once and is missed once (S8).
 */
function runsByKey<C extends Clock>(clocks: readonly C[]): ReadonlyMap<string, readonly C[]> {
  const runs = new Map<string, readonly C[]>();
  for (const clock of clocks) runs.set(clockKey(clock), [...(runs.get(clockKey(clock)) ?? []), clock]);
  return runs;
}

/** The first miss stands for ever (S18), and ends as the last of its clocks did. */
export function asOne<C extends Clock>(run: readonly C[]): C {
  const last = run.at(-1);
  if (last === undefined) throw new Error("A run has a clock.");
  const missed = run.find(isMissed);
  return missed === undefined || missed === last ? last : { ...missed, metAt: last.metAt, stoppedAt: last.stoppedAt, cause: last.cause ?? missed.cause };
}

const isMissed = ({ state }: Clock): boolean => state === "breached";

/** A warning or breach that falls due exactly as the run ends is prevented by that (S9). */
const endOf = ({ metAt, stoppedAt }: Clock): number => Math.min(metAt ?? Number.POSITIVE_INFINITY, stoppedAt ?? Number.POSITIVE_INFINITY);

/** Of a warning it matters only that the run was there and had not ended: it may have been dated anew since. */
function holds(record: SlaRecord, run: readonly Clock[], now: Instant): boolean {
  if (record.at > now || run.length === 0) return false;
  return record.what === "warning" ? run.some((clock) => record.at < endOf(clock)) : asOne(run).breachedAt === record.at;
}

/** Everything that the run has to answer for by now, whether it is recorded or not. */
function owed<C extends Clock>(run: readonly C[], now: Instant): Reconciliation<C>["record"] {
  const warnings = new Map<string, { readonly record: SlaRecord; readonly clock: C }>();
  for (const clock of run) {
    for (const { at, threshold } of clock.warnings ?? []) {
      if (at <= now && at < endOf(clock) && !warnings.has(threshold)) warnings.set(threshold, { record: recordOf(clock, "warning", threshold, at), clock });
    }
  }
  const clock = asOne(run);
  const { breachedAt } = clock;
  return [...warnings.values(), ...(breachedAt === undefined || breachedAt > now ? [] : [{ record: recordOf(clock, "breach", "", breachedAt), clock }])];
}

const recordOf = ({ kind, owner, startedAt }: Clock, what: SlaRecord["what"], threshold: string, at: Instant): SlaRecord => ({
  kind,
  startedAt,
  owner: owner ?? "",
  what,
  threshold,
  at,
  gen: 1,
});

/** What a run can warn of, or be missed by, once. */
const nameOf = (record: Pick<SlaRecord, "kind" | "startedAt" | "owner" | "what" | "threshold">): string =>
  `${clockKey(record)}:${record.what}:${record.threshold}`;

const nextGen = (log: readonly SlaLogEntry[], record: SlaRecord): number =>
  1 + Math.max(0, ...log.map((entry) => (entry.what !== "correction" && nameOf(entry) === nameOf(record) ? entry.gen : 0)));

/** The next warning that has not been given, or the due instant; nothing where only an event can bring something. */
function nextAt(run: readonly Clock[], standing: ReadonlySet<string>, now: Instant): Instant | undefined {
  const clock = run.at(-1);
  if (clock?.state !== "running" || clock.dueAt === undefined) return undefined;
  const coming = [...(clock.warnings ?? []).map(({ at, threshold }) => recordOf(clock, "warning", threshold, at)), recordOf(clock, "breach", "", clock.dueAt)]
    .filter((record) => record.at > now && !standing.has(nameOf(record)))
    .map(({ at }) => at);
  return coming.length === 0 ? undefined : toInstant(Math.min(...coming));
}
