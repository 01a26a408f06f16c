import { createWriteStream, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { exportLines } from "../export/export-lines.ts";
import { batched } from "../export/batched.ts";
import { mediaPath } from "../media/media-store.ts";
import { systemClock } from "../system-clock.ts";
import type { Command } from "./command.ts";
import { DATA_OPTION, dataFolder, folderVault, onSnapshot } from "./data-folder.ts";
import { write } from "./json-lines.ts";
import { parseOptions } from "./parse-options.ts";

/**
 * `greenline export [--data FOLDER] [--to FILE] [--media]`: everything of one moment as JSON Lines; a server may go on meanwhile.
 * With `--to` the file has its name when it is whole, and can be read by its owner alone.
 */
export const exportAll: Command = async (args, streams) => {
  const { stderr, stdout } = streams;
  const options = parseOptions(args, { options: { ...DATA_OPTION, to: { type: "string" }, media: { type: "boolean" } } });
  if (typeof options === "string") {
    stderr.write(`greenline: ${options}\n`);
    return 2;
  }
  const { data, media, to } = options.values;
  const folder = dataFolder(data);
  return onSnapshot(folder, streams, async (database) => {
    try {
      const vault = folderVault(folder);
      const lines = exportLines({
        database,
        vault,
        at: systemClock.now(),
        mediaPath: media === true ? mediaPath(join(folder, "media"), vault) : undefined,
      });
      if (to === undefined) {
        for (const text of batched(lines)) if (!(await write(stdout, text))) return 0;
        return 0;
      }
      stdout.write(await writeFile(to, batched(lines)));
      return 0;
    } catch (error) {
      stderr.write(`greenline: nothing was exported: ${error instanceof Error ? error.message : String(error)}\n`);
      return 1;
    }
  });
};

/** Gives the last line: how many there were, and their SHA-256. */
async function writeFile(path: string, texts: Iterable<string>): Promise<string> {
  const part = `${path}.part`;
  let last = "";
  const watched = function* (): Generator<string> {
    for (const text of texts) yield (last = text);
  };
  try {
    await pipeline(Readable.from(watched(), { objectMode: false }), createWriteStream(part, { mode: 0o600, flush: true }));
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
  return last.slice(last.lastIndexOf("\n", last.length - 2) + 1);
}
