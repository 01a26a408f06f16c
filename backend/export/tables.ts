/** How the rows of one table lie in an export: each a line `{ "type", "row" }` with the table's columns. */
export interface ExportedTable {
  readonly type: string;
  readonly table: string;
  /** The columns of its key: lines come in their order, so that two exports of one store are the same. */
  readonly order: string;
  /** Only the rows that have this value in this column; it does not stand in the line. */
  readonly only?: readonly [column: string, value: string];
  readonly where?: string;
  /** Columns of JSON text, which is nested in the line. */
  readonly json?: readonly string[];
  /** What does not leave: secrets. An import puts a new one in their place. */
  readonly secret?: readonly string[];
}

const small = (type: string): ExportedTable => ({
  type,
  table: "small_row",
  only: ["entity", type],
  where: "body IS NOT NULL",
  order: "id",
  json: ["body"],
});
const plain = (table: string, order: string, type = camel(table)): ExportedTable => ({ type, table, order });
const withBody = (table: string, order: string, type = camel(table)): ExportedTable => ({ type, table, order, json: ["body"] });

/** [S0-28] In the order in which an import can put them: what is referred to comes first. Contacts are read by themselves, between the two. */
export const BEFORE_CONTACTS: readonly ExportedTable[] = [
  { type: "setting", table: "meta", order: "key", where: "key NOT IN ('epoch', 'lineage', 'restored-at', 'log-floor', 'ingest-cursor')" },
  small("agent"),
  small("team"),
  small("label"),
  small("template"),
  small("calendar"),
  small("cannedReply"),
  { ...withBody("number", "id"), where: "body IS NOT NULL" },
  plain("number_quality", "number_id, at"),
];

export const AFTER_CONTACTS: readonly ExportedTable[] = [
  plain("consent", "n"),
  withBody("conversation", "id"),
  withBody("message", "id"),
  { ...withBody("part", "id", "note"), only: ["entity", "note"] },
  { ...withBody("part", "id", "story"), only: ["entity", "story"] },
  withBody("conversation_event", "conversation_id, n"),
  plain("conversation_event_key", "key"),
  plain("clock", "conversation_id, kind, started_at, owner"),
  plain("sla_event", "n"),
  withBody("alert", "id"),
  plain("alert_outbox", "record_n, agent_id"),
  plain("send", "client_id"),
  plain("notification", "message_id"),
  plain("outbound", "message_id"),
  plain("sent_text", "message_id"),
  plain("guard_log", "n"),
  withBody("rollout", "number_id"),
  plain("rollout_change", "n"),
  plain("segment_grant", "id"),
  { ...plain("bot", "agent_id"), secret: ["secret"] },
  plain("bot_number", "number_id"),
  plain("bot_conversation", "conversation_id"),
  plain("bot_delivery", "n"),
  plain("thread_owner", "conversation_id"),
  plain("thread_wish", "conversation_id"),
  { ...plain("alert_webhook", "id"), secret: ["secret"] },
  plain("alert_delivery", "n"),
  plain("applied_event", "key"),
  withBody("parked_status", "rowid"),
  plain("unrecognised", "field, kind"),
  plain("poison", "id"),
  // As it lies: the hashes are over this very text.
  plain("audit", "n"),
];

/** What an export leaves out, and why. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  log: "what changed when, for desks of this epoch; an import begins a new one",
  log_mark: "how old places in that log are",
  contact: "read and written with the keys, as lines of the type contact",
  contact_key: "keys; contacts leave in plain words and are sealed anew",
  identity: "part of the lines of contacts",
  login: "passwords; people are given new ones",
  device: "who is signed in",
  retired_token: "tokens",
  access_token: "tokens",
  mutation_result: "answers to desks of this epoch",
  wallboard: "addresses with a token; a screen is added anew",
};

function camel(table: string): string {
  return table.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
