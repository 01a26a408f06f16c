import { DatabaseSync } from "node:sqlite";
import { parentPort, workerData } from "node:worker_threads";
import type { BoardAnswer } from "../../shared/board/board-answer.ts";
import type { FromThread } from "../threads/ask-thread.ts";
import { answerBoard, type BoardQuestion } from "./board-answer.ts";

/** Counts one board with a connection of its own that cannot write, on one snapshot, and ends. */
const { databasePath, question } = workerData as { readonly databasePath: string; readonly question: BoardQuestion };
const port = parentPort;
if (port === null) throw new Error("board-worker runs as a worker only.");

const database = new DatabaseSync(databasePath, { readOnly: true });
database.exec(`PRAGMA busy_timeout=5000; PRAGMA mmap_size=1073741824; BEGIN`);
port.postMessage({ type: "answer", answer: answerBoard(database, question) } satisfies FromThread<BoardAnswer>);
database.close();
