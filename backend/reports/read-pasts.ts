import type { DatabaseSync } from "node:sqlite";
import { toAgentId, toConversationId, toNumberId, toTeamId, type AgentId } from "../../shared/ids.ts";
import type { StoryLine } from "../../shared/inbox/message.ts";
import type { ConversationPast, PastClock } from "../../shared/reports/conversation-facts.ts";
import type { ReportPlace } from "../../shared/reports/report-fact.ts";
import type { ReportPeriod } from "../../shared/reports/report.ts";
import { calendarNamed } from "../../shared/sla/calendar.ts";
import { createCompile } from "../../shared/sla/calendar-cache.ts";
import type { ClockKind, ClockState } from "../../shared/sla/clock.ts";
import type { CompiledCalendar } from "../../shared/sla/compile-calendar.ts";
import type { SlaEvent } from "../../shared/sla/events.ts";
import { foldCases, type FoldOptions } from "../../shared/sla/fold.ts";
import { isHuman } from "../../shared/sla/order.ts";
import { clockKey } from "../../shared/sla/records.ts";
import { toInstant, type Instant } from "../../shared/time.ts";
import { beginningOf } from "../sla/clock-history.ts";
import { settingsFor, slaSettingsHistory } from "../sla/settings.ts";

export interface StoredPast extends ConversationPast {
  readonly place: ReportPlace;
  /** Under which its clocks really ran, with the changes of rules among the events. */
  readonly ran: () => { readonly events: readonly SlaEvent[]; readonly options: FoldOptions };
  readonly textOf: (messageId: string) => string;
}

const TOUCHED = `
  SELECT id FROM conversation WHERE
    EXISTS (SELECT 1 FROM conversation_event WHERE conversation_id = id AND at >= ?1)
    OR EXISTS (SELECT 1 FROM clock WHERE conversation_id = id AND owner = '' AND ((due_at >= ?1 AND due_at < ?2) OR (started_at >= ?1 AND started_at < ?2)))
  ORDER BY id`;

// Clocks, events and story as one text each: what crosses from SQLite most cheaply.
const PAST = `
  SELECT number_id, team_id, coalesce(body ->> '$.topic', body ->> '$.handoff.topic'), body ->> '$.createdAt', closes_at,
    (SELECT json_group_array(json_array(kind, state, started_at, due_at, met_at, stopped_at, policy_id, policy_version, cause)) FROM clock
      WHERE conversation_id = ?1 AND owner = '' AND ((due_at >= ?2 AND due_at < ?3) OR (started_at >= ?2 AND started_at < ?3))),
    (SELECT group_concat(body) FROM conversation_event WHERE conversation_id = ?1),
    (SELECT group_concat(body) FROM part WHERE conversation_id = ?1 AND entity = 'story')
  FROM conversation WHERE id = ?1`;

type Row = readonly [
  number: string,
  team: string | null,
  topic: string | null,
  createdAt: number,
  closesAt: number | null,
  clocks: string,
  events: string | null,
  story: string | null,
];
type ClockRow = readonly [
  kind: ClockKind,
  state: ClockState,
  startedAt: number,
  dueAt: number | null,
  metAt: number | null,
  stoppedAt: number | null,
  policy: string | null,
  version: number | null,
  cause: string | null,
];

