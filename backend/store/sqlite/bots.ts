import type { ThreadOwner } from "../../../shared/handoffs/thread-owner.ts";
import { toAgentId, toConversationId, toNumberId } from "../../../shared/ids.ts";
import type { Conversation } from "../../../shared/inbox/conversation.ts";
import { toInstant } from "../../../shared/time.ts";
import type { BotDelivery, BotReads, BotRow, BotWrites, ThreadWish } from "../bot-rows.ts";
import type { Vault } from "../vault.ts";
import { instant, number, text } from "./columns.ts";
import type { Row, Statements } from "./database.ts";

export function botReads(db: Statements, vault: Vault): BotReads {
  const botRow = (row: Row | undefined): BotRow | undefined =>
    row === undefined
      ? undefined
      : {
          agentId: toAgentId(String(row["agent_id"])),
          address: String(row["address"]),
          secret: Buffer.from(vault.unwrap(row["secret"] as Uint8Array)).toString("utf8"),
        };
  const agentIn = (row: Row | undefined) => (row === undefined ? undefined : toAgentId(String(row["agent_id"])));
  return {
    bot: (id) => botRow(db.get(`SELECT * FROM bot WHERE agent_id = ?`, id)),
    bots: () => db.all(`SELECT * FROM bot ORDER BY agent_id`).flatMap((row) => botRow(row) ?? []),
    botOfNumber: (id) => agentIn(db.get(`SELECT agent_id FROM bot_number WHERE number_id = ?`, id)),
    numbersOfBot: (id) =>
      db.all(`SELECT number_id FROM bot_number WHERE agent_id = ? ORDER BY number_id`, id).map((row) => toNumberId(String(row["number_id"]))),
    botOfConversation: (id) => agentIn(db.get(`SELECT agent_id FROM bot_conversation WHERE conversation_id = ?`, id)),
    botOwned: (id) =>
      db
        .all(`SELECT conversation.id FROM bot_conversation JOIN conversation ON conversation.id = conversation_id WHERE agent_id = ? AND state = 'bot'`, id)
        .map((row) => toConversationId(String(row["id"]))),
    nextDeliveries: (limit) =>
      db
        .all(
          `SELECT * FROM bot_delivery WHERE n IN (SELECT min(n) FROM bot_delivery WHERE state = 'waiting' GROUP BY conversation_id) ORDER BY next_at, n LIMIT ?`,
          limit,
        )
        .map(delivery),
    waitingDeliveries: (id) => db.all(`SELECT * FROM bot_delivery WHERE conversation_id = ? AND state = 'waiting' ORDER BY n`, id).map(delivery),
    deliveries: (id, limit) => db.all(`SELECT * FROM bot_delivery WHERE agent_id = ? ORDER BY n DESC LIMIT ?`, id, limit).map(delivery),
    deliveryCount: (id, state) => Number(db.get(`SELECT count(*) AS n FROM bot_delivery WHERE agent_id = ? AND state = ?`, id, state)?.["n"]),
    unanswered: (now, limit) =>
      db.all(`SELECT * FROM bot_delivery WHERE answer_by IS NOT NULL AND answer_by <= ? ORDER BY answer_by LIMIT ?`, now, limit).map(delivery),
    nextAnswerBy: () => instant(db.get(`SELECT min(answer_by) AS at FROM bot_delivery WHERE answer_by IS NOT NULL`)?.["at"]),
    threadOwner: (id) => {
      const row = db.get(`SELECT owner, at, because FROM thread_owner WHERE conversation_id = ?`, id);
      return row === undefined
        ? undefined
        : { owner: String(row["owner"]) as ThreadOwner["owner"], at: toInstant(Number(row["at"])), because: String(row["because"]) as ThreadOwner["because"] };
    },
    threadWishes: () =>
      db.all(`SELECT * FROM thread_wish ORDER BY next_at`).map((row): ThreadWish => ({
        conversationId: toConversationId(String(row["conversation_id"])),
        action: String(row["action"]) as ThreadWish["action"],
        metadata: text(row["metadata"]),
        by: toAgentId(String(row["by_id"])),
        attempt: Number(row["attempt"]),
        nextAt: toInstant(Number(row["next_at"])),
      })),
    handedOver: () =>
      db
        .all(`SELECT body FROM conversation WHERE json_extract(body, '$.handoff') IS NOT NULL AND state <> 'resolved'`)
        .map((row) => JSON.parse(String(row["body"])) as Conversation),
  };
}

