/** What says how old a place of the log and a stored result are, so that both can end. */
export const retention: readonly string[] = [
  // Where the log stood at that time; the log itself keeps no times.
  `CREATE TABLE log_mark (at INTEGER PRIMARY KEY, seq INTEGER NOT NULL) STRICT`,
  `ALTER TABLE mutation_result ADD COLUMN at INTEGER NOT NULL DEFAULT 0`,
  `UPDATE mutation_result SET at = unixepoch() * 1000`,
  `CREATE INDEX mutation_result_by_age ON mutation_result (at)`,
  // After a restore a report may name a message that only its author's desk still has.
  `ALTER TABLE parked_status ADD COLUMN client_id TEXT`,
  `ALTER TABLE parked_status ADD COLUMN at INTEGER NOT NULL DEFAULT 0`,
  `UPDATE parked_status SET at = unixepoch() * 1000`,
  `CREATE INDEX parked_status_by_client ON parked_status (client_id) WHERE client_id IS NOT NULL`,
  `CREATE INDEX parked_status_by_age ON parked_status (at)`,
];
