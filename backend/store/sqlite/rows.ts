import type { SQLInputValue } from "node:sqlite";
import { closesAt, sortNumber } from "../../../shared/inbox/views.ts";
import type { Entity, Rows } from "../../../shared/sync/rows.ts";
import type { Vault } from "../vault.ts";
import { consents } from "./consents.ts";
import type { Row, Statements } from "./database.ts";
import { noteForGuard } from "./guard.ts";
import { keptReplies } from "./kept-replies.ts";
import { noteForSignals, noteQuality } from "./signals.ts";

/** How one entity's rows lie in their table. */
export interface RowTable<E extends Entity> {
  readonly read: (id: string) => { readonly v: number; readonly row: Rows[E] | undefined } | undefined;
  readonly all: () => readonly Rows[E][];
  readonly write: (id: string, v: number, row: Rows[E]) => void;
  readonly erase: (id: string, v: number) => void;
  /** What was written did not last. */
  readonly rolledBack?: () => void;
}

export type RowTables = { readonly [E in Entity]: RowTable<E> };

const parse = <T>(body: Row[string] | undefined): T | undefined => (typeof body === "string" ? (JSON.parse(body) as T) : undefined);

const MOST_OPENED = 5_000;

export function rowTables(db: Statements, vault: Vault): RowTables {
  return {
    agent: smallRows(db, "agent"),
    team: smallRows(db, "team"),
    label: smallRows(db, "label"),
    template: smallRows(db, "template"),
    number: numbers(db),
    contact: contacts(db, vault),
    conversation: conversations(db),
    message: messages(db),
    note: parts(db, "note"),
    story: parts(db, "story"),
    calendar: smallRows(db, "calendar"),
    alert: alerts(db),
    consent: consents(db),
    cannedReply: keptReplies(smallRows(db, "cannedReply")),
  };
}

function smallRows<E extends "agent" | "team" | "label" | "template" | "calendar" | "cannedReply">(db: Statements, entity: E): RowTable<E> {
  const put = (id: string, v: number, body: string | null) =>
    db.run(
      `INSERT INTO small_row (entity, id, v, body) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET v = excluded.v, body = excluded.body`,
      entity,
      id,
      v,
      body,
    );
  return {
    read: (id) => versioned<E>(db.get(`SELECT v, body FROM small_row WHERE entity = ? AND id = ?`, entity, id)),
    all: () =>
      db.all(`SELECT body FROM small_row WHERE entity = ? AND body IS NOT NULL ORDER BY id`, entity).map(({ body }) => JSON.parse(String(body)) as Rows[E]),
    write: (id, v, row) => void put(id, v, JSON.stringify(row)),
    erase: (id, v) => void put(id, v, null),
  };
}

const versioned = <E extends Entity>(row: Row | undefined) => (row === undefined ? undefined : { v: Number(row["v"]), row: parse<Rows[E]>(row["body"]) });

function numbers(db: Statements): RowTable<"number"> {
  return {
    read: (id) => versioned<"number">(db.get(`SELECT v, body FROM number WHERE id = ?`, id)),
    all: () => db.all(`SELECT body FROM number WHERE body IS NOT NULL ORDER BY id`).map(({ body }) => JSON.parse(String(body)) as Rows["number"]),
    write: (id, v, row) => {
      noteQuality(db, row);
      db.run(
        `INSERT INTO number (id, v, phone_number_id, body) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET v = excluded.v, body = excluded.body`,
        id,
        v,
        row.phoneNumberId,
        JSON.stringify(row),
      );
    },
    erase: (id, v) => void db.run(`UPDATE number SET v = ?, body = NULL WHERE id = ?`, v, id),
  };
}

/** [H44] A contact lies sealed under a key of its own: without the key the row says nothing, and to erase a person is to drop the key. */
function contacts(db: Statements, vault: Vault): RowTable<"contact"> {
  /** Opened rows, by the nonce of what lies sealed: a busy customer is not opened anew for every message. */
  const opened = new Map<string, { readonly v: number; readonly nonce: unknown; readonly row: Rows["contact"] | undefined }>();
  const open = (row: Row): Rows["contact"] | undefined => {
    const { sealed, wrapped } = row;
    return sealed instanceof Uint8Array && wrapped instanceof Uint8Array
      ? (JSON.parse(vault.open(vault.unwrap(wrapped), sealed)) as Rows["contact"])
      : undefined;
  };
  const keyOf = (id: string): Uint8Array => {
    const known = db.get(`SELECT wrapped FROM contact_key WHERE contact_id = ?`, id)?.["wrapped"];
    if (known instanceof Uint8Array) return vault.unwrap(known);
    const key = vault.newKey();
    db.run(`INSERT INTO contact_key (contact_id, wrapped) VALUES (?, ?)`, id, vault.wrap(key));
    return key;
  };
  const SELECT = `SELECT v, sealed, wrapped FROM contact LEFT JOIN contact_key ON contact_id = id`;
  return {
    read: (id) => {
      const head = db.get(`SELECT v, hex(substr(sealed, 1, 12)) AS nonce FROM contact WHERE id = ?`, id);
      if (head === undefined) return undefined;
      const known = opened.get(id);
      if (known !== undefined && known.v === head["v"] && known.nonce === head["nonce"]) return known;
      const row = db.get(`${SELECT} WHERE id = ?`, id);
      const fresh = { v: Number(head["v"]), nonce: head["nonce"], row: row === undefined ? undefined : open(row) };
      if (opened.size >= MOST_OPENED) opened.clear();
      opened.set(id, fresh);
      return fresh;
    },
    all: () => db.all(`${SELECT} ORDER BY id`).flatMap((row) => open(row) ?? []),
    write: (id, v, row) =>
      void db.run(
        `INSERT INTO contact (id, v, sealed) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET v = excluded.v, sealed = excluded.sealed`,
        id,
        v,
        vault.seal(keyOf(id), JSON.stringify(row)),
      ),
    erase: (id, v) => {
      db.run(`DELETE FROM contact_key WHERE contact_id = ?`, id);
      db.run(`UPDATE contact SET v = ?, sealed = NULL WHERE id = ?`, v, id);
    },
  };
}

