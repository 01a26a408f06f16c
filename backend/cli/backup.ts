import { existsSync } from "node:fs";
import { join } from "node:path";
import { err, type Result } from "../../shared/result.ts";
import { backUp, restoreFrom } from "../store/backup.ts";
import { systemClock } from "../system-clock.ts";
import type { Command, CommandStreams } from "./command.ts";
import { DATA_OPTION, dataFolder, folderVault } from "./data-folder.ts";
import { parseOptions } from "./parse-options.ts";

/** `backup --to FILE`: everything in one file, while the server runs. One line says what is in it. */
export const backup: Command = (args, streams) =>
  asked(args, "to", streams, async (file, folder) => backUp(folder, file, folderVault(folder), systemClock.now()));

/** `restore --from FILE`: the server must be stopped. Desks notice by the new epoch, and push again what the backup does not hold. */
export const restore: Command = (args, streams) =>
  asked(args, "from", streams, async (file, folder) => {
    // A key made now would open nothing.
    if ((process.env["GREENLINE_MASTER_KEY"] ?? "") === "" && !existsSync(join(folder, "master.key")))
      return err(`${folder} has no master.key, without which the backup says nothing: put it there, or set GREENLINE_MASTER_KEY.`);
    return restoreFrom(folder, file, folderVault(folder), systemClock.now());
  });

async function asked(
  args: readonly string[],
  name: "to" | "from",
  { stderr, stdout }: CommandStreams,
  work: (file: string, folder: string) => Promise<Result<object, string>>,
): Promise<number> {
  const options = parseOptions(args, { options: { ...DATA_OPTION, to: { type: "string" }, from: { type: "string" } } });
  const { data, [name]: file = "" } = typeof options === "string" ? {} : options.values;
  if (file === "") {
    stderr.write(`greenline: say which file with --${name} FILE, and which folder with --data FOLDER where it is not GREENLINE_DATA's.\n`);
    return 2;
  }
  try {
    const done = await work(file, dataFolder(data));
    if (done.ok) {
      stdout.write(`${JSON.stringify(done.value)}\n`);
      return 0;
    }
    stderr.write(`greenline: ${done.error}\n`);
  } catch (error) {
    stderr.write(`greenline: ${error instanceof Error ? error.message : String(error)}\n`);
  }
  return 1;
}
