import { toAgentId, toConversationId } from "../../../shared/ids.ts";
import type { Conversation } from "../../../shared/inbox/conversation.ts";
import type { QueueReads } from "../queue-rows.ts";
import { instant } from "./columns.ts";
import type { Row, Statements } from "./database.ts";

const CLAIM_END = `json_extract(body, '$.handoff.claimEndsAt')`;
const conversation = (row: Row): Conversation => JSON.parse(String(row["body"])) as Conversation;

export const queueReads = (db: Statements): QueueReads => ({
  load: () =>
    new Map(
      db
        .all(`SELECT assignee_id, count(*) AS n FROM conversation WHERE state = 'open' AND assignee_id IS NOT NULL GROUP BY assignee_id`)
        .map((row) => [toAgentId(String(row["assignee_id"])), Number(row["n"])]),
    ),
  nextClaimEnd: () => instant(db.get(`SELECT ${CLAIM_END} AS at FROM conversation WHERE ${CLAIM_END} IS NOT NULL ORDER BY ${CLAIM_END} LIMIT 1`)?.["at"]),
  endedClaims: (now, limit) =>
    db
      .all(`SELECT id FROM conversation WHERE ${CLAIM_END} IS NOT NULL AND ${CLAIM_END} <= ? ORDER BY ${CLAIM_END} LIMIT ?`, now, limit)
      .map((row) => toConversationId(String(row["id"]))),
  ownedBy: (agent) => db.all(`SELECT body FROM conversation WHERE assignee_id = ?`, agent).map(conversation),
  ofTeam: (team) => db.all(`SELECT body FROM conversation WHERE team_id = ?`, team).map(conversation),
  owners: () => db.all(`SELECT DISTINCT assignee_id FROM conversation WHERE assignee_id IS NOT NULL`).map((row) => toAgentId(String(row["assignee_id"]))),
  queued: (limit, after) =>
    (after === undefined
      ? db.all(`SELECT due_key, body FROM conversation WHERE state = 'queued' ORDER BY due_key, id LIMIT ?`, limit)
      : db.all(
          `SELECT due_key, body FROM conversation WHERE state = 'queued' AND (due_key, id) > (?, ?) ORDER BY due_key, id LIMIT ?`,
          after.key,
          after.id,
          limit,
        )
    ).map((row) => ({ key: Number(row["due_key"]), conversation: conversation(row) })),
  overflowing: () => db.all(`SELECT body FROM conversation WHERE json_extract(body, '$.overflowSince') IS NOT NULL ORDER BY id`).map(conversation),
});