function conversations(db: Statements): RowTable<"conversation"> {
  return {
    read: (id) => versioned<"conversation">(db.get(`SELECT v, body FROM conversation WHERE id = ?`, id)),
    all: () => db.all(`SELECT body FROM conversation ORDER BY due_key, id`).map(({ body }) => JSON.parse(String(body)) as Rows["conversation"]),
    write: (id, v, row) =>
      void db.run(
        `INSERT INTO conversation (id, v, number_id, contact_id, state, assignee_id, team_id, due_key, last_at, closes_at, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET v = excluded.v, contact_id = excluded.contact_id, state = excluded.state, assignee_id = excluded.assignee_id, team_id = excluded.team_id,
           due_key = excluded.due_key, last_at = excluded.last_at, closes_at = excluded.closes_at, body = excluded.body`,
        id,
        v,
        row.numberId,
        row.contactId,
        row.state,
        row.assigneeId ?? null,
        row.teamId ?? null,
        sortNumber(row, "due"),
        row.lastMessage?.at ?? row.createdAt,
        closesAt(row) ?? null,
        JSON.stringify(row),
      ),
    erase: (id) => void db.run(`DELETE FROM conversation WHERE id = ?`, id),
  };
}

function messages(db: Statements): RowTable<"message"> {
  return {
    read: (id) => versioned<"message">(db.get(`SELECT v, body FROM message WHERE id = ?`, id)),
    all: () => db.all(`SELECT body FROM message ORDER BY at, ord`).map(({ body }) => JSON.parse(String(body)) as Rows["message"]),
    write: (id, v, row) => {
      const body = JSON.stringify(row);
      const changed = db.run(`UPDATE message SET v = ?, at = ?, wamid = ?, body = ? WHERE id = ?`, v, row.at, row.wamid ?? null, body, id);
      if (changed > 0) {
        noteForSignals(db, row, false);
        return noteForGuard(db, row, false);
      }
      const values: SQLInputValue[] = [id, v, row.conversationId, row.at, row.order, row.wamid ?? null, row.clientId ?? null, body, row.conversationId];
      db.run(
        `INSERT INTO message (id, v, conversation_id, at, ord, wamid, client_id, body, number_id) SELECT ?, ?, ?, ?, ?, ?, ?, ?, number_id FROM conversation WHERE id = ?`,
        ...values,
      );
      noteForGuard(db, row, true);
      noteForSignals(db, row, true);
    },
    erase: (id) => void db.run(`DELETE FROM message WHERE id = ?`, id),
  };
}

function parts<E extends "note" | "story">(db: Statements, entity: E): RowTable<E> {
  return {
    read: (id) => versioned<E>(db.get(`SELECT v, body FROM part WHERE id = ?`, id)),
    all: () => db.all(`SELECT body FROM part WHERE entity = ? ORDER BY at`, entity).map(({ body }) => JSON.parse(String(body)) as Rows[E]),
    write: (id, v, row) =>
      void db.run(
        `INSERT INTO part (id, entity, v, conversation_id, at, body) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET v = excluded.v, body = excluded.body`,
        id,
        entity,
        v,
        row.conversationId,
        row.at,
        JSON.stringify(row),
      ),
    erase: (id) => void db.run(`DELETE FROM part WHERE id = ?`, id),
  };
}

/** [B2] What one person is told for a while: gone when it is over, with its tombstone in the log alone. */
function alerts(db: Statements): RowTable<"alert"> {
  return {
    read: (id) => versioned<"alert">(db.get(`SELECT v, body FROM alert WHERE id = ?`, id)),
    all: () => db.all(`SELECT body FROM alert ORDER BY id`).map(({ body }) => JSON.parse(String(body)) as Rows["alert"]),
    write: (id, v, row) =>
      void db.run(
        `INSERT INTO alert (id, v, agent_id, conversation_id, body) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET v = excluded.v, body = excluded.body`,
        id,
        v,
        row.agentId,
        row.conversationId,
        JSON.stringify(row),
      ),
    erase: (id) => void db.run(`DELETE FROM alert WHERE id = ?`, id),
  };
}
