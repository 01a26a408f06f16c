import { createSecretKey, hkdfSync, type KeyObject } from "node:crypto";
import { toInstant } from "../../shared/time.ts";
import { openDatabase, prepare, type Row } from "../store/sqlite/database.ts";
import { openBytes, sealBytes } from "../store/vault.ts";
import { GROUP_IDS, type RawEntry } from "./raw-inbox.ts";

interface Options {
  readonly path: string;
  readonly masterKey: Uint8Array;
}

/** Bodies end to end, where each of them ends, and when each of them came. */
export interface RawGroup {
  readonly bytes: Uint8Array;
  readonly ends: readonly number[];
  readonly receivedAt: readonly number[];
}

export interface RawInboxFile {
  /** On disk when it returns; else nothing of it is. */
  readonly append: (group: RawGroup) => void;
  /** What came after `id`, oldest first. */
  readonly after: (id: number, limit: number) => readonly RawEntry[];
  readonly close: () => void;
}

const DAY = 86_400_000;

/** The raw inbox's file. Bodies lie sealed under a key of the day (H44), derived from the master key: after thirty days the bodies are deleted. */
export function openRawInboxFile({ masterKey, path }: Options): RawInboxFile {
  // Groups are large and only ever appended: large pages mean fewer frames to write and to check.
  const database = openDatabase(path, { pageSize: 16_384 });
  // One row holds the bodies of one group commit: sealing and storing cost once for all of them.
  database.exec(
    `CREATE TABLE IF NOT EXISTS webhook_group (id INTEGER PRIMARY KEY AUTOINCREMENT, received_at INTEGER NOT NULL, ends TEXT NOT NULL, bodies BLOB NOT NULL) STRICT`,
  );
  const db = prepare(database);
  const keys = new Map<number, KeyObject>();
  let opened: { readonly number: number; readonly bodies: readonly RawEntry[] } | undefined;
  let forgottenOn = 0;

  const keyOfDay = (receivedAt: number): KeyObject => {
    const day = Math.floor(receivedAt / DAY);
    let key = keys.get(day);
    if (key === undefined) {
      key = createSecretKey(new Uint8Array(hkdfSync("sha256", masterKey, new Uint8Array(0), `greenline/raw/${day}`, 32)));
      keys.set(day, key);
    }
    return key;
  };

  const bodiesOf = (row: Row): readonly RawEntry[] => {
    const bodies = openBytes(keyOfDay(Number(row["received_at"])), row["bodies"] as Uint8Array);
    const ends = JSON.parse(String(row["ends"])) as readonly (readonly [end: number, receivedAt: number])[];
    // A copy each, not a view: with a view the whole group would cross the threads with every one of them.
    return ends.map(([end, receivedAt], i) => ({
      id: Number(row["id"]) * GROUP_IDS + i,
      receivedAt: toInstant(receivedAt),
      body: new Uint8Array(bodies.subarray(ends[i - 1]?.[0] ?? 0, end)),
    }));
  };

  /** Raw bodies leave after thirty days; what they meant stays. Looked at with the first body of each day. */
  const forgetOnceADay = (now: number): void => {
    const day = Math.floor(now / DAY);
    if (day === forgottenOn) return;
    db.run(`DELETE FROM webhook_group WHERE received_at < ? AND id < (SELECT max(id) FROM webhook_group)`, now - 30 * DAY);
    forgottenOn = day;
  };

  return {
    append: ({ bytes, ends, receivedAt }) => {
      const at = receivedAt[0] ?? 0;
      forgetOnceADay(at);
      db.run(
        `INSERT INTO webhook_group (received_at, ends, bodies) VALUES (?, ?, ?)`,
        at,
        JSON.stringify(ends.map((end, i) => [end, receivedAt[i]])),
        sealBytes(keyOfDay(at), bytes),
      );
    },
    after: (id, limit) => {
      const entries: RawEntry[] = [];
      for (let group = Math.floor(id / GROUP_IDS); entries.length < limit;) {
        const row = db.get(`SELECT * FROM webhook_group WHERE id >= ? ORDER BY id LIMIT 1`, group);
        if (row === undefined) break;
        const number = Number(row["id"]);
        // A group is mostly read in several slices, and opened once for all of them.
        if (opened?.number !== number) opened = { number, bodies: bodiesOf(row) };
        entries.push(...opened.bodies.filter((entry) => entry.id > id));
        group = number + 1;
      }
      return entries.slice(0, limit);
    },
    close: () => {
      try {
        database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
      } finally {
        database.close();
      }
    },
  };
}
