import { dirname } from "node:path";
import type { JournalFile, JournalFiles } from "../../electron/outbox-journal-files.ts";

interface Inode {
  text: string;
  /** What a cut of the power leaves for certain. */
  synced: string;
}

/** A disk in memory: what is in its cache, and what is on its platter. */
export interface MemoryFiles {
  readonly names: Map<string, Inode>;
  readonly syncedNames: Map<string, Inode>;
}

export type Fault =
  /** There is no room, and half of a write is there all the same. */
  | "full"
  /** The disk answers with an error, and has done half. */
  | "broken"
  /** The process ends before. */
  | "killed before"
  /** The process ends in the middle of a write. */
  | "torn"
  /** The process ends before it hears the answer. */
  | "killed after";
export const FAULTS: readonly Fault[] = ["full", "broken", "killed before", "torn", "killed after"];

export const emptyFiles = (): MemoryFiles => ({ names: new Map(), syncedNames: new Map() });

/** After the power went: of what was not synced something may be there, or nothing. `chance` is from 0 to 1. */
export function afterPowerCut({ syncedNames }: MemoryFiles, chance: () => number): MemoryFiles {
  const left = new Map(
    [...syncedNames].map(([name, { synced, text }]) => {
      const reached = Math.floor(chance() * (text.length + 1));
      const survived = chance() < 0.4 ? synced : text.slice(0, reached) + synced.slice(reached);
      return [name, { text: survived, synced: survived }];
    }),
  );
  return { names: left, syncedNames: new Map(left) };
}

const ended = new Promise<never>(() => undefined);

/** The journal's disk, of which one step goes wrong. Steps are counted from 0; `isLazy` makes every sync a lie. */
export function faultyFiles(
  disk: MemoryFiles,
  { at = -1, fault, isLazy = false }: { readonly at?: number; readonly fault?: Fault; readonly isLazy?: boolean } = {},
) {
  let step = 0;
  let isDead = false;
  let die = (): void => undefined;
  const died = new Promise<void>((resolve) => (die = resolve));

  /** `half` is what is done of it where it is not done; undefined where it can be done as a whole alone. */
  const does = async <Answer>(whole: () => Answer, half: () => void = () => undefined): Promise<Answer> => {
    if (isDead) return ended;
    if (step++ !== at) return whole();
    switch (fault) {
      case "full":
      case "broken":
        half();
        throw Object.assign(new Error(`The disk is ${fault}.`), { code: fault === "full" ? "ENOSPC" : "EIO" });
      case "torn":
        half();
        break;
      case "killed after":
        whole();
        break;
      case "killed before":
      case undefined:
        break;
    }
    isDead = true;
    die();
    return ended;
  };

  const inode = (path: string): Inode => {
    const there = disk.names.get(path) ?? { text: "", synced: "" };
    disk.names.set(path, there);
    return there;
  };

  const files: JournalFiles = {
    read: async (path) => disk.names.get(path)?.text,
    open: async (path): Promise<JournalFile> => {
      const file = await does(() => inode(path));
      const put = (text: string, place: number): void =>
        void (file.text = file.text.slice(0, place).padEnd(place, "\0") + text + file.text.slice(place + text.length));
      return {
        write: (text, place) =>
          does(
            () => put(text, place),
            () => put(text.slice(0, text.length / 2), place),
          ),
        cut: (length) => does(() => void (file.text = file.text.slice(0, length).padEnd(length, "\0"))),
        sync: () => does(() => void (file.synced = isLazy ? file.synced : file.text)),
        close: async () => undefined,
      };
    },
    rename: (from, to) =>
      does(() => {
        disk.names.set(to, inode(from));
        disk.names.delete(from);
      }),
    copy: (from, to) =>
      does(() => {
        if (disk.names.has(to)) throw Object.assign(new Error("There is one."), { code: "EEXIST" });
        const { text } = inode(from);
        disk.names.set(to, { text, synced: text });
      }),
    remove: (path) => does(() => void disk.names.delete(path)),
    syncFolder: (path) =>
      does(() => {
        for (const name of disk.syncedNames.keys()) if (dirname(name) === path && !disk.names.has(name)) disk.syncedNames.delete(name);
        for (const [name, file] of disk.names) if (dirname(name) === path) disk.syncedNames.set(name, file);
      }),
  };
  return { files, steps: () => step, isDead: () => isDead, died };
}
