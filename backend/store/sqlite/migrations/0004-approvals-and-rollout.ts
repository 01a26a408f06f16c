/** How far business-started sends of a number have come, who changed it, and which text may go to which segment. */
export const approvalsAndRollout: readonly string[] = [
  `CREATE TABLE rollout (number_id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID`,
  `CREATE TABLE rollout_change (
     n INTEGER PRIMARY KEY, number_id TEXT NOT NULL, at INTEGER NOT NULL, by TEXT NOT NULL, what TEXT NOT NULL, from_stage INTEGER, to_stage INTEGER NOT NULL, reason TEXT) STRICT`,
  `CREATE INDEX rollout_change_by_number ON rollout_change (number_id, n)`,
  `CREATE TRIGGER rollout_change_is_not_rewritten BEFORE UPDATE ON rollout_change BEGIN SELECT RAISE(ABORT, 'who changed a rollout is append-only'); END`,

  `CREATE TABLE segment_grant (
     id TEXT PRIMARY KEY, key TEXT NOT NULL, category TEXT NOT NULL, by TEXT NOT NULL, from_at INTEGER NOT NULL, until_at INTEGER NOT NULL) STRICT, WITHOUT ROWID`,
  `CREATE INDEX segment_grant_by_key ON segment_grant (key, until_at)`,

  `CREATE INDEX notification_by_number ON notification (number_id, at, conversation_id)`,
];
