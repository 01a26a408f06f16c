import { toContactId } from "../../../shared/ids.ts";
import type { MessageState } from "../../../shared/inbox/message.ts";
import { toInstant } from "../../../shared/time.ts";
import type { TemplateCount, TemplateReads, TemplateRecipient } from "../template-rows.ts";
import { instant, text } from "./columns.ts";
import type { Row, Statements } from "./database.ts";

const DAY_MS = 86_400_000;
/** What is queued, held or taken back never left. */
const LEFT = `state IN ('accepted', 'sent', 'delivered', 'read', 'played', 'failed', 'unknown')`;
const CODE = `CASE WHEN sent.state = 'failed' THEN (SELECT json_extract(body, '$.problem.code') FROM message WHERE id = sent.message_id) END`;
/** An answer to a later template is not one to this. */
const UNTIL = `min(sent.at + ?3, coalesce((SELECT min(at) FROM notification AS later WHERE later.conversation_id = sent.conversation_id AND later.at > sent.at), sent.at + ?3))`;

const COUNTS = `
  WITH answered AS MATERIALIZED (
    SELECT sent.*, conversation.contact_id, ${CODE} AS code, ${UNTIL} AS until FROM notification AS sent
    JOIN conversation ON conversation.id = sent.conversation_id WHERE sent.at >= ?1 AND sent.at < ?2 AND sent.${LEFT})
  SELECT name, language, category, state, at / ${DAY_MS} AS day, code,
    state <> 'failed' AND EXISTS (SELECT 1 FROM message WHERE message.conversation_id = answered.conversation_id AND message.at > answered.at AND message.at <= until
      AND json_extract(body, '$.direction') = 'in') AS replied,
    state <> 'failed' AND EXISTS (SELECT 1 FROM consent WHERE consent.contact_id = answered.contact_id AND consent.state = 'withdrawn'
      AND consent.at > answered.at AND consent.at <= until) AS opted_out,
    count(*) AS n
  FROM answered GROUP BY 1, 2, 3, 4, 5, 6, 7, 8`;

/** The state beside the newest time is the newest message's. */
const RECIPIENTS = `
  SELECT sent.name, sent.language, contact_id, max(sent.at) AS sent_at, ${CODE} AS code,
    (SELECT max(at) FROM message WHERE message.conversation_id = sent.conversation_id AND message.at < sent.at AND json_extract(body, '$.direction') = 'in') AS last_at,
    EXISTS (SELECT 1 FROM message WHERE message.conversation_id = sent.conversation_id AND json_extract(body, '$.direction') = 'in') AS has_written
  FROM notification AS sent JOIN conversation ON conversation.id = sent.conversation_id
  WHERE sent.at >= ? AND sent.at < ? AND sent.${LEFT}
  GROUP BY sent.name, sent.language, contact_id ORDER BY sent_at DESC LIMIT ?`;

export const templateReads = (db: Statements): TemplateReads => ({
  templateCounts: (from, to, answerPeriod) => db.all(COUNTS, from, to, answerPeriod).map(countRow),
  templateRecipients: (from, to, limit) => db.all(RECIPIENTS, from, to, limit).map(recipientRow),
});

const code = (row: Row): number | undefined => (row["code"] === null ? undefined : Number(row["code"]));

const countRow = (row: Row): TemplateCount => ({
  name: String(row["name"]),
  language: String(row["language"]),
  category: text(row["category"]),
  state: String(row["state"]) as MessageState,
  day: Number(row["day"]),
  code: code(row),
  replied: row["replied"] === 1,
  optedOut: row["opted_out"] === 1,
  count: Number(row["n"]),
});

const recipientRow = (row: Row): TemplateRecipient => ({
  name: String(row["name"]),
  language: String(row["language"]),
  contactId: toContactId(String(row["contact_id"])),
  sentAt: toInstant(Number(row["sent_at"])),
  lastInboundAt: instant(row["last_at"]),
  hasWritten: row["has_written"] === 1,
  code: code(row),
});
