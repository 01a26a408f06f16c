import { Dexie } from "dexie";
import { openReplica } from "../../renderer/replica/replica.ts";
import { createSnapshotReader, openSnapshotWorker } from "../../renderer/sync/snapshot-reader.ts";
import { toAgentId } from "../../shared/ids.ts";

declare global {
  interface Window {
    readonly gc: () => void;
    /** Reads the snapshot of the server once; its size in bytes. */
    readonly takeSnapshot: (token: string) => Promise<number>;
    /** Milliseconds to store it as the desk does, and the tasks over 50 ms meanwhile. */
    readonly storeAsDesk: () => Promise<{ readonly ms: number; readonly longTasks: readonly number[] }>;
    /** Milliseconds to store the same bytes as one value. */
    readonly storeAsOne: () => Promise<number>;
  }
}

/** As large as a network gives them. */
const PIECE = 64 * 1024;
let bytes = new Uint8Array();

const inPieces = (): ReadableStream<Uint8Array<ArrayBuffer>> => {
  let from = 0;
  return new ReadableStream({
    pull: (controller) => {
      if (from >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(from, (from += PIECE)));
    },
  });
};

const read = createSnapshotReader(toAgentId("nobody"), openSnapshotWorker);

const longTasks: number[] = [];
new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ entryTypes: ["longtask"] });
/** What was observed is told a little later. */
const told = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 500));

Object.assign(window, {
  takeSnapshot: async (token: string) => {
    const response = await fetch("/api/v1/snapshot", { headers: { authorization: `Bearer ${token}` } });
    if (!response.ok) throw new Error(`The snapshot was refused: ${response.status}.`);
    bytes = new Uint8Array(await response.arrayBuffer());
    return bytes.length;
  },
  storeAsDesk: async () => {
    const replica = await openReplica("desk");
    // What the run before has left is not this one's to clear.
    window.gc();
    await told();
    longTasks.length = 0;
    const began = performance.now();
    const { chunks, head } = await read(inPieces(), new AbortController().signal);
    const writer = await replica.beginSnapshot(head);
    for await (const chunk of chunks) await writer.add(chunk);
    await writer.finish(0);
    const ms = performance.now() - began;
    await told();
    const tasks = [...longTasks];
    await replica.destroy();
    return { ms, longTasks: tasks };
  },
  storeAsOne: async () => {
    const database = new Dexie("one");
    database.version(1).stores({ values: "" });
    await database.open();
    const began = performance.now();
    await database.table("values").put(bytes, 1);
    const ms = performance.now() - began;
    await database.delete();
    return ms;
  },
} satisfies Partial<Window>);
