import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { afterEach, expect, test, vi } from "vitest";
import { databaseNames } from "../../renderer/replica/database-name.ts";
import { openReplica } from "../../renderer/replica/replica.ts";
import { dropCopy } from "../../renderer/session/open-kept.ts";
import { toAgentId } from "../../shared/ids.ts";

afterEach(() => vi.unstubAllGlobals());

const names = databaseNames("https://inbox.example", toAgentId("sofia"));
const inFactory = async (factory: globalThis.IDBFactory) => (await factory.databases()).map(({ name }) => name);

/** Folders of databases, as Chromium has them. */
function someBuckets() {
  const folders = new Map<string, globalThis.IDBFactory>();
  const storageBuckets = {
    open: async (name: string) => {
      const indexedDB = folders.get(name) ?? new IDBFactory();
      folders.set(name, indexedDB);
      return { indexedDB };
    },
    delete: async (name: string) => void folders.delete(name),
  };
  vi.stubGlobal("navigator", { storageBuckets });
  return folders;
}

test("[H27] the copy of one person lies in a folder of its own, which goes as a whole when it is dropped", async () => {
  const folders = someBuckets();
  const replica = await openReplica(names.replica);
  await replica.saveHead([]);
  expect([...folders.keys()]).toEqual([names.replica]);
  expect(await inFactory(folders.get(names.replica)!)).toEqual([names.replica]);
  expect(await inFactory(indexedDB)).toEqual([]);
  replica.close();

  await openReplica(databaseNames("https://inbox.example", toAgentId("marco")).replica).then(({ close }) => close());
  await dropCopy(names);
  expect([...folders.keys()]).toEqual([databaseNames("https://inbox.example", toAgentId("marco")).replica]);
});

test("[H27] where there are no such folders, it lies beside the others and is dropped all the same", async () => {
  vi.stubGlobal("navigator", {});
  const replica = await openReplica(names.replica);
  await replica.saveHead([]);
  expect(await inFactory(indexedDB)).toEqual([names.replica]);
  replica.close();
  await dropCopy(names);
  expect(await inFactory(indexedDB)).toEqual([]);
});
