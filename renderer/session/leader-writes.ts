import type { Replica } from "../replica/replica.ts";

type OfAWindow = Pick<
  Replica,
  "readAll" | "readParts" | "readHead" | "saveHead" | "readTopicModel" | "saveTopicModel" | "readWords" | "saveWords" | "readDictionary" | "saveDictionary"
>;

/** The replica as a window uses it: every one reads, the one that leads writes. What the others learn, it learns by itself. */
export function withWritesWhere(mayWrite: () => boolean, replica: OfAWindow): OfAWindow {
  const where =
    <Args extends readonly unknown[]>(write: (...args: Args) => Promise<void>) =>
    (...args: Args): Promise<void> =>
      mayWrite() ? write(...args) : Promise.resolve();
  return {
    ...replica,
    saveHead: where(replica.saveHead),
    saveTopicModel: where(replica.saveTopicModel),
    saveWords: where(replica.saveWords),
    saveDictionary: where(replica.saveDictionary),
  };
}
