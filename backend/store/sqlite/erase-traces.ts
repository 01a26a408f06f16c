import type { WriteTx } from "../store.ts";
import type { Statements } from "./database.ts";

/** What belongs to a conversation and goes with it. What is counted of it stays (clocks, their record, templates sent): ids and times alone. */
const OF_CONVERSATION = ["message", "part", "send", "conversation_event"] as const;

/** [H45] Run once the rows of desks are gone, so that their tombstones are in the log. */
export const eraseTraces =
  (db: Statements): WriteTx["eraseTraces"] =>
  (contact, conversations, at) => {
    db.run(`DELETE FROM identity WHERE contact_id = ?`, contact);
    db.run(`DELETE FROM sent_text WHERE contact_id = ?`, contact);
    for (const conversation of conversations) {
      for (const table of OF_CONVERSATION) db.run(`DELETE FROM ${table} WHERE conversation_id = ?`, conversation);
      db.run(`DELETE FROM alert_outbox WHERE record_n IN (SELECT n FROM sla_event WHERE conversation_id = ?)`, conversation);
      // Nobody waits any more, and nothing is to be looked at again.
      db.run(
        `UPDATE clock SET state = 'cancelled', stopped_at = coalesce(stopped_at, ?) WHERE conversation_id = ? AND state IN ('running', 'paused')`,
        at,
        conversation,
      );
      db.run(`UPDATE clock SET next_at = NULL WHERE conversation_id = ?`, conversation);
      withoutReasons(db, conversation);
    }
  };

/** Reasons are free words about a person. The log is never rewritten: its lines are taken out and stand again with the ids alone. */
function withoutReasons(db: Statements, conversation: string): void {
  const said = db.all(`SELECT * FROM guard_log WHERE conversation_id = ? AND reason IS NOT NULL`, conversation);
  db.run(`DELETE FROM guard_log WHERE conversation_id = ? AND reason IS NOT NULL`, conversation);
  for (const { agent_id, at, conversation_id, message_id, n, rule, severity, what } of said)
    db.run(
      `INSERT INTO guard_log (n, at, rule, severity, conversation_id, agent_id, what, message_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      n ?? null,
      at ?? null,
      rule ?? null,
      severity ?? null,
      conversation_id ?? null,
      agent_id ?? null,
      what ?? null,
      message_id ?? null,
    );
}
