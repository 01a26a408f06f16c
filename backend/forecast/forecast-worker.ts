import { DatabaseSync } from "node:sqlite";
import { parentPort, workerData } from "node:worker_threads";
import { backTest } from "../../shared/forecast/back-test.ts";
import { forecast, hasEnough } from "../../shared/forecast/forecast.ts";
import { prepare } from "../store/sqlite/database.ts";
import type { FromThread } from "../threads/ask-thread.ts";
import type { ForecastAnswer, ForecastTask } from "./forecasts.ts";
import { readWorkspace } from "./workspace.ts";

/** Reads weeks of clocks with a connection of its own that cannot write, imagines the next hours, and ends. */
const { databasePath, task } = workerData as { readonly databasePath: string; readonly task: ForecastTask };
const port = parentPort;
if (port === null) throw new Error("forecast-worker runs as a worker only.");

const database = new DatabaseSync(databasePath, { readOnly: true });
database.exec(`PRAGMA busy_timeout=5000; PRAGMA mmap_size=1073741824; BEGIN`);
const workspace = readWorkspace(prepare(database), task.facts);
database.close();

const { at } = task.facts;
const outcomes = task.outcomes ?? (hasEnough(workspace, at) ? backTest(workspace, at, task.seed) : []);
const answer = { forecast: forecast(workspace, at, outcomes, task.seed), outcomes };
port.postMessage({ type: "answer", answer } satisfies FromThread<ForecastAnswer>);
