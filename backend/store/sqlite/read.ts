import { toAgentId, toContactId, toConversationId, toDeviceId, type ConversationId } from "../../../shared/ids.ts";
import type { Conversation } from "../../../shared/inbox/conversation.ts";
import type { Message } from "../../../shared/inbox/message.ts";
import type { SlaEvent } from "../../../shared/sla/events.ts";
import type { MutationResult } from "../../../shared/sync/mutations.ts";
import type { Entity, Rows, VersionedRow } from "../../../shared/sync/rows.ts";
import { toInstant } from "../../../shared/time.ts";
import type { AuditRow, DeviceRow, ReadTx } from "../store.ts";
import type { Vault } from "../vault.ts";
import { instant, text } from "./columns.ts";
import { alertChannelReads } from "./alert-channels.ts";
import { botReads } from "./bots.ts";
import { changes, personalChanges } from "./changes.ts";
import { consentRow } from "./consents.ts";
import { listConversations } from "./conversation-list.ts";
import type { Row, Statements } from "./database.ts";
import { guardReads, REACHED } from "./guard.ts";
import { queueReads } from "./queue.ts";
import { retentionReads } from "./retention.ts";
import { rolloutReads } from "./rollout.ts";
import type { RowTables } from "./rows.ts";
import { sendRow } from "./send-row.ts";
import { signalReads } from "./signals.ts";
import { slaReads } from "./sla.ts";
import { surgeReads } from "./surge.ts";
import { templateReads } from "./templates.ts";

const json = <T>(row: Row | undefined): T | undefined => (row === undefined ? undefined : (JSON.parse(String(row["body"])) as T));

