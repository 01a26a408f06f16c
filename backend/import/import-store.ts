import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { Kysely } from "kysely";
import { Migrator } from "kysely/migration";
import { uuidv7 } from "uuidv7";
import type { Instant } from "../../shared/time.ts";
import { vaultMark } from "../export/contact-rows.ts";
import type { ExportHeader } from "../export/export-format.ts";
import { mediaPath } from "../media/media-store.ts";
import { openDatabase } from "../store/sqlite/database.ts";
import { nodeSqliteDialect } from "../store/sqlite/kysely-dialect.ts";
import { migrations } from "../store/sqlite/migrations.ts";
import { openSqliteStore } from "../store/sqlite/sqlite-store.ts";
import type { Vault } from "../store/vault.ts";
import { beginEpoch } from "../sync/lineage.ts";
import { checkExport, exportedRows, type FileFault } from "./check-export.ts";
import { holdRestored } from "../store/hold-restored.ts";
import { createPutRows } from "./put-rows.ts";

export type Imported =
  | {
      readonly kind: "imported";
      readonly rows: Readonly<Record<string, number>>;
      readonly epoch: string;
      /** Sends that wait for a person now. */
      readonly held: number;
      readonly lostIdentities: number;
    }
  | { readonly kind: "refused"; readonly faults: readonly FileFault[] };

interface Wish {
  readonly folder: string;
  readonly path: string;
  readonly vault: Vault;
  readonly now: Instant;
}

/** [S0-28] All or nothing: the store is built beside, and takes its name when it is whole. */
export async function importStore({ folder, now, path, vault }: Wish): Promise<Imported> {
  const checked = await checkExport(path);
  if (checked.kind === "faulty") return { kind: "refused", faults: checked.faults };
  const { end, header } = checked;
  const known = Object.keys(await migrations.getMigrations());
  if (header.migrations.some((name) => !known.includes(name)))
    return { kind: "refused", faults: [{ line: 1, reason: `written by a newer Greenline (${header.greenline}): update this one first` }] };

  const databasePath = join(folder, "greenline.db");
  const building = `${databasePath}.importing`;
  const media = join(folder, "media");
  mkdirSync(media, { recursive: true, mode: 0o700 });
  dropDatabase(building);
  try {
    const put = await fill(building, header, { path, vault, mediaPath: mediaPath(media, vault) });
    if (put.kind === "refused") return put;
    const store = await openSqliteStore({ path: building, vault });
    const epoch = uuidv7();
    const held = store.write((tx) => {
      tx.setMeta("lineage", JSON.stringify(header.lineage));
      tx.setMeta("epoch", header.epoch);
      beginEpoch(tx, epoch, now);
      return holdRestored(tx, now);
    });
    store.close();
    syncToDisk(building);

    dropDatabase(databasePath);
    renameSync(building, databasePath);
    syncToDisk(folder);
    return { kind: "imported", rows: end.counts, epoch, held, lostIdentities: put.lostIdentities };
  } finally {
    dropDatabase(building);
  }
}

interface Filling {
  readonly path: string;
  readonly vault: Vault;
  readonly mediaPath: (mediaId: string) => string;
}

/** The tables as they were when the file was written, with its rows; in one transaction, and in haste: a crash leaves nothing behind that counts. */
async function fill(
  building: string,
  header: ExportHeader,
  { mediaPath: pathOf, path, vault }: Filling,
): Promise<{ readonly kind: "filled"; readonly lostIdentities: number } | { readonly kind: "refused"; readonly faults: readonly FileFault[] }> {
  const database = openDatabase(building);
  try {
    await migrate(database, header.migrations);
    database.exec(`PRAGMA synchronous=OFF; BEGIN`);
    const rows = createPutRows({ database, vault, sameKey: header.vault === vaultMark(vault), mediaPath: pathOf });
    for await (const row of exportedRows(path)) {
      try {
        rows.put(row);
      } catch (error) {
        return {
          kind: "refused",
          faults: [{ line: row.line, reason: `the ${row.type} cannot be stored: ${error instanceof Error ? error.message : String(error)}` }],
        };
      }
    }
    database.exec(`COMMIT`);
    return { kind: "filled", lostIdentities: rows.lostIdentities() };
  } finally {
    database.close();
  }
}

async function migrate(database: DatabaseSync, names: readonly string[]): Promise<void> {
  const all = await migrations.getMigrations();
  const { error } = await new Migrator({
    db: new Kysely<unknown>({ dialect: nodeSqliteDialect(database) }),
    provider: { getMigrations: async () => Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name))) },
    allowUnorderedMigrations: true,
  }).migrateToLatest();
  if (error !== undefined) throw error;
}

function dropDatabase(path: string): void {
  for (const end of ["", "-wal", "-shm", "-journal"]) rmSync(`${path}${end}`, { force: true });
}

function syncToDisk(path: string): void {
  const file = openSync(path, "r");
  try {
    fsyncSync(file);
  } catch (error) {
    // Not every system syncs a folder.
    if (!(error instanceof Error && "code" in error && (error.code === "EPERM" || error.code === "EISDIR" || error.code === "EINVAL"))) throw error;
  } finally {
    closeSync(file);
  }
}
