import { toAgentId, toConversationId } from "../../../shared/ids.ts";
import type { AuthorKind, Message, MessageState } from "../../../shared/inbox/message.ts";
import type { BusinessNumber, NumberQuality } from "../../../shared/inbox/people.ts";
import type { TurnCount } from "../../../shared/signals/response-rate.ts";
import { hours, days, toInstant } from "../../../shared/time.ts";
import type { SignalReads } from "../signal-rows.ts";
import { number, text } from "./columns.ts";
import type { Row, Statements } from "./database.ts";

const HOUR_MS = hours(1);
const DAY_MS = days(1);
/** What never left is none of the platform's business. */
const SENT = `state NOT IN ('received', 'queued', 'held', 'sending', 'cancelled')`;
const MOST_TEXTS = 5_000;
/** Shorter ones are greetings and thanks. */
const FEWEST_PAIRS = 4;

/** People of the number who withdrew in the period. */
const WITHDREW = `
  SELECT conversation.id AS conversation_id, consent.at FROM consent CROSS JOIN conversation ON conversation.contact_id = consent.contact_id AND conversation.number_id = ?1
  WHERE consent.state = 'withdrawn' AND consent.at >= ?2 AND consent.at < ?3`;

const NEGATIVE = `
  SELECT conversation_id, at FROM outbound
    WHERE number_id = ?1 AND at >= ?2 AND at < ?3 AND started = 1 AND state = 'failed' AND code IN (SELECT value FROM json_each(?4))
  UNION ALL
  SELECT withdrew.conversation_id, withdrew.at FROM (${WITHDREW}) AS withdrew
    WHERE EXISTS (SELECT 1 FROM outbound WHERE started = 1 AND conversation_id = withdrew.conversation_id AND at >= ?2 AND at < ?3)`;

