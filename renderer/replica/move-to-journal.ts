import { checksum } from "../../shared/journal/checksum.ts";
import { writeLine } from "../../shared/journal/line.ts";
import type { JournalRecord } from "../../shared/journal/record.ts";
import { dropOutbox, readOutbox } from "./outbox.ts";

/**
 * Moves the page's own outbox into the journal, once. Nothing of it counts there before the last record, and nothing is dropped
 * here before that one is on disk: whenever it is cut off, the next start does it anew, or only drops what is there already.
 */
export async function moveToJournal(name: string, imported: string | undefined, write: (record: JournalRecord) => Promise<void>): Promise<void> {
  const kept = await readOutbox(name);
  if (kept === undefined) return;

  const { deviceId, drafts, nextId, pending, pushedTo, returned } = kept;
  const fingerprint = checksum(writeLine(kept));
  if (fingerprint !== imported && (pending.length > 0 || drafts.length > 0 || returned.length > 0 || nextId > 1)) {
    await write({ kind: "import-begun" });
    for (const each of pending) await write({ kind: "import-pending", ...each });
    for (const draft of drafts) await write({ kind: "import-draft", draft: { ...draft } });
    for (const each of returned) await write({ kind: "import-returned", returned: { ...each } });
    await write({ kind: "imported", fingerprint, deviceId, nextId, pushedTo });
  }
  // A database that does not go is known by its fingerprint at the next start.
  await dropOutbox(name).catch(() => undefined);
}
