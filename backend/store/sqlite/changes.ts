import type { SQLInputValue } from "node:sqlite";
import type { Entity } from "../../../shared/sync/rows.ts";
import { EVERY_SCOPE, isOwnScope } from "../../../shared/sync/scopes.ts";
import type { LogEntry, PersonalEntry } from "../store.ts";
import type { Statements } from "./database.ts";

/** What of the log lies after `from` in these scopes, each entry once and in order. */
export function changes(db: Statements, from: number, scopes: readonly string[], max: number): readonly LogEntry[] {
  const { sql, values } = changesQuery(from, scopes, max);
  return db.all(sql, ...values).map((row) => ({
    seq: Number(row["seq"]),
    entity: String(row["entity"]) as Entity,
    id: String(row["id"]),
    op: String(row["op"]) as LogEntry["op"],
  }));
}

/** [PF3] What after `from` may look otherwise to one person than to the others of the same teams. */
export function personalChanges(db: Statements, from: number): readonly PersonalEntry[] {
  return db
    .all(
      `SELECT entity, id, op, scope, extra FROM log
       WHERE seq > ? AND (extra IS NOT NULL OR substr(scope, 1, 6) = 'agent:' OR op = 'revoke' OR entity IN ('contact', 'consent'))`,
      from,
    )
    .map((row) => ({
      entity: String(row["entity"]) as Entity,
      id: String(row["id"]),
      op: String(row["op"]) as LogEntry["op"],
      scopes: [row["scope"], row["extra"]].filter((scope) => typeof scope === "string"),
    }));
}

/**
 * [PF15] A part for each scope, each in order out of its index, merged as it is read: who is 100,000 entries behind reads what one page
 * takes and sorts nothing.
 */
export function changesQuery(from: number, scopes: readonly string[], max: number): { readonly sql: string; readonly values: readonly SQLInputValue[] } {
  const ownScope = scopes.findIndex(isOwnScope);
  if (scopes.includes(EVERY_SCOPE))
    return {
      sql: `${ENTRY} WHERE seq > ? AND op <> 'revoke' AND (entity NOT IN ('alert', 'cannedReply') OR scope IN ('org', ?)) ORDER BY seq LIMIT ?`,
      values: [from, scopes[ownScope] ?? "", max],
    };

  const marks = scopes.map((_, at) => `?${at + 3}`);
  const parts = marks.map((mark) => `${ENTRY} WHERE scope = ${mark} AND seq > ?1`);
  // What lies in two of these scopes has come with the first. Only a person is ever the second.
  if (ownScope >= 0) parts.push(`${ENTRY} WHERE extra = ${marks[ownScope]} AND scope NOT IN (${marks.join(", ")}) AND seq > ?1`);
  return { sql: `${parts.join(" UNION ALL ")} ORDER BY seq LIMIT ?2`, values: [from, max, ...scopes] };
}

const ENTRY = `SELECT seq, entity, id, op FROM log`;
