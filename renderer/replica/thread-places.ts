import { conversationOf, type VersionedRow } from "../../shared/sync/rows.ts";
import type { ReplicaDatabase } from "./replica-database.ts";
import { conversationHash } from "./row-hash.ts";

/**
 * Which chunks may hold parts of some conversations: of those whose hashes end alike. An index of the database over each chunk's
 * conversations would take as long to write as everything else of a snapshot [PF7].
 */
export interface ThreadPlaces {
  readonly gen: number;
  readonly bucket: number;
  /** In no order. Two conversations may share one, and a chunk may have lost what it had: a hit is a reason to look, a miss is certain. */
  readonly hashes: Uint32Array;
  /** Of each hash, the number of the chunk. */
  readonly nos: Uint32Array;
}

/** Of each conversation that has parts among these rows. */
export const hashesOf = (rows: readonly VersionedRow[]): Uint32Array<ArrayBuffer> =>
  Uint32Array.from(new Set(rows.map(conversationOf).filter((id) => id !== undefined)), conversationHash);

/** With 100,000 conversations, a few hundred to each. */
const BUCKETS = 256;
const bucketOf = (hash: number): number => hash % BUCKETS;

interface Found {
  readonly hashes: number[];
  /** Of each hash, the number of the chunk. */
  readonly nos: number[];
}

export interface ThreadPlacesBuilder {
  readonly buckets: ReadonlyMap<number, Found>;
  readonly add: (no: number, conversations: Uint32Array) => void;
  /** Inside a transaction over `threads`. */
  readonly write: (database: ReplicaDatabase, gen: number) => Promise<void>;
}

export function buildThreadPlaces(): ThreadPlacesBuilder {
  const buckets = new Map<number, Found>();
  return {
    buckets,
    add: (no, conversations) => {
      for (const hash of conversations) {
        const found = buckets.get(bucketOf(hash)) ?? { hashes: [], nos: [] };
        found.hashes.push(hash);
        found.nos.push(no);
        buckets.set(bucketOf(hash), found);
      }
    },
    write: async (database, gen) => {
      await database.threads.bulkPut(
        Array.from(buckets, ([bucket, { hashes, nos }]) => ({ gen, bucket, hashes: Uint32Array.from(hashes), nos: Uint32Array.from(nos) })),
      );
    },
  };
}

/** Numbers of the chunks that may hold parts of a conversation. Inside a transaction over `threads`. */
export async function chunksWithParts(database: ReplicaDatabase, gen: number, conversationId: string): Promise<readonly number[]> {
  const hash = conversationHash(conversationId);
  const bucket = await database.threads.get([gen, bucketOf(hash)]);
  const found = new Set<number>();
  bucket?.hashes.forEach((each, at) => {
    const no = bucket.nos[at];
    if (each === hash && no !== undefined) found.add(no);
  });
  return Array.from(found);
}

/** A chunk has these rows from now on. Inside a transaction over `threads`. */
export async function addThreadPlaces(database: ReplicaDatabase, gen: number, no: number, rows: readonly VersionedRow[]): Promise<void> {
  const added = buildThreadPlaces();
  added.add(no, hashesOf(rows));
  for (const [bucket, { hashes }] of added.buckets) {
    const known = await database.threads.get([gen, bucket]);
    const isKnown = (hash: number): boolean => known?.hashes.some((each, at) => each === hash && known.nos[at] === no) === true;
    const isNew = hashes.filter((hash) => !isKnown(hash));
    if (isNew.length > 0)
      await database.threads.put({
        gen,
        bucket,
        hashes: Uint32Array.from([...(known?.hashes ?? []), ...isNew]),
        nos: Uint32Array.from([...(known?.nos ?? []), ...isNew.map(() => no)]),
      });
  }
}
