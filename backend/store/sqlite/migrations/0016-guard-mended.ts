/** What the guard said while something was being written, and what was put in other words for it, is counted too. */
export const guardMended: readonly string[] = [
  `DROP TRIGGER guard_log_is_not_rewritten`,
  `DROP INDEX guard_log_once`,
  `DROP INDEX guard_log_by_time`,
  `ALTER TABLE guard_log RENAME TO guard_log_before`,
  `CREATE TABLE guard_log (
     n INTEGER PRIMARY KEY, at INTEGER NOT NULL, rule TEXT NOT NULL, severity TEXT NOT NULL, conversation_id TEXT NOT NULL, agent_id TEXT NOT NULL,
     what TEXT NOT NULL CHECK (what IN ('refused', 'overridden', 'heeded', 'mended')), reason TEXT, message_id TEXT NOT NULL) STRICT`,
  `INSERT INTO guard_log (n, at, rule, severity, conversation_id, agent_id, what, reason, message_id)
     SELECT n, at, rule, severity, conversation_id, agent_id, what, reason, message_id FROM guard_log_before`,
  `DROP TABLE guard_log_before`,
  `CREATE UNIQUE INDEX guard_log_once ON guard_log (message_id, rule, what)`,
  `CREATE INDEX guard_log_by_time ON guard_log (at)`,
  `CREATE TRIGGER guard_log_is_not_rewritten BEFORE UPDATE ON guard_log BEGIN SELECT RAISE(ABORT, 'what the guard said is append-only'); END`,
];
