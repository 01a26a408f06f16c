import { toAgentId, toNumberId } from "../../../shared/ids.ts";
import type { Rollout, RolloutStage } from "../../../shared/outreach/rollout.ts";
import { toInstant } from "../../../shared/time.ts";
import type { RolloutChange, RolloutReads, RolloutWrites, SegmentGrant } from "../rollout-rows.ts";
import { number, text } from "./columns.ts";
import type { Row, Statements } from "./database.ts";

export function rolloutReads(db: Statements): RolloutReads {
  const count = (query: string, ...values: readonly (string | number)[]): number => Number(db.get(query, ...values)?.["n"] ?? 0);
  return {
    rollout: (numberId) => {
      const body = text(db.get(`SELECT body FROM rollout WHERE number_id = ?`, numberId)?.["body"]);
      return body === undefined ? undefined : (JSON.parse(body) as Rollout);
    },
    rolloutChanges: (numberId, limit) => db.all(`SELECT * FROM rollout_change WHERE number_id = ? ORDER BY n DESC LIMIT ?`, numberId, limit).map(changeRow),
    rolloutCounts: (numberId, since) => ({
      sent: count(`SELECT count(*) AS n FROM ${STARTED} AND state IN (${WENT})`, numberId, since),
      failed: count(`SELECT count(*) AS n FROM ${STARTED} AND state = 'failed'`, numberId, since),
      optedOut: count(
        `SELECT count(DISTINCT contact_id) AS n FROM ${STARTED_TO} AND state IN (${WENT})
           AND EXISTS (SELECT 1 FROM consent WHERE consent.contact_id = told.contact_id AND consent.state = 'withdrawn' AND consent.at >= told.at)`,
        numberId,
        since,
      ),
      ...answers(db.get(ANSWERS, numberId, since)),
    }),
    segmentGrants: (now) => db.all(`SELECT * FROM segment_grant WHERE until_at > ? ORDER BY from_at DESC, id LIMIT 1000`, now).map(grantRow),
    segmentGrantsOf: (key, now) => db.all(`SELECT * FROM segment_grant WHERE key = ? AND from_at <= ? AND until_at > ?`, key, now, now).map(grantRow),
  };
}

export function rolloutWrites(db: Statements): RolloutWrites {
  return {
    putRollout: (numberId, rollout, { at, by, from, reason, to, what }) => {
      db.run(
        `INSERT INTO rollout (number_id, body) VALUES (?, ?) ON CONFLICT (number_id) DO UPDATE SET body = excluded.body`,
        numberId,
        JSON.stringify(rollout),
      );
      db.run(
        `INSERT INTO rollout_change (number_id, at, by, what, from_stage, to_stage, reason) VALUES (?, ?, ?, ?, ?, ?, ?)`,
        numberId,
        at,
        by,
        what,
        from ?? null,
        to,
        reason ?? null,
      );
    },
    putSegmentGrant: ({ by, category, from, id, key, until }) =>
      void db.run(`INSERT INTO segment_grant (id, key, category, by, from_at, until_at) VALUES (?, ?, ?, ?, ?, ?)`, id, key, category, by, from, until),
    endSegmentGrant: (id, at) => {
      const isOpen = db.get(`SELECT 1 AS n FROM segment_grant WHERE id = ? AND until_at > ?`, id, at) !== undefined;
      if (isOpen) db.run(`UPDATE segment_grant SET until_at = ? WHERE id = ?`, at, id);
      return isOpen;
    },
  };
}

/** Handed to the platform, whatever came of it. */
const WENT = `'accepted', 'sent', 'delivered', 'read', 'played', 'failed'`;
/** Templates outside an open window, and advertising anywhere (G-ROLLOUT counts the same). */
const STARTED = `notification WHERE number_id = ? AND at >= ? AND (outside = 1 OR category = 'MARKETING')`;
const STARTED_TO = `(SELECT notification.*, conversation.contact_id FROM notification JOIN conversation ON conversation.id = conversation_id) AS told
  WHERE told.number_id = ? AND told.at >= ? AND (outside = 1 OR category = 'MARKETING')`;
/** Replies that were owed to them after it: kept in time, or due and not kept. */
const ANSWERS = `
  SELECT count(*) AS owed, count(*) FILTER (WHERE clock.breached_at IS NULL AND clock.state = 'met') AS kept
  FROM clock JOIN (SELECT conversation_id, min(at) AS first FROM ${STARTED} AND state IN (${WENT}) GROUP BY conversation_id) AS told USING (conversation_id)
  WHERE clock.kind IN ('first-reply', 'next-reply') AND clock.owner = '' AND clock.started_at >= told.first
    AND clock.due_at IS NOT NULL AND (clock.state IN ('met', 'breached') OR clock.breached_at IS NOT NULL)`;

const answers = (row: Row | undefined) => ({ answersOwed: Number(row?.["owed"] ?? 0), answeredInTime: Number(row?.["kept"] ?? 0) });

const changeRow = (row: Row): RolloutChange => ({
  numberId: toNumberId(String(row["number_id"])),
  at: toInstant(Number(row["at"])),
  by: toAgentId(String(row["by"])),
  what: String(row["what"]) as RolloutChange["what"],
  from: number(row["from_stage"]) as RolloutStage | undefined,
  to: Number(row["to_stage"]) as RolloutStage,
  reason: text(row["reason"]),
});

const grantRow = (row: Row): SegmentGrant => ({
  id: String(row["id"]),
  key: String(row["key"]),
  category: String(row["category"]),
  by: toAgentId(String(row["by"])),
  from: toInstant(Number(row["from_at"])),
  until: toInstant(Number(row["until_at"])),
});
