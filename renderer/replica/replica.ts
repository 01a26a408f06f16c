import { Dexie } from "dexie";
import type { ConversationId } from "../../shared/ids.ts";
import type { Agent } from "../../shared/inbox/people.ts";
import { SCHEMA_VERSION, type Page, type SnapshotHead } from "../../shared/sync/protocol.ts";
import { conversationOf, type Entity, type VersionedRow } from "../../shared/sync/rows.ts";
import { applyPage } from "./apply-page.ts";
import { rowsOf } from "./chunk-places.ts";
import { foldSome, isLive, toVersioned } from "./fold.ts";
import {
  openReplicaDatabase,
  type ChunkKind,
  type Head,
  type KeptDictionary,
  type KeptTopicModel,
  type KeptWords,
  type LogPosition,
  type Me,
  type ReplicaDatabase,
} from "./replica-database.ts";
import { beginSnapshot, type SnapshotWriter } from "./snapshot-writer.ts";
import { chunksWithParts } from "./thread-places.ts";
import { openBucket } from "./storage-bucket.ts";

/** Everything the server has told this desk. The truth that the inbox store mirrors. */
export interface Replica {
  /** Absent until the first snapshot is complete. */
  readonly position: () => Promise<LogPosition | undefined>;
  /** The rows that were news, or nothing where the page does not start at the cursor. */
  readonly applyPage: (page: Page) => Promise<readonly VersionedRow[] | undefined>;
  readonly beginSnapshot: (head: SnapshotHead) => Promise<SnapshotWriter>;
  /** After the pending mutations got new numbers: the old watermark says nothing about them. */
  readonly setWatermark: (wm: number) => Promise<void>;
  /** Hands out all rows of an entity, some at a time, so that no task is long. */
  readonly readAll: (e: HeadEntity, visit: (rows: readonly VersionedRow[]) => void) => Promise<void>;
  readonly readParts: (id: ConversationId) => Promise<readonly VersionedRow[]>;
  readonly readHead: () => Promise<readonly VersionedRow[]>;
  readonly saveHead: (rows: readonly VersionedRow[]) => Promise<void>;
  readonly readMe: () => Promise<Agent | undefined>;
  readonly saveMe: (agent: Agent) => Promise<void>;
  readonly readTopicModel: () => Promise<Omit<KeptTopicModel, "name"> | undefined>;
  /** Undefined: there is none any more. */
  readonly saveTopicModel: (model: Omit<KeptTopicModel, "name"> | undefined) => Promise<void>;
  readonly readWords: () => Promise<Omit<KeptWords, "name"> | undefined>;
  readonly saveWords: (words: Omit<KeptWords, "name">) => Promise<void>;
  readonly readDictionary: () => Promise<Omit<KeptDictionary, "name"> | undefined>;
  readonly saveDictionary: (dictionary: Omit<KeptDictionary, "name">) => Promise<void>;
  /** Moves some of what changed into the chunks; whether there may be more to do. */
  readonly foldSome: () => Promise<boolean>;
  readonly close: () => void;
  /** Signing out leaves nothing here. */
  readonly destroy: () => Promise<void>;
}

/** Entities that are mirrored as a whole. */
export type HeadEntity = Exclude<ChunkKind, "part">;

/** `worthFolding`: how many changed rows make it worth while; tests are content with fewer. */
export async function openReplica(name: string, worthFolding?: number): Promise<Replica> {
  const database = openReplicaDatabase(name, await openBucket(name));
  const position = async (): Promise<LogPosition | undefined> => (await database.meta.get("log")) as LogPosition | undefined;

  // The shape of the rows has changed: a cache is not migrated, it is filled again.
  if (((await position())?.schema ?? SCHEMA_VERSION) !== SCHEMA_VERSION)
    await Promise.all([database.rows, database.chunks, database.places, database.threads, database.meta].map((table) => table.clear()));

  return {
    position,
    applyPage: (page) => applyPage(database, page),
    beginSnapshot: (head) => beginSnapshot(database, head),
    setWatermark: (wm) =>
      database.transaction("rw", database.meta, async () => {
        const before = await position();
        if (before !== undefined) await database.meta.put({ ...before, wm });
      }),
    readAll: async (e, visit) => {
      const gen = (await position())?.gen;
      if (gen !== undefined) await readEntity(database, gen, e, visit);
    },
    readParts: async (id) => {
      const gen = (await position())?.gen;
      return gen === undefined ? [] : readParts(database, gen, id);
    },
    readHead: async () => ((await database.meta.get("head")) as Head | undefined)?.rows ?? [],
    saveHead: async (rows) => {
      await database.meta.put({ name: "head", rows });
    },
    readMe: async () => ((await database.meta.get("me")) as Me | undefined)?.agent,
    saveMe: async (agent) => {
      await database.meta.put({ name: "me", agent });
    },
    readTopicModel: async () => (await database.meta.get("topics")) as KeptTopicModel | undefined,
    saveTopicModel: async (model) => {
      await (model === undefined ? database.meta.delete("topics") : database.meta.put({ name: "topics", tag: model.tag, bytes: model.bytes }));
    },
    readWords: async () => (await database.meta.get("words")) as KeptWords | undefined,
    saveWords: async (words) => {
      await database.meta.put({ name: "words", ...words });
    },
    readDictionary: async () => (await database.meta.get("dictionary")) as KeptDictionary | undefined,
    saveDictionary: async (dictionary) => {
      await database.meta.put({ name: "dictionary", ...dictionary });
    },
    foldSome: () => foldSome(database, worthFolding),
    close: () => database.close(),
    destroy: () => database.delete(),
  };
}

async function readEntity(database: ReplicaDatabase, gen: number, e: HeadEntity, visit: (rows: readonly VersionedRow[]) => void): Promise<void> {
  const changed = await database.rows.where("[gen+e+id]").between([gen, e, Dexie.minKey], [gen, e, Dexie.maxKey]).toArray();
  const newer = new Set(changed.map(({ id }) => id));
  const chunks = await database.chunks.where("[gen+kind]").equals([gen, e]).primaryKeys();
  for (const key of chunks) {
    const chunk = await database.chunks.get(key);
    const rows = chunk === undefined ? [] : rowsOf(chunk);
    visit(newer.size === 0 ? rows : rows.filter(({ id }) => !newer.has(id)));
  }
  visit(changed.filter(isLive).map(toVersioned));
}

/** A part is in a chunk or, newer, beside it; a tombstone beside it hides the one in the chunk. */
async function readParts(database: ReplicaDatabase, gen: number, id: ConversationId): Promise<readonly VersionedRow[]> {
  return database.transaction("r", database.chunks, database.threads, database.rows, async () => {
    const nos = await chunksWithParts(database, gen, id);
    const chunks = await database.chunks.bulkGet(nos.map((no): [number, number] => [gen, no]));
    const stored = chunks.flatMap((chunk) => (chunk === undefined ? [] : rowsOf(chunk).filter((row) => conversationOf(row) === id)));
    const over = await database.rows.bulkGet(stored.map((row): [number, Entity, string] => [gen, row.e, row.id]));
    const changed = await database.rows.where("[gen+conv]").equals([gen, id]).toArray();
    return [...stored.filter((_, at) => over[at] === undefined), ...changed.filter(isLive).map(toVersioned)];
  });
}
