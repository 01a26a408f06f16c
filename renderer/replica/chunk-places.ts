import { conversationOf, type Entity, type VersionedRow } from "../../shared/sync/rows.ts";
import type { Chunk, ChunkKind, ReplicaDatabase } from "./replica-database.ts";

/** Which rows a chunk may hold, four bytes a row: so the one that holds a row is found without reading the others. */
export interface ChunkPlaces {
  readonly gen: number;
  readonly no: number;
  readonly kind: ChunkKind;
  /** In no order. Two rows may share one, so a hit is a reason to look, a miss is certain. */
  readonly hashes: Uint32Array;
}

export const kindOf = (e: Entity): ChunkKind => (e === "message" || e === "note" || e === "story" ? "part" : e);

/** FNV-1a. */
function placeOf(e: Entity, id: string): number {
  let h = 0x811c9dc5;
  for (const text of [e, id]) for (let at = 0; at < text.length; at++) h = Math.imul(h ^ text.charCodeAt(at), 0x01000193);
  return h >>> 0;
}

/** What a chunk is made of. */
type ChunkRows = Pick<Chunk, "gen" | "kind" | "no"> & { readonly rows: readonly VersionedRow[] };

export const rowsOf = ({ text }: Chunk): readonly VersionedRow[] => JSON.parse(text) as readonly VersionedRow[];

const placesOf = ({ gen, kind, no, rows }: ChunkRows): ChunkPlaces => ({
  gen,
  no,
  kind,
  hashes: Uint32Array.from(rows, ({ e, id }) => placeOf(e, id)),
});

/** Chunks that may hold some of these rows, those with the most first. Inside a transaction over `places`. */
export function candidates<Row extends { readonly e: Entity; readonly id: string }>(
  places: readonly ChunkPlaces[],
  rows: readonly Row[],
): readonly { readonly no: number; readonly rows: readonly Row[] }[] {
  const wanted = new Map<number, Row[]>();
  for (const row of rows) {
    const hash = placeOf(row.e, row.id);
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

/** A chunk and what says where its rows are, always together. */
export async function putChunk(database: ReplicaDatabase, chunk: ChunkRows): Promise<void> {
  const { gen, kind, no, rows } = chunk;
  const convs = new Set(rows.map(conversationOf).filter((id) => id !== undefined));
  await database.chunks.put({ gen, no, kind, convs: Array.from(convs, (id) => chunkConversation(gen, id)), text: JSON.stringify(rows) });
  await database.places.put(placesOf(chunk));
}

export const chunkConversation = (gen: number, conversationId: string): string => `${gen}:${conversationId}`;

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
