import { toAgentId, toContactId, toMessageId, toNumberId, toTeamId } from "../../../shared/ids.ts";
import type { Message, MessageState } from "../../../shared/inbox/message.ts";
import { toInstant } from "../../../shared/time.ts";
import type { GuardCount, GuardFollowed, GuardReads, GuardWrites, NotificationRow, SentTextQuestion, SentTextRow } from "../guard-rows.ts";
import { instant, number, text } from "./columns.ts";
import type { Row, Statements } from "./database.ts";
import { sendRow } from "./send-row.ts";

const DAY_MS = 86_400_000;
/** Word pairs are kept as text, one a line: no word has a line break in it. */
const LINE = "\n";
const MOST_ROWS = 20_000;

export function guardReads(db: Statements): GuardReads {
  /** Rows with their sets of word pairs, made once: the same hour is asked about with every message. */
  const rows = new Map<string, SentTextRow>();
  const rowOf = (id: string, at: number): readonly SentTextRow[] => {
    let known = rows.get(id);
    if (known?.at !== at) {
      const row = db.get(`SELECT * FROM sent_text WHERE message_id = ?`, id);
      known = row === undefined ? undefined : sentTextRow(row);
      if (rows.size >= MOST_ROWS) rows.clear();
      if (known !== undefined) rows.set(id, known);
    }
    return known === undefined ? [] : [known];
  };

  return {
    waitingSends: (conversation) =>
      db.all(`SELECT * FROM send WHERE conversation_id = ? AND state = 'waiting' ORDER BY ord`, conversation).flatMap((row) => sendRow(row) ?? []),
    dueSends: (now) =>
      db
        // By the time, not by the state: most of those that wait are not due.
        .all(`SELECT * FROM send INDEXED BY send_waiting_by_time WHERE state = 'waiting' AND send_at <= ? ORDER BY send_at, ord LIMIT 1000`, now)
        .flatMap((row) => sendRow(row) ?? []),
    nextSend: () => instant(db.get(`SELECT min(send_at) AS at FROM send WHERE state = 'waiting'`)?.["at"]),
    notificationsTo: (contact, since) =>
      db
        .all(
          `SELECT notification.* FROM conversation JOIN notification ON conversation_id = conversation.id WHERE contact_id = ? AND notification.at > ? ORDER BY notification.at`,
          contact,
          since,
        )
        .map(notificationRow),
    sentTexts: (question) => sentTexts(db, question).flatMap((row) => rowOf(String(row["message_id"]), Number(row["at"]))),
    resolvedAt: (conversation) =>
      instant(
        db.get(
          `SELECT at FROM part WHERE conversation_id = ? AND entity = 'story' AND json_extract(body, '$.kind') = 'resolve' ORDER BY at DESC LIMIT 1`,
          conversation,
        )?.["at"],
      ),
    guardCounts: (from, to) =>
      db
        .all(
          `SELECT rule, what, agent_id, reason, count(*) AS n FROM guard_log WHERE at >= ? AND at < ? GROUP BY rule, what, agent_id, reason ORDER BY rule, n DESC`,
          from,
          to,
        )
        .map((row): GuardCount => ({
          rule: String(row["rule"]),
          what: String(row["what"]) as GuardCount["what"],
          agentId: toAgentId(String(row["agent_id"])),
          reason: text(row["reason"]),
          count: Number(row["n"]),
        })),
    guardFollowed: (from, to, within) =>
      db.all(FOLLOWED, within, from, to).map((row): GuardFollowed => ({
        rule: String(row["rule"]),
        at: toInstant(Number(row["at"])),
        agentId: toAgentId(String(row["agent_id"])),
        replied: row["replied"] === 1,
        failedCode: number(row["code"]),
        optedOut: row["opted_out"] === 1,
        maybeBlocked: row["blocked"] === 1,
      })),
  };
}

/** What the customer does without a word, or the platform says in their place. */
const SILENT = `('system', 'request_welcome', 'revoke')`;
const UNDELIVERABLE = 131026;
const FAILED = `json_extract(body, '$.state') = 'failed'`;

const FOLLOWED = `
  SELECT said.rule, said.at, said.agent_id,
    EXISTS (SELECT 1 FROM message WHERE conversation_id = said.conversation_id AND at > said.at AND at <= said.at + ?1
      AND json_extract(body, '$.direction') = 'in' AND json_extract(body, '$.content.type') NOT IN ${SILENT}) AS replied,
    (SELECT json_extract(body, '$.problem.code') FROM message WHERE id = said.message_id AND ${FAILED}) AS code,
    EXISTS (SELECT 1 FROM conversation JOIN consent ON consent.contact_id = conversation.contact_id
      WHERE conversation.id = said.conversation_id AND consent.state = 'withdrawn' AND consent.at > said.at AND consent.at <= said.at + ?1) AS opted_out,
    EXISTS (SELECT 1 FROM message WHERE conversation_id = said.conversation_id AND at >= said.at AND at <= said.at + ?1
      AND json_extract(body, '$.problem.code') = ${UNDELIVERABLE} AND ${FAILED}) AS blocked
  FROM guard_log AS said WHERE said.at >= ?2 AND said.at < ?3 AND said.what = 'overridden'`;

