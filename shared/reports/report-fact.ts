import type { AgentId, ConversationId, NumberId, TeamId } from "../ids.ts";
import type { Ending } from "../outcomes/unmet.ts";
import type { Outcomes } from "../sla/attainment.ts";
import type { ClockKind } from "../sla/clock.ts";
import type { Duration, Instant } from "../time.ts";
import type { Wait } from "../handoffs/times.ts";

/** Who is waited for. `felt`: anybody at all, as the customer feels it. */
export const REPORT_WAITS = ["handoff", "human", "bot", "felt"] as const;
export type ReportWait = (typeof REPORT_WAITS)[number];

interface Counted {
  /** Under which moment it is counted. */
  readonly at: Instant;
  /** Whose the conversation was then; else who answered. Nobody: neither. */
  readonly agent?: AgentId | undefined;
}

/** One promise of one clock. It is counted under the moment at which it falls due; without a due time, under its start. */
export interface ClockFact extends Counted {
  readonly what: "clock";
  readonly kind: ClockKind;
  readonly startedAt: Instant;
  /** Nothing where it promised nothing. */
  readonly outcome?: keyof Outcomes | undefined;
  /** [R4] Until it was met, in the open time of its calendar, without what was on hold. */
  readonly own?: Duration | undefined;
  /** The same by the clock on the wall. */
  readonly wall?: Duration | undefined;
  /** [S10] Open time past the due instant. */
  readonly overdue?: Duration | undefined;
  readonly policy?: string | undefined;
  /** [B3] Of a miss. */
  readonly cause?: string | undefined;
}

/** Everything that a report counts, one by one: a figure is a number of these, and the list behind the figure is these (BD1). */
export type ReportFact =
  | ClockFact
  /** [S1-6] A customer's turn that was to be answered: within the target and before the window closed, or not. By its start. */
  | (Counted & { readonly what: "turn"; readonly kept: boolean })
  /** [HO14] By its start. */
  | (Counted & { readonly what: "wait"; readonly who: ReportWait; readonly how: Wait["how"]; readonly length: Duration })
  /** It changed hands. Under whoever had it before. */
  | (Counted & { readonly what: "hop" })
  /** [S4-17] */
  | (Counted & { readonly what: "ending"; readonly outcome: string; readonly need: Ending["need"]; readonly reopened: boolean });

/** What all facts of a conversation share. Number, team and topic are the ones of today. */
export interface ReportPlace {
  readonly conversationId: ConversationId;
  readonly number: NumberId;
  readonly team?: TeamId | undefined;
  readonly topic?: string | undefined;
}
