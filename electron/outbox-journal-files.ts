import { constants } from "node:fs";
import { chmod, copyFile, mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";

/** What a journal asks of a disk. Everything may fail; a test makes it fail. */
export interface JournalFiles {
  /** A character to a byte. Undefined where there is none. */
  readonly read: (path: string) => Promise<string | undefined>;
  /** For writing, made where it is missing. */
  readonly open: (path: string) => Promise<JournalFile>;
  readonly rename: (from: string, to: string) => Promise<void>;
  /** Fails where there is one of that name. */
  readonly copy: (from: string, to: string) => Promise<void>;
  readonly remove: (path: string) => Promise<void>;
  /** Names are on disk when this resolves. */
  readonly syncFolder: (path: string) => Promise<void>;
}

export interface JournalFile {
  /** All of it, or it fails, with some of it written. */
  readonly write: (text: string, at: number) => Promise<void>;
  readonly cut: (length: number) => Promise<void>;
  /** What was written is on disk when this resolves. */
  readonly sync: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Readable by this user alone: what is in them has not been sent to anybody yet. */
const OURS = 0o600;

export const journalFiles: JournalFiles = {
  read: async (path) => {
    try {
      return await readFile(path, "latin1");
    } catch (error) {
      if (codeOf(error) === "ENOENT") return undefined;
      throw error;
    }
  },
  open: async (path) => {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const handle = await open(path, constants.O_RDWR | constants.O_CREAT, OURS);
    // An older file keeps its own mode, and Windows has none of ours.
    await chmod(path, OURS).catch(() => undefined);
    return {
      write: async (text, at) => {
        const bytes = Buffer.from(text, "latin1");
        for (let done = 0; done < bytes.length;) done += (await handle.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
      },
      cut: (length) => handle.truncate(length),
      sync: () => handle.datasync(),
      close: () => handle.close(),
    };
  },
  rename,
  copy: (from, to) => copyFile(from, to, constants.COPYFILE_EXCL),
  remove: (path) => rm(path, { force: true }),
  syncFolder: async (path) => {
    // There a folder cannot be opened, and a rename is in the file system's own journal.
    if (process.platform === "win32") return;
    const folder = await open(path, "r");
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  },
};

export const codeOf = (error: unknown): string | undefined =>
  typeof error === "object" && error !== null && "code" in error && typeof error.code === "string" ? error.code : undefined;
