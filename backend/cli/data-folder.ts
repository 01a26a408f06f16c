import { existsSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { masterKey } from "../store/master-key.ts";
import { createVault, type Vault } from "../store/vault.ts";

export const DATA_OPTION = { data: { type: "string" } } as const;

/** The folder that is named, else the one of the environment, as the server reads it. */
export const dataFolder = (named: string | undefined): string => named ?? (process.env["GREENLINE_DATA"] || "./data");

/** The master key of the environment, else the folder's own. */
export const folderVault = (folder: string): Vault => createVault(masterKey(folder, process.env["GREENLINE_MASTER_KEY"] || undefined));

/** One moment of a store, read beside a server that may be running. Whoever opens it closes it. */
export function openSnapshot(folder: string): DatabaseSync | undefined {
  const path = join(folder, "greenline.db");
  if (!existsSync(path)) return undefined;
  const database = new DatabaseSync(path, { readOnly: true });
  database.exec(`PRAGMA busy_timeout=5000; BEGIN`);
  return database;
}

export const noStore = (folder: string): string => `greenline: there is no store in the folder ${JSON.stringify(folder)}. Name one with --data FOLDER.\n`;
