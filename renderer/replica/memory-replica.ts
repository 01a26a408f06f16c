import { SCHEMA_VERSION } from "../../shared/sync/protocol.ts";
import { conversationOf, type Entity, type VersionedRow } from "../../shared/sync/rows.ts";
import { rowsOf } from "./chunk-places.ts";
import type { LogPosition } from "./replica-database.ts";
import type { Replica } from "./replica.ts";

type Held = Map<Entity, Map<string, VersionedRow>>;

export interface MemoryReplica extends Replica {
  readonly rows: () => readonly VersionedRow[];
}

/** The cache of a desk whose disk takes none: it is filled from the server, and gone with the window. */
export function createMemoryReplica(): MemoryReplica {
  let held: Held = new Map();
  let log: LogPosition | undefined;

  const tableOf = (rows: Held, e: Entity): Map<string, VersionedRow> => {
    const known = rows.get(e) ?? new Map<string, VersionedRow>();
    rows.set(e, known);
    return known;
  };
  const partsOf = (id: string): readonly VersionedRow[] =>
    (["message", "note", "story"] as const).flatMap((e) => [...tableOf(held, e).values()].filter((row) => conversationOf(row) === id));

  /** Whether it was news. */
  const place = (row: VersionedRow): boolean => {
    const rows = tableOf(held, row.e);
    const known = rows.get(row.id);
    if (known !== undefined && row.v <= known.v) return false;
    if (row.del !== true) rows.set(row.id, row);
    else rows.delete(row.id);
    // [I11] A conversation that is gone leaves nothing behind.
    if (row.del === true && row.e === "conversation") for (const { e, id } of partsOf(row.id)) tableOf(held, e).delete(id);
    return true;
  };

  return {
    rows: () => [...held.values()].flatMap((rows) => [...rows.values()]),
    position: async () => log,
    applyPage: async (page) => {
      if (log === undefined || page.from !== log.cursor || page.epoch !== log.epoch) return undefined;
      const news = page.rows.filter(place);
      log = { ...log, cursor: page.to, wm: page.wm, asOf: page.serverNow };
      // Without the parts that a conversation takes with it further on in the same page.
      return news.filter((row) => row.del === true || tableOf(held, row.e).has(row.id));
    },
    beginSnapshot: async ({ epoch, scopesHash, seq }) => {
      const next: Held = new Map();
      return {
        add: async (chunk) => {
          for (const row of rowsOf(chunk)) tableOf(next, row.e).set(row.id, row);
        },
        finish: async (serverNow) => {
          const wm = log?.epoch === epoch ? log.wm : 0;
          held = next;
          log = { name: "log", gen: 1, epoch, cursor: seq, scopesHash, wm, asOf: serverNow, schema: SCHEMA_VERSION };
        },
      };
    },
    setWatermark: async (wm) => {
      if (log !== undefined) log = { ...log, wm };
    },
    readAll: async (e, visit) => visit([...tableOf(held, e).values()]),
    readParts: async (id) => partsOf(id),
    // What they are for is the next start, and this has none.
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
