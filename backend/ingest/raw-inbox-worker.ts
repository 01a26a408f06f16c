import { parentPort, workerData } from "node:worker_threads";
import { openRawInboxFile } from "./raw-inbox-file.ts";
import type { FromWorker, ToWorker } from "./raw-inbox.ts";

/** The thread that owns the raw inbox's file. */
const port = parentPort;
if (port === null) throw new Error("raw-inbox-worker runs as a worker only.");

const file = openRawInboxFile(workerData as Parameters<typeof openRawInboxFile>[0]);
const answer = (message: FromWorker) => port.postMessage(message);
const problemOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

port.on("message", (message: ToWorker) => {
  switch (message.type) {
    case "append":
      try {
        file.append(message);
        answer({ type: "appended", batch: message.batch });
      } catch (error) {
        answer({ type: "appended", batch: message.batch, problem: problemOf(error) });
      }
      return;
    case "after":
      try {
        answer({ type: "entries", request: message.request, entries: file.after(message.id, message.limit) });
      } catch (error) {
        answer({ type: "entries", request: message.request, entries: [], problem: problemOf(error) });
      }
      return;
    case "close":
      file.close();
      answer({ type: "closed" });
      port.close();
      return;
  }
});
