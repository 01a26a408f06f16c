import { createSecretKey, hkdfSync, type KeyObject } from "node:crypto";
import { parentPort, workerData } from "node:worker_threads";
import { toInstant } from "../../shared/time.ts";
import { openDatabase, prepare, type Row } from "../store/sqlite/database.ts";
import { openBytes, sealBytes } from "../store/vault.ts";
import { GROUP_IDS, type FromWorker, type RawEntry, type ToWorker } from "./raw-inbox.ts";

/**
 * The thread that owns the raw inbox's file. Bodies lie sealed under a key of the day (H44), derived from the master key:
 * after thirty days the bodies are deleted.
 */
const { masterKey, path } = workerData as { readonly path: string; readonly masterKey: Uint8Array };
const port = parentPort;
if (port === null) throw new Error("raw-inbox-worker runs as a worker only.");

const DAY = 86_400_000;
// Groups are large and only ever appended: large pages mean fewer frames to write and to check.
const database = openDatabase(path, { pageSize: 16_384 });
// One row holds the bodies of one group commit: sealing and storing cost once for all of them.
database.exec(
  `CREATE TABLE IF NOT EXISTS webhook_group (id INTEGER PRIMARY KEY AUTOINCREMENT, received_at INTEGER NOT NULL, ends TEXT NOT NULL, bodies BLOB NOT NULL) STRICT`,
);
const db = prepare(database);

const keys = new Map<number, KeyObject>();
function keyOfDay(receivedAt: number): KeyObject {
  const day = Math.floor(receivedAt / DAY);
  let key = keys.get(day);
  if (key === undefined) {
    key = createSecretKey(new Uint8Array(hkdfSync("sha256", masterKey, new Uint8Array(0), `greenline/raw/${day}`, 32)));
    keys.set(day, key);
  }
  return key;
}

const answer = (message: FromWorker) => port.postMessage(message);

function append({ batch, bytes, ends, receivedAt }: Extract<ToWorker, { type: "append" }>): void {
  try {
    const at = receivedAt[0] ?? 0;
    forgetOnceADay(at);
    db.run(
      `INSERT INTO webhook_group (received_at, ends, bodies) VALUES (?, ?, ?)`,
      at,
      JSON.stringify(ends.map((end, i) => [end, receivedAt[i]])),
      sealBytes(keyOfDay(at), bytes),
    );
    answer({ type: "appended", batch });
  } catch (error) {
    answer({ type: "appended", batch, problem: error instanceof Error ? error.message : String(error) });
  }
}

function after({ id, limit, request }: Extract<ToWorker, { type: "after" }>): void {
  try {
    const entries: RawEntry[] = [];
    for (let group = Math.floor(id / GROUP_IDS); entries.length < limit;) {
      const row = db.get(`SELECT * FROM webhook_group WHERE id >= ? ORDER BY id LIMIT 1`, group);
      if (row === undefined) break;
      const number = Number(row["id"]);
      // A group is mostly read in several slices, and opened once for all of them.
      if (opened?.number !== number) opened = { number, bodies: bodiesOf(row) };
      entries.push(...opened.bodies.filter((entry) => entry.id > id));
      group = Number(row["id"]) + 1;
    }
    answer({ type: "entries", request, entries: entries.slice(0, limit) });
  } catch (error) {
    answer({ type: "entries", request, entries: [], problem: error instanceof Error ? error.message : String(error) });
  }
}

let opened: { readonly number: number; readonly bodies: readonly RawEntry[] } | undefined;

function bodiesOf(row: Row): readonly RawEntry[] {
  const bodies = openBytes(keyOfDay(Number(row["received_at"])), row["bodies"] as Uint8Array);
  const ends = JSON.parse(String(row["ends"])) as readonly (readonly [end: number, receivedAt: number])[];
  // A copy each, not a view: with a view the whole group would cross the threads with every one of them.
  return ends.map(([end, receivedAt], i) => ({
    id: Number(row["id"]) * GROUP_IDS + i,
    receivedAt: toInstant(receivedAt),
    body: new Uint8Array(bodies.subarray(ends[i - 1]?.[0] ?? 0, end)),
  }));
}

let forgottenOn = 0;

/** Raw bodies leave after thirty days; what they meant stays. Looked at with the first body of each day. */
function forgetOnceADay(now: number): void {
  const day = Math.floor(now / DAY);
  if (day === forgottenOn) return;
  forgottenOn = day;
  db.run(`DELETE FROM webhook_group WHERE received_at < ? AND id < (SELECT max(id) FROM webhook_group)`, now - 30 * DAY);
}

port.on("message", (message: ToWorker) => {
  switch (message.type) {
    case "append":
      return append(message);
    case "after":
      return after(message);
    case "close":
      database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
      database.close();
      answer({ type: "closed" });
      port.close();
      return;
  }
});
