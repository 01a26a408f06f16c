/** What the signals of a number are computed from, so that no message has to be read for them. */
export const numberSignals: readonly string[] = [
  // One line a message of ours. `started`: no message of the customer was less than a day old when it went. `heard_at`: the last one before it.
  `CREATE TABLE outbound (
     message_id TEXT PRIMARY KEY, number_id TEXT NOT NULL, conversation_id TEXT NOT NULL, at INTEGER NOT NULL, author TEXT NOT NULL, template TEXT, language TEXT,
     state TEXT NOT NULL, code INTEGER, started INTEGER NOT NULL, heard_at INTEGER) STRICT, WITHOUT ROWID`,
  `INSERT INTO outbound
     SELECT id, number_id, conversation_id, at, json_extract(body, '$.author.kind'), json_extract(body, '$.content.name'), json_extract(body, '$.content.language'),
       json_extract(body, '$.state'), json_extract(body, '$.problem.code'), 0,
       (SELECT max(said.at) FROM message AS said WHERE said.conversation_id = message.conversation_id AND said.at <= message.at AND json_extract(said.body, '$.direction') = 'in')
     FROM message WHERE json_extract(body, '$.direction') = 'out'`,
  `UPDATE outbound SET started = 1 WHERE heard_at IS NULL OR heard_at <= at - 86400000`,
  // With all that is asked of them, so that the rows themselves are not read.
  `CREATE INDEX outbound_by_number ON outbound (number_id, at, author, state, code, template, language, started)`,
  `CREATE INDEX outbound_started ON outbound (number_id, at, conversation_id, state, code, heard_at) WHERE started = 1`,
  `CREATE INDEX outbound_started_to ON outbound (conversation_id, at, template, language) WHERE started = 1`,
  `CREATE INDEX outbound_failed ON outbound (number_id, at, conversation_id, code, template) WHERE state = 'failed'`,
  `CREATE TABLE number_quality (number_id TEXT NOT NULL, at INTEGER NOT NULL, value TEXT NOT NULL, PRIMARY KEY (number_id, at)) STRICT, WITHOUT ROWID`,
  `INSERT INTO number_quality
     SELECT id, coalesce(json_extract(body, '$.quality.since'), json_extract(body, '$.quality.observedAt'), 0), json_extract(body, '$.quality.value')
     FROM number WHERE json_extract(body, '$.quality.value') <> 'unknown'`,
  `CREATE INDEX consent_withdrawn ON consent (at, contact_id) WHERE state = 'withdrawn'`,
  `CREATE INDEX clock_by_turn ON clock (started_at, conversation_id, state, due_at, met_at, stopped_at) WHERE kind IN ('first-reply', 'next-reply') AND owner = ''`,
  `CREATE INDEX conversation_with_number ON conversation (id, number_id)`,
];
