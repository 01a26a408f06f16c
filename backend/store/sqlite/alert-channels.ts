import type { AlertNewsKind } from "../../../shared/alert-channels/alert-news.ts";
import { toAgentId } from "../../../shared/ids.ts";
import { toInstant } from "../../../shared/time.ts";
import type { AlertChannelReads, AlertChannelWrites, AlertDelivery, AlertWebhook, Wallboard } from "../alert-channel-rows.ts";
import type { Vault } from "../vault.ts";
import { instant, number, text } from "./columns.ts";
import type { Row, Statements } from "./database.ts";

export function alertChannelReads(db: Statements, vault: Vault): AlertChannelReads {
  const webhook = (row: Row): AlertWebhook => {
    const pausedAt = instant(row["paused_at"]);
    return {
      id: String(row["id"]),
      name: String(row["name"]),
      address: String(row["address"]),
      secret: Buffer.from(vault.unwrap(row["secret"] as Uint8Array)).toString("utf8"),
      kinds: JSON.parse(String(row["kinds"])) as readonly AlertNewsKind[],
      createdAt: toInstant(Number(row["created_at"])),
      failingSince: instant(row["failing_since"]),
      failures: Number(row["failures"]),
      retryAt: instant(row["retry_at"]),
      paused: pausedAt === undefined ? undefined : { at: pausedAt, because: row["paused_because"] === "failing" ? "failing" : "hand" },
    };
  };
  return {
    alertWebhooks: () => db.all(`SELECT * FROM alert_webhook ORDER BY created_at, id`).map(webhook),
    alertWebhook: (id) => {
      const row = db.get(`SELECT * FROM alert_webhook WHERE id = ?`, id);
      return row === undefined ? undefined : webhook(row);
    },
    waitingAlertDeliveries: (id, limit) =>
      db.all(`SELECT * FROM alert_delivery WHERE webhook_id = ? AND state = 'waiting' ORDER BY n LIMIT ?`, id, limit).map(delivery),
    alertDeliveries: (id, limit) =>
      db.all(`SELECT * FROM alert_delivery WHERE webhook_id = ? ORDER BY created_at DESC, n DESC LIMIT ?`, id, limit).map(delivery),
    waitingAlerts: (id) => Number(db.get(`SELECT count(*) AS n FROM alert_delivery WHERE webhook_id = ? AND state = 'waiting'`, id)?.["n"]),
    recentAlerts: (id, kind, since) =>
      Number(db.get(`SELECT coalesce(sum(count), 0) AS n FROM alert_delivery WHERE webhook_id = ? AND kind = ? AND created_at > ?`, id, kind, since)?.["n"]),
    wallboards: () => db.all(`SELECT * FROM wallboard ORDER BY created_at, id`).map(wallboard),
    wallboardByToken: (hash) => {
      const row = db.get(`SELECT * FROM wallboard WHERE hash = ?`, hash);
      return row === undefined ? undefined : wallboard(row);
    },
  };
}

export function alertChannelWrites(db: Statements, vault: Vault): AlertChannelWrites {
  return {
    putAlertWebhook: ({ address, createdAt, failingSince, failures, id, kinds, name, paused, retryAt, secret }) =>
      void db.run(
        `INSERT INTO alert_webhook (id, name, address, secret, kinds, created_at, failing_since, failures, retry_at, paused_at, paused_because)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, address = excluded.address, secret = excluded.secret, kinds = excluded.kinds,
           failing_since = excluded.failing_since, failures = excluded.failures, retry_at = excluded.retry_at, paused_at = excluded.paused_at,
           paused_because = excluded.paused_because`,
        id,
        name,
        address,
        vault.wrap(Buffer.from(secret, "utf8")),
        JSON.stringify(kinds),
        createdAt,
        failingSince ?? null,
        failures,
        retryAt ?? null,
        paused?.at ?? null,
        paused?.because ?? null,
      ),
    removeAlertWebhook: (id) => {
      db.run(`DELETE FROM alert_delivery WHERE webhook_id = ?`, id);
      db.run(`DELETE FROM alert_webhook WHERE id = ?`, id);
    },
    queueAlertDelivery: (webhook, { at, conversationIds, count, facts, id, kind, nextAt, subject }, createdAt) =>
      void db.run(
        `INSERT INTO alert_delivery (id, webhook_id, kind, subject, at, facts, count, conversations, state, attempt, next_at, created_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'waiting', 0, ?, ?)
         ON CONFLICT (id) DO UPDATE SET count = excluded.count, conversations = excluded.conversations WHERE attempt = 0 AND state = 'waiting'`,
        id,
        webhook,
        kind,
        subject,
        at,
        JSON.stringify(facts),
        count,
        JSON.stringify(conversationIds),
        nextAt,
        createdAt,
      ),
    dropQueuedAlert: (id) => void db.run(`DELETE FROM alert_delivery WHERE id = ? AND state = 'waiting' AND attempt = 0`, id),
    putAlertDelivery: ({ attempt, n, nextAt, state, status, triedAt, trouble }) =>
      void db.run(
        `UPDATE alert_delivery SET state = ?, attempt = ?, next_at = ?, tried_at = ?, status = ?, trouble = ? WHERE n = ?`,
        state,
        attempt,
        nextAt,
        triedAt ?? null,
        status ?? null,
        trouble ?? null,
        n,
      ),
    forgetAlertDeliveries: (before) => void db.run(`DELETE FROM alert_delivery WHERE state <> 'waiting' AND created_at < ?`, before),
    putWallboard: ({ createdAt, createdBy, id, name, teamId, timeZone }, hash) =>
      void db.run(
        `INSERT INTO wallboard (id, name, hash, time_zone, team_id, created_by, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
        id,
        name,
        hash,
        timeZone,
        teamId ?? null,
        createdBy,
        createdAt,
      ),
    sawWallboard: (id, at) => void db.run(`UPDATE wallboard SET seen_at = ? WHERE id = ?`, at, id),
    removeWallboard: (id) => void db.run(`DELETE FROM wallboard WHERE id = ?`, id),
  };
}

const delivery = (row: Row): AlertDelivery => ({
  n: Number(row["n"]),
  id: String(row["id"]),
  webhookId: String(row["webhook_id"]),
  kind: String(row["kind"]) as AlertNewsKind,
  subject: String(row["subject"]),
  at: toInstant(Number(row["at"])),
  facts: JSON.parse(String(row["facts"])) as AlertDelivery["facts"],
  count: Number(row["count"]),
  conversationIds: JSON.parse(String(row["conversations"])) as readonly string[],
  state: String(row["state"]) as AlertDelivery["state"],
  attempt: Number(row["attempt"]),
  nextAt: toInstant(Number(row["next_at"])),
  createdAt: toInstant(Number(row["created_at"])),
  triedAt: instant(row["tried_at"]),
  status: number(row["status"]),
  trouble: text(row["trouble"]),
});

const wallboard = (row: Row): Wallboard => ({
  id: String(row["id"]),
  name: String(row["name"]),
  timeZone: String(row["time_zone"]),
  teamId: text(row["team_id"]),
  createdBy: toAgentId(String(row["created_by"])),
  createdAt: toInstant(Number(row["created_at"])),
  seenAt: instant(row["seen_at"]),
});
