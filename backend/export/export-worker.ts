import { DatabaseSync } from "node:sqlite";
import { parentPort, workerData } from "node:worker_threads";
import type { Instant } from "../../shared/time.ts";
import { mediaPath } from "../media/media-store.ts";
import { createVault } from "../store/vault.ts";
import { batched } from "./batched.ts";
import { exportLines } from "./export-lines.ts";
import type { ExportTask, FromExportWorker } from "./exports.ts";

/** Reads one moment with a connection that cannot write, and gives the next piece when it is asked for it. */
const { at, databasePath, masterKey, mediaFolder } = workerData as ExportTask;
const port = parentPort;
if (port === null) throw new Error("export-worker runs as a worker only.");

const vault = createVault(masterKey);
const database = new DatabaseSync(databasePath, { readOnly: true });
database.exec(`PRAGMA busy_timeout=5000; BEGIN`);
const wish = { database, vault, at: at as Instant, mediaPath: mediaFolder === undefined ? undefined : mediaPath(mediaFolder, vault) };
const pieces = batched(exportLines(wish));
const encoder = new TextEncoder();

port.on("message", () => {
  const next = pieces.next();
  if (next.done !== true) {
    const bytes = encoder.encode(next.value);
    return port.postMessage({ type: "piece", bytes } satisfies FromExportWorker, [bytes.buffer]);
  }
  database.close();
  port.postMessage({ type: "done" } satisfies FromExportWorker);
});
