/** Bots with an address, what they are told, and who owns a thread that several apps share. */
export const bots: readonly string[] = [
  // The secret is sealed: it signs what we post.
  `CREATE TABLE bot (agent_id TEXT PRIMARY KEY, address TEXT NOT NULL, secret BLOB NOT NULL, changed_at INTEGER NOT NULL) STRICT, WITHOUT ROWID`,
  // New cases of a number go to its bot.
  `CREATE TABLE bot_number (number_id TEXT PRIMARY KEY, agent_id TEXT NOT NULL) STRICT, WITHOUT ROWID`,
  // The bot of ours that answered, or was given, a conversation last.
  `CREATE TABLE bot_conversation (conversation_id TEXT PRIMARY KEY, agent_id TEXT NOT NULL) STRICT, WITHOUT ROWID`,
  // One post each, in the order of n within a conversation. \`answer_by\`: what is not answered by then goes to a person.
  `CREATE TABLE bot_delivery (
     n INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, agent_id TEXT NOT NULL, conversation_id TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT,
     state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'dropped')), attempt INTEGER NOT NULL, next_at INTEGER NOT NULL, created_at INTEGER NOT NULL,
     tried_at INTEGER, answer_by INTEGER, status INTEGER, trouble TEXT) STRICT`,
  `CREATE INDEX bot_delivery_waiting ON bot_delivery (conversation_id, n) WHERE state = 'waiting'`,
  `CREATE INDEX bot_delivery_answer ON bot_delivery (answer_by) WHERE answer_by IS NOT NULL`,
  `CREATE INDEX bot_delivery_by_bot ON bot_delivery (agent_id, n)`,
  `CREATE INDEX bot_delivery_by_time ON bot_delivery (created_at) WHERE state <> 'waiting'`,
  `CREATE TABLE thread_owner (conversation_id TEXT PRIMARY KEY, owner TEXT NOT NULL, at INTEGER NOT NULL, because TEXT NOT NULL) STRICT, WITHOUT ROWID`,
  // What we want of the platform's routing: the last wish of a conversation counts.
  `CREATE TABLE thread_wish (conversation_id TEXT PRIMARY KEY, action TEXT NOT NULL, metadata TEXT, by_id TEXT NOT NULL, attempt INTEGER NOT NULL, next_at INTEGER NOT NULL) STRICT, WITHOUT ROWID`,
  // The queue of handoffs without reading every conversation.
  `CREATE INDEX conversation_handed_over ON conversation (id) WHERE json_extract(body, '$.handoff') IS NOT NULL AND state <> 'resolved'`,
];
