import type { Duration, Instant } from "../time.ts";
import { runsOf, type CaseState } from "./case-state.ts";
import type { Calendars } from "./calendar.ts";
import { createCompile, type Compile } from "./calendar-cache.ts";
import type { Clock } from "./clock.ts";
import { apply, type ConversationState } from "./conversation-state.ts";
import { fateOf, sendFates } from "./counted-sends.ts";
import type { SlaEvent } from "./events.ts";
import { explainRun } from "./explain-run.ts";
import type { ExplanationPiece } from "./explanation.ts";
import { push, toArray, type List } from "./list.ts";
import { compareEvents, happenedAt, inOrder } from "./order.ts";
import type { Policy, PolicyContext } from "./policy.ts";
import { overdueOf, toClock } from "./run.ts";

/** [S3] From the first inbound, or a late reopen, to resolve. `no` counts from 1. */
export interface SlaCase {
  readonly no: number;
  readonly startedAt: Instant;
  readonly resolvedAt?: Instant | undefined;
  readonly clocks: readonly Clock[];
}

/** A case in which every clock brings its reasons (R3), and how far past its due instant it went in its own time (S10, R4). */
export interface ExplainedCase extends Omit<SlaCase, "clocks"> {
  readonly clocks: readonly { readonly clock: Clock; readonly overdue?: Duration | undefined; readonly why: readonly ExplanationPiece[] }[];
}

export interface FoldOptions {
  /** In force at the first event; `policyChange` replaces them. Checked by parse-policy.ts: a missing calendar throws. */
  readonly policies: readonly Policy[];
  readonly calendars: Calendars;
  /** What the conditions read at the first event. */
  readonly context?: PolicyContext | undefined;
  /** Shared by all conversations of a process, so that each calendar is compiled once (`createCompile`). */
  readonly compile?: Compile | undefined;
}

/** Events in, clocks out: pure, whatever the order of arrival (S16). Events after `now` have not happened yet. */
export function foldCases(events: readonly SlaEvent[], options: FoldOptions & { readonly now: Instant }): readonly SlaCase[] {
  return finish(foldAll(events, options), options.now);
}

/** As `foldCases`, with the reasons. */
export function explainCases(events: readonly SlaEvent[], options: FoldOptions & { readonly now: Instant }): readonly ExplainedCase[] {
  return casesOf(foldAll(events, options).state).map((kase) => ({
    ...headOf(kase),
    clocks: runsOf(kase).map((run) => ({ clock: toClock(run, options.now), overdue: overdueOf(run, options.now), why: explainRun(run, options.now) })),
  }));
}

/** A conversation's history so far, to which events are added one at a time. A value: adding leaves the old one as it was. */
export interface Fold {
  readonly options: FoldOptions;
  /** In order. */
  readonly events: List<SlaEvent>;
  readonly state: ConversationState;
}

export function startFold(options: FoldOptions): Fold {
  const { policies, calendars, context = {}, compile = createCompile() } = options;
  return { options: { ...options, compile }, events: undefined, state: { policies, calendars, context, compile, owner: "nobody", earlier: undefined } };
}

/** One more event. What comes late, or changes what an earlier message was worth (S7), is read again from the beginning. */
export function advance(fold: Fold, event: SlaEvent): Fold {
  const isLate = fold.events !== undefined && compareEvents(event, fold.events.head) < 0;
  if (isLate || repeatsMessage(fold.events, event)) return replay([...toArray(fold.events), event], fold.options);

  return { ...fold, events: push(fold.events, event), state: apply(fold.state, event, { kind: "counts" }) };
}

/** The cases as of `now`, which is not before the last event. Exactly what `foldCases` gives for the same events. */
export const finish = (fold: Fold, now: Instant): readonly SlaCase[] =>
  casesOf(fold.state).map((kase) => ({ ...headOf(kase), clocks: runsOf(kase).map((run) => toClock(run, now)) }));

const foldAll = (events: readonly SlaEvent[], options: FoldOptions & { readonly now: Instant }): Fold =>
  replay(
    events.filter((event) => happenedAt(event) <= options.now),
    options,
  );

function replay(events: readonly SlaEvent[], options: FoldOptions): Fold {
  const ordered = inOrder(events);
  const fates = sendFates(ordered);
  const start = startFold(options);
  return {
    ...start,
    events: ordered.reduce<List<SlaEvent>>(push, undefined),
    state: ordered.reduce((state, event) => apply(state, event, fateOf(fates, event)), start.state),
  };
}

function repeatsMessage(events: List<SlaEvent>, event: SlaEvent): boolean {
  if (event.type !== "outbound" || event.messageId === undefined) return false;
  for (let rest = events; rest !== undefined; rest = rest.tail) {
    if (rest.head.type === "outbound" && rest.head.messageId === event.messageId) return true;
  }
  return false;
}

const casesOf = ({ earlier, current }: ConversationState): readonly CaseState[] => [...toArray(earlier), ...(current === undefined ? [] : [current])];

const headOf = ({ no, startedAt, resolvedAt }: CaseState): Omit<SlaCase, "clocks"> =>
  resolvedAt === undefined ? { no, startedAt } : { no, startedAt, resolvedAt };