export function signalReads(db: Statements): SignalReads {
  return {
    outboundByHour: ({ from, numberId, to }) =>
      db
        .all(
          `SELECT at / ${HOUR_MS} AS hour, author, state, code, template, language, started, count(*) AS n FROM outbound
           WHERE number_id = ? AND at >= ? AND at < ? GROUP BY hour, author, state, code, template, language, started`,
          numberId,
          from,
          to,
        )
        .map((row) => ({
          hour: toInstant(Number(row["hour"]) * HOUR_MS),
          author: String(row["author"]) as AuthorKind,
          state: String(row["state"]) as MessageState,
          code: number(row["code"]),
          template: text(row["template"]),
          language: text(row["language"]),
          started: row["started"] === 1,
          count: Number(row["n"]),
        })),
    startedReach: ({ from, numberId, to }) => {
      const row = db.get(
        `SELECT count(DISTINCT conversation_id) AS people, count(*) AS messages FROM outbound WHERE number_id = ? AND at >= ? AND at < ? AND started = 1 AND ${SENT}`,
        numberId,
        from,
        to,
      );
      return { people: Number(row?.["people"]), messages: Number(row?.["messages"]) };
    },
    negativePeople: ({ from, numberId, to }, codes) =>
      Number(db.get(`SELECT count(DISTINCT conversation_id) AS n FROM (${NEGATIVE})`, numberId, from, to, JSON.stringify(codes))?.["n"]),
    negativeByDay: ({ from, numberId, to }, codes) => {
      const reached = db.all(
        `SELECT at / ${DAY_MS} AS day, count(DISTINCT conversation_id) AS n FROM outbound
         WHERE number_id = ? AND at >= ? AND at < ? AND started = 1 AND ${SENT} GROUP BY day`,
        numberId,
        from,
        to,
      );
      const negative = db.all(
        `SELECT at / ${DAY_MS} AS day, count(DISTINCT conversation_id) AS n FROM (${NEGATIVE}) GROUP BY day`,
        numberId,
        from,
        to,
        JSON.stringify(codes),
      );
      const on = (rows: readonly Row[], day: number): number => Number(rows.find((row) => row["day"] === day)?.["n"] ?? 0);
      const daysSeen = [...new Set([...reached, ...negative].map((row) => Number(row["day"])))].toSorted((a, b) => a - b);
      return daysSeen.map((day) => ({ day: toInstant(day * DAY_MS), people: on(reached, day), negative: on(negative, day) }));
    },
    coldPeople: ({ from, numberId, to }, silentFor) => {
      const row = db.get(
        `SELECT count(DISTINCT conversation_id) AS people, count(DISTINCT CASE WHEN heard_at IS NULL OR heard_at <= at - ? THEN conversation_id END) AS cold
         FROM outbound WHERE number_id = ? AND at >= ? AND at < ? AND started = 1 AND ${SENT}`,
        silentFor,
        numberId,
        from,
        to,
      );
      return { count: Number(row?.["cold"]), of: Number(row?.["people"]) };
    },
    optOuts: ({ from, numberId, to }) =>
      db
        .all(
          `SELECT template, language, count(*) AS n FROM (
             SELECT conversation_id, (SELECT message_id FROM outbound WHERE started = 1 AND conversation_id = withdrew.conversation_id AND at <= withdrew.at
               ORDER BY at DESC LIMIT 1) AS after
             FROM (SELECT conversation_id, min(at) AS at FROM (${WITHDREW}) GROUP BY conversation_id) AS withdrew)
           LEFT JOIN outbound ON message_id = after GROUP BY template, language`,
          numberId,
          from,
          to,
        )
        .map((row) => ({ template: text(row["template"]), language: text(row["language"]), count: Number(row["n"]) })),
    signalExamples: ({ from, numberId, to }, most) => [
      ...db
        .all(
          `SELECT conversation_id, at, code, template FROM outbound WHERE number_id = ? AND at >= ? AND at < ? AND state = 'failed' ORDER BY at DESC LIMIT ?`,
          numberId,
          from,
          to,
          most,
        )
        .map((row) => ({ kind: "failed" as const, ...exampleOf(row), code: number(row["code"]), template: text(row["template"]) })),
      ...db
        .all(`SELECT conversation_id, max(at) AS at FROM (${WITHDREW}) GROUP BY conversation_id ORDER BY at DESC LIMIT ?4`, numberId, from, to, most)
        .map((row) => ({ kind: "opt-out" as const, ...exampleOf(row) })),
    ],
    sameTextReach: (numberId, since) =>
      Number(
        db.get(
          `SELECT count(DISTINCT contact_id) AS n FROM (SELECT pairs, contact_id FROM sent_text
             WHERE number_id = ? AND at > ? AND live = 2 AND template IS NULL AND canned_reply = 0 AND pair_count >= ${FEWEST_PAIRS} ORDER BY at DESC LIMIT ${MOST_TEXTS})
           GROUP BY pairs ORDER BY n DESC LIMIT 1`,
          numberId,
          since,
        )?.["n"] ?? 0,
      ),
    turns: ({ from, numberId, to }, window, now) =>
      db
        .all(
          `SELECT state, answered, in_target, in_window, is_over, count(*) AS n FROM (
             SELECT clock.state, met_at IS NOT NULL AS answered, met_at IS NOT NULL AND (due_at IS NULL OR met_at <= due_at) AS in_target,
               met_at IS NOT NULL AND (met_at <= started_at + ?4 OR EXISTS (SELECT 1 FROM message WHERE conversation_id = clock.conversation_id
                 AND at <= met_at AND at > met_at - ?4 AND json_extract(body, '$.direction') = 'in')) AS in_window,
               coalesce(due_at < ?5, 0) OR (due_at IS NULL AND coalesce(closes_at, started_at + ?4) < ?5) AS is_over
             FROM clock CROSS JOIN conversation ON conversation.id = clock.conversation_id
             WHERE kind IN ('first-reply', 'next-reply') AND owner = '' AND started_at >= ?2 AND started_at < ?3 AND conversation.number_id = ?1)
           GROUP BY state, answered, in_target, in_window, is_over`,
          numberId,
          from,
          to,
          window,
          now,
        )
        .map((row): TurnCount => ({
          state: String(row["state"]) as TurnCount["state"],
          answered: row["answered"] === 1,
          inTarget: row["in_target"] === 1,
          inWindow: row["in_window"] === 1,
          isOver: row["is_over"] === 1,
          count: Number(row["n"]),
        })),
    overridesOn: ({ from, numberId, to }) =>
      db
        .all(
          `SELECT agent_id, rule, count(*) AS n FROM guard_log CROSS JOIN conversation ON conversation.id = guard_log.conversation_id
           WHERE guard_log.at >= ? AND guard_log.at < ? AND what = 'overridden' AND number_id = ? GROUP BY agent_id, rule`,
          from,
          to,
          numberId,
        )
        .map((row) => ({ agentId: toAgentId(String(row["agent_id"])), rule: String(row["rule"]), count: Number(row["n"]) })),
    qualityChanges: (numberId, since) =>
      db
        .all(
          `SELECT at, value FROM number_quality WHERE number_id = ?1 AND at >= coalesce((SELECT max(at) FROM number_quality WHERE number_id = ?1 AND at <= ?2), ?2) ORDER BY at`,
          numberId,
          since,
        )
        .map((row) => ({ at: toInstant(Number(row["at"])), value: String(row["value"]) as NumberQuality })),
  };
}

