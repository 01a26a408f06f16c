import { existsSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { masterKey } from "../store/master-key.ts";
import { createVault, type Vault } from "../store/vault.ts";
import type { CommandStreams } from "./command.ts";

export const DATA_OPTION = { data: { type: "string" } } as const;

/** The folder that is named, else the one of the environment, as the server reads it. */
export const dataFolder = (named: string | undefined): string => named ?? (process.env["GREENLINE_DATA"] || "./data");

/** The master key of the environment, else the folder's own. */
export const folderVault = (folder: string): Vault => createVault(masterKey(folder, process.env["GREENLINE_MASTER_KEY"] || undefined));

/** Works on one moment of a store, beside a server that may be running. Gives the exit code, 2 where there is no store. */
export async function onSnapshot(
  folder: string,
  { stderr }: Pick<CommandStreams, "stderr">,
  work: (database: DatabaseSync) => number | Promise<number>,
): Promise<number> {
  const path = join(folder, "greenline.db");
  if (!existsSync(path)) {
    stderr.write(`greenline: there is no store in the folder ${JSON.stringify(folder)}. Name one with --data FOLDER.\n`);
    return 2;
  }
  using database = new DatabaseSync(path, { readOnly: true });
  database.exec(`PRAGMA busy_timeout=5000; BEGIN`);
  return await work(database);
}
