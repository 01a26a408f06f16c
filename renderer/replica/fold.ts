import type { Entity, Rows, VersionedRow } from "../../shared/sync/rows.ts";
import { candidates, CHUNK_ROWS, kindOf, placesOfKind, putChunk, rowsOf } from "./chunk-places.ts";
import { addThreadPlaces } from "./thread-places.ts";
import type { Chunk, LogPosition, ReplicaDatabase, StoredRow } from "./replica-database.ts";

/** So many changed rows are looked at in one transaction. */
const SLICE = 200;
/** Fewer than these, read beside the chunks, are not felt. */
const WORTH_IT = 50;

/**
 * Moves some of what changed since the snapshot into the chunks, in one transaction: a crash leaves a row beside its chunk or in
 * it, never neither [I13]. Whether there may be more to do.
 */
export async function foldSome(database: ReplicaDatabase, worthIt = WORTH_IT): Promise<boolean> {
  return database.transaction("rw", [database.rows, database.chunks, database.places, database.threads, database.meta], async () => {
    const gen = ((await database.meta.get("log")) as LogPosition | undefined)?.gen;
    if (gen === undefined) return false;
    // A shorter key sorts before every longer one that begins with it.
    const changed = () => database.rows.where("[gen+e+id]").between([gen], [gen + 1]);
    if ((await changed().limit(worthIt).count()) < worthIt) return false;

    const looked = await changed().limit(SLICE).toArray();
    const [first] = looked;
    if (first === undefined) return false;
    // Each kind lies in chunks of its own.
    const kind = kindOf(first.e);
    const slice = looked.filter(({ e }) => kindOf(e) === kind);
    const places = await placesOfKind(database, gen, kind);
    const found = candidates(places, slice);
    const placed = new Set(found.flatMap(({ rows }) => rows));
    const isNew = slice.filter((stored) => !placed.has(stored));
    if (isNew.length === 0) {
      for (const { no, rows } of found) {
        const chunk = await database.chunks.get([gen, no]);
        if (chunk !== undefined && (await foldInto(database, chunk, rows))) return true;
      }
    }
    await append(database, gen, kind, isNew.length === 0 ? slice : isNew);
    return true;
  });
}

/** The chunk with these rows as they now are; false where none of them is in it and only their hashes said so. */
async function foldInto(database: ReplicaDatabase, chunk: Chunk, changed: readonly StoredRow[]): Promise<boolean> {
  const newer = new Map(changed.map((stored) => [keyOf(stored), stored]));
  const inside: StoredRow[] = [];
  const rows = rowsOf(chunk).flatMap((row) => {
    const stored = newer.get(keyOf(row));
    if (stored === undefined) return [row];
    inside.push(stored);
    return isLive(stored) ? [toVersioned(stored)] : [];
  });
  if (inside.length === 0) return false;
  await putChunk(database, { ...chunk, rows });
  await forget(database, inside);
  await addThreadPlaces(database, chunk.gen, chunk.no, rowsIn(inside));
  return true;
}

/** Rows that lie in no chunk, into one with room for them. The end of a row that lies in none hides nothing any more. */
async function append(database: ReplicaDatabase, gen: number, kind: Chunk["kind"], changed: readonly StoredRow[]): Promise<void> {
  const rows = rowsIn(changed);
  await forget(database, changed);
  if (rows.length === 0) return;
  const last = (await database.places.where("[gen+kind]").equals([gen, kind]).toArray()).at(-1);
  const room = last !== undefined && last.hashes.length + rows.length <= CHUNK_ROWS ? await database.chunks.get([gen, last.no]) : undefined;
  if (room !== undefined) {
    await putChunk(database, { ...room, rows: [...rowsOf(room), ...rows] });
    return addThreadPlaces(database, gen, room.no, rows);
  }
  const newest = await database.places
    .where("[gen+no]")
    .between([gen], [gen + 1])
    .last();
  const no = (newest?.no ?? -1) + 1;
  await putChunk(database, { gen, no, kind, rows });
  await addThreadPlaces(database, gen, no, rows);
}

const forget = (database: ReplicaDatabase, stored: readonly StoredRow[]): Promise<void> =>
  database.rows.bulkDelete(stored.map(({ e, gen, id }): [number, Entity, string] => [gen, e, id]));

const rowsIn = (stored: readonly StoredRow[]): readonly VersionedRow[] => stored.filter(isLive).map(toVersioned);

const keyOf = ({ e, id }: { readonly e: Entity; readonly id: string }): string => `${e} ${id}`;

export const isLive = (stored: StoredRow): stored is StoredRow & { readonly row: Rows[Entity] } => stored.row !== undefined;
export const toVersioned = ({ e, id, row, v }: StoredRow & { readonly row: Rows[Entity] }): VersionedRow => ({ e, id, v, row }) as VersionedRow;
