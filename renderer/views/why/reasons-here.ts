import type { Conversation } from "../../../shared/inbox/conversation.ts";
import type { CalendarDefinition } from "../../../shared/sla/calendar.ts";
import type { Clock } from "../../../shared/sla/clock.ts";
import { elapsed, type CompiledCalendar } from "../../../shared/sla/compile-calendar.ts";
import { explainRun } from "../../../shared/sla/explain-run.ts";
import type { ExplanationPiece } from "../../../shared/sla/explanation.ts";
import { push, type List } from "../../../shared/sla/list.ts";
import { overdueOf, type Run, type Terms } from "../../../shared/sla/run.ts";
import { toInstant, type Instant } from "../../../shared/time.ts";
import type { Thread } from "../../state/inbox-state.ts";
import { summaryOf } from "../message/summary.ts";
import { countsOpenHours } from "../words/clock-time.ts";
import type { Words } from "../words/use-words.ts";
import type { Reason, Reasons } from "./reasons.ts";

interface Known {
  readonly clock: Clock;
  readonly handoff?: Conversation["handoff"];
  /** The very calendar that the clock is measured by; undefined where it is not here. */
  readonly calendar: CompiledCalendar | undefined;
  readonly definition: CalendarDefinition | undefined;
  readonly thread?: Thread | undefined;
  readonly t: Words["t"];
}

/** What of the reasons could not be told from here. */
type Missing = "paused" | "recounted" | undefined;

/**
 * [R3] The reasons as far as this computer knows, without the network: what the row says of its clock, and the open hours counted
 * by the same engine from the calendar that is here. Where the row cannot tell from when to when it was on hold, none are counted.
 */
export function reasonsHere(known: Known, now: Instant): Reasons & { readonly missing: Missing } {
  const { calendar, clock, definition } = known;
  const missing = clock.pausedMs > 0 || clock.state === "paused" ? "paused" : calendar === undefined || !addsUp(clock, calendar) ? "recounted" : undefined;
  const run = runOf(known, missing === undefined ? calendar : undefined);
  return {
    kind: clock.kind,
    target: clock.target,
    countsOpenHours: countsOpenHours(clock),
    timeZone: definition === undefined || definition === "24/7" ? undefined : definition.timeZone,
    overdue: overdueOf(run, now),
    why: explainRun(run, now).map((piece) => ({ ...piece, ...behindOf(piece, known) })),
    missing: clock.dueAt === undefined ? undefined : missing,
  };
}

/** What is counted from start to due time is the target, or something happened that the row does not tell. */
const addsUp = ({ dueAt, startedAt, target }: Clock, calendar: CompiledCalendar): boolean =>
  dueAt === undefined || elapsed(calendar, startedAt, dueAt) === target;

/** The run that would have left this clock. */
function runOf({ clock, handoff }: Known, calendar: CompiledCalendar | undefined): Run {
  const { dueAt, kind, owner, startedAt } = clock;
  return {
    kind,
    startedAt,
    owner,
    terms: termsOf(clock, calendar),
    dueAt,
    pauses: [],
    cause: clock.cause,
    ending: endingOf(clock),
    notes: notesOf(clock, handoff).reduce<List<ExplanationPiece>>(push, undefined),
  };
}

function termsOf({ calendar: stamped, policy, target }: Clock, calendar: CompiledCalendar | undefined): Terms | undefined {
  if (policy === undefined) return undefined;
  return {
    policy: { ...policy, default: false, conditions: [], targets: {} },
    deadline:
      calendar === undefined || target === undefined || stamped === undefined
        ? undefined
        : { target, calendarId: stamped.id, calendarVersion: stamped.version, calendar },
  };
}

function endingOf({ metAt, state, stoppedAt }: Clock): Run["ending"] {
  if (metAt !== undefined) return { how: "met", at: metAt };
  if (stoppedAt === undefined) return undefined;
  return { how: state === "not-needed" || state === "cancelled" ? state : "unanswered", at: stoppedAt };
}

function notesOf(clock: Clock, handoff: Known["handoff"]): readonly ExplanationPiece[] {
  const { calendar, cause, kind, metAt, owner, pausedAt, pausedOn, policy, startedAt, state, stoppedAt, target } = clock;
  const started =
    owner !== undefined
      ? { by: "assign", to: owner }
      : kind !== "handoff"
        ? { by: "inbound" }
        : handoff === undefined
          ? { by: "handoff" }
          : { by: "handoff", reason: handoff.reason };
  const counted = target === undefined || calendar === undefined ? {} : { target, calendar: calendar.id, calendarVersion: calendar.version };
  const name = policy?.name === undefined ? {} : { name: policy.name };
  const ended = metAt !== undefined ? "met" : state === "not-needed" || state === "cancelled" ? state : "unanswered";
  return [
    { kind: "started", at: startedAt, data: started },
    ...(policy === undefined ? [] : [piece("policy", startedAt, { policy: policy.id, version: policy.version, ...name, ...counted })]),
    ...(pausedAt === undefined ? [] : [piece("paused", pausedAt, pausedOn === "customer" ? { on: "customer" } : {})]),
    ...[metAt ?? stoppedAt].flatMap((at) => (at === undefined ? [] : [piece(ended, at)])),
    ...(cause === undefined ? [] : [piece("acknowledged", metAt ?? stoppedAt ?? clock.breachedAt ?? startedAt, { cause })]),
  ];
}

const piece = (kind: ExplanationPiece["kind"], at: number, data: ExplanationPiece["data"] = {}): ExplanationPiece => ({ kind, at: toInstant(at), data });

/** The message, or who held it up, where that is in the open thread. */
function behindOf({ at, kind }: ExplanationPiece, { thread, t }: Known): Pick<Reason, "behind"> {
  if (kind === "paused") {
    const line = thread?.story.find((each) => each.at === at && each.kind === "hold");
    return line === undefined ? {} : { behind: { type: "story", id: line.id, kind: line.kind, by: line.by } };
  }
  if (kind !== "started" && kind !== "met") return {};
  const direction = kind === "started" ? "in" : "out";
  const message = thread?.messages.find((each) => each.at === at && each.direction === direction);
  return message === undefined ? {} : { behind: { type: "message", id: message.id, direction, text: summaryOf(message.content, t) } };
}
