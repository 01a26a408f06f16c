import { createSecretKey, hkdfSync, type KeyObject } from "node:crypto";
import { parentPort, workerData } from "node:worker_threads";
import { toInstant } from "../../shared/time.ts";
import { openDatabase, prepare } from "../store/sqlite/database.ts";
import { openBytes, sealBytes } from "../store/vault.ts";
import type { FromWorker, RawEntry, ToWorker } from "./raw-inbox.ts";

/**
 * The thread that owns the raw inbox's file. Bodies lie sealed under a key of the day (H44), derived from the master key:
 * after thirty days the bodies are deleted.
 */
const { masterKey, path } = workerData as { readonly path: string; readonly masterKey: Uint8Array };
const port = parentPort;
if (port === null) throw new Error("raw-inbox-worker runs as a worker only.");

const DAY = 86_400_000;
const database = openDatabase(path);
database.exec(`CREATE TABLE IF NOT EXISTS webhook (id INTEGER PRIMARY KEY AUTOINCREMENT, received_at INTEGER NOT NULL, body BLOB NOT NULL) STRICT`);
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
    database.exec("BEGIN IMMEDIATE");
    ends.forEach((end, i) => {
      const at = receivedAt[i] ?? 0;
      db.run(`INSERT INTO webhook (received_at, body) VALUES (?, ?)`, at, sealBytes(keyOfDay(at), bytes.subarray(ends[i - 1] ?? 0, end)));
    });
    database.exec("COMMIT");
    answer({ type: "appended", batch });
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    answer({ type: "appended", batch, problem: error instanceof Error ? error.message : String(error) });
  }
}

function after({ id, limit, request }: Extract<ToWorker, { type: "after" }>): void {
  try {
    const entries = db.all(`SELECT id, received_at, body FROM webhook WHERE id > ? ORDER BY id LIMIT ?`, id, limit).map((row): RawEntry => {
      const at = Number(row["received_at"]);
      return { id: Number(row["id"]), receivedAt: toInstant(at), body: openBytes(keyOfDay(at), row["body"] as Uint8Array) };
    });
    answer({ type: "entries", request, entries });
  } catch (error) {
    answer({ type: "entries", request, entries: [], problem: error instanceof Error ? error.message : String(error) });
  }
}

/** Raw bodies leave after thirty days; what they meant stays. */
function forgetOld(now: number): void {
  db.run(`DELETE FROM webhook WHERE received_at < ? AND id < (SELECT max(id) FROM webhook)`, now - 30 * DAY);
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
forgetOld(Date.now());
