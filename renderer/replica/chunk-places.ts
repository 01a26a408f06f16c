import type { Entity, VersionedRow } from "../../shared/sync/rows.ts";
import { rowHash } from "./row-hash.ts";
import { hashesOf } from "./thread-places.ts";
import type { Chunk, ChunkKind, ReplicaDatabase } from "./replica-database.ts";

export const CHUNK_ROWS = 1_000;

/** Which rows a chunk may hold, four bytes a row: so the one that holds a row is found without reading the others. */
export interface ChunkPlaces {
  readonly gen: number;
  readonly no: number;
  readonly kind: ChunkKind;
  /** In no order. Two rows may share one, so a hit is a reason to look, a miss is certain. */
  readonly hashes: Uint32Array;
}

export const kindOf = (e: Entity): ChunkKind => (e === "message" || e === "note" || e === "story" ? "part" : e);

/** What a chunk is made of. */
type ChunkRows = Pick<Chunk, "gen" | "kind" | "no"> & { readonly rows: readonly VersionedRow[] };

export const rowsOf = ({ text }: Pick<Chunk, "text">): readonly VersionedRow[] => JSON.parse(text) as readonly VersionedRow[];

/** Rows of one kind as they lie in a chunk, and what finds them there. */
export interface PackedRows {
  readonly kind: ChunkKind;
  /** The rows as JSON. */
  readonly text: string;
  /** Hashes of those that have parts here. */
  readonly conversations: Uint32Array<ArrayBuffer>;
  /** In no order, one a row. */
  readonly hashes: Uint32Array<ArrayBuffer>;
}

/** `text` where it is there already. */
export const packRows = (kind: ChunkKind, rows: readonly VersionedRow[], text = JSON.stringify(rows)): PackedRows => ({
  kind,
  text,
  conversations: hashesOf(rows),
  hashes: Uint32Array.from(rows, ({ e, id }) => rowHash(e, id)),
});

/** Chunks that may hold some of these rows, those with the most first. Inside a transaction over `places`. */
export function candidates<Row extends { readonly e: Entity; readonly id: string }>(
  places: readonly ChunkPlaces[],
  rows: readonly Row[],
): readonly { readonly no: number; readonly rows: readonly Row[] }[] {
  const wanted = new Map<number, Row[]>();
  for (const row of rows) {
    const hash = rowHash(row.e, row.id);
    wanted.set(hash, [...(wanted.get(hash) ?? []), row]);
  }
  const found: { readonly no: number; readonly rows: readonly Row[] }[] = [];
  for (const { hashes, no } of places) {
    const here = new Set<Row>();
    for (const hash of hashes) for (const row of wanted.get(hash) ?? []) here.add(row);
    if (here.size > 0) found.push({ no, rows: Array.from(here) });
  }
  return found.sort((a, b) => b.rows.length - a.rows.length);
}

export const placesOfKind = (database: ReplicaDatabase, gen: number, kind: ChunkKind): Promise<readonly ChunkPlaces[]> =>
  database.places.where("[gen+kind]").equals([gen, kind]).toArray();

export const putChunk = (database: ReplicaDatabase, { gen, kind, no, rows }: ChunkRows): Promise<void> =>
  putPacked(database, { gen, no }, packRows(kind, rows));

/** A chunk and what says where its rows are, always together. Where it has parts that it had not, `addThreadPlaces` says so. */
export async function putPacked(database: ReplicaDatabase, { gen, no }: Pick<Chunk, "gen" | "no">, { hashes, kind, text }: PackedRows): Promise<void> {
  await Promise.all([database.chunks.put({ gen, no, kind, text }), database.places.put({ gen, no, kind, hashes })]);
}

/** [I11] What is gone is not left under its tombstone: it leaves the chunks at once. */
export async function dropFromChunks(database: ReplicaDatabase, gen: number, gone: readonly Pick<VersionedRow, "e" | "id">[]): Promise<void> {
  const kinds = new Set(gone.map(({ e }) => kindOf(e)));
  for (const kind of kinds) {
    const rows = gone.filter(({ e }) => kindOf(e) === kind);
    const keys = new Set(rows.map(({ e, id }) => `${e} ${id}`));
    for (const { no } of candidates(await placesOfKind(database, gen, kind), rows)) {
      const chunk = await database.chunks.get([gen, no]);
      if (chunk === undefined) continue;
      const before = rowsOf(chunk);
      const left = before.filter(({ e, id }) => !keys.has(`${e} ${id}`));
      if (left.length < before.length) await putChunk(database, { ...chunk, rows: left });
    }
  }
}
