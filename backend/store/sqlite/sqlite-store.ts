import { Kysely } from "kysely";
import { Migrator } from "kysely/migration";
import { uuidv7 } from "uuidv7";
import type { Store } from "../store.ts";
import type { Vault } from "../vault.ts";
import { openDatabase, prepare } from "./database.ts";
import { nodeSqliteDialect } from "./kysely-dialect.ts";
import { migrations } from "./migrations.ts";
import { readTx } from "./read.ts";
import { rowTables } from "./rows.ts";
import { writeTx } from "./write.ts";

interface Options {
  /** A file, or `:memory:`. */
  readonly path: string;
  readonly vault: Vault;
}

/** The embedded store: one file, one writer, every commit synced to disk before it returns. */
export async function openSqliteStore({ path, vault }: Options): Promise<Store> {
  const database = openDatabase(path);
  // [H45] What was deleted is overwritten, not just let go of.
  database.exec("PRAGMA secure_delete=ON");
  const { error } = await new Migrator({
    db: new Kysely<unknown>({ dialect: nodeSqliteDialect(database) }),
    provider: migrations,
    // They were written side by side: one with a smaller number may come after one with a larger one. None builds on another.
    allowUnorderedMigrations: true,
  }).migrateToLatest();
  if (error !== undefined) throw error;

  const db = prepare(database);
  const tables = rowTables(db, vault);
  const reading = readTx(db, tables, vault);
  const epoch = reading.meta("epoch") ?? mintEpoch(db.run);
  const listeners = new Set<(head: number) => void>();
  let writing = false;

  /** Whatever fails here is tried again before the next read or write: what was taken back is never seen. */
  const takeBack = (): void => {
    if (!writing && database.isTransaction) database.exec("ROLLBACK");
  };

  return {
    epoch,
    write: (work) => {
      if (writing) throw new Error("A transaction is under way: pass its tx on instead of opening another.");
      takeBack();
      database.exec("BEGIN IMMEDIATE");
      writing = true;
      let before = 0;
      let after = 0;
      try {
        before = reading.head();
        const { flush, tx } = writeTx({ db, tables, vault, reading });
        const value = work(tx);
        after = flush();
        database.exec("COMMIT");
        return value;
      } catch (error) {
        after = before;
        writing = false;
        for (const table of Object.values(tables)) table.rolledBack?.();
        try {
          takeBack();
        } catch {
          // Then before the next one; what is told is the first trouble.
        }
        throw error;
      } finally {
        writing = false;
        if (after !== before) for (const listener of listeners) tell(listener, after);
      }
    },
    // One connection and no interleaving: what is read outside a write is committed, and nothing changes meanwhile.
    read: (work) => {
      takeBack();
      return work(reading);
    },
    onCommit: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    integrity: () => String(db.get(`PRAGMA integrity_check`)?.["integrity_check"]),
    close: () => {
      try {
        database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
      } finally {
        database.close();
      }
    },
  };
}

/** What is committed stays so for whoever wrote it, whatever happens to those who hear of it: that is a bug of theirs, and ends the process [H42]. */
function tell(listener: (head: number) => void, head: number): void {
  try {
    listener(head);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}

function mintEpoch(run: (sql: string, value: string) => number): string {
  const epoch = uuidv7();
  run(`INSERT INTO meta (key, value) VALUES ('epoch', ?)`, epoch);
  return epoch;
}
