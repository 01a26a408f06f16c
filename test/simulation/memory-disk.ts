import { rowsOf } from "../../renderer/replica/chunk-places.ts";
import { toMutationId } from "../../shared/sync/mutations.ts";
import { SCHEMA_VERSION } from "../../shared/sync/protocol.ts";
import { conversationOf, type VersionedRow } from "../../shared/sync/rows.ts";
import type { ConversationId, DeviceId } from "../../shared/ids.ts";
import type { Outbox, StoredDraft, StoredMutation } from "../../renderer/replica/outbox.ts";
import type { AcknowledgedBook, AcknowledgedMutation } from "../../renderer/replica/acknowledged.ts";
import type { LogPosition } from "../../renderer/replica/replica-database.ts";
import type { Returned } from "../../renderer/state/returned.ts";
import type { Replica } from "../../renderer/replica/replica.ts";

/** What a desk's disk holds. Every write replaces the whole, so that an older one can come back. */
export interface CacheImage {
  readonly position: LogPosition | undefined;
  readonly rows: ReadonlyMap<string, VersionedRow>;
}
export interface OutboxImage {
  readonly pending: readonly StoredMutation[];
  readonly drafts: ReadonlyMap<ConversationId, StoredDraft>;
  readonly deviceId: DeviceId | undefined;
  readonly nextId: number;
  readonly pushedTo: number;
  readonly returned: ReadonlyMap<string, Returned>;
}
export interface BookImage {
  readonly acknowledged: readonly AcknowledgedMutation[];
  readonly epoch: string | undefined;
}
export interface Disk {
  book: BookImage;
  cache: CacheImage;
  /** The last few; the cache is written lazily, and a power cut brings an older one back [I13]. */
  readonly older: CacheImage[];
  outbox: OutboxImage;
}

export const emptyDisk = (): Disk => ({
  book: { acknowledged: [], epoch: undefined },
  cache: { position: undefined, rows: new Map() },
  older: [],
  outbox: { pending: [], drafts: new Map(), deviceId: undefined, nextId: 1, pushedTo: 0, returned: new Map() },
});

const KEPT = 4;
const keyOf = ({ e, id }: VersionedRow): string => `${e} ${id}`;

/** The contract of renderer/replica/replica.ts in memory, one assignment to a transaction. One schedule in ten runs over the real one. */
export function memoryReplica(disk: Disk): Replica {
  const write = (cache: CacheImage): void => {
    disk.older.push(disk.cache);
    if (disk.older.length > KEPT) disk.older.shift();
    disk.cache = cache;
  };
  const live = (): readonly VersionedRow[] => [...disk.cache.rows.values()].filter(({ del }) => del !== true);

  return {
    position: async () => disk.cache.position,
    applyPage: async (page) => {
      const { position, rows } = disk.cache;
      if (position === undefined || page.from !== position.cursor || page.epoch !== position.epoch) return undefined;
      const next = new Map(rows);
      const said = page.rows.filter((row) => {
        const known = rows.get(keyOf(row));
        return known === undefined || (known.del === true && row.del !== true) || row.v > known.v;
      });
      const gone = new Map(said.map((row, i) => [row.e === "conversation" && row.del === true ? row.id : "", i]));
      const news = said.filter((row, i) => i >= (gone.get(conversationOf(row) ?? "none") ?? 0));
      for (const row of news) {
        if (row.e === "conversation" && row.del === true) for (const [key, each] of next) if (conversationOf(each) === row.id) next.delete(key);
      }
      for (const row of news) next.set(keyOf(row), row);
      write({ position: { ...position, cursor: page.to, wm: page.wm, asOf: page.serverNow }, rows: next });
      return news;
    },
    beginSnapshot: async (head) => {
      const rows = new Map<string, VersionedRow>();
      return {
        add: async (chunk) => {
          for (const row of rowsOf(chunk)) rows.set(keyOf(row), row);
        },
        finish: async (serverNow) => {
          const before = disk.cache.position;
          write({
            rows,
            position: {
              name: "log",
              gen: (before?.gen ?? 0) + 1,
              epoch: head.epoch,
              cursor: head.seq,
              scopesHash: head.scopesHash,
              wm: before?.epoch === head.epoch ? before.wm : 0,
              asOf: serverNow,
              schema: SCHEMA_VERSION,
            },
          });
        },
      };
    },
    setWatermark: async (wm) => {
      const { position, rows } = disk.cache;
      if (position !== undefined) write({ rows, position: { ...position, wm } });
    },
    readAll: async (e, visit) => visit(live().filter((row) => row.e === e)),
    readParts: async (id) => live().filter((row) => conversationOf(row) === id),
    readHead: async () => [],
    saveHead: async () => undefined,
    readMe: async () => undefined,
    saveMe: async () => undefined,
    readTopicModel: async () => undefined,
    saveTopicModel: async () => undefined,
    readWords: async () => undefined,
    saveWords: async () => undefined,
    readDictionary: async () => undefined,
    saveDictionary: async () => undefined,
    foldSome: async () => false,
    close: () => undefined,
    destroy: async () => undefined,
  };
}

