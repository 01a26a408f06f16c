import { SCHEMA_VERSION, type SnapshotHead } from "../../shared/sync/protocol.ts";
import type { VersionedRow } from "../../shared/sync/rows.ts";
import { kindOf, putChunk } from "./chunk-places.ts";
import { CHUNK_ROWS, type ChunkKind, type LogPosition, type ReplicaDatabase } from "./replica-database.ts";

export interface SnapshotWriter {
  readonly add: (row: VersionedRow) => Promise<void> | undefined;
  /** Makes the new generation the current one; before this, and after a crash, the old one stands as it was. */
  readonly finish: (serverNow: number) => Promise<void>;
}

/** Writes a snapshot as a new generation beside the old one. What an attempt before this one left half done is dropped first. */
export async function beginSnapshot(database: ReplicaDatabase, head: SnapshotHead): Promise<SnapshotWriter> {
  const current = (await database.meta.get("log")) as LogPosition | undefined;
  await dropOtherGenerations(database, current?.gen);

  const gen = (current?.gen ?? 0) + 1;
  const open = new Map<ChunkKind, VersionedRow[]>();
  const seen = new Set<string>();
  let no = 0;

  let storing: Promise<unknown> = Promise.resolve();
  /** Resolves when the one before is stored: the next thousand rows are read meanwhile, and never more wait in memory [PF7]. */
  const flush = async (kind: ChunkKind): Promise<void> => {
    const rows = open.get(kind) ?? [];
    open.delete(kind);
    const before = storing;
    storing = database.transaction("rw", database.chunks, database.places, () => putChunk(database, { gen, no: no++, kind, rows }));
    // It is told by whoever comes next.
    storing.catch(() => undefined);
    await before;
  };

  return {
    add: (row) => {
      if (row.del) return undefined;
      const kind = kindOf(row.e);
      // A person with several conversations comes with each of them; in the chunks a row lies once.
      if (row.e === "contact" || row.e === "consent") {
        if (seen.has(row.id)) return undefined;
        seen.add(row.id);
      }
      const rows = open.get(kind) ?? [];
      rows.push(row);
      open.set(kind, rows);
      return rows.length < CHUNK_ROWS ? undefined : flush(kind);
    },
    finish: async (serverNow) => {
      for (const kind of Array.from(open.keys())) await flush(kind);
      await storing;

      // Read anew: the watermark may have moved meanwhile. Another database counts its mutations anew.
      const before = (await database.meta.get("log")) as LogPosition | undefined;
      const wm = before?.epoch === head.epoch ? before.wm : 0;
      await database.meta.put({
        name: "log",
        gen,
        epoch: head.epoch,
        cursor: head.seq,
        scopesHash: head.scopesHash,
        wm,
        asOf: serverNow,
        schema: SCHEMA_VERSION,
      });
      await dropOtherGenerations(database, gen);
    },
  };
}

/** Left-overs of a snapshot that was not finished, or the generation before. */
async function dropOtherGenerations(database: ReplicaDatabase, current: number | undefined): Promise<void> {
  if (current === undefined) {
    await Promise.all([database.rows.clear(), database.chunks.clear(), database.places.clear()]);
    return;
  }
  // A shorter key sorts before every longer one that begins with it.
  for (const table of [database.chunks, database.places]) {
    await table.where("[gen+no]").below([current]).delete();
    await table
      .where("[gen+no]")
      .aboveOrEqual([current + 1])
      .delete();
  }
  await database.rows.where("[gen+e+id]").below([current]).delete();
  await database.rows
    .where("[gen+e+id]")
    .aboveOrEqual([current + 1])
    .delete();
}
