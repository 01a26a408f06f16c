import { toDuration, toInstant, type Duration, type Instant } from "../time.ts";
import type { Clock, ClockKind, ClockWarning } from "./clock.ts";
import { elapsed, type CompiledCalendar } from "./compile-calendar.ts";
import { DEFAULT_WARNINGS } from "./default-policy.ts";
import type { ExplanationPiece } from "./explanation.ts";
import { push, type List } from "./list.ts";
import { dueWithPauses, elapsedWithPauses, pausedBetween, type Pause } from "./pauses.ts";
import { audienceOf, thresholdOf, type Policy, type Warning } from "./policy.ts";

/** [S13] What a run is measured by, stamped on it. Without a target there is no deadline. */
export interface Terms {
  readonly policy: Policy;
  readonly deadline?:
    | { readonly target: Duration; readonly calendarId: string; readonly calendarVersion: number; readonly calendar: CompiledCalendar }
    | undefined;
}

type Ending = { readonly how: "met" | "unanswered" | "not-needed" | "cancelled"; readonly at: Instant };

/** A clock in the making. Whether it is breached follows from `dueAt` and its end, so nothing has to look at it in time (S9). */
export interface Run {
  readonly kind: ClockKind;
  readonly startedAt: Instant;
  readonly owner?: string | undefined;
  readonly terms?: Terms | undefined;
  /** [S18] Since when no policy matches any more. */
  readonly unmatchedAt?: Instant | undefined;
  readonly dueAt?: Instant | undefined;
  readonly warnings?: readonly ClockWarning[] | undefined;
  readonly atRiskAt?: Instant | undefined;
  readonly pauses: readonly Pause[];
  readonly pausedFrom?: Instant | undefined;
  readonly pausedOn?: "customer" | "hold" | undefined;
  /** [B3] */
  readonly cause?: string | undefined;
  readonly ending?: Ending | undefined;
  /** A reply after the run had ended otherwise. */
  readonly repliedAt?: Instant | undefined;
  readonly notes: List<ExplanationPiece>;
}

export function startRun(kind: ClockKind, startedAt: Instant, terms: Terms | undefined, notes: readonly ExplanationPiece[], owner?: string): Run {
  const noted = notes.reduce<List<ExplanationPiece>>(push, undefined);
  return stamped({ kind, startedAt, owner, pauses: [], notes: noted }, terms, startedAt, "policy");
}

/** [S13] [S17] [S18] Dates an open run anew from its own start, unless nothing changed, or it had reached its due instant before. */
export function redate(run: Run, terms: Terms | undefined, at: Instant, because: string, eventId: string | undefined): Run {
  if (run.ending !== undefined || hasBreached(run, at) || sameTerms(run.terms, terms, run.unmatchedAt !== undefined)) return run;
  if (terms !== undefined) return stamped({ ...run, unmatchedAt: undefined }, terms, at, "re-dated", because, eventId);
  if (run.unmatchedAt !== undefined || run.terms === undefined) return run;

  const { dueAt: _dueAt, warnings: _warnings, atRiskAt: _atRiskAt, ...rest } = run;
  return note({ ...rest, unmatchedAt: at }, { kind: "unmatched", at, eventId, data: { because } });
}

/** [S18] Breached as of `at`: the due instant itself is too late for everything but a reply. */
const hasBreached = ({ dueAt }: Run, at: Instant): boolean => dueAt !== undefined && dueAt <= at;

/** [S9] A reply exactly at the due instant is in time. */
export function meet(run: Run, at: Instant, eventId: string | undefined): Run {
  return note({ ...run, ending: { how: "met", at } }, { kind: "met", at, eventId, data: {} });
}

export function stop(run: Run, how: Exclude<Ending["how"], "met">, at: Instant, eventId: string | undefined, data: ExplanationPiece["data"] = {}): Run {
  return note({ ...run, ending: { how, at } }, { kind: how, at, eventId, data });
}

/** [S12] Stops counting, unless it has come too late for that. */
export function pause(run: Run, at: Instant, eventId: string | undefined, data: ExplanationPiece["data"]): Run {
  if (run.ending !== undefined || run.pausedFrom !== undefined || hasBreached(run, at)) return run;
  return note(dated({ ...run, pausedFrom: at, pausedOn: data["on"] === "customer" ? "customer" : "hold" }), { kind: "paused", at, eventId, data });
}

