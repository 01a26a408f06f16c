import { Readable } from "node:stream";
import { Worker } from "node:worker_threads";
import { workerBeside } from "../threads/worker-beside.ts";

export interface ExportTask {
  readonly databasePath: string;
  readonly masterKey: Uint8Array;
  /** Left out where files are to stay references. */
  readonly mediaFolder?: string | undefined;
  readonly at: number;
}

export type FromExportWorker = { readonly type: "piece"; readonly bytes: Uint8Array } | { readonly type: "done" };

export interface Exports {
  /** All pieces, at the pace of whoever takes them. One at a time: a second one is told so. */
  readonly begin: (task: Pick<ExportTask, "at"> & { readonly media: boolean }) => Readable | "busy";
  readonly stop: () => Promise<void>;
}

interface Deps {
  readonly databasePath: string;
  readonly masterKey: Uint8Array;
  readonly mediaFolder: string;
}

/** Reads on a thread of its own that lives for one export: nobody's work waits for it, and the server's memory stays as it is. */
export function createExports({ databasePath, masterKey, mediaFolder }: Deps): Exports {
  let running: Worker | undefined;
  let closed = false;

  return {
    begin: ({ at, media }) => {
      if (running !== undefined || closed) return "busy";
      const workerData: ExportTask = { databasePath, masterKey, at, ...(media ? { mediaFolder } : {}) };
      const worker = new Worker(workerBeside(import.meta.url, "export-worker"), { workerData });
      running = worker;
      const pieces = new Readable({
        read: () => worker.postMessage("next"),
        // Also where whoever asked has gone before the first piece.
        destroy: (error, done) => {
          if (running === worker) running = undefined;
          void worker.terminate();
          done(error);
        },
      });
      worker.on("message", (message: FromExportWorker) => pieces.push(message.type === "done" ? null : message.bytes));
      worker.on("error", (error) => pieces.destroy(error));
      worker.on("exit", () => {
        if (!pieces.readableEnded && !pieces.destroyed) pieces.destroy(new Error("The thread of the export has ended."));
      });
      return pieces;
    },
    stop: async () => {
      closed = true;
      await running?.terminate();
    },
  };
}
