import { Worker } from "node:worker_threads";
import type { Instant } from "../../shared/time.ts";
import { workerBeside } from "../threads/worker-beside.ts";

/** A webhook body as it came, kept before anybody knows what it means. */
export interface RawEntry {
  readonly id: number;
  readonly receivedAt: Instant;
  readonly body: Uint8Array;
}

/** Where webhook bodies are durable before the platform hears 200. */
export interface RawInbox {
  /** Resolves once the body is synced to disk, together with its neighbours; rejects where it could not be written. */
  readonly append: (entry: { readonly body: Uint8Array; readonly receivedAt: Instant }) => Promise<void>;
  /** What came after `id`, oldest first. */
  readonly after: (id: number, limit: number) => Promise<readonly RawEntry[]>;
  /** False once the thread has ended: then nothing can be taken in. */
  readonly isOpen: () => boolean;
  /** Told after each commit how many bodies it held. */
  readonly onAppended: (listener: (count: number) => void) => () => void;
  readonly close: () => Promise<void>;
}

export type ToWorker =
  /** The bodies end to end, and where each of them ends: one piece crosses to the thread without being copied again. */
  | { readonly type: "append"; readonly batch: number; readonly bytes: Uint8Array; readonly ends: readonly number[]; readonly receivedAt: readonly number[] }
  | { readonly type: "after"; readonly request: number; readonly id: number; readonly limit: number }
  | { readonly type: "close" };

export type FromWorker =
  | { readonly type: "appended"; readonly batch: number; readonly problem?: string }
  | { readonly type: "entries"; readonly request: number; readonly entries: readonly RawEntry[]; readonly problem?: string }
  | { readonly type: "closed" };

/** So many ids belong to each group, of which fewer are used; an id says its group and its place in it. */
export const GROUP_IDS = 4_096;
const MOST_BODIES = 256;
const MOST_BYTES = 4 * 1024 * 1024;
/** In a rush a group waits this long for more, so that one sync to disk serves many. */
const GATHER_MS = 5;
const RUSH = 8;

interface Options {
  readonly path: string;
  readonly masterKey: Uint8Array;
}

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/**
 * The raw inbox on a thread of its own, so that a sync to disk never stops the socket. Bodies that come while one commit is
 * under way go together into the next: the busier, the larger the group, and one sync serves them all.
 */
export function startRawInbox({ masterKey, path }: Options): RawInbox {
  const worker = new Worker(workerBeside(import.meta.url, "raw-inbox-worker"), {
    workerData: { path, masterKey },
  });
  const listeners = new Set<(count: number) => void>();
  const underWay = new Map<number, readonly Waiting[]>();
  const reads = new Map<number, { readonly resolve: (entries: readonly RawEntry[]) => void; readonly reject: (error: Error) => void }>();
  const bodies: Uint8Array[] = [];
  const times: number[] = [];
  const waiting: Waiting[] = [];
  let gathering: NodeJS.Timeout | undefined;
  let counter = 0;
  let dead: Error | undefined;

  const tell = (message: ToWorker, transfer: readonly ArrayBuffer[] = []) => worker.postMessage(message, transfer);
  const flush = (): void => {
    if (gathering !== undefined || underWay.size > 0 || waiting.length === 0) return;
    const batch = ++counter;
    let length = 0;
    const ends: number[] = [];
    for (const body of bodies) {
      if (ends.length > 0 && (ends.length === MOST_BODIES || length + body.length > MOST_BYTES)) break;
      ends.push((length += body.length));
    }
    const bytes = new Uint8Array(length);
    bodies.splice(0, ends.length).forEach((body, i) => bytes.set(body, (ends[i] ?? 0) - body.length));
    underWay.set(batch, waiting.splice(0, ends.length));
    tell({ type: "append", batch, bytes, ends, receivedAt: times.splice(0, ends.length) }, [bytes.buffer]);
  };

  const gather = (): void => {
    gathering = setTimeout(() => {
      gathering = undefined;
      flush();
    }, GATHER_MS);
  };

  worker.on("message", (message: FromWorker) => {
    switch (message.type) {
      case "appended": {
        const group = underWay.get(message.batch) ?? [];
        underWay.delete(message.batch);
        const { problem } = message;
        for (const one of group) {
          if (problem === undefined) one.resolve();
          else one.reject(new Error(problem));
        }
        if (group.length >= RUSH && waiting.length < MOST_BODIES) gather();
        else flush();
        if (problem === undefined) for (const listener of listeners) listener(group.length);
        return;
      }
      case "entries": {
        const read = reads.get(message.request);
        reads.delete(message.request);
        return message.problem === undefined ? read?.resolve(message.entries) : read?.reject(new Error(message.problem));
      }
      case "closed":
        return;
    }
  });
  const end = (error: Error): void => {
    dead = error;
    for (const group of underWay.values()) for (const one of group) one.reject(error);
    for (const one of waiting.splice(0)) one.reject(error);
    for (const read of reads.values()) read.reject(error);
    underWay.clear();
    reads.clear();
  };
  worker.on("error", (error) => {
    end(error);
    // [H42] Nothing can be taken in any more, and nobody here can mend it: the process ends and is started anew.
    queueMicrotask(() => {
      throw error;
    });
  });
  worker.on("exit", () => end(new Error("The raw inbox is closed.")));

  return {
    append: ({ body, receivedAt }) =>
      new Promise((resolve, reject) => {
        if (dead !== undefined) return reject(dead);
        bodies.push(body);
        times.push(receivedAt);
        waiting.push({ resolve, reject });
        flush();
      }),
    after: (id, limit) =>
      new Promise((resolve, reject) => {
        if (dead !== undefined) return reject(dead);
        const request = ++counter;
        reads.set(request, { resolve, reject });
        tell({ type: "after", request, id, limit });
      }),
    isOpen: () => dead === undefined,
    onAppended: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: async () => {
      if (dead !== undefined) return;
      const gone = new Promise<void>((resolve) => worker.once("exit", () => resolve()));
      tell({ type: "close" });
      await gone;
    },
  };
}