export function resume(run: Run, at: Instant, eventId: string | undefined, because: string): Run {
  const { pausedFrom, pausedOn: _pausedOn, ...rest } = run;
  if (pausedFrom === undefined) return run;
  return note(dated({ ...rest, pauses: [...run.pauses, [pausedFrom, at]] }), { kind: "resumed", at, eventId, data: { because } });
}

/** [S3] The same case goes on. What was resolved in time counts on from there: nobody owed anything in between. A breach stays as it ended. */
export function reopen(run: Run, at: Instant, terms: Terms | undefined, eventId: string | undefined, because: string): Run {
  const { ending, ...rest } = run;
  if (ending === undefined || isBreached(run, at)) return run;

  const again = note(dated({ ...rest, pauses: [...run.pauses, [ending.at, at]] }), { kind: "reopened", at, eventId, data: {} });
  return redate(again, terms, at, because, eventId);
}

/** [B3] The cause of a miss; of what is no miss as of `at` nothing can be said. */
export function acknowledge(run: Run, cause: string, at: Instant, eventId: string | undefined): Run {
  return isBreached(run, at) ? note({ ...run, cause }, { kind: "acknowledged", at, eventId, data: { cause } }) : run;
}

export const note = (run: Run, piece: ExplanationPiece): Run => ({ ...run, notes: push(run.notes, piece) });

/** Whether the run, as it ended or as of `now`, is a miss. */
export function isBreached({ dueAt, ending }: Run, now: Instant): boolean {
  if (dueAt === undefined) return false;
  if (ending === undefined) return dueAt <= now;
  return ending.how === "met" ? ending.at > dueAt : ending.at >= dueAt;
}

/** [S10] Open time in ms past the due instant, up to the end of the run or `now`; undefined without a breach. */
export function overdueOf(run: Run, now: Instant): Duration | undefined {
  const calendar = run.terms?.deadline?.calendar;
  if (run.dueAt === undefined || calendar === undefined || !isBreached(run, now)) return undefined;
  return elapsed(calendar, run.dueAt, run.ending?.at ?? now);
}

/** The run as everyone else sees it, as of `now`. */
export function toClock(run: Run, now: Instant): Clock {
  const { kind, startedAt, terms, ending } = run;
  const breached = isBreached(run, now);
  const cancelled = !breached && (ending?.how === "cancelled" || run.unmatchedAt !== undefined);
  const paused = ending === undefined && run.pausedFrom !== undefined && !breached;

  return defined({
    kind,
    state: breached ? "breached" : cancelled ? "cancelled" : ending !== undefined ? ending.how : paused ? "paused" : "running",
    startedAt,
    dueAt: cancelled ? undefined : run.dueAt,
    warnAt: cancelled ? undefined : run.warnings?.map(({ at }) => at).filter((at, index, all) => at !== all[index - 1]),
    warnings: cancelled ? undefined : run.warnings,
    atRiskAt: cancelled ? undefined : run.atRiskAt,
    metAt: ending?.how === "met" ? ending.at : run.repliedAt,
    breachedAt: breached ? run.dueAt : undefined,
    stoppedAt: ending !== undefined && ending.how !== "met" ? ending.at : undefined,
    pausedOn: paused ? run.pausedOn : undefined,
    pausedAt: paused ? run.pausedFrom : undefined,
    cause: breached ? run.cause : undefined,
    remaining: paused ? remainingOf(run) : undefined,
    pausedMs: pausedMsOf(run, now),
    target: terms?.deadline?.target,
    policy: terms === undefined ? undefined : defined({ id: terms.policy.id, version: terms.policy.version, name: terms.policy.name }),
    owner: run.owner,
    calendar: terms?.deadline === undefined ? undefined : { id: terms.deadline.calendarId, version: terms.deadline.calendarVersion },
  });
}

