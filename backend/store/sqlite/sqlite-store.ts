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

  return {
    epoch,
    write: (work) => {
      if (writing) throw new Error("A transaction is under way: pass its tx on instead of opening another.");
      writing = true;
      database.exec("BEGIN IMMEDIATE");
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
        if (database.isTransaction) database.exec("ROLLBACK");
        for (const table of Object.values(tables)) table.rolledBack?.();
        throw error;
      } finally {
        writing = false;
        if (after !== before) for (const listener of listeners) listener(after);
      }
    },
    // One connection and no interleaving: what is read outside a write is committed, and nothing changes meanwhile.
    read: (work) => work(reading),
    onCommit: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    integrity: () => String(db.get(`PRAGMA integrity_check`)?.["integrity_check"]),
    close: () => {
      database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
      database.close();
    },
  };
}

function mintEpoch(run: (sql: string, value: string) => number): string {
  const epoch = uuidv7();
  run(`INSERT INTO meta (key, value) VALUES ('epoch', ?)`, epoch);
  return epoch;
}