export function guardWrites(db: Statements): GuardWrites {
  return {
    keepSentText: ({ agentId, at, cannedReply, contactId, fingerprint, messageId, numberId, order, teamId, template }, forgetBefore) => {
      db.run(`DELETE FROM sent_text WHERE at < ?`, forgetBefore);
      db.run(
        `INSERT INTO sent_text (message_id, at, ord, agent_id, team_id, number_id, contact_id, words, pair_count, pairs, template, language, canned_reply, live)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1) ON CONFLICT (message_id) DO UPDATE SET at = excluded.at, live = 1`,
        messageId,
        at,
        order,
        agentId,
        teamId ?? null,
        numberId,
        contactId,
        fingerprint.words,
        fingerprint.pairs.size,
        [...fingerprint.pairs].join(LINE),
        template?.name ?? null,
        template?.language ?? null,
        cannedReply ? 1 : 0,
      );
    },
    logGuard: ({ agentId, at, conversationId, messageId, reason, rule, severity, what }) =>
      void db.run(
        `INSERT INTO guard_log (at, rule, severity, conversation_id, agent_id, what, reason, message_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
        at,
        rule,
        severity,
        conversationId,
        agentId,
        what,
        reason ?? null,
        messageId,
      ),
  };
}

/** Each person once; the first template that was delivered while no message of theirs was less than a day old. */
export const REACHED = `
  SELECT count(DISTINCT conversation_id) AS people, min(at) AS first FROM notification
  WHERE number_id = ? AND at > ? AND outside = 1 AND state IN ('delivered', 'read', 'played')`;

/** Later states change nothing. */
const LIVE: Readonly<Partial<Record<MessageState, 0 | 1 | 2>>> = { held: 0, failed: 0, cancelled: 0, queued: 1, sending: 2 };

/** Keeps what the guard counts in line with a message that was just written. */
export function noteForGuard(db: Statements, message: Message, isNew: boolean): void {
  const { at, content, conversationId, direction, id, order, state } = message;
  if (direction === "in") {
    // A message that came late may turn what was started unasked into an answer.
    if (isNew) db.run(`UPDATE notification SET outside = 0 WHERE conversation_id = ? AND outside = 1 AND at >= ? AND at < ?`, conversationId, at, at + DAY_MS);
    return;
  }
  const live = LIVE[state];
  if (!isNew && live !== undefined) db.run(`UPDATE sent_text SET live = ? WHERE message_id = ?`, live, id);
  if (content.type !== "template") return;
  db.run(
    `INSERT INTO notification (message_id, conversation_id, number_id, at, ord, name, language, category, state, outside)
     SELECT ?1, ?2, number_id, ?3, ?4, ?5, ?6, ?7, ?8,
       NOT EXISTS (SELECT 1 FROM message WHERE conversation_id = ?2 AND at <= ?3 AND at > ?3 - ${DAY_MS} AND json_extract(body, '$.direction') = 'in')
     FROM conversation WHERE id = ?2
     ON CONFLICT (message_id) DO UPDATE SET at = excluded.at, state = excluded.state, outside = excluded.outside`,
    id,
    conversationId,
    at,
    order,
    content.name,
    content.language,
    content.category ?? null,
    state,
  );
}

/** Answered by the three indexes alone. What went by this number is not found again by its agent or its team. */
function sentTexts(db: Statements, question: SentTextQuestion): readonly Row[] {
  const { after, agentId, beforeOrder, fewestPairs, limit, mostPairs, notTo, numberId, teamId, template } = question;
  const alike = `at > ? AND (live = 2 OR (live = 1 AND ord < ?)) AND contact_id <> ? AND (pair_count BETWEEN ? AND ? OR (template = ? AND language = ?))`;
  const values = [after, beforeOrder ?? Number.MAX_SAFE_INTEGER, notTo, fewestPairs, mostPairs, template?.name ?? null, template?.language ?? null];
  const newest = `ORDER BY at DESC LIMIT ?`;
  const by = (scope: "agent_id" | "team_id", id: string | undefined): readonly Row[] =>
    id === undefined
      ? []
      : db.all(`SELECT message_id, at FROM sent_text WHERE ${scope} = ? AND ${alike} AND number_id <> ? ${newest}`, id, ...values, numberId, limit);
  const elsewhere = [...by("agent_id", agentId), ...by("team_id", teamId)];
  return [
    ...db.all(`SELECT message_id, at FROM sent_text WHERE number_id = ? AND ${alike} ${newest}`, numberId, ...values, limit),
    ...new Map(elsewhere.map((row) => [row["message_id"], row])).values(),
  ];
}

function sentTextRow(row: Row): SentTextRow {
  const team = text(row["team_id"]);
  const template = text(row["template"]);
  const pairs = String(row["pairs"]);
  return {
    messageId: toMessageId(String(row["message_id"])),
    at: toInstant(Number(row["at"])),
    agentId: toAgentId(String(row["agent_id"])),
    teamId: team === undefined ? undefined : toTeamId(team),
    numberId: toNumberId(String(row["number_id"])),
    contactId: toContactId(String(row["contact_id"])),
    text: "",
    fingerprint: { words: Number(row["words"]), pairs: new Set(pairs === "" ? [] : pairs.split(LINE)) },
    template: template === undefined ? undefined : { name: template, language: String(row["language"]) },
    cannedReply: row["canned_reply"] === 1,
  };
}

const notificationRow = (row: Row): NotificationRow => ({
  messageId: toMessageId(String(row["message_id"])),
  at: toInstant(Number(row["at"])),
  order: Number(row["ord"]),
  name: String(row["name"]),
  language: String(row["language"]),
  category: text(row["category"]),
  state: String(row["state"]) as MessageState,
  outside: row["outside"] === 1,
});
