import type { Timers } from "../timers.ts";
import { inTime } from "./disk-problem.ts";
import { createMemoryReplica, type MemoryReplica } from "./memory-replica.ts";
import type { Replica } from "./replica.ts";
import { chunksOf } from "./snapshot-chunks.ts";
import type { SnapshotWriter } from "./snapshot-writer.ts";

interface Deps {
  readonly open: () => Promise<Replica>;
  readonly timers: Timers;
  /** The disk does not serve: from now on what the server tells is in memory alone. */
  readonly onMemory: (error: unknown) => void;
  readonly onError: (error: unknown) => void;
}

export interface ReplicaOrMemory extends Omit<Replica, "destroy"> {
  /** Somebody may have made room: where the disk takes what is in memory, it is the cache from now on. */
  readonly tryDisk: () => Promise<"on-disk" | "in-memory">;
}

/**
 * The cache on disk, or in memory where the disk does not give or take it, at the start or later: then it has no position, and
 * the next greeting brings a snapshot. The one on disk stays as it is. Nothing here rejects but what the sync client begins anew.
 */
export async function openReplicaOrMemory({ onError, onMemory, open, timers }: Deps): Promise<ReplicaOrMemory> {
  let disk: Replica | undefined;
  let memory: MemoryReplica | undefined;
  let isClosed = false;

  const toMemory = (error: unknown): Replica => {
    if (memory === undefined) onMemory(error);
    return (memory ??= createMemoryReplica());
  };
  const openDisk = async (): Promise<void> => {
    disk ??= await inTime(open(), (late) => late.close(), timers);
  };

  /** What this run cannot be without: from memory, where the disk fails. */
  const needed = async <Outcome>(task: (replica: Replica) => Promise<Outcome>): Promise<Outcome> => {
    if (memory !== undefined || disk === undefined) return task(toMemory(undefined));
    try {
      return await task(disk);
    } catch (error) {
      if (isClosed) throw error;
      return task(toMemory(error));
    }
  };
  /** What only helps the next start. */
  const spare = async <Outcome>(task: (replica: Replica) => Promise<Outcome>, otherwise: Outcome): Promise<Outcome> => {
    try {
      return await task(memory ?? disk ?? toMemory(undefined));
    } catch (error) {
      if (!isClosed) onError(error);
      return otherwise;
    }
  };
  /** A chunk of it was not kept: this one never counts, and the next is for memory. */
  const watched = (writer: SnapshotWriter): SnapshotWriter => {
    const fail = (error: unknown): never => {
      if (!isClosed) toMemory(error);
      throw error;
    };
    return { add: (chunk) => writer.add(chunk).catch(fail), finish: (serverNow) => writer.finish(serverNow).catch(fail) };
  };

  await openDisk().catch(toMemory);

  return {
    position: () => needed((replica) => replica.position()),
    applyPage: (page) => needed((replica) => replica.applyPage(page)),
    beginSnapshot: async (head) => watched(await needed((replica) => replica.beginSnapshot(head))),
    setWatermark: (wm) => needed((replica) => replica.setWatermark(wm)),
    readAll: (e, visit) => needed((replica) => replica.readAll(e, visit)),
    readParts: (id) => needed((replica) => replica.readParts(id)),
    readHead: () => needed((replica) => replica.readHead()),
    readMe: () => needed((replica) => replica.readMe()),
    saveHead: (rows) => spare((replica) => replica.saveHead(rows), undefined),
    saveMe: (agent) => spare((replica) => replica.saveMe(agent), undefined),
    readTopicModel: () => spare((replica) => replica.readTopicModel(), undefined),
    saveTopicModel: (model) => spare((replica) => replica.saveTopicModel(model), undefined),
    readWords: () => spare((replica) => replica.readWords(), undefined),
    saveWords: (words) => spare((replica) => replica.saveWords(words), undefined),
    readDictionary: () => spare((replica) => replica.readDictionary(), undefined),
    saveDictionary: (dictionary) => spare((replica) => replica.saveDictionary(dictionary), undefined),
    foldSome: () => spare((replica) => replica.foldSome(), false),
    tryDisk: async () => {
      if (memory === undefined) return "on-disk";
      try {
        await openDisk();
        if (disk !== undefined) await copy(memory, disk);
        memory = undefined;
        return "on-disk";
      } catch (error) {
        onMemory(error);
        return "in-memory";
      }
    },
    close: () => {
      isClosed = true;
      disk?.close();
    },
  };
}

/** As a snapshot would come, without asking the server for one. What came meanwhile is asked for from where this stands. */
async function copy(memory: MemoryReplica, disk: Replica): Promise<void> {
  const position = await memory.position();
  // Nothing is there yet: something small shows whether the disk takes anything.
  if (position === undefined) return disk.saveHead(await disk.readHead());
  const writer = await disk.beginSnapshot({ epoch: position.epoch, seq: position.cursor, scopesHash: position.scopesHash });
  for (const chunk of chunksOf(memory.rows())) await writer.add(chunk);
  await writer.finish(position.asOf);
  await disk.setWatermark(position.wm);
}