export function botWrites(db: Statements, vault: Vault): BotWrites {
  return {
    putBot: ({ address, agentId, secret }, at) =>
      void db.run(
        `INSERT INTO bot (agent_id, address, secret, changed_at) VALUES (?, ?, ?, ?)
         ON CONFLICT (agent_id) DO UPDATE SET address = excluded.address, secret = excluded.secret, changed_at = excluded.changed_at`,
        agentId,
        address,
        vault.wrap(Buffer.from(secret, "utf8")),
        at,
      ),
    removeBot: (id) => {
      db.run(`DELETE FROM bot WHERE agent_id = ?`, id);
      db.run(`DELETE FROM bot_number WHERE agent_id = ?`, id);
    },
    setBotNumbers: (id, numbers) => {
      db.run(`DELETE FROM bot_number WHERE agent_id = ?`, id);
      for (const one of numbers)
        db.run(`INSERT INTO bot_number (number_id, agent_id) VALUES (?, ?) ON CONFLICT (number_id) DO UPDATE SET agent_id = excluded.agent_id`, one, id);
    },
    setBotOfConversation: (conversation, bot) =>
      void db.run(
        `INSERT INTO bot_conversation (conversation_id, agent_id) VALUES (?, ?)
         ON CONFLICT (conversation_id) DO UPDATE SET agent_id = excluded.agent_id WHERE agent_id <> excluded.agent_id`,
        conversation,
        bot,
      ),
    queueDelivery: ({ agentId, answerBy, conversationId, createdAt, id, kind, subject }) =>
      void db.run(
        `INSERT INTO bot_delivery (id, agent_id, conversation_id, kind, subject, state, attempt, next_at, created_at, answer_by)
         VALUES (?, ?, ?, ?, ?, 'waiting', 0, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
        id,
        agentId,
        conversationId,
        kind,
        subject ?? null,
        createdAt,
        createdAt,
        answerBy ?? null,
      ),
    putDelivery: ({ answerBy, attempt, n, nextAt, state, status, triedAt, trouble }) =>
      void db.run(
        `UPDATE bot_delivery SET state = ?, attempt = ?, next_at = ?, tried_at = ?, answer_by = ?, status = ?, trouble = ? WHERE n = ?`,
        state,
        attempt,
        nextAt,
        triedAt ?? null,
        answerBy ?? null,
        status ?? null,
        trouble ?? null,
        n,
      ),
    dropDeliveries: (conversation) => {
      db.run(`UPDATE bot_delivery SET answer_by = NULL WHERE conversation_id = ? AND answer_by IS NOT NULL`, conversation);
      db.run(`UPDATE bot_delivery SET state = 'dropped' WHERE conversation_id = ? AND state = 'waiting'`, conversation);
    },
    forgetDeliveries: (before) => void db.run(`DELETE FROM bot_delivery WHERE state <> 'waiting' AND created_at < ? AND answer_by IS NULL`, before),
    putThreadOwner: (conversation, { at, because, owner }) =>
      void db.run(
        `INSERT INTO thread_owner (conversation_id, owner, at, because) VALUES (?, ?, ?, ?)
         ON CONFLICT (conversation_id) DO UPDATE SET owner = excluded.owner, at = excluded.at, because = excluded.because`,
        conversation,
        owner,
        at,
        because,
      ),
    putThreadWish: ({ action, attempt, by, conversationId, metadata, nextAt }) =>
      void db.run(
        `INSERT INTO thread_wish (conversation_id, action, metadata, by_id, attempt, next_at) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (conversation_id) DO UPDATE SET action = excluded.action, metadata = excluded.metadata, by_id = excluded.by_id, attempt = excluded.attempt, next_at = excluded.next_at`,
        conversationId,
        action,
        metadata ?? null,
        by,
        attempt,
        nextAt,
      ),
    dropThreadWish: (conversation) => void db.run(`DELETE FROM thread_wish WHERE conversation_id = ?`, conversation),
  };
}

const delivery = (row: Row): BotDelivery => ({
  n: Number(row["n"]),
  id: String(row["id"]),
  agentId: toAgentId(String(row["agent_id"])),
  conversationId: toConversationId(String(row["conversation_id"])),
  kind: String(row["kind"]) as BotDelivery["kind"],
  subject: text(row["subject"]),
  state: String(row["state"]) as BotDelivery["state"],
  attempt: Number(row["attempt"]),
  nextAt: toInstant(Number(row["next_at"])),
  createdAt: toInstant(Number(row["created_at"])),
  triedAt: instant(row["tried_at"]),
  answerBy: instant(row["answer_by"]),
  status: number(row["status"]),
  trouble: text(row["trouble"]),
});