/** Everything that a stretch of the past touches, conversation by conversation. */
export function readPasts(database: DatabaseSync, stretch: ReportPeriod, now: Instant) {
  const meta = (key: string): string | undefined => {
    const found = database.prepare(`SELECT value FROM meta WHERE key = ?`).get(key)?.["value"];
    return found === undefined || found === null ? undefined : String(found);
  };
  // Read once: it is one long look at one moment.
  const metas = new Map<string, string | undefined>();
  const settings = {
    meta: (key: string) => {
      if (!metas.has(key)) metas.set(key, meta(key));
      return metas.get(key);
    },
  };
  const compile = createCompile();
  const phoneNumberIds = new Map(
    database
      .prepare(`SELECT id, phone_number_id FROM number`)
      .all()
      .map((row) => [String(row["id"]), String(row["phone_number_id"])]),
  );
  const read = database.prepare(PAST);
  read.setReturnArrays(true);
  const message = database.prepare(`SELECT body ->> '$.author.id' AS author, body ->> '$.content.body' AS text FROM message WHERE id = ?`);

  const calendarOf = (kind: ClockKind, policyId: string | null, version: number | null, at: number): CompiledCalendar | undefined => {
    if (policyId === null) return undefined;
    // A change at the very due instant comes too late for the clock, and one just after its end too.
    const inForce = [settingsFor(settings, toInstant(at)), settingsFor(settings, toInstant(at - 1)), ...slaSettingsHistory(settings).toReversed()];
    const found = inForce.find(({ policies }) => policies.some(({ id, version: one }) => id === policyId && one === version));
    const key = found?.policies.find(({ id }) => id === policyId)?.targets[kind]?.calendar;
    const definition = key === undefined || found === undefined ? undefined : calendarNamed(found.calendars, key);
    return definition === undefined ? undefined : compile(definition);
  };

  const pastOf = (id: string): StoredPast | undefined => {
    const row = read.get(id, stretch.from, stretch.to) as unknown as Row | undefined;
    if (row === undefined) return undefined;
    const [number, team, topic, createdAt, closesAt, clockText, eventText, storyText] = row;
    const events = JSON.parse(`[${eventText ?? ""}]`) as readonly SlaEvent[];
    const story = JSON.parse(`[${storyText ?? ""}]`) as readonly StoryLine[];
    const began = toInstant(createdAt);

    const ran: StoredPast["ran"] = () => {
      const { calendars, changes, policies } = settingsFor(settings, began);
      const context = beginningOf(events) ?? { number: phoneNumberIds.get(number), team: team ?? undefined };
      return { events: [...events, ...changes], options: { policies, calendars, compile, context } };
    };
    let pauses: ReadonlyMap<string, PastClock["paused"]> | undefined;
    const pausedOf = (key: string): PastClock["paused"] => {
      const { events: all, options } = ran();
      pauses ??= new Map(
        foldCases(all, { ...options, now })
          .flatMap(({ clocks }) => clocks)
          .filter(({ owner }) => owner === undefined)
          .map((clock) => [clockKey(clock), clock.pausedMs]),
      );
      return pauses.get(key);
    };
    // Holds, and the time between a resolve and what opened it again.
    const mayHavePaused = events.some(({ type }, i) => type === "hold" || type === "reopen" || (type === "resolve" && i < events.length - 1));

    const clocks = (JSON.parse(clockText) as readonly ClockRow[]).map(
      ([kind, state, startedAt, dueAt, metAt, stoppedAt, policy, version, cause]): PastClock => {
        const start = toInstant(startedAt);
        // An open run is dated anew with each change, until it ends or has fallen due (S13).
        const stamped = Math.min(metAt ?? stoppedAt ?? now, dueAt ?? Number.POSITIVE_INFINITY);
        return {
          kind,
          state,
          startedAt: start,
          dueAt: instant(dueAt),
          metAt: instant(metAt),
          stoppedAt: instant(stoppedAt),
          policy: policy ?? undefined,
          cause: cause ?? undefined,
          calendar: calendarOf(kind, policy, version, stamped),
          paused: kind === "resolution" && metAt !== null && mayHavePaused ? pausedOf(clockKey({ kind, startedAt: start })) : undefined,
        };
      },
    );
    return {
      place: { conversationId: toConversationId(id), number: toNumberId(number), team: team === null ? undefined : toTeamId(team), topic: topic ?? undefined },
      createdAt: began,
      windowClosesAt: instant(closesAt),
      clocks,
      events,
      story,
      writerAt: (at) => writerOf(events, at, (messageId) => message.get(messageId)?.["author"]),
      ran,
      textOf: (messageId) => String(message.get(messageId)?.["text"] ?? ""),
    };
  };

  return {
    settings,
    /** Ids of all that may have something to be counted. */
    touched: (): readonly string[] =>
      database
        .prepare(TOUCHED)
        .all(stretch.from, stretch.to)
        .map(({ id }) => String(id)),
    pastOf,
  };
}

const instant = (at: number | null): Instant | undefined => (at === null ? undefined : toInstant(at));

function writerOf(events: readonly SlaEvent[], at: Instant, authorOf: (messageId: string) => unknown): AgentId | undefined {
  const answer = events.find((event) => event.type === "outbound" && event.at === at && event.state === "accepted" && isHuman(event.author));
  const author = answer?.id === undefined ? undefined : authorOf(answer.id);
  return typeof author === "string" ? toAgentId(author) : undefined;
}
