import { SCHEMA_VERSION, type SnapshotHead } from "../../shared/sync/protocol.ts";
import { putPacked } from "./chunk-places.ts";
import type { LogPosition, ReplicaDatabase } from "./replica-database.ts";
import type { SnapshotChunk } from "./snapshot-chunks.ts";
import { buildThreadPlaces } from "./thread-places.ts";

export interface SnapshotWriter {
  /** Resolves when the next one may come. */
  readonly add: (chunk: SnapshotChunk) => Promise<void>;
  /** Makes the new generation the current one; before this, and after a crash, the old one stands as it was. */
  readonly finish: (serverNow: number) => Promise<void>;
}

/** A transaction takes as long as a chunk of a thousand rows. */
const CHUNKS_AT_ONCE = 4;

/** Writes a snapshot as a new generation beside the old one. What an attempt before this one left half done is dropped first. */
export async function beginSnapshot(database: ReplicaDatabase, head: SnapshotHead): Promise<SnapshotWriter> {
  const current = (await database.meta.get("log")) as LogPosition | undefined;
  await dropOtherGenerations(database, current?.gen);

  const gen = (current?.gen ?? 0) + 1;
  const threads = buildThreadPlaces();
  let no = 0;
  let waiting: SnapshotChunk[] = [];
  let storing: Promise<unknown> = Promise.resolve();

  /** Resolves when those before are stored: the next are read meanwhile, and never more wait in memory [PF7]. */
  const store = async (): Promise<void> => {
    const [chunks, first, before] = [waiting, no, storing];
    waiting = [];
    no += chunks.length;
    storing = database.transaction("rw", database.chunks, database.places, async () => {
      // One after the other: each is copied in a task of its own.
      for (const [at, chunk] of chunks.entries()) await putPacked(database, { gen, no: first + at }, chunk);
    });
    // It is told by whoever comes next.
    storing.catch(() => undefined);
    await before;
  };

  return {
    add: async (chunk) => {
      threads.add(no + waiting.length, chunk.conversations);
      waiting.push(chunk);
      if (waiting.length === CHUNKS_AT_ONCE) await store();
    },
    finish: async (serverNow) => {
      await store();
      await storing;
      await threads.write(database, gen);

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
    await Promise.all([database.rows, database.chunks, database.places, database.threads].map((table) => table.clear()));
    return;
  }
  // A shorter key sorts before every longer one that begins with it.
  const keys = [
    [database.chunks, "[gen+no]"],
    [database.places, "[gen+no]"],
    [database.threads, "[gen+bucket]"],
    [database.rows, "[gen+e+id]"],
  ] as const;
  for (const [table, key] of keys) {
    await table.where(key).below([current]).delete();
    await table
      .where(key)
      .aboveOrEqual([current + 1])
      .delete();
  }
}
