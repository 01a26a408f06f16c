/** [BD4] Where alerts go besides people's desks, and [BD5] which screens may read the wallboard. */
export const alertChannels: readonly string[] = [
  // The secret is sealed: it signs what we post. `retry_at`: after a failure the whole webhook waits, so that nothing overtakes.
  `CREATE TABLE alert_webhook (
     id TEXT PRIMARY KEY, name TEXT NOT NULL, address TEXT NOT NULL, secret BLOB NOT NULL, kinds TEXT NOT NULL, created_at INTEGER NOT NULL,
     failing_since INTEGER, failures INTEGER NOT NULL DEFAULT 0, retry_at INTEGER, paused_at INTEGER, paused_because TEXT) STRICT, WITHOUT ROWID`,
  `CREATE TABLE alert_delivery (
     n INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, webhook_id TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, at INTEGER NOT NULL,
     facts TEXT NOT NULL, count INTEGER NOT NULL, conversations TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'dropped')),
     attempt INTEGER NOT NULL, next_at INTEGER NOT NULL, created_at INTEGER NOT NULL, tried_at INTEGER, status INTEGER, trouble TEXT) STRICT`,
  `CREATE INDEX alert_delivery_waiting ON alert_delivery (webhook_id, n) WHERE state = 'waiting'`,
  `CREATE INDEX alert_delivery_by_webhook ON alert_delivery (webhook_id, created_at)`,
  // Only the hash of the token; a screen belongs to no person.
  `CREATE TABLE wallboard (
     id TEXT PRIMARY KEY, name TEXT NOT NULL, hash TEXT NOT NULL UNIQUE, time_zone TEXT NOT NULL, team_id TEXT, created_by TEXT NOT NULL, created_at INTEGER NOT NULL,
     seen_at INTEGER) STRICT, WITHOUT ROWID`,
];