const exampleOf = (row: Row) => ({ conversationId: toConversationId(String(row["conversation_id"])), at: toInstant(Number(row["at"])) });

/** Keeps what the signals count in line with a message that was just written. */
export function noteForSignals(db: Statements, message: Message, isNew: boolean): void {
  const { at, author, content, conversationId, direction, id, problem, state } = message;
  if (direction === "in") {
    // A message that came late may turn what was started unasked into an answer.
    if (isNew)
      db.run(
        `UPDATE outbound SET started = 0, heard_at = ?2 WHERE conversation_id = ?1 AND started = 1 AND at >= ?2 AND at < ?3`,
        conversationId,
        at,
        at + DAY_MS,
      );
    return;
  }
  const template = content.type === "template" ? content : undefined;
  const code = state === "failed" ? (problem?.code ?? null) : null;
  // What was heard before it changes only with the time at which it goes.
  if (!isNew && db.run(`UPDATE outbound SET state = ?, code = ? WHERE message_id = ? AND at = ?`, state, code, id, at) > 0) return;
  db.run(
    `INSERT INTO outbound (message_id, number_id, conversation_id, at, author, template, language, state, code, started, heard_at)
     SELECT ?1, number_id, ?2, ?3, ?4, ?5, ?6, ?7, ?8, heard IS NULL OR heard <= ?3 - ${DAY_MS}, heard FROM (
       SELECT number_id, (SELECT at FROM message WHERE conversation_id = ?2 AND at <= ?3 AND json_extract(body, '$.direction') = 'in' ORDER BY at DESC LIMIT 1) AS heard
       FROM conversation WHERE id = ?2)
     WHERE true ON CONFLICT (message_id) DO UPDATE SET at = excluded.at, state = excluded.state, code = excluded.code, started = excluded.started, heard_at = excluded.heard_at`,
    id,
    conversationId,
    at,
    author.kind,
    template?.name ?? null,
    template?.language ?? null,
    state,
    code,
  );
}

/** The quality of a number is kept where it changes; what was never known is no change. */
export function noteQuality(db: Statements, { id, quality }: BusinessNumber): void {
  const at = quality.since ?? quality.observedAt;
  if (at === undefined) return;
  db.run(
    `INSERT INTO number_quality (number_id, at, value) SELECT ?1, ?2, ?3
     WHERE coalesce((SELECT value FROM number_quality WHERE number_id = ?1 ORDER BY at DESC LIMIT 1), 'unknown') <> ?3
     ON CONFLICT (number_id, at) DO UPDATE SET value = excluded.value`,
    id,
    at,
    quality.value,
  );
}
