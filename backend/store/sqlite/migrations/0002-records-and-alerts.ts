/** The record of warnings and breaches, clocks that know when they are looked at next, and what people are told. */
export const recordsAndAlerts: readonly string[] = [
  // A clock is known by its run, and not by its case: late events shift the numbers of cases.
  `CREATE TABLE run_clock (
     conversation_id TEXT NOT NULL, kind TEXT NOT NULL, started_at INTEGER NOT NULL, owner TEXT NOT NULL, case_no INTEGER NOT NULL, gen INTEGER NOT NULL,
     state TEXT NOT NULL, due_at INTEGER, met_at INTEGER, breached_at INTEGER, stopped_at INTEGER, policy_id TEXT, policy_version INTEGER, cause TEXT, next_at INTEGER,
     PRIMARY KEY (conversation_id, kind, started_at, owner)) STRICT, WITHOUT ROWID`,
  // What was promised before there was a record is due to be looked at, so that the first start writes it.
  `INSERT OR REPLACE INTO run_clock SELECT conversation_id, kind, started_at, owner, case_no, 1, state, due_at, met_at, breached_at, stopped_at, policy_id, policy_version,
     NULL, CASE WHEN due_at IS NULL THEN NULL ELSE started_at END FROM clock ORDER BY case_no`,
  `DROP TABLE clock`,
  `ALTER TABLE run_clock RENAME TO clock`,
  `CREATE INDEX clock_by_due ON clock (due_at) WHERE due_at IS NOT NULL`,
  `CREATE INDEX clock_by_next ON clock (next_at) WHERE next_at IS NOT NULL`,

  `CREATE TABLE sla_event (
     n INTEGER PRIMARY KEY, conversation_id TEXT NOT NULL, kind TEXT NOT NULL, started_at INTEGER NOT NULL, owner TEXT NOT NULL, gen INTEGER NOT NULL,
     what TEXT NOT NULL CHECK (what IN ('warning', 'breach', 'correction')), threshold TEXT NOT NULL, at INTEGER NOT NULL, detected_at INTEGER NOT NULL,
     due_at INTEGER, policy_id TEXT, policy_version INTEGER, corrects INTEGER UNIQUE REFERENCES sla_event (n),
     CHECK ((what = 'correction') = (corrects IS NOT NULL))) STRICT`,
  // Several processes cannot record one thing twice.
  `CREATE UNIQUE INDEX sla_event_once ON sla_event (conversation_id, kind, started_at, owner, what, threshold, gen)`,
  `CREATE INDEX sla_event_by_at ON sla_event (at) WHERE what <> 'correction'`,
  `CREATE TRIGGER sla_event_is_not_rewritten BEFORE UPDATE ON sla_event BEGIN SELECT RAISE(ABORT, 'the record of warnings and breaches is append-only'); END`,
  `CREATE TRIGGER sla_event_is_not_erased BEFORE DELETE ON sla_event BEGIN SELECT RAISE(ABORT, 'the record of warnings and breaches is append-only'); END`,

  `CREATE TABLE alert (id TEXT PRIMARY KEY, v INTEGER NOT NULL, agent_id TEXT NOT NULL, conversation_id TEXT NOT NULL, body TEXT NOT NULL) STRICT`,
  `CREATE INDEX alert_by_conversation ON alert (conversation_id)`,
  `CREATE INDEX alert_by_agent ON alert (agent_id)`,
  `CREATE TABLE alert_outbox (
     record_n INTEGER NOT NULL REFERENCES sla_event (n), agent_id TEXT NOT NULL, deliver_at INTEGER NOT NULL, PRIMARY KEY (record_n, agent_id)) STRICT, WITHOUT ROWID`,
  `CREATE INDEX alert_outbox_by_time ON alert_outbox (deliver_at)`,
];
