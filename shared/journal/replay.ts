import { readLine, writeLine } from "./line.ts";
import { emptyOutbox, withRecord, type OutboxContents } from "./outbox-contents.ts";
import { journalRecordSchema } from "./record.ts";

/** What a journal file holds. */
export interface Replayed {
  readonly contents: OutboxContents;
  /** Lines of a newer version: sound, and not understood. They are kept as they are. */
  readonly unknown: readonly string[];
  /** Up to here the file is good; what follows was being written when the power went. */
  readonly length: number;
  /** Lines in the midst of good ones that cannot be read: no cut does that. */
  readonly damaged: number;
}

/** Reads a file from its first line to its last good one. A character is a byte. */
export function replay(file: string): Replayed {
  let contents = emptyOutbox;
  const unknown: string[] = [];
  let length = 0;
  let damaged = 0;
  let bad = 0;

  for (let from = 0, end = file.indexOf("\n"); end >= 0; from = end + 1, end = file.indexOf("\n", from)) {
    const line = file.slice(from, end);
    const raw = readLine(line);
    if (raw === undefined) {
      bad++;
      continue;
    }
    const record = journalRecordSchema.safeParse(raw);
    if (record.success) contents = withRecord(contents, record.data);
    else unknown.push(`${line}\n`);
    length = end + 1;
    damaged += bad;
    bad = 0;
  }
  return { contents, unknown, length, damaged };
}

/** The same outbox in as few lines as it takes. An import that has not ended is not in it: it begins anew. */
export function compact({ deviceId, drafts, imported, nextId, pending, pushedTo, returned }: OutboxContents, unknown: readonly string[]): string {
  const lines = [
    ...pending.map((each) => writeLine({ kind: "appended", deviceId: deviceId ?? "", ...each })),
    writeLine({ kind: "numbered", deviceId, nextId, pushedTo, imported }),
    ...drafts.map((draft) => writeLine({ kind: "draft-saved", draft })),
    ...returned.map((each) => writeLine({ kind: "returned-kept", returned: each })),
    ...unknown,
  ];
  return lines.join("");
}
