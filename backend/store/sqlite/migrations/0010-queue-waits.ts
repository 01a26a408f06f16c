/** How long people wait, and how many, is asked again and again while they do. */
export const queueWaits: readonly string[] = [
  `CREATE INDEX clock_handoff ON clock (started_at, conversation_id, met_at, stopped_at) WHERE kind = 'handoff' AND owner = ''`,
  `CREATE INDEX clock_first_reply ON clock (started_at, conversation_id, met_at, stopped_at) WHERE kind = 'first-reply' AND owner = ''`,
  `CREATE INDEX conversation_queued ON conversation (number_id) WHERE state = 'queued'`,
];
