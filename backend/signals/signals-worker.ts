import { DatabaseSync } from "node:sqlite";
import { parentPort, workerData } from "node:worker_threads";
import type { Signals } from "../../shared/signals/signals.ts";
import { prepare } from "../store/sqlite/database.ts";
import { signalReads } from "../store/sqlite/signals.ts";
import type { FromThread } from "../threads/ask-thread.ts";
import { numberSignals, type SignalQuestion } from "./number-signals.ts";

/** Counts a week of messages with a connection of its own that cannot write, and ends. */
const { databasePath, question } = workerData as { readonly databasePath: string; readonly question: SignalQuestion };
const port = parentPort;
if (port === null) throw new Error("signals-worker runs as a worker only.");

const database = new DatabaseSync(databasePath, { readOnly: true });
database.exec(`PRAGMA busy_timeout=5000; PRAGMA mmap_size=1073741824; BEGIN`);
port.postMessage({ type: "answer", answer: numberSignals(signalReads(prepare(database)), question) } satisfies FromThread<Signals>);
database.close();
