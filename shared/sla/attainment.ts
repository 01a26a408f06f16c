import type { Instant } from "../time.ts";
import type { ClockKind } from "./clock.ts";
import type { SlaEvent } from "./events.ts";
import { foldCases, type FoldOptions, type SlaCase } from "./fold.ts";

/** What became of the clocks of one kind. `share` is met in time out of what was owed; undefined where nothing was decided. */
export interface Attainment {
  readonly met: number;
  readonly missed: number;
  /** [S11] [S15] Counted apart: neither met nor missed. */
  readonly unanswered: number;
  readonly notNeeded: number;
  readonly cancelled: number;
  readonly open: number;
  readonly share: number | undefined;
}

/** The customer's clocks by kind; those without a deadline promise nothing and are left out, as are the owner's. */
export function attainment(cases: readonly SlaCase[]): Readonly<Record<ClockKind, Attainment>> {
  const clocks = cases.flatMap((kase) => kase.clocks).filter(({ owner }) => owner === undefined);
  const of = (kind: ClockKind): Attainment => {
    const count = (...states: readonly string[]): number =>
      clocks.filter((clock) => clock.kind === kind && states.includes(clock.state) && (clock.state !== "met" || clock.dueAt !== undefined)).length;
    const met = count("met");
    const missed = count("breached");
    return {
      met,
      missed,
      unanswered: count("unanswered"),
      notNeeded: count("not-needed"),
      cancelled: count("cancelled"),
      open: clocks.filter((clock) => clock.kind === kind && clock.dueAt !== undefined && clock.state === "running").length + count("paused"),
      share: met + missed === 0 ? undefined : met / (met + missed),
    };
  };
  return { handoff: of("handoff"), "first-reply": of("first-reply"), "next-reply": of("next-reply"), resolution: of("resolution") };
}

/** [P4] What the draft would have made of a conversation's past: the same engine, without the changes of rules that really happened. */
export const replayUnder = (events: readonly SlaEvent[], draft: FoldOptions & { readonly now: Instant }): readonly SlaCase[] =>
  foldCases(
    events.filter(({ type }) => type !== "policyChange" && type !== "calendarChange"),
    draft,
  );