export function readTx(db: Statements, tables: RowTables, vault: Vault): ReadTx {
  return {
    ...slaReads(db),
    ...alertChannelReads(db, vault),
    ...botReads(db, vault),
    ...guardReads(db),
    ...signalReads(db),
    ...surgeReads(db),
    ...templateReads(db),
    ...rolloutReads(db),
    ...queueReads(db),
    ...retentionReads(db),
    head: () => Number(db.get(`SELECT value FROM meta WHERE key = 'head'`)?.["value"] ?? 0),
    get: <E extends Entity>(entity: E, id: string) => tables[entity].read(id)?.row as Rows[E] | undefined,
    all: <E extends Entity>(entity: E) => tables[entity].all() as readonly Rows[E][],
    changes: (from, scopes, max) => changes(db, from, scopes, max),
    personalChanges: (from) => personalChanges(db, from),
    agentsChangedSince: (seq) => db.all(`SELECT DISTINCT id FROM log WHERE seq > ? AND entity = 'agent'`, seq).map((row) => String(row["id"])),
    versioned: (entity, id) => {
      const found = tables[entity].read(id);
      if (found === undefined) return undefined;
      return (found.row === undefined ? { e: entity, id, v: found.v, del: true } : { e: entity, id, v: found.v, row: found.row }) as VersionedRow;
    },
    conversations: (filter) => listConversations(db, filter),
    conversationsOf: (contact) =>
      db.all(`SELECT body FROM conversation WHERE contact_id = ?`, contact).map((row) => JSON.parse(String(row["body"])) as Conversation),
    nextSnooze: () => instant(db.get(`SELECT min(json_extract(body, '$.snoozedUntil')) AS at FROM conversation WHERE state = 'snoozed'`)?.["at"]),
    conversationCount: () => Number(db.get(`SELECT count(*) AS n FROM conversation`)?.["n"]),
    messages: (conversation, limit, before) =>
      (before === undefined
        ? db.all(`SELECT body FROM message WHERE conversation_id = ? ORDER BY at DESC, ord DESC LIMIT ?`, conversation, limit)
        : db.all(
            `SELECT body FROM message WHERE conversation_id = ? AND (at, ord) < (?, ?) ORDER BY at DESC, ord DESC LIMIT ?`,
            conversation,
            before.at,
            before.order,
            limit,
          )
      ).map((row) => JSON.parse(String(row["body"])) as Message),
    parts: <E extends "note" | "story">(entity: E, conversation: ConversationId) =>
      db
        .all(`SELECT body FROM part WHERE conversation_id = ? AND entity = ? ORDER BY at`, conversation, entity)
        .map((row) => JSON.parse(String(row["body"])) as Rows[E]),
    messageByWamid: (numberId, wamid) => json(db.get(`SELECT body FROM message WHERE number_id = ? AND wamid = ?`, numberId, wamid)),
    messageByClientId: (clientId) => json(db.get(`SELECT body FROM message WHERE client_id = ?`, clientId)),
    contactByIdentity: (kind, value) => {
      const found = text(db.get(`SELECT contact_id FROM identity WHERE kind = ? AND blind = ?`, kind, vault.blind(kind, value))?.["contact_id"]);
      return found === undefined ? undefined : toContactId(found);
    },
    conversationOf: (numberId, contactId) => {
      const found = text(db.get(`SELECT id FROM conversation WHERE number_id = ? AND contact_id = ?`, numberId, contactId)?.["id"]);
      return found === undefined ? undefined : toConversationId(found);
    },
    reachedOutsideWindow: (numberId, since) => {
      const row = db.get(REACHED, numberId, since);
      const first = instant(row?.["first"]);
      return { people: Number(row?.["people"] ?? 0), ...(first === undefined ? {} : { first }) };
    },
    numberByPhoneNumberId: (phoneNumberId) => json(db.get(`SELECT body FROM number WHERE phone_number_id = ? AND body IS NOT NULL`, phoneNumberId)),
    events: (conversation) =>
      db
        .all(`SELECT body FROM conversation_event WHERE conversation_id = ? ORDER BY n`, conversation)
        .map((row) => JSON.parse(String(row["body"])) as SlaEvent),
    meta: (key) => text(db.get(`SELECT value FROM meta WHERE key = ?`, key)?.["value"]),
    send: (clientId) => sendRow(db.get(`SELECT * FROM send WHERE client_id = ?`, clientId)),
    sends: ({ conversation, limit = 1_000, state }) =>
      (conversation === undefined
        ? db.all(`SELECT * FROM send WHERE state = ? ORDER BY ord LIMIT ?`, state, limit)
        : db.all(`SELECT * FROM send WHERE conversation_id = ? AND state = ? ORDER BY ord LIMIT ?`, conversation, state, limit)
      ).flatMap((row) => sendRow(row) ?? []),
    unrecognised: () =>
      db
        .all(`SELECT * FROM unrecognised ORDER BY field, kind`)
        .map((row) => ({ field: String(row["field"]), kind: String(row["kind"]), count: Number(row["count"]), lastAt: toInstant(Number(row["last_at"])) })),
    poison: () =>
      db
        .all(`SELECT * FROM poison ORDER BY at DESC LIMIT 1000`)
        .map((row) => ({ id: String(row["id"]), reason: String(row["reason"]), at: toInstant(Number(row["at"])) })),
    device: (id) => deviceRow(db.get(`SELECT * FROM device WHERE id = ?`, id)),
    deviceByToken: (hash) => {
      const current = deviceRow(db.get(`SELECT * FROM device WHERE refresh_hash = ?`, hash));
      if (current !== undefined) return { device: current, which: "refresh" };
      const before = deviceRow(db.get(`SELECT * FROM device WHERE previous_hash = ?`, hash));
      return before === undefined ? undefined : { device: before, which: "previous" };
    },
    retiredToken: (hash) => {
      const found = text(db.get(`SELECT device_id FROM retired_token WHERE hash = ?`, hash)?.["device_id"]);
      return found === undefined ? undefined : toDeviceId(found);
    },
    devices: (agent) => db.all(`SELECT * FROM device WHERE agent_id = ? ORDER BY last_seen_at DESC`, agent).flatMap((row) => deviceRow(row) ?? []),
    accessToken: (hash) => {
      const row = db.get(`SELECT * FROM access_token WHERE hash = ?`, hash);
      if (row === undefined) return undefined;
      const deviceId = text(row["device_id"]);
      const expiresAt = instant(row["expires_at"]);
      return {
        agentId: toAgentId(String(row["agent_id"])),
        ...(deviceId === undefined ? {} : { deviceId: toDeviceId(deviceId) }),
        ...(expiresAt === undefined ? {} : { expiresAt }),
      };
    },
    login: (name) => {
      const row = db.get(`SELECT agent_id, password_hash FROM login WHERE name = ?`, name);
      return row === undefined ? undefined : { agentId: toAgentId(String(row["agent_id"])), passwordHash: String(row["password_hash"]) };
    },
    mutationResult: (device, id) => {
      const row = db.get(`SELECT payload_hash, result FROM mutation_result WHERE device_id = ? AND id = ?`, device, id);
      return row === undefined ? undefined : { payloadHash: String(row["payload_hash"]), result: JSON.parse(String(row["result"])) as MutationResult };
    },
    consents: (contact) => db.all(`SELECT * FROM consent WHERE contact_id = ? ORDER BY at DESC, n DESC`, contact).map(consentRow),
    audit: () => db.all(`SELECT * FROM audit ORDER BY n`).map(auditRow),
    auditRows: ({ action = null, before = null, limit, target = null, who = null }) =>
      db
        .all(
          `SELECT * FROM audit WHERE (?1 IS NULL OR who = ?1) AND (?2 IS NULL OR action = ?2) AND (?3 IS NULL OR target = ?3) AND (?4 IS NULL OR n < ?4) ORDER BY n DESC LIMIT ?5`,
          who,
          action,
          target,
          before,
          limit,
        )
        .map(auditRow),
  };
}

function deviceRow(row: Row | undefined): DeviceRow | undefined {
  if (row === undefined) return undefined;
  return {
    id: toDeviceId(String(row["id"])),
    agentId: toAgentId(String(row["agent_id"])),
    name: String(row["name"]),
    refreshHash: String(row["refresh_hash"]),
    previousHash: text(row["previous_hash"]),
    expiresAt: toInstant(Number(row["expires_at"])),
    lastMutId: Number(row["last_mut_id"]),
    lastSeenAt: toInstant(Number(row["last_seen_at"])),
    revoked: row["revoked"] === 1,
  };
}

export const auditRow = (row: Row): AuditRow => ({
  n: Number(row["n"]),
  at: toInstant(Number(row["at"])),
  who: String(row["who"]),
  action: String(row["action"]),
  target: String(row["target"]),
  data: String(row["data"]),
  previous: String(row["previous"]),
  hash: String(row["hash"]),
});
