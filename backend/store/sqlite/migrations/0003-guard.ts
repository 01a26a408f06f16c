/** What the guard has to know, consents as rows that desks have, sends that wait, and what the guard said. */
export const guardTables: readonly string[] = [
  // A message that waits for its time, or for what was sent before it to arrive.
  `ALTER TABLE send ADD COLUMN send_at INTEGER`,
  `ALTER TABLE send ADD COLUMN when_delivered INTEGER NOT NULL DEFAULT 0`,
  `ALTER TABLE send ADD COLUMN canned_reply INTEGER NOT NULL DEFAULT 0`,
  `ALTER TABLE send ADD COLUMN confirms_opt_out INTEGER NOT NULL DEFAULT 0`,
  `CREATE INDEX send_waiting_by_time ON send (send_at) WHERE state = 'waiting'`,
  `CREATE INDEX send_by_conversation ON send (conversation_id, state, ord)`,

  `DROP TRIGGER consent_is_not_rewritten`,
  `ALTER TABLE consent ADD COLUMN id TEXT`,
  `ALTER TABLE consent ADD COLUMN v INTEGER NOT NULL DEFAULT 0`,
  `ALTER TABLE consent ADD COLUMN evidence_kind TEXT`,
  `ALTER TABLE consent ADD COLUMN wording TEXT`,
  `ALTER TABLE consent ADD COLUMN business_name TEXT`,
  `ALTER TABLE consent ADD COLUMN notice_version TEXT`,
  `ALTER TABLE consent ADD COLUMN jurisdiction TEXT`,
  `ALTER TABLE consent ADD COLUMN reason TEXT`,
  `UPDATE consent SET id = contact_id || ':' || n`,
  `CREATE UNIQUE INDEX consent_by_id ON consent (id)`,
  `CREATE TRIGGER consent_is_not_rewritten BEFORE UPDATE ON consent BEGIN SELECT RAISE(ABORT, 'consents are append-only'); END`,

  // Templates of ours. `outside`: no message of the customer was less than a day old when it went.
  `CREATE TABLE notification (
     message_id TEXT PRIMARY KEY, conversation_id TEXT NOT NULL, number_id TEXT NOT NULL, at INTEGER NOT NULL, ord INTEGER NOT NULL,
     name TEXT NOT NULL, language TEXT NOT NULL, category TEXT, state TEXT NOT NULL, outside INTEGER NOT NULL) STRICT, WITHOUT ROWID`,
  `INSERT INTO notification
     SELECT out.id, out.conversation_id, out.number_id, out.at, out.ord, json_extract(out.body, '$.content.name'), json_extract(out.body, '$.content.language'),
       json_extract(out.body, '$.content.category'), json_extract(out.body, '$.state'),
       NOT EXISTS (SELECT 1 FROM message AS said WHERE said.conversation_id = out.conversation_id AND said.at <= out.at AND said.at > out.at - 86400000
         AND json_extract(said.body, '$.direction') = 'in')
     FROM message AS out WHERE json_extract(out.body, '$.content.type') = 'template' AND json_extract(out.body, '$.direction') = 'out'`,
  `CREATE INDEX notification_by_conversation ON notification (conversation_id, at)`,
  `CREATE INDEX notification_outside ON notification (number_id, at, conversation_id) WHERE outside = 1 AND state IN ('delivered', 'read', 'played')`,

  // What people wrote to whom in the last day, as it can be compared. `live`: 0 it stays here, 1 it is queued, 2 it went.
  `CREATE TABLE sent_text (
     message_id TEXT PRIMARY KEY, at INTEGER NOT NULL, ord INTEGER NOT NULL, agent_id TEXT NOT NULL, team_id TEXT, number_id TEXT NOT NULL, contact_id TEXT NOT NULL,
     words INTEGER NOT NULL, pair_count INTEGER NOT NULL, pairs TEXT NOT NULL, template TEXT, language TEXT, canned_reply INTEGER NOT NULL, live INTEGER NOT NULL) STRICT, WITHOUT ROWID`,
  // With all that is asked of them, so that the texts themselves are not read.
  `CREATE INDEX sent_text_by_number ON sent_text (number_id, at, live, ord, pair_count, contact_id, template, language)`,
  `CREATE INDEX sent_text_by_agent ON sent_text (agent_id, at, live, ord, pair_count, contact_id, template, language, number_id)`,
  `CREATE INDEX sent_text_by_team ON sent_text (team_id, at, live, ord, pair_count, contact_id, template, language, number_id) WHERE team_id IS NOT NULL`,
  `CREATE INDEX sent_text_by_time ON sent_text (at)`,

  `CREATE TABLE guard_log (
     n INTEGER PRIMARY KEY, at INTEGER NOT NULL, rule TEXT NOT NULL, severity TEXT NOT NULL, conversation_id TEXT NOT NULL, agent_id TEXT NOT NULL,
     what TEXT NOT NULL CHECK (what IN ('refused', 'overridden', 'heeded')), reason TEXT, message_id TEXT NOT NULL) STRICT`,
  // The same message asks once, however often it is tried.
  `CREATE UNIQUE INDEX guard_log_once ON guard_log (message_id, rule, what)`,
  `CREATE INDEX guard_log_by_time ON guard_log (at)`,
  `CREATE TRIGGER guard_log_is_not_rewritten BEFORE UPDATE ON guard_log BEGIN SELECT RAISE(ABORT, 'what the guard said is append-only'); END`,
];
