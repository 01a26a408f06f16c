import { dirname } from "node:path";
import { LONGEST_LINE, writeLine } from "../shared/journal/line.ts";
import { withRecord, type OutboxContents } from "../shared/journal/outbox-contents.ts";
import type { JournalRecord } from "../shared/journal/record.ts";
import { compact, replay } from "../shared/journal/replay.ts";
import type { JournalProblem, WriteOutcome } from "../shared/journal/write-outcome.ts";
import { codeOf, type JournalFile, type JournalFiles } from "./outbox-journal-files.ts";

interface Deps {
  readonly files: JournalFiles;
  readonly path: string;
  readonly report: (line: string) => void;
  /** How much may be added before it is tidied; a test needs less. */
  readonly mostGarbage?: number | undefined;
}

export interface OutboxJournal {
  readonly contents: () => OutboxContents;
  /** How many lines could not be read when it was opened. The file that they are in was set aside. */
  readonly damaged: number;
  /** On disk when it answers ok; else nothing of it is. What is written at the same time goes to disk together. */
  readonly write: (record: JournalRecord) => Promise<WriteOutcome>;
  readonly close: () => Promise<void>;
}

interface Waiting {
  readonly record: JournalRecord;
  readonly line: string;
  readonly answer: (outcome: WriteOutcome) => void;
}

/** Written anew when so much has been added since it was last written anew, or as much as there was, whichever is more [I15]. */
const MOST_GARBAGE = 1_000_000;
/** A name for each file that was set aside; with all of them taken, the folder wants looking at. */
const MOST_SET_ASIDE = 20;

/**
 * What an agent did and wrote that the server does not have yet, in a file of lines that is only added to [I16].
 *
 * A line counts when it has been synced. After a write that failed the file is cut back to what counts. After a sync that
 * failed nobody knows what the disk holds, and asking again proves nothing: then the file is written anew, beside the old one.
 */
export async function openOutboxJournal({ files, mostGarbage = MOST_GARBAGE, path, report }: Deps): Promise<OutboxJournal> {
  const found = await files.read(path);
  const { contents: replayed, damaged, length: goodLength, unknown } = replay(found ?? "");

  let contents = replayed;
  let length = goodLength;
  let compacted = goodLength;
  let file: JournalFile | undefined;
  // What must be done before the next line may count.
  let owesCut = (found ?? "").length > goodLength;
  let owesRewrite = damaged > 0;
  // Whoever made the file may have been ended before its name was on disk.
  let owesFolder = true;
  let owesCopy = damaged > 0;
  let isClosed = false;
  const folder = dirname(path);

  const opened = async (): Promise<JournalFile> => (file ??= await files.open(path));

  const setAside = async (): Promise<void> => {
    for (let n = 1; ; n++) {
      try {
        return await files.copy(path, `${path}.damaged-${n}`);
      } catch (error) {
        if (codeOf(error) !== "EEXIST" || n === MOST_SET_ASIDE) throw error;
      }
    }
  };

  const rewrite = async (): Promise<void> => {
    if (owesCopy) await setAside();
    owesCopy = false;

    const text = compact(contents, unknown);
    const draft = `${path}.new`;
    const fresh = await files.open(draft);
    try {
      await fresh.cut(0);
      await fresh.write(text, 0);
      await fresh.sync();
      await files.rename(draft, path);
    } catch (error) {
      await fresh.close().catch(() => undefined);
      // It may be what fills the disk.
      await files.remove(draft).catch(() => undefined);
      throw error;
    }
    const old = file;
    file = fresh;
    length = text.length;
    compacted = length;
    owesCut = false;
    owesRewrite = false;
    // Until the name is on disk, a cut of the power brings the old file back, without what is added from here on.
    owesFolder = true;
    await old?.close().catch(() => undefined);
  };

  const settleDebts = async (): Promise<JournalFile> => {
    if (owesRewrite) await rewrite();
    const current = await opened();
    if (owesCut) await current.cut(length);
    owesCut = false;
    if (owesFolder) for (const each of [folder, dirname(folder)]) await files.syncFolder(each);
    owesFolder = false;
    return current;
  };

  const cutBack = async (): Promise<void> => {
    owesCut = true;
    try {
      await file?.cut(length);
      await file?.sync();
      owesCut = false;
    } catch {
      // A whole line that does not count may be there still: it must not be found behind the next one.
      owesRewrite = true;
    }
  };

  const commit = async (group: readonly Waiting[]): Promise<WriteOutcome> => {
    let isWritten = false;
    try {
      const current = await settleDebts();
      const text = group.map(({ line }) => line).join("");
      isWritten = true;
      await current.write(text, length);
      try {
        await current.sync();
      } catch (error) {
        owesRewrite = true;
        throw error;
      }
      length += text.length;
      for (const { record } of group) contents = withRecord(contents, record);
      return { ok: true };
    } catch (error) {
      if (isWritten) await cutBack();
      report(`The outbox could not be written: ${String(error)}`);
      return { ok: false, problem: problemOf(error) };
    }
  };

  const tidy = async (): Promise<void> => {
    // An import is not in what is written anew, and must not be cut in two.
    if (contents.importing !== undefined || length - compacted <= Math.max(mostGarbage, compacted)) return;
    try {
      await rewrite();
    } catch (error) {
      report(`The outbox could not be tidied: ${String(error)}`);
      // Not with every line again.
      compacted += mostGarbage / 4;
    }
  };

  let waiting: Waiting[] = [];
  let writing: Promise<void> | undefined;

  const writeWaiting = async (): Promise<void> => {
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      const outcome = await commit(group);
      // One that is too large for what room there is must not take the small ones with it.
      if (outcome.ok || group.length === 1) for (const { answer } of group) answer(outcome);
      else for (const one of group) one.answer(await commit([one]));
      await tidy();
    }
    writing = undefined;
  };

  if (damaged > 0) {
    report(`${damaged} lines of ${path} cannot be read; the file is set aside, and what can be read goes on.`);
    await rewrite().catch((error: unknown) => report(`It could not be set aside yet: ${String(error)}`));
  }

  // What was read counts from now on, and may be in memory alone: whoever wrote it may have been ended before the sync.
  if (found !== undefined)
    await opened()
      .then((each) => each.sync())
      .catch((error: unknown) => report(`The outbox could not be synced: ${String(error)}`));

  return {
    contents: () => contents,
    damaged,
    write: (record) => {
      const line = writeLine(record);
      if (isClosed) return Promise.resolve({ ok: false, problem: "failed" });
      if (line.length > LONGEST_LINE) return Promise.resolve({ ok: false, problem: "too-long" });
      return new Promise((answer) => {
        waiting.push({ record, line, answer });
        writing ??= writeWaiting();
      });
    },
    close: async () => {
      isClosed = true;
      await writing;
      await file?.close();
      file = undefined;
    },
  };
}

const PROBLEMS: Readonly<Record<string, JournalProblem>> = { ENOSPC: "full", EDQUOT: "full", EROFS: "read-only", EACCES: "read-only", EPERM: "read-only" };

const problemOf = (error: unknown): JournalProblem => PROBLEMS[codeOf(error) ?? ""] ?? "failed";
