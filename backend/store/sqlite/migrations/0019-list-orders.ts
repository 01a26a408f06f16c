/** The orders of the list that had no index, written as the query writes them; and the teams. */
export const listOrders: readonly string[] = [
  `CREATE INDEX conversation_by_newest ON conversation (-last_at, id)`,
  `CREATE INDEX conversation_by_window ON conversation (ifnull(closes_at, 9007199254740991), id)`,
  `CREATE INDEX conversation_by_team ON conversation (team_id) WHERE team_id IS NOT NULL`,
];
