import type { Page } from "../../shared/sync/protocol.ts";
import { conversationOf, type Entity, type VersionedRow } from "../../shared/sync/rows.ts";
import { dropFromChunks, putChunk, rowsOf } from "./chunk-places.ts";
import { chunksWithParts } from "./thread-places.ts";
import type { LogPosition, ReplicaDatabase, StoredRow } from "./replica-database.ts";

/**
 * Applies a page of rows and moves the cursor in one transaction: a crash leaves neither or both [I7] [I13].
 * A page that does not start at the cursor is ignored, so that an earlier failed page can never be jumped over; then there
 * is no answer. The answer is the rows that were news.
 */
export async function applyPage(database: ReplicaDatabase, page: Page): Promise<readonly VersionedRow[] | undefined> {
  return database.transaction("rw", [database.rows, database.chunks, database.places, database.threads, database.meta], async () => {
    const position = (await database.meta.get("log")) as LogPosition | undefined;
    if (position === undefined || page.from !== position.cursor || page.epoch !== position.epoch) return undefined;

    const news = await newsIn(database, position.gen, page.rows);
    for (const row of news) if (isGoneConversation(row)) await dropParts(database, position.gen, row.id);
    const gone = news.filter(({ del }) => del === true);
    if (gone.length > 0) await dropFromChunks(database, position.gen, gone);
    await database.rows.bulkPut(news.map((row) => toStored(position.gen, row)));
    await database.meta.put({ ...position, cursor: page.to, wm: page.wm, asOf: page.serverNow });
    return news;
  });
}

/** The rows of a page that say something new, without the parts that a conversation takes with it further on in the same page. */
async function newsIn(database: ReplicaDatabase, gen: number, rows: readonly VersionedRow[]): Promise<readonly VersionedRow[]> {
  if (rows.length === 0) return [];
  const known = await database.rows.bulkGet(rows.map(({ e, id }): [number, Entity, string] => [gen, e, id]));
  const news = rows.filter((row, at) => isNews(row, known[at]));
  const goneAt = new Map(news.map((row, at) => [isGoneConversation(row) ? row.id : "", at]));
  return news.filter((row, at) => at >= (goneAt.get(conversationOf(row) ?? "none") ?? 0));
}

const isGoneConversation = (row: VersionedRow): boolean => row.e === "conversation" && row.del === true;

/** What comes back after a tombstone was given to us anew, perhaps with the version that it had before. */
function isNews(row: VersionedRow, known: StoredRow | undefined): boolean {
  if (known === undefined) return true;
  const comesBack = known.row === undefined && !row.del;
  return comesBack || row.v > known.v;
}

export function toStored(gen: number, row: VersionedRow): StoredRow {
  const { e, id, v } = row;
  if (row.del) return { gen, e, id, v };
  const conv = conversationOf(row);
  return conv === undefined ? { gen, e, id, v, row: row.row } : { gen, e, id, v, row: row.row, conv };
}

/** [I11] A conversation that is gone leaves nothing behind, neither here nor in the chunks. */
async function dropParts(database: ReplicaDatabase, gen: number, conversationId: string): Promise<void> {
  await database.rows.where("[gen+conv]").equals([gen, conversationId]).delete();

  for (const no of await chunksWithParts(database, gen, conversationId)) {
    const chunk = await database.chunks.get([gen, no]);
    if (chunk === undefined) continue;
    const before = rowsOf(chunk);
    const rows = before.filter((row) => conversationOf(row) !== conversationId);
    if (rows.length < before.length) await putChunk(database, { ...chunk, rows });
  }
}
