import { DatabaseSync } from "node:sqlite";
import { parentPort, workerData } from "node:worker_threads";
import type { FromThread } from "../threads/ask-thread.ts";
import type { ReportTask, TaskAnswers } from "./report-task.ts";
import { runTask } from "./run-task.ts";

/** Reads the past with a connection of its own that cannot write, and ends. */
const { databasePath, task } = workerData as { readonly databasePath: string; readonly task: ReportTask };
const port = parentPort;
if (port === null) throw new Error("report-worker runs as a worker only.");

const tell = (message: FromThread<TaskAnswers[ReportTask["what"]]>): void => port.postMessage(message);
const database = new DatabaseSync(databasePath, { readOnly: true });
database.exec(`PRAGMA busy_timeout=5000; PRAGMA mmap_size=1073741824; BEGIN`);
tell({ type: "answer", answer: runTask(database, task, (done, of) => tell({ type: "progress", done, of })) });
database.close();
