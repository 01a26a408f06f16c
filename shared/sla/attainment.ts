import type { Instant } from "../time.ts";
import type { Clock, ClockKind } from "./clock.ts";
import type { SlaEvent } from "./events.ts";
import { foldCases, type FoldOptions, type SlaCase } from "./fold.ts";

/** How many clocks came to what end. */
export interface Outcomes {
  readonly met: number;
  readonly missed: number;
  /** [S11] [S15] Counted apart: neither met nor missed. */
  readonly unanswered: number;
  readonly notNeeded: number;
  readonly cancelled: number;
  readonly open: number;
}

/** What became of the clocks of one kind. `share` is met in time out of what was owed; undefined where nothing was decided. */
export interface Attainment extends Outcomes {
  readonly share: number | undefined;
}

export const NO_OUTCOMES: Outcomes = { met: 0, missed: 0, unanswered: 0, notNeeded: 0, cancelled: 0, open: 0 };

/** What a clock counts as; undefined where it promised nothing. */
export function outcomeOf({ dueAt, state }: Pick<Clock, "state" | "dueAt">): keyof Outcomes | undefined {
  switch (state) {
    case "met":
      return dueAt === undefined ? undefined : "met";
    case "running":
      return dueAt === undefined ? undefined : "open";
    case "breached":
      return "missed";
    case "paused":
      return "open";
    case "not-needed":
      return "notNeeded";
    case "unanswered":
    case "cancelled":
      return state;
  }
}

export const attainmentOf = (outcomes: Outcomes): Attainment => {
  const { met, missed } = outcomes;
  return { ...outcomes, share: met + missed === 0 ? undefined : met / (met + missed) };
};

/** The customer's clocks by kind; those without a deadline promise nothing and are left out, as are the owner's. */
export function attainment(cases: readonly SlaCase[]): Readonly<Record<ClockKind, Attainment>> {
  const clocks = cases.flatMap((kase) => kase.clocks).filter(({ owner }) => owner === undefined);
  const of = (kind: ClockKind): Attainment => {
    const outcomes = { ...NO_OUTCOMES };
    for (const clock of clocks) {
      const outcome = clock.kind === kind ? outcomeOf(clock) : undefined;
      if (outcome !== undefined) outcomes[outcome] += 1;
    }
    return attainmentOf(outcomes);
  };
  return { handoff: of("handoff"), "first-reply": of("first-reply"), "next-reply": of("next-reply"), resolution: of("resolution") };
}

/** [P4] What the draft would have made of a conversation's past: the same engine, without the changes of rules that really happened. */
export const replayUnder = (events: readonly SlaEvent[], draft: FoldOptions & { readonly now: Instant }): readonly SlaCase[] =>
  foldCases(
    events.filter(({ type }) => type !== "policyChange" && type !== "calendarChange"),
    draft,
  );
