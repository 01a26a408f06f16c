import { createHash } from "node:crypto";
import type { Conversation } from "../../../shared/inbox/conversation.ts";
import type { Entity, Rows } from "../../../shared/sync/rows.ts";
import { ownScopeOf, scopesOfConversation } from "../../../shared/sync/scopes.ts";
import type { ReadTx, WriteTx } from "../store.ts";
import type { Vault } from "../vault.ts";
import { auditRow } from "./read.ts";
import { alertChannelWrites } from "./alert-channels.ts";
import { botWrites } from "./bots.ts";
import type { Statements } from "./database.ts";
import { eraseTraces } from "./erase-traces.ts";
import { guardWrites } from "./guard.ts";
import { retentionWrites } from "./retention.ts";
import { rolloutWrites } from "./rollout.ts";
import type { RowTables } from "./rows.ts";
import { slaWrites } from "./sla.ts";

interface Deps {
  readonly db: Statements;
  readonly tables: RowTables;
  readonly vault: Vault;
  readonly reading: ReadTx;
}

/** One transaction's writer. `flush` stores what was put off until the end; the caller commits. */
export function writeTx({ db, reading, tables, vault }: Deps): { readonly tx: WriteTx; readonly flush: () => number } {
  const start = reading.head();
  let head = start;
  const versions = new Map<string, number>();
  /** Conversations change many times in a batch and are written once. */
  const changed = new Map<string, Conversation>();

  const append = (entity: Entity, id: string, op: string, scope: string, extra: string | undefined): number => {
    head += 1;
    db.run(`INSERT INTO log (seq, scope, extra, entity, id, op) VALUES (?, ?, ?, ?, ?, ?)`, head, scope, extra ?? null, entity, id, op);
    return head;
  };
  const conversation = (id: string): Conversation | undefined => changed.get(id) ?? reading.get("conversation", id);
  const scopeOf = (entity: Entity, row: unknown): { readonly scope: string; readonly extra?: string | undefined } => {
    if (entity === "alert") return { scope: ownScopeOf((row as Rows["alert"]).agentId) };
    // A person's own are nobody else's.
    const { ownerId } = entity === "cannedReply" ? (row as Rows["cannedReply"]) : {};
    if (ownerId !== undefined) return { scope: ownScopeOf(ownerId) };
    if (entity !== "message" && entity !== "note" && entity !== "story") return { scope: "org" };
    const parent = conversation((row as Rows["message"]).conversationId);
    return parent === undefined ? { scope: "org" } : scopesOfConversation(parent);
  };

  const putConversation = (id: string, row: Conversation): void => {
    const before = conversation(id);
    const { extra, scope } = scopesOfConversation(row);
    const old = before === undefined ? undefined : scopesOfConversation(before);
    const moved = old !== undefined && (old.scope !== scope || old.extra !== extra);
    if (moved) {
      for (const lost of [old.scope, old.extra])
        if (lost !== undefined && lost !== scope && lost !== extra) append("conversation", id, "revoke", lost, undefined);
    }
    if (moved || !versions.has(`conversation ${id}`)) versions.set(`conversation ${id}`, append("conversation", id, moved ? "grant" : "up", scope, extra));
    if (before === undefined) tables.conversation.write(id, versions.get(`conversation ${id}`) ?? head, row);
    changed.set(id, row);
  };

  const put = <E extends Entity>(entity: E, id: string, row: Rows[E]): void => {
    if (entity === "conversation") return putConversation(id, row as Conversation);
    const key = `${entity} ${id}`;
    let v = versions.get(key);
    if (v === undefined) {
      const { extra, scope } = scopeOf(entity, row);
      v = append(entity, id, "up", scope, extra);
      versions.set(key, v);
    }
    tables[entity].write(id, v, row as never);
  };

  const tx: WriteTx = {
    ...reading,
    ...slaWrites(db, reading),
    ...alertChannelWrites(db, vault),
    ...botWrites(db, vault),
    ...guardWrites(db),
    ...rolloutWrites(db),
    ...retentionWrites(db, reading),
    eraseTraces: eraseTraces(db),
    head: () => head,
    get: <E extends Entity>(entity: E, id: string) => (entity === "conversation" ? (conversation(id) as Rows[E] | undefined) : reading.get(entity, id)),
    nextOrder: () => (head += 1),
    put,
    remove: (entity, id) => {
      const row = reading.get(entity, id);
      if (row === undefined) return;
      const { extra, scope } = scopeOf(entity, row);
      tables[entity].erase(id, append(entity, id, "del", scope, extra));
      // Where it comes again in this transaction, it comes after its end.
      versions.delete(`${entity} ${id}`);
    },
    once: (key) => db.run(`INSERT INTO applied_event (key) VALUES (?) ON CONFLICT DO NOTHING`, key) === 1,
    appendEvent: (id, key, event) => {
      if (db.run(`INSERT INTO conversation_event_key (key) VALUES (?) ON CONFLICT DO NOTHING`, key) === 0) return;
      db.run(
        `INSERT INTO conversation_event (conversation_id, n, at, body) SELECT ?, ifnull(max(n), 0) + 1, ?, ? FROM conversation_event WHERE conversation_id = ?`,
        id,
        event.at,
        JSON.stringify(event),
        id,
      );
    },
    identify: (contact, kind, value) =>
      void db.run(
        `INSERT INTO identity (kind, blind, contact_id) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET contact_id = excluded.contact_id`,
        kind,
        vault.blind(kind, value),
        contact,
      ),
    setMeta: (key, value) => void db.run(`INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`, key, value),
    putSend: (s) =>
      void db.run(
        `INSERT INTO send (client_id, message_id, conversation_id, device_id, agent_id, state, ord, attempt, next_at, post_started_at, claim_epoch, seen_inbound_at, composed_at, send_at, when_delivered, canned_reply, canned_reply_id, confirms_opt_out) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (client_id) DO UPDATE SET state = excluded.state, attempt = excluded.attempt, next_at = excluded.next_at, post_started_at = excluded.post_started_at, send_at = excluded.send_at`,
        s.clientId,
        s.messageId,
        s.conversationId,
        s.deviceId ?? null,
        s.agentId,
        s.state,
        s.order,
        s.attempt,
        s.nextAt,
        s.postStartedAt ?? null,
        s.claimEpoch ?? null,
        s.seenInboundAt ?? null,
        s.composedAt,
        s.sendAt ?? null,
        s.whenDelivered === true ? 1 : 0,
        s.cannedReply === true ? 1 : 0,
        s.cannedReplyId ?? null,
        s.confirmsOptOut === true ? 1 : 0,
      ),
    countUnrecognised: (field, kind, at) =>
      void db.run(
        `INSERT INTO unrecognised (field, kind, count, last_at) VALUES (?, ?, 1, ?) ON CONFLICT DO UPDATE SET count = count + 1, last_at = max(last_at, excluded.last_at)`,
        field,
        kind,
        at,
      ),
    setAside: (id, reason, at) => void db.run(`INSERT INTO poison (id, reason, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`, id, reason, at),
    parkStatus: (numberId, wamid, body, { at, clientId }) =>
      void db.run(`INSERT INTO parked_status (number_id, wamid, body, client_id, at) VALUES (?, ?, ?, ?, ?)`, numberId, wamid, body, clientId ?? null, at),
    unparkStatuses: (numberId, wamid) =>
      db.all(`DELETE FROM parked_status WHERE number_id = ? AND wamid = ? RETURNING body`, numberId, wamid).map((row) => String(row["body"])),
    putDevice: (d) =>
      void db.run(
        `INSERT INTO device (id, agent_id, name, refresh_hash, previous_hash, expires_at, last_mut_id, last_seen_at, revoked) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, refresh_hash = excluded.refresh_hash, previous_hash = excluded.previous_hash, expires_at = excluded.expires_at,
           last_mut_id = excluded.last_mut_id, last_seen_at = excluded.last_seen_at, revoked = excluded.revoked`,
        d.id,
        d.agentId,
        d.name,
        d.refreshHash,
        d.previousHash ?? null,
        d.expiresAt,
        d.lastMutId,
        d.lastSeenAt,
        d.revoked ? 1 : 0,
      ),
    retireToken: (hash, device) => void db.run(`INSERT INTO retired_token (hash, device_id) VALUES (?, ?) ON CONFLICT DO NOTHING`, hash, device),
    putAccessToken: (hash, t) =>
      void db.run(
        `INSERT INTO access_token (hash, agent_id, device_id, expires_at) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET agent_id = excluded.agent_id`,
        hash,
        t.agentId,
        t.deviceId ?? null,
        t.expiresAt ?? null,
      ),
    dropAccessTokens: (device) => void db.run(`DELETE FROM access_token WHERE device_id = ?`, device),
    dropExpiredTokens: (now) => void db.run(`DELETE FROM access_token WHERE expires_at <= ?`, now),
    putLogin: (agent, name, passwordHash) =>
      void db.run(
        `INSERT INTO login (name, agent_id, password_hash) VALUES (?, ?, ?) ON CONFLICT (agent_id) DO UPDATE SET name = excluded.name, password_hash = excluded.password_hash`,
        name,
        agent,
        passwordHash,
      ),
    putMutationResult: (device, id, payloadHash, result, at) =>
      void db.run(
        `INSERT INTO mutation_result (device_id, id, payload_hash, result, at) VALUES (?, ?, ?, ?, ?)`,
        device,
        id,
        payloadHash,
        JSON.stringify(result),
        at,
      ),
    appendAudit: ({ action, at, data, target, who }) => {
      const last = db.get(`SELECT * FROM audit ORDER BY n DESC LIMIT 1`);
      const previous = last === undefined ? "" : auditRow(last).hash;
      const n = last === undefined ? 1 : auditRow(last).n + 1;
      db.run(
        `INSERT INTO audit (n, at, who, action, target, data, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        n,
        at,
        who,
        action,
        target,
        data,
        previous,
        auditHash({ n, at, who, action, target, data, previous }),
      );
    },
  };

  const flush = (): number => {
    for (const [id, row] of changed) tables.conversation.write(id, versions.get(`conversation ${id}`) ?? head, row);
    if (head !== start) tx.setMeta("head", String(head));
    return head;
  };
  return { tx, flush };
}

/** [H43] Each entry's hash covers the one before it: a changed byte breaks the chain from there on. */
export function auditHash(entry: {
  readonly n: number;
  readonly at: number;
  readonly who: string;
  readonly action: string;
  readonly target: string;
  readonly data: string;
  readonly previous: string;
}): string {
  return createHash("sha256")
    .update(JSON.stringify([entry.n, entry.at, entry.who, entry.action, entry.target, entry.data, entry.previous]))
    .digest("hex");
}
