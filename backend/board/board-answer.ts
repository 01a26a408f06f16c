import type { DatabaseSync } from "node:sqlite";
import { agentsAtWork, agentsNow } from "../../shared/board/agent-load.ts";
import type { BoardAnswer, BoardPeriod } from "../../shared/board/board-answer.ts";
import { EVERYTHING } from "../../shared/board/board-filter.ts";
import { createBoardIndex } from "../../shared/board/board-index.ts";
import { boardPeriod } from "../../shared/board/board-period.ts";
import type { BoardRow } from "../../shared/board/board-row.ts";
import { collectWaits, WAITS_PERIOD } from "../../shared/board/waits.ts";
import { windowHorizon } from "../../shared/board/window-horizon.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Agent } from "../../shared/inbox/people.ts";
import { attainmentOf, NO_OUTCOMES, outcomeOf, type Outcomes } from "../../shared/sla/attainment.ts";
import type { NamedCalendar } from "../../shared/sla/calendar.ts";
import { createCompile } from "../../shared/sla/calendar-cache.ts";
import type { ClockKind, ClockState } from "../../shared/sla/clock.ts";
import { minus, toInstant, type Duration, type Instant } from "../../shared/time.ts";
import { localWeekHours } from "./local-week-hours.ts";

export interface BoardQuestion {
  readonly now: Instant;
  readonly period: BoardPeriod;
  readonly timeZone: string;
  readonly team?: string | undefined;
  readonly soon: Duration;
  /** So many rows of the list. */
  readonly limit: number;
}

const KINDS = ["handoff", "first-reply", "next-reply", "resolution"] as const satisfies readonly ClockKind[];
const compile = createCompile();

/** [BD1] Counts the board out of the store, by the same rules as a desk counts its own. */
export function answerBoard(database: DatabaseSync, question: BoardQuestion): BoardAnswer {
  const { limit, now, soon, team, timeZone } = question;
  const small = <Row>(entity: string): readonly Row[] =>
    database
      .prepare(`SELECT body FROM small_row WHERE entity = ? AND body IS NOT NULL`)
      .all(entity)
      .map(({ body }) => JSON.parse(String(body)) as Row);

  const horizon = windowHorizon(
    small<NamedCalendar>("calendar").map(({ definition }) => compile(definition)),
    now,
  );
  const index = createBoardIndex({ names: IDS });
  index.fill(openConversations(database));
  const times = { now, soon, windowsUntil: horizon.until };
  index.show({ ...EVERYTHING, team }, times);
  const { changesAt: _, ...figures } = index.figures(times);
  const load = agentsAtWork(small<Agent>("agent"), index.load(), team);
  const period = boardPeriod(question.period, timeZone, now);

  return {
    asOf: now,
    timeZone,
    team,
    soon,
    windowsUntil: horizon.until,
    now: figures,
    agents: agentsNow(load),
    load,
    period,
    attainment: attainmentIn(database, period, team, now),
    waits: waitsBefore(database, timeZone, team, now),
    items: index.rows().slice(0, limit).map(lineOf),
  };
}

/** The server has no words: it sorts by ids and finds nothing. */
const IDS = {
  customer: ({ contactId }: Conversation) => contactId,
  team: ({ teamId }: Conversation) => teamId ?? "",
  agent: ({ assigneeId }: Conversation) => assigneeId ?? "",
  fold: (text: string) => text,
  searched: () => "",
};

const lineOf = ({ clock, conversation, dueAt, kind }: BoardRow): BoardAnswer["items"][number] => ({
  conversationId: conversation.id,
  kind,
  startedAt: clock?.startedAt,
  dueAt,
  policy: clock?.policy === undefined ? undefined : { id: clock.policy.id, version: clock.policy.version },
  team: conversation.teamId,
  assignee: conversation.assigneeId,
  cause: clock?.cause,
});

function* openConversations(database: DatabaseSync): Iterable<Conversation> {
  const rows = database.prepare(`SELECT body FROM conversation WHERE state <> 'resolved'`);
  rows.setReturnArrays(true);
  for (const [body] of rows.iterate() as unknown as Iterable<readonly [string]>) yield JSON.parse(body) as Conversation;
}

/** Of one team's conversations, as they belong today; `nobody`'s where that is asked for. */
const OF_TEAM = `(? IS NULL OR (SELECT coalesce(team_id, 'nobody') FROM conversation WHERE id = conversation_id) = ?)`;

function attainmentIn(database: DatabaseSync, { from, to }: BoardAnswer["period"], team: string | undefined, now: Instant): BoardAnswer["attainment"] {
  const counted = Object.fromEntries(KINDS.map((kind) => [kind, { ...NO_OUTCOMES }])) as Record<ClockKind, { -readonly [Outcome in keyof Outcomes]: number }>;
  const rows = database
    .prepare(
      `SELECT kind, state, due_at <= ? AS over, count(*) AS many FROM clock INDEXED BY clock_by_due
       WHERE due_at IS NOT NULL AND due_at >= ? AND due_at < ? AND owner = '' AND ${OF_TEAM} GROUP BY kind, state, over`,
    )
    .all(now, from, to, team ?? null, team ?? null);
  for (const { kind, many, over, state } of rows) {
    // [S9] What came due since somebody looked is missed.
    const as = state === "running" && over === 1 ? "breached" : (state as ClockState);
    const outcome = outcomeOf({ state: as, dueAt: to });
    if (outcome !== undefined) counted[kind as ClockKind][outcome] += Number(many);
  }
  const of = (kind: ClockKind) => attainmentOf(counted[kind]);
  return { handoff: of("handoff"), "first-reply": of("first-reply"), "next-reply": of("next-reply"), resolution: of("resolution") };
}

function waitsBefore(database: DatabaseSync, timeZone: string, team: string | undefined, now: Instant): BoardAnswer["waits"] {
  const waits = collectWaits();
  const hourOf = localWeekHours(timeZone);
  const rows = database.prepare(
    `SELECT started_at, met_at FROM clock
     WHERE kind IN ('first-reply', 'next-reply') AND owner = '' AND started_at >= ? AND started_at < ? AND met_at IS NOT NULL AND ${OF_TEAM}`,
  );
  rows.setReturnArrays(true);
  const since = minus(now, WAITS_PERIOD);
  for (const [startedAt, metAt] of rows.iterate(since, now, team ?? null, team ?? null) as unknown as Iterable<readonly [number, number]>)
    waits.add(hourOf(toInstant(startedAt)), metAt - startedAt);
  return waits.cells();
}