/** The contract of renderer/replica/acknowledged.ts in memory. */
export const memoryBook = (disk: Disk): AcknowledgedBook => ({
  all: async () => disk.book.acknowledged,
  add: async (mutations) => {
    const keys = new Set(mutations.map(({ key }) => key));
    disk.book = { ...disk.book, acknowledged: [...disk.book.acknowledged.filter(({ key }) => !keys.has(key)), ...mutations] };
  },
  drop: async (keys) => {
    disk.book = { ...disk.book, acknowledged: disk.book.acknowledged.filter(({ key }) => !keys.includes(key)) };
  },
  epoch: async () => disk.book.epoch,
  setEpoch: async (epoch) => {
    disk.book = { ...disk.book, epoch };
  },
  close: () => undefined,
  destroy: async () => undefined,
});

/** The contract of renderer/replica/outbox.ts in memory. */
export function memoryOutbox(disk: Disk, deviceId: DeviceId): { readonly outbox: Outbox; readonly isNewDevice: boolean } {
  const renumber: Outbox["renumber"] = async (from, moves) => {
    let nextId = from;
    const pending = disk.outbox.pending.map((each) => (moves(each.id) ? { ...each, id: toMutationId(nextId++) } : each)).toSorted((a, b) => a.id - b.id);
    disk.outbox = { ...disk.outbox, pending, nextId };
    return pending;
  };
  const isNewDevice = disk.outbox.deviceId !== undefined && disk.outbox.deviceId !== deviceId;
  disk.outbox = { ...disk.outbox, deviceId };
  if (isNewDevice) void renumber(1, () => true);

  return {
    isNewDevice,
    outbox: {
      pending: async () => disk.outbox.pending,
      drafts: async () => [...disk.outbox.drafts.values()],
      append: async (mutation, madeAt, sentDraftOf) => {
        const { drafts, nextId, pending } = disk.outbox;
        const added = { id: toMutationId(nextId), mutation, madeAt };
        const rest = new Map(drafts);
        if (sentDraftOf !== undefined) rest.delete(sentDraftOf);
        disk.outbox = { ...disk.outbox, nextId: nextId + 1, pending: [...pending, added], drafts: rest };
        return added;
      },
      remove: async (ids) => {
        disk.outbox = { ...disk.outbox, pending: disk.outbox.pending.filter(({ id }) => !ids.includes(id)) };
      },
      renumber,
      skipTo: async (nextId) => {
        disk.outbox = { ...disk.outbox, nextId: Math.max(disk.outbox.nextId, nextId) };
      },
      saveDraft: async (draft) => {
        disk.outbox = { ...disk.outbox, drafts: new Map(disk.outbox.drafts).set(draft.conversationId, draft) };
      },
      dropDraft: async (id) => {
        const drafts = new Map(disk.outbox.drafts);
        drafts.delete(id);
        disk.outbox = { ...disk.outbox, drafts };
      },
      pushedTo: async () => disk.outbox.pushedTo,
      setPushedTo: async (pushedTo) => {
        disk.outbox = { ...disk.outbox, pushedTo };
      },
      returned: async () => [...disk.outbox.returned.values()],
      keepReturned: async (each) => {
        disk.outbox = { ...disk.outbox, returned: new Map(disk.outbox.returned).set(each.id, each) };
      },
      dropReturned: async (ids) => {
        disk.outbox = { ...disk.outbox, returned: new Map([...disk.outbox.returned].filter(([id]) => !ids.includes(id))) };
      },
      close: () => undefined,
    },
  };
}