function stamped(run: Run, terms: Terms | undefined, at: Instant, kind: "policy" | "re-dated", because?: string, eventId?: string): Run {
  if (terms === undefined) return run;

  const { policy, deadline } = terms;
  const data = defined({
    because,
    policy: policy.id,
    version: policy.version,
    name: policy.name,
    target: deadline?.target,
    calendar: deadline?.calendarId,
    calendarVersion: deadline?.calendarVersion,
  }) as ExplanationPiece["data"];
  return note(dated({ ...run, terms }), { kind, at, eventId, data });
}

/** Due time and warnings from the run's own start. On hold there is no due time, unless it came before the hold. */
function dated(run: Run): Run {
  const { dueAt: _dueAt, warnings: _warnings, atRiskAt: _atRiskAt, ...rest } = run;
  const deadline = run.unmatchedAt === undefined ? run.terms?.deadline : undefined;
  if (deadline === undefined) return rest;
  if (run.pausedFrom !== undefined && elapsedWithPauses(deadline.calendar, run.startedAt, run.pausedFrom, run.pauses) < deadline.target) return rest;

  const instantOf = (target: number): Instant | undefined => dueWithPauses(deadline.calendar, run.startedAt, toDuration(target), run.pauses);
  const dueAt = instantOf(deadline.target);
  if (dueAt === undefined) return rest;

  const warnings = run.terms?.policy.warnings ?? DEFAULT_WARNINGS;
  const dueWarnings = warnings.flatMap((warning): readonly ClockWarning[] => {
    const target = openTimeOf(warning, deadline.target);
    const at = target > 0 ? instantOf(target) : undefined;
    return at === undefined || at >= dueAt ? [] : [{ at, threshold: thresholdOf(warning), tell: audienceOf(warning) }];
  });
  const shares = warnings.map(shareOf).filter((share) => share !== undefined);
  const atRiskAt = instantOf(Math.max(1, Math.round((shares.length === 0 ? 0.8 : Math.max(...shares)) * deadline.target)));

  return { ...rest, dueAt, warnings: dueWarnings.toSorted((a, b) => a.at - b.at), atRiskAt };
}

/** [P2] After how much open time a warning falls due; nothing or less where the target is too short for it. */
function openTimeOf(warning: Warning, target: Duration): number {
  const share = shareOf(warning);
  if (share !== undefined) return Math.round(share * target);
  return typeof warning === "object" && "before" in warning ? target - warning.before : 0;
}

function shareOf(warning: Warning): number | undefined {
  if (typeof warning === "number") return warning;
  return "share" in warning ? warning.share : undefined;
}

function remainingOf(run: Run): Duration | undefined {
  const deadline = run.terms?.deadline;
  if (deadline === undefined || run.pausedFrom === undefined) return undefined;
  return toDuration(deadline.target - elapsedWithPauses(deadline.calendar, run.startedAt, run.pausedFrom, run.pauses));
}

/** [S12] Time on hold in the calendar's open hours; by the wall where no calendar applies. */
function pausedMsOf(run: Run, now: Instant): Duration {
  const until = run.ending?.at ?? now;
  const pauses: readonly Pause[] = run.pausedFrom === undefined ? run.pauses : [...run.pauses, [run.pausedFrom, until]];
  if (pauses.length === 0) return toDuration(0);
  return pausedBetween(run.terms?.deadline?.calendar ?? ALWAYS, run.startedAt, toInstant(until), pauses);
}

const ALWAYS: CompiledCalendar = { definition: "24/7", table: undefined };

function sameTerms(before: Terms | undefined, after: Terms | undefined, wasUnmatched: boolean): boolean {
  if (after === undefined) return before === undefined || wasUnmatched;
  return (
    !wasUnmatched &&
    before?.policy.id === after.policy.id &&
    before.policy.version === after.policy.version &&
    before.policy.name === after.policy.name &&
    before.deadline?.target === after.deadline?.target &&
    before.deadline?.calendarId === after.deadline?.calendarId &&
    before.deadline?.calendar === after.deadline?.calendar &&
    JSON.stringify(before.policy.warnings) === JSON.stringify(after.policy.warnings)
  );
}

/** Leaves out what is undefined, so that rows and lines carry only what there is. A plain loop: a replay of the past makes millions of clocks. */
function defined<Value extends object>(value: Value): Value {
  const kept: Partial<Value> = {};
  for (const name in value) if (value[name] !== undefined) kept[name] = value[name];
  return kept as Value;
}
