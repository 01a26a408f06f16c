import { toMessageId } from "../../shared/ids.ts";
import type { ExplainedClock, ExplainedPiece } from "../../shared/api/sla.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { StoryLine } from "../../shared/inbox/message.ts";
import { preview } from "../../shared/inbox/preview.ts";
import type { CalendarDefinition } from "../../shared/sla/calendar.ts";
import type { ClockKind } from "../../shared/sla/clock.ts";
import type { ExplanationPiece } from "../../shared/sla/explanation.ts";
import { explainCases } from "../../shared/sla/fold.ts";
import { latest, type Instant } from "../../shared/time.ts";
import type { ReadTx } from "../store/store.ts";
import { clockHistory, compile } from "../sla/clock-history.ts";
import { stampedCalendar } from "../sla/stamped-calendar.ts";
import { iso, when } from "./present.ts";

const FIRST_WORDS = 80;

/** [R3] Every clock of a conversation with what made it what it is, each piece with the message or the line of the story behind it. */
export function explainClocks(tx: ReadTx, conversation: Conversation, now: Instant): readonly ExplainedClock[] {
  const { events, options } = clockHistory(tx, conversation);
  const until = events.reduce((newest, { at }) => latest(newest, at), now);
  const behind = whatIsBehind(tx, conversation);
  return explainCases(events, { ...options, now: until }).flatMap(({ clocks, no }) =>
    clocks.map(({ clock, overdue, why }): ExplainedClock => {
      const definition = clock.calendar === undefined ? undefined : stampedCalendar(tx, clock.calendar);
      return {
        caseNo: no,
        kind: clock.kind,
        state: clock.state,
        startedAt: iso(clock.startedAt),
        dueAt: when(clock.dueAt),
        metAt: when(clock.metAt),
        breachedAt: when(clock.breachedAt),
        stoppedAt: when(clock.stoppedAt),
        overdueMs: overdue,
        pausedMs: clock.pausedMs,
        targetMs: clock.target,
        owner: clock.owner,
        cause: clock.cause,
        policy: clock.policy,
        calendar: clock.calendar === undefined ? undefined : { ...clock.calendar, timeZone: zoneOf(definition) },
        why: why.map((piece): ExplainedPiece => ({
          kind: piece.kind,
          at: iso(piece.at),
          until: when(piece.until),
          data: piece.data,
          behind: behind(piece, clock.kind),
        })),
      };
    }),
  );
}

type WhatIsBehind = (piece: ExplanationPiece, clock: ClockKind) => ExplainedPiece["behind"];

const CHANGES_OF_TERMS = new Set<ExplanationPiece["kind"]>(["re-dated", "unmatched"]);

/** Finds what an event was made from. Only what belongs to this very conversation is shown. */
function whatIsBehind(tx: ReadTx, { id }: Conversation): WhatIsBehind {
  const story = tx.parts("story", id);
  const shown = (line: StoryLine | undefined): ExplainedPiece["behind"] =>
    line === undefined ? undefined : { type: "story", id: line.id, kind: line.kind, by: line.by };
  return ({ at, eventId, kind }, clock) => {
    const message = eventId === undefined ? undefined : tx.get("message", toMessageId(eventId));
    if (message?.conversationId === id)
      return { type: "message", id: message.id, direction: message.direction, text: [...preview(message.content)].slice(0, FIRST_WORDS).join("") };

    const line = eventId === undefined ? undefined : story.find((one) => one.id === eventId);
    if (line !== undefined || !CHANGES_OF_TERMS.has(kind)) return shown(line);
    // What somebody saved for all is no event of the conversation; its story tells of it all the same.
    return shown(story.find((one) => one.kind === "terms" && one.at === at && one.data["clock"] === clock));
  };
}

/** What is always open has no days that a zone could move. */
const zoneOf = (definition: CalendarDefinition | undefined): string | undefined =>
  typeof definition === "object" && compile(definition).table !== undefined ? definition.timeZone : undefined;
