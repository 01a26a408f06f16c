import { existsSync, mkdirSync } from "node:fs";
import { whyNotEmpty } from "../import/empty-folder.ts";
import { importStore } from "../import/import-store.ts";
import { systemClock } from "../system-clock.ts";
import type { Command, CommandStreams } from "./command.ts";
import { DATA_OPTION, dataFolder, folderVault } from "./data-folder.ts";
import { importChatFile } from "./import-chat.ts";
import { parseOptions } from "./parse-options.ts";

const OPTIONS = {
  ...DATA_OPTION,
  chat: { type: "string" },
  number: { type: "string" },
  contact: { type: "string" },
  customer: { type: "string" },
  "time-zone": { type: "string" },
  dates: { type: "string" },
} as const;

/** `greenline import [--data FOLDER] FILE`: an export into an empty folder. With `--chat`: one exported chat into a store. */
export const importAll: Command = async (args, streams) => {
  const options = parseOptions(args, { allowPositionals: true, options: OPTIONS });
  if (typeof options === "string") return refuse(streams, options);
  const { positionals, values } = options;
  const folder = dataFolder(values.data);
  if (values.chat === undefined) {
    const [path, ...more] = positionals;
    return path === undefined || more.length > 0
      ? refuse(streams, "name one file: greenline import [--data FOLDER] FILE.")
      : importExport(path, folder, streams);
  }
  const { chat, contact, number } = values;
  if (contact === undefined || number === undefined || positionals.length > 0)
    return refuse(streams, "a chat needs --number NUMBER (ours) and --contact PHONE (the customer's).");
  return importChatFile({ chat, folder, number, contact, customer: values.customer, timeZone: values["time-zone"] ?? "UTC", dates: values.dates }, streams);
};

async function importExport(path: string, folder: string, streams: CommandStreams): Promise<number> {
  if (!existsSync(path)) return refuse(streams, `there is no file ${JSON.stringify(path)}.`);
  const reason = whyNotEmpty(folder);
  if (reason !== undefined) return refuse(streams, reason);
  mkdirSync(folder, { recursive: true, mode: 0o700 });

  const imported = await importStore({ folder, path, vault: folderVault(folder), now: systemClock.now() });
  if (imported.kind === "refused") {
    for (const { line, reason: fault } of imported.faults) streams.stderr.write(line === undefined ? `greenline: ${fault}\n` : `line ${line}: ${fault}\n`);
    return 1;
  }
  const { epoch, held, lostIdentities, rows } = imported;
  streams.stdout.write(`${JSON.stringify({ imported: rows, epoch, held, lostIdentities })}\n`);
  return 0;
}

function refuse({ stderr }: CommandStreams, reason: string): number {
  stderr.write(`greenline: ${reason}\n`);
  return 2;
}
