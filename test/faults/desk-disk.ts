import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { StoredSession } from "../../shared/desktop-contract.ts";
import type { AcknowledgedBook } from "../../renderer/replica/acknowledged.ts";
import type { Outbox } from "../../renderer/replica/outbox.ts";
import type { Replica } from "../../renderer/replica/replica.ts";
import type { Vault } from "../../renderer/session/vault.ts";
import type { DeviceId } from "../../shared/ids.ts";
import { emptyDisk, memoryBook, memoryOutbox, memoryReplica, type Disk } from "../simulation/memory-disk.ts";

export interface DeskDisk {
  readonly replica: Replica;
  readonly openOutbox: (deviceId: DeviceId) => { readonly outbox: Outbox; readonly isNewDevice: boolean };
  readonly book: AcknowledgedBook;
  readonly vault: Vault;
}

/** A desk's disk in a folder: what a call has answered is in a file, and outlives the process. */
export function openDeskDisk(folder: string): DeskDisk {
  const keep = (name: string, value: unknown): void => {
    const file = join(folder, name);
    // Whole, or not at all.
    writeFileSync(
      `${file}.new`,
      JSON.stringify(value, (_key, each: unknown) => (each instanceof Map ? { map: [...each] } : each)),
    );
    renameSync(`${file}.new`, file);
  };
  const find = (name: string): unknown => {
    try {
      return JSON.parse(readFileSync(join(folder, name), "utf8"), (_key, each: unknown) => (isMap(each) ? new Map(each.map) : each));
    } catch {
      return undefined;
    }
  };

  const disk: Disk = { ...emptyDisk() };
  disk.cache = (find("cache.json") as Disk["cache"] | undefined) ?? disk.cache;
  disk.book = (find("book.json") as Disk["book"] | undefined) ?? disk.book;
  disk.outbox = (find("outbox.json") as Disk["outbox"] | undefined) ?? disk.outbox;

  /** Every answer is preceded by its file, where the call has changed something. */
  const durable = <Port extends object>(port: Port): Port => {
    let { book, cache, outbox } = disk;
    const wrapped: Record<PropertyKey, unknown> = {};
    for (const [name, given] of Object.entries(port))
      wrapped[name] = async (...args: readonly unknown[]) => {
        const answer: unknown = await (given as (...all: readonly unknown[]) => unknown)(...args);
        if (cache !== disk.cache) keep("cache.json", (cache = disk.cache));
        if (book !== disk.book) keep("book.json", (book = disk.book));
        if (outbox !== disk.outbox) keep("outbox.json", (outbox = disk.outbox));
        return answer;
      };
    return wrapped as Port;
  };

  const memory = memoryReplica(disk);
  return {
    replica: {
      ...durable(memory),
      beginSnapshot: async (head) => {
        const writer = await memory.beginSnapshot(head);
        return { add: writer.add, finish: durable(writer).finish };
      },
    },
    openOutbox: (deviceId) => {
      const { isNewDevice, outbox } = memoryOutbox(disk, deviceId);
      keep("outbox.json", disk.outbox);
      return { isNewDevice, outbox: durable(outbox) };
    },
    book: durable(memoryBook(disk)),
    vault: {
      read: async () => (find("session.json") as StoredSession | undefined) ?? null,
      write: async (session) => keep("session.json", session),
      clear: async () => keep("session.json", null),
    },
  };
}

const isMap = (value: unknown): value is { readonly map: readonly (readonly [unknown, unknown])[] } =>
  typeof value === "object" && value !== null && "map" in value && Array.isArray(value.map);
