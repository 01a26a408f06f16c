/** As much as we ask of it; neither TypeScript nor every Chromium knows it yet. */
interface StorageBuckets {
  readonly open: (name: string) => Promise<{ readonly indexedDB: IDBFactory }>;
  readonly delete: (name: string) => Promise<void>;
}

const buckets = (): StorageBuckets | undefined => Reflect.get(navigator, "storageBuckets") as StorageBuckets | undefined;

/**
 * [H27] Databases in a folder of their own, where there is such a thing. What a dropped database held stays in the files that it
 * shared with others, for as long as nobody tidies them; a bucket goes as a folder, and at once.
 */
export async function openBucket(name: string): Promise<IDBFactory | undefined> {
  return (await buckets()?.open(name))?.indexedDB;
}

export async function dropBucket(name: string): Promise<void> {
  await buckets()?.delete(name);
}
