import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { beginRestored } from "../../backend/store/backup-restored.ts";
import { openSqliteStore } from "../../backend/store/sqlite/sqlite-store.ts";
import type { Store } from "../../backend/store/store.ts";
import { createVault } from "../../backend/store/vault.ts";
import type { Instant } from "../../shared/time.ts";

/** A store that a backup can be made of, and that can be replaced by it. */
export interface RestorableStore {
  /** Whoever holds it holds what is there now. */
  readonly store: Store;
  readonly takeBackup: () => void;
  readonly hasBackup: () => boolean;
  readonly restore: (epoch: string, now: Instant) => Promise<void>;
  readonly close: () => void;
}

/** In a file only where it is going to be restored; where there is a disk in memory, there. */
export async function createRestorableStore(inAFile: boolean): Promise<RestorableStore> {
  const vault = createVault(new Uint8Array(32).fill(7));
  const folder = inAFile ? mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "greenline-sim-")) : undefined;
  const path = folder === undefined ? ":memory:" : join(folder, "greenline.db");
  const backup = folder === undefined ? undefined : join(folder, "backup.db");
  const listeners = new Set<(head: number) => void>();
  const open = async (): Promise<Store> => {
    const opened = await openSqliteStore({ path, vault });
    opened.onCommit((head) => {
      for (const listener of listeners) listener(head);
    });
    return opened;
  };
  let current = await open();

  return {
    store: {
      get epoch() {
        return current.epoch;
      },
      write: (work) => current.write(work),
      read: (work) => current.read(work),
      onCommit: (listener) => {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
      integrity: () => current.integrity(),
      close: () => current.close(),
    },
    takeBackup: () => {
      if (backup === undefined) return;
      rmSync(backup, { force: true });
      using database = new DatabaseSync(path);
      database.prepare(`VACUUM INTO ?`).run(backup);
    },
    hasBackup: () => backup !== undefined && existsSync(backup),
    restore: async (epoch, now) => {
      if (backup === undefined) return;
      current.close();
      for (const left of ["", "-wal", "-shm"]) rmSync(`${path}${left}`, { force: true });
      copyFileSync(backup, path);
      const copy = await openSqliteStore({ path, vault });
      copy.write((tx) => beginRestored(tx, epoch, now));
      copy.close();
      current = await open();
    },
    close: () => {
      current.close();
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}
