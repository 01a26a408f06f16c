/** What the queue asks for: whose claim runs out next, and how many open conversations somebody has. */
export const handoffQueue: readonly string[] = [
  `CREATE INDEX conversation_by_claim_end ON conversation (json_extract(body, '$.handoff.claimEndsAt')) WHERE json_extract(body, '$.handoff.claimEndsAt') IS NOT NULL`,
  `CREATE INDEX conversation_open_of ON conversation (assignee_id) WHERE state = 'open' AND assignee_id IS NOT NULL`,
  `CREATE INDEX conversation_in_queue ON conversation (due_key, id) WHERE state = 'queued'`,
  `CREATE INDEX conversation_owned_by ON conversation (assignee_id) WHERE assignee_id IS NOT NULL`,
  `CREATE INDEX conversation_overflow ON conversation (id) WHERE json_extract(body, '$.overflowSince') IS NOT NULL`,
];
