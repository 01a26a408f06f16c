import type { ContactId, ConversationId, DeviceId, MessageId } from "../../shared/ids.ts";
import { PAGE_BYTES, PAGE_ROWS, SCHEMA_VERSION, type Page } from "../../shared/sync/protocol.ts";
import type { VersionedRow } from "../../shared/sync/rows.ts";
import { maySee, ownScopeOf } from "../../shared/sync/scopes.ts";
import { isReadable } from "../../shared/sync/skew.ts";
import type { Instant } from "../../shared/time.ts";
import type { LogEntry, ReadTx } from "../store/store.ts";

/** Messages that come along when a conversation enters a desk's scopes. */
export const THREAD_START = 30;
/** No end of a thread is longer. */
const LONGEST_END = 1_000;

export interface PageRequest {
  readonly from: number;
  readonly scopes: readonly string[];
  /** Of the desk: what it could not read is left out. */
  readonly schema?: number | undefined;
  readonly deviceId?: DeviceId | undefined;
  readonly epoch: string;
  readonly now: Instant;
  readonly max?: number | undefined;
}

/**
 * What changed after `from` in these scopes, out of one snapshot. The log says which rows; each is read as it stands now, and
 * whether it may be seen is judged by where it belongs now, not by where it belonged then (I11).
 */
export function readPage(tx: ReadTx, { deviceId, epoch, from, max = PAGE_ROWS, now, schema = SCHEMA_VERSION, scopes }: PageRequest): Page {
  const entries = tx.changes(from, scopes, max);
  const rows: VersionedRow[] = [];
  let bytes = 0;
  let to = from;
  let cut = false;
  for (const entry of entries) {
    const found = rowsOf(tx, entry, scopes).filter((row) => isReadable(row, schema));
    const size = found.reduce((sum, row) => sum + JSON.stringify(row).length, 0);
    if (rows.length > 0 && (bytes + size > PAGE_BYTES || rows.length + found.length > PAGE_ROWS)) {
      cut = true;
      break;
    }
    rows.push(...found);
    bytes += size;
    to = entry.seq;
  }
  const more = cut || entries.length === max;
  // Nothing more in these scopes: the cursor may go to the end of the log.
  if (!more) to = Math.max(to, tx.head());
  return { epoch, from, to, rows, more, wm: deviceId === undefined ? 0 : (tx.device(deviceId)?.lastMutId ?? 0), serverNow: now };
}

function rowsOf(tx: ReadTx, { entity, id, op, seq }: LogEntry, scopes: readonly string[]): readonly VersionedRow[] {
  if (op === "del") return [{ e: entity, id, v: seq, del: true } as VersionedRow];
  if (op === "revoke") return revoked(tx, id, seq, scopes);

  const row = tx.versioned(entity, id);
  if (row === undefined || !isVisible(tx, row, scopes)) return [];
  if (op === "grant") return granted(tx, row);
  // A newer entry of the same row follows in the log.
  return row.v > seq ? [] : [row];
}

function revoked(tx: ReadTx, id: string, seq: number, scopes: readonly string[]): readonly VersionedRow[] {
  const row = tx.versioned("conversation", id);
  if (row !== undefined && isVisible(tx, row, scopes)) return [];
  const gone: VersionedRow[] = [{ e: "conversation", id, v: seq, del: true }];
  const contactId = row?.e === "conversation" ? row.row?.contactId : undefined;
  const contact = contactId === undefined ? undefined : tx.versioned("contact", contactId);
  if (contactId === undefined || contact === undefined || isVisible(tx, contact, scopes)) return gone;
  gone.push({ e: "contact", id: contact.id, v: seq, del: true });
  for (const { id: consent } of tx.consents(contactId)) gone.push({ e: "consent", id: consent, v: seq, del: true });
  return gone;
}

/** [S2-13] What a person agreed to goes wherever the person goes. */
export const consentsOf = (tx: ReadTx, contact: ContactId): readonly VersionedRow[] =>
  tx.consents(contact).flatMap(({ id }) => tx.versioned("consent", id) ?? []);

/** A conversation that enters the scopes brings its person, the end of its thread, and what was noted. */
function granted(tx: ReadTx, row: VersionedRow): readonly VersionedRow[] {
  if (row.e !== "conversation" || row.row === undefined) return [row];
  const conversation = row.row;
  const contact = tx.versioned("contact", conversation.contactId);
  return [...(contact === undefined ? [] : [contact]), ...consentsOf(tx, conversation.contactId), row, ...threadOf(tx, conversation.id)];
}

/** The end of a thread without a gap, at least as far back as some message in it. */
export function threadOf(tx: ReadTx, id: ConversationId, withMessages: readonly MessageId[] = []): readonly VersionedRow[] {
  const newest = tx.messages(id, withMessages.length === 0 ? THREAD_START : LONGEST_END);
  const back = newest.findLastIndex((message) => withMessages.includes(message.id));
  const ids = [
    ...newest.slice(0, Math.max(THREAD_START, back + 1)).map((message) => ["message", message.id] as const),
    ...tx.parts("note", id).map((note) => ["note", note.id] as const),
    ...tx.parts("story", id).map((line) => ["story", line.id] as const),
  ];
  return ids.flatMap(([entity, part]) => tx.versioned(entity, part) ?? []);
}

export function isVisible(tx: ReadTx, row: VersionedRow, scopes: readonly string[]): boolean {
  if (row.row === undefined) return true;
  switch (row.e) {
    case "conversation":
      return maySee(scopes, row.row);
    case "message":
    case "note":
    case "story": {
      const parent = tx.get("conversation", row.row.conversationId);
      return parent !== undefined && maySee(scopes, parent);
    }
    case "alert":
      return scopes.includes(ownScopeOf(row.row.agentId));
    case "cannedReply":
      return row.row.ownerId === undefined || scopes.includes(ownScopeOf(row.row.ownerId));
    case "contact":
      return contactVisible(tx, row.row.id, scopes);
    case "consent":
      return contactVisible(tx, row.row.contactId, scopes);
    default:
      return true;
  }
}

const contactVisible = (tx: ReadTx, contact: ContactId, scopes: readonly string[]): boolean =>
  tx.conversationsOf(contact).some((conversation) => maySee(scopes, conversation));
