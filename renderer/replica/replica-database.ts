import { Dexie, type Table, type Transaction } from "dexie";
import type { ChunkPlaces } from "./chunk-places.ts";
import type { ThreadPlaces } from "./thread-places.ts";
import type { Agent } from "../../shared/inbox/people.ts";
import type { Entity, Rows, VersionedRow } from "../../shared/sync/rows.ts";
import type { WorkspaceWords } from "../../shared/spelling/workspace-words.ts";

/**
 * What changed since the snapshot, a row each. A tombstone stays, because it hides the row in its chunk.
 * `gen` is the generation: only the rows of the current one count.
 */
export interface StoredRow {
  readonly gen: number;
  readonly e: Entity;
  readonly id: string;
  readonly v: number;
  /** Of a part, its conversation. Absent on others, which leaves them out of the index. */
  readonly conv?: string;
  readonly row?: Rows[Entity];
}

/** Rows of a snapshot, a thousand to a value: stored and read twenty times faster than a row each (performance.md). Read them with `rowsOf`. */
export interface Chunk {
  readonly gen: number;
  readonly no: number;
  readonly kind: ChunkKind;
  /** [PF7] The rows as JSON: a text is stored in a third of the time that objects take, and read into less memory. */
  readonly text: string;
}

export type ChunkKind = Exclude<Entity, "message" | "note" | "story"> | "part";

/** Where this replica stands in the server's log. */
export interface LogPosition {
  readonly name: "log";
  readonly gen: number;
  readonly epoch: string;
  readonly cursor: number;
  readonly scopesHash: string;
  /** Watermark of the newest page: pending mutations up to it are in the rows. */
  readonly wm: number;
  /** The server's time when we last heard of it. */
  readonly asOf: number;
  readonly schema: number;
}

/** What is shown before everything is read: the first rows of the list, and who is signed in. */
export interface Head {
  readonly name: "head";
  readonly rows: readonly VersionedRow[];
}

export interface Me {
  readonly name: "me";
  readonly agent: Agent;
}

/** The off-topic model as the server gave it, for a desk that starts without a network. */
export interface KeptTopicModel {
  readonly name: "topics";
  /** Of the server; sent back to ask for another one. */
  readonly tag: string;
  readonly bytes: Uint8Array;
}

/** [S0-9] The words of the workspace as the server gave them. */
export interface KeptWords {
  readonly name: "words";
  readonly tag: string;
  readonly words: WorkspaceWords;
}

/** A dictionary that the server has and the app has not. */
export interface KeptDictionary {
  readonly name: "dictionary";
  readonly language: string;
  readonly version: string;
  readonly aff: Uint8Array;
  readonly dic: Uint8Array;
}

export type Meta = LogPosition | Head | Me | KeptTopicModel | KeptWords | KeptDictionary;

export interface ReplicaTables {
  readonly rows: Table<StoredRow, [number, Entity, string]>;
  readonly chunks: Table<Chunk, [number, number]>;
  readonly places: Table<ChunkPlaces, [number, number]>;
  readonly threads: Table<ThreadPlaces, [number, number]>;
  readonly meta: Table<Meta, Meta["name"]>;
}

export type ReplicaDatabase = Dexie & ReplicaTables;

/** The cache: it may be dropped at any time and is filled again from the server. What must not be lost is in the outbox. */
export function openReplicaDatabase(name: string, where?: IDBFactory): ReplicaDatabase {
  const database = new Dexie(name, where === undefined ? {} : { indexedDB: where });
  database.version(1).stores({ rows: "[gen+e+id], [gen+conv]", chunks: "[gen+no], [gen+kind], *convs", meta: "name" });
  // Chunks of an older version do not say where their rows are: the cache is filled again.
  database.version(2).stores({ places: "[gen+no], [gen+kind]" }).upgrade(fillAgain);
  // Chunks of an older version hold objects.
  database.version(3).stores({}).upgrade(fillAgain);
  // Chunks of an older version say themselves which conversations have parts in them.
  database.version(4).stores({ chunks: "[gen+no], [gen+kind]", threads: "[gen+bucket]" }).upgrade(fillAgain);
  return database as ReplicaDatabase;
}

const fillAgain = async (tx: Transaction): Promise<void> => {
  // `threads` came last, and with nothing to say about what is dropped here.
  await Promise.all([tx.table("rows").clear(), tx.table("chunks").clear(), tx.table("places").clear(), tx.table("meta").bulkDelete(["log", "head"])]);
};
