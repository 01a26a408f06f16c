import type { SQLInputValue } from "node:sqlite";
import type { Conversation } from "../../../shared/inbox/conversation.ts";
import { closesAt, sortNumber } from "../../../shared/inbox/views.ts";
import type { ConversationFilter } from "../store.ts";
import type { Statements } from "./database.ts";

const SORT_COLUMN: Readonly<Record<ConversationFilter["sort"], string>> = {
  due: "due_key",
  newest: "-last_at",
  oldest: "last_at",
  window: "ifnull(closes_at, 9007199254740991)",
};

export function listConversations(db: Statements, filter: ConversationFilter): readonly { readonly key: number; readonly conversation: Conversation }[] {
  const { sql, values } = listQuery(filter);
  return db.all(sql, ...values).map((row) => {
    const conversation = JSON.parse(String(row["body"])) as Conversation;
    return { conversation, key: keyOf(conversation, filter.sort) };
  });
}

/** [PF15] Each order has its index: a page costs what a page takes, however many conversations there are. */
export function listQuery(filter: ConversationFilter): { readonly sql: string; readonly values: readonly SQLInputValue[] } {
  const where: string[] = [];
  const values: SQLInputValue[] = [];
  const equal = (column: string, value: string | undefined) => {
    if (value === undefined) return;
    where.push(`${column} = ?`);
    values.push(value);
  };
  equal("state", filter.state);
  equal("assignee_id", filter.assignee);
  equal("team_id", filter.team);
  equal("number_id", filter.number);
  if (filter.label !== undefined) {
    where.push(`EXISTS (SELECT 1 FROM json_each(body, '$.labels') WHERE value = ?)`);
    values.push(filter.label);
  }
  const column = SORT_COLUMN[filter.sort];
  if (filter.after !== undefined) {
    // The first half says no more than the second, but where to begin in an index over an expression.
    where.push(`${column} >= ? AND (${column}, id) > (?, ?)`);
    values.push(filter.after.key, filter.after.key, filter.after.id);
  }
  const sql = `SELECT body FROM conversation ${where.length === 0 ? "" : `WHERE ${where.join(" AND ")}`} ORDER BY ${column}, id LIMIT ?`;
  return { sql, values: [...values, filter.limit] };
}

function keyOf(conversation: Conversation, sort: ConversationFilter["sort"]): number {
  return sort === "window" ? (closesAt(conversation) ?? Number.MAX_SAFE_INTEGER) : sortNumber(conversation, sort);
}
