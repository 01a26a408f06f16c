import type { ExplainedClock, ExplainedPiece } from "../../../shared/api/sla.ts";
import type { ExplanationPiece } from "../../../shared/sla/explanation.ts";
import { toDuration, toInstant, type Duration, type Instant } from "../../../shared/time.ts";
import type { ClockName } from "../../state/ui-state.ts";

/** One piece of the answer to "why 14:07?", with the message or the line of the story behind it. */
export interface Reason extends Omit<ExplanationPiece, "eventId"> {
  readonly behind?: ExplainedPiece["behind"];
}

/** [R3] What made a clock what it is, by time. */
export interface Reasons {
  readonly kind: ExplainedClock["kind"];
  readonly target?: Duration | undefined;
  /** Open hours alone are counted. */
  readonly countsOpenHours: boolean;
  /** Of the calendar, where it has one. */
  readonly timeZone?: string | undefined;
  /** In the clock's own time. */
  readonly overdue?: Duration | undefined;
  readonly why: readonly Reason[];
}

/** The answer about one clock of several; the newest, should two be alike. */
export function answerAbout(answers: readonly ExplainedClock[], { kind, owner, startedAt }: ClockName): Reasons | undefined {
  const found = answers.findLast((answer) => answer.kind === kind && Date.parse(answer.startedAt) === startedAt && answer.owner === owner);
  return found === undefined ? undefined : readAnswer(found);
}

function readAnswer({ calendar, kind, overdueMs, targetMs, why }: ExplainedClock): Reasons {
  return {
    kind,
    target: targetMs === undefined ? undefined : toDuration(targetMs),
    countsOpenHours: calendar !== undefined && calendar.id !== "24/7",
    timeZone: calendar?.timeZone,
    overdue: overdueMs === undefined ? undefined : toDuration(overdueMs),
    why: why.map(({ at, until, ...rest }) => ({ ...rest, at: readInstant(at), until: until === undefined ? undefined : readInstant(until) })),
  };
}

const readInstant = (iso: string): Instant => toInstant(Date.parse(iso));
