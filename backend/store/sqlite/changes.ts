import type { SQLInputValue } from "node:sqlite";
import type { Entity } from "../../../shared/sync/rows.ts";
import { EVERY_SCOPE } from "../../../shared/sync/scopes.ts";
import type { LogEntry } from "../store.ts";
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

/**
 * [PF15] A part for each scope, each in order out of its index, merged as it is read: who is 100,000 entries behind reads what one page
 * takes and sorts nothing.
 */
export function changesQuery(from: number, scopes: readonly string[], max: number): { readonly sql: string; readonly values: readonly SQLInputValue[] } {
  const ownScope = scopes.findIndex(isOwn);
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

const isOwn = (scope: string): boolean => scope.startsWith("agent:");
