import type { AgentId } from "../../shared/ids.ts";
import type { SnapshotChunk } from "../replica/snapshot-chunks.ts";
import { workerAddress } from "../worker-address.ts";
import type { SnapshotNews, SnapshotOrder } from "./snapshot-messages.ts";
import { default as snapshotWorkerAddress } from "./snapshot-worker.ts?worker&url";
import { piecesOf, readSnapshot, type SnapshotStream } from "./snapshot.ts";

type Body = ReadableStream<Uint8Array<ArrayBuffer>>;

export interface SnapshotWorker {
  readonly post: (order: SnapshotOrder, move: readonly ArrayBuffer[]) => void;
  readonly terminate: () => void;
}

/** `onDeath`: it could not be loaded, or broke down. */
export type OpenSnapshotWorker = (onNews: (news: SnapshotNews) => void, onDeath: () => void) => SnapshotWorker;

export type ReadSnapshot = (body: Body, signal: AbortSignal) => Promise<SnapshotStream>;

/** Bytes that may wait for the thread, and chunks that may wait for the disk: a snapshot is never in memory as a whole. */
const MOST_BYTES = 2 * 1024 * 1024;
const MOST_CHUNKS = 4;

/** [PF7] Reads snapshots on a thread of their own; on the page itself where there is none to be had. */
export function createSnapshotReader(me: AgentId, openWorker: OpenSnapshotWorker | undefined): ReadSnapshot {
  let isWithout = openWorker === undefined;
  const here: ReadSnapshot = (body) => readSnapshot(piecesOf(body), me);

  return async (body, signal) => {
    if (isWithout || openWorker === undefined) return here(body, signal);
    try {
      return await readAside({ body, signal, me, openWorker, onDeath: () => void (isWithout = true) });
    } catch (error) {
      if (error instanceof NoWorker) return here(body, signal);
      throw error;
    }
  };
}

class NoWorker extends Error {}

interface Reading {
  readonly body: Body;
  readonly signal: AbortSignal;
  readonly me: AgentId;
  readonly openWorker: OpenSnapshotWorker;
  readonly onDeath: () => void;
}

type Heard = Extract<SnapshotNews, { readonly kind: "head" | "chunk" }>;

async function readAside(reading: Reading): Promise<SnapshotStream> {
  const heard = piecesOf(hearThread(reading));
  const first = await heard.next();
  if (first.done === true || first.value.kind !== "head") throw new Error("The snapshot is empty.");
  return { head: first.value.head, chunks: chunksIn(heard) };
}

async function* chunksIn(heard: AsyncIterable<Heard>): AsyncGenerator<SnapshotChunk> {
  for await (const news of heard) if (news.kind === "chunk") yield news.chunk;
}

/** The thread is given the body as long as there is room on both sides, and ends with what is returned. */
function hearThread({ body, me, onDeath, openWorker, signal }: Reading): ReadableStream<Heard> {
  const pieces = piecesOf(body);
  let told: ReadableStreamDefaultController<Heard> | undefined;
  let waiting = 0;
  let isFeeding = false;
  let isOver = false;

  const end = (): void => {
    isOver = true;
    worker.terminate();
    signal.removeEventListener("abort", abort);
    void pieces.return(undefined);
  };
  const fail = (error: unknown): void => {
    if (isOver) return;
    end();
    told?.error(error);
  };
  const abort = (): void => fail(signal.reason);

  const hear = (news: SnapshotNews): void => {
    if (isOver) return;
    switch (news.kind) {
      case "head":
      case "chunk":
        return told?.enqueue(news);
      case "taken":
        waiting -= news.bytes;
        return void feed();
      case "failed":
        return fail(new Error(news.message));
      case "end":
        end();
        return told?.close();
    }
  };
  const open = (): SnapshotWorker => {
    try {
      return openWorker(hear, () => {
        onDeath();
        fail(new Error("The thread that reads the snapshot broke down."));
      });
    } catch (error) {
      onDeath();
      throw new NoWorker(String(error));
    }
  };

  const feed = async (): Promise<void> => {
    if (isFeeding) return;
    isFeeding = true;
    try {
      while (!isOver && waiting < MOST_BYTES && (told?.desiredSize ?? 0) > 0) {
        const { done, value } = await pieces.next();
        if (isOver) return;
        // And feeds no more.
        if (done === true) return worker.post({ kind: "end" }, []);
        const bytes = ownBytes(value);
        waiting += bytes.byteLength;
        worker.post({ kind: "piece", bytes }, [bytes.buffer]);
      }
      isFeeding = false;
    } catch (error) {
      fail(error);
    }
  };

  const worker = open();
  worker.post({ kind: "begin", me }, []);
  signal.addEventListener("abort", abort);
  const heard = new ReadableStream<Heard>(
    { start: (controller) => void (told = controller), pull: () => void feed(), cancel: end },
    { highWaterMark: MOST_CHUNKS },
  );
  if (signal.aborted) abort();
  return heard;
}

/** What is moved to the thread takes its whole buffer with it. */
const ownBytes = (piece: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> => (piece.byteLength === piece.buffer.byteLength ? piece : piece.slice());

/** The worker as Vite builds it: a module of the same origin. */
export function openSnapshotWorker(onNews: (news: SnapshotNews) => void, onDeath: () => void): SnapshotWorker {
  const worker = new Worker(workerAddress(snapshotWorkerAddress), { type: "module" });
  worker.addEventListener("message", ({ data }: MessageEvent<SnapshotNews>) => onNews(data));
  worker.addEventListener("error", onDeath);
  worker.addEventListener("messageerror", onDeath);
  return { post: (order, move) => worker.postMessage(order, [...move]), terminate: () => worker.terminate() };
}
