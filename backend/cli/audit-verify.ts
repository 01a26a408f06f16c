import { verifyChain, type ChainVerdict } from "../audit/verify-chain.ts";
import type { Command } from "./command.ts";
import { DATA_OPTION, dataFolder, onSnapshot } from "./data-folder.ts";
import { parseOptions } from "./parse-options.ts";

const REASONS: Readonly<Record<Extract<ChainVerdict, { kind: "broken" }>["reason"], string>> = {
  missing: "is missing",
  unlinked: "does not follow from the row before it",
  changed: "was changed after it was written",
};

/** [H43] `greenline audit verify [--data FOLDER] [--head HASH]`: whether the log was touched. With the head of an earlier run: whether it still begins with what it had then. */
export const auditVerify: Command = async (args, streams) => {
  const { stderr, stdout } = streams;
  const options = parseOptions(args, { options: { ...DATA_OPTION, head: { type: "string" } } });
  if (typeof options === "string") {
    stderr.write(`greenline: ${options}\n`);
    return 2;
  }
  const { data, head } = options.values;
  return onSnapshot(dataFolder(data), streams, (database) => {
    const verdict = verifyChain(database);
    if (verdict.kind === "broken") {
      stdout.write(`${JSON.stringify({ whole: false, rows: verdict.rows, broken: verdict.n, reason: verdict.reason })}\n`);
      stderr.write(`greenline: row ${verdict.n} of the audit log ${REASONS[verdict.reason]}. The ${verdict.rows} before it are whole.\n`);
      return 1;
    }
    if (head !== undefined && database.prepare(`SELECT 1 FROM audit WHERE hash = ?`).get(head) === undefined) {
      stdout.write(`${JSON.stringify({ whole: false, rows: verdict.rows, head: verdict.head, reason: "cut-off" })}\n`);
      stderr.write(`greenline: the audit log no longer has the row with the hash ${head}: its end was cut off, or it is another log.\n`);
      return 1;
    }
    stdout.write(`${JSON.stringify({ whole: true, rows: verdict.rows, head: verdict.head })}\n`);
    return 0;
  });
};
