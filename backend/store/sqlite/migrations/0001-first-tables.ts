/** Rows keep what is asked for in columns of their own and the rest as JSON in `body`. `v` is the log position of the last change. */
export const firstTables: readonly string[] = [
  `CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID`,

  // No payload: the row is read when it is pulled, so the log is free of personal data and erasure is possible.
  `CREATE TABLE log (seq INTEGER PRIMARY KEY, scope TEXT NOT NULL, extra TEXT, entity TEXT NOT NULL, id TEXT NOT NULL, op TEXT NOT NULL) STRICT`,
  `CREATE INDEX log_by_scope ON log (scope, seq)`,
  `CREATE INDEX log_by_extra ON log (extra, seq) WHERE extra IS NOT NULL`,

  `CREATE TABLE small_row (entity TEXT NOT NULL, id TEXT NOT NULL, v INTEGER NOT NULL, body TEXT, PRIMARY KEY (entity, id)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE number (id TEXT PRIMARY KEY, v INTEGER NOT NULL, phone_number_id TEXT NOT NULL UNIQUE, body TEXT) STRICT`,
  `CREATE TABLE contact (id TEXT PRIMARY KEY, v INTEGER NOT NULL, sealed BLOB) STRICT`,
  `CREATE TABLE contact_key (contact_id TEXT PRIMARY KEY, wrapped BLOB NOT NULL) STRICT`,
  `CREATE TABLE identity (kind TEXT NOT NULL, blind TEXT NOT NULL, contact_id TEXT NOT NULL, PRIMARY KEY (kind, blind)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE conversation (
     id TEXT PRIMARY KEY, v INTEGER NOT NULL, number_id TEXT NOT NULL, contact_id TEXT NOT NULL, state TEXT NOT NULL,
     assignee_id TEXT, team_id TEXT, due_key INTEGER NOT NULL, last_at INTEGER NOT NULL, closes_at INTEGER, body TEXT NOT NULL,
     UNIQUE (number_id, contact_id)) STRICT`,
  `CREATE INDEX conversation_by_due ON conversation (due_key, id)`,
  `CREATE INDEX conversation_snoozed ON conversation (id) WHERE state = 'snoozed'`,
  `CREATE INDEX conversation_by_contact ON conversation (contact_id)`,
  `CREATE INDEX conversation_by_last ON conversation (last_at, id)`,
  `CREATE TABLE message (
     id TEXT PRIMARY KEY, v INTEGER NOT NULL, conversation_id TEXT NOT NULL, number_id TEXT NOT NULL, at INTEGER NOT NULL, ord INTEGER NOT NULL,
     wamid TEXT, client_id TEXT UNIQUE, body TEXT NOT NULL) STRICT`,
  `CREATE UNIQUE INDEX message_by_wamid ON message (number_id, wamid) WHERE wamid IS NOT NULL`,
  `CREATE INDEX message_by_number ON message (number_id, at)`,
  `CREATE INDEX message_by_conversation ON message (conversation_id, at, ord)`,
  `CREATE TABLE part (id TEXT PRIMARY KEY, entity TEXT NOT NULL, v INTEGER NOT NULL, conversation_id TEXT NOT NULL, at INTEGER NOT NULL, body TEXT NOT NULL) STRICT`,
  `CREATE INDEX part_by_conversation ON part (conversation_id, entity, at)`,

  `CREATE TABLE conversation_event (conversation_id TEXT NOT NULL, n INTEGER NOT NULL, at INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (conversation_id, n)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE conversation_event_key (key TEXT PRIMARY KEY) STRICT, WITHOUT ROWID`,
  `CREATE TABLE clock (
     conversation_id TEXT NOT NULL, case_no INTEGER NOT NULL, kind TEXT NOT NULL, owner TEXT NOT NULL, state TEXT NOT NULL, started_at INTEGER NOT NULL,
     due_at INTEGER, met_at INTEGER, breached_at INTEGER, stopped_at INTEGER, policy_id TEXT, policy_version INTEGER,
     PRIMARY KEY (conversation_id, case_no, kind, started_at, owner)) STRICT, WITHOUT ROWID`,
  `CREATE INDEX clock_by_due ON clock (due_at) WHERE due_at IS NOT NULL`,

  `CREATE TABLE applied_event (key TEXT PRIMARY KEY) STRICT, WITHOUT ROWID`,
  `CREATE TABLE parked_status (number_id TEXT NOT NULL, wamid TEXT NOT NULL, body TEXT NOT NULL) STRICT`,
  `CREATE INDEX parked_status_by_wamid ON parked_status (number_id, wamid)`,
  `CREATE TABLE unrecognised (field TEXT NOT NULL, kind TEXT NOT NULL, count INTEGER NOT NULL, last_at INTEGER NOT NULL, PRIMARY KEY (field, kind)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE poison (id TEXT PRIMARY KEY, reason TEXT NOT NULL, at INTEGER NOT NULL) STRICT`,

  `CREATE TABLE send (
     client_id TEXT PRIMARY KEY, message_id TEXT NOT NULL, conversation_id TEXT NOT NULL, device_id TEXT, agent_id TEXT NOT NULL, state TEXT NOT NULL,
     ord INTEGER NOT NULL, attempt INTEGER NOT NULL, next_at INTEGER NOT NULL, post_started_at INTEGER, claim_epoch INTEGER, seen_inbound_at INTEGER, composed_at INTEGER NOT NULL) STRICT`,
  `CREATE INDEX send_by_state ON send (state, ord)`,

  `CREATE TABLE login (name TEXT PRIMARY KEY COLLATE NOCASE, agent_id TEXT NOT NULL UNIQUE, password_hash TEXT NOT NULL) STRICT`,
  `CREATE TABLE device (
     id TEXT PRIMARY KEY, agent_id TEXT NOT NULL, name TEXT NOT NULL, refresh_hash TEXT NOT NULL, previous_hash TEXT, expires_at INTEGER NOT NULL,
     last_mut_id INTEGER NOT NULL, last_seen_at INTEGER NOT NULL, revoked INTEGER NOT NULL) STRICT`,
  `CREATE INDEX device_by_refresh ON device (refresh_hash)`,
  `CREATE INDEX device_by_previous ON device (previous_hash) WHERE previous_hash IS NOT NULL`,
  `CREATE TABLE retired_token (hash TEXT PRIMARY KEY, device_id TEXT NOT NULL) STRICT, WITHOUT ROWID`,
  `CREATE TABLE access_token (hash TEXT PRIMARY KEY, agent_id TEXT NOT NULL, device_id TEXT, expires_at INTEGER) STRICT, WITHOUT ROWID`,
  `CREATE TABLE mutation_result (device_id TEXT NOT NULL, id INTEGER NOT NULL, payload_hash TEXT NOT NULL, result TEXT NOT NULL, PRIMARY KEY (device_id, id)) STRICT, WITHOUT ROWID`,

  `CREATE TABLE consent (n INTEGER PRIMARY KEY, contact_id TEXT NOT NULL, category TEXT NOT NULL, state TEXT NOT NULL, at INTEGER NOT NULL, source TEXT NOT NULL, evidence TEXT, by TEXT NOT NULL) STRICT`,
  `CREATE INDEX consent_by_contact ON consent (contact_id, n)`,
  `CREATE TABLE audit (n INTEGER PRIMARY KEY, at INTEGER NOT NULL, who TEXT NOT NULL, action TEXT NOT NULL, target TEXT NOT NULL, data TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL) STRICT`,
  `CREATE TRIGGER audit_is_not_rewritten BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END`,
  `CREATE TRIGGER audit_is_not_erased BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END`,
  `CREATE TRIGGER consent_is_not_rewritten BEFORE UPDATE ON consent BEGIN SELECT RAISE(ABORT, 'consents are append-only'); END`,
];
