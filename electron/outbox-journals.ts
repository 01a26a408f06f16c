import { join } from "node:path";
import type { OpenedOutbox } from "../shared/desktop-contract.ts";
import type { JournalRecord } from "../shared/journal/record.ts";
import type { WriteOutcome } from "../shared/journal/write-outcome.ts";
import { openOutboxJournal, type OutboxJournal } from "./outbox-journal.ts";
import type { JournalFiles } from "./outbox-journal-files.ts";

interface Deps {
  readonly files: JournalFiles;
  readonly folder: string;
  readonly report: (line: string) => void;
  readonly mostGarbage?: number | undefined;
}

export interface OutboxJournals {
  /** Whoever opens an outbox is the one who writes it from then on; a page that was before, or is on its way out, no longer is. */
  readonly open: (name: string) => Promise<OpenedOutbox>;
  readonly write: (name: string, writer: number, record: JournalRecord) => Promise<WriteOutcome>;
  readonly close: () => Promise<void>;
}

interface Held {
  readonly journal: Promise<OutboxJournal>;
  writer: number;
  isTold: boolean;
}

/**
 * The journals of all who have signed in here, a file each. They stay open while pages come and go: a reload finds what the
 * page before it wrote. Plain text under the user's own rights, as the inbox beside them is: sealed by a keyring that is
 * changed or locked, what was never sent would be lost.
 */
export function createOutboxJournals({ files, folder, mostGarbage, report }: Deps): OutboxJournals {
  const held = new Map<string, Held>();
  let writers = 0;

  const hold = (name: string): Held => {
    const known = held.get(name);
    if (known !== undefined) return known;
    const opening: Held = { journal: openOutboxJournal({ files, path: join(folder, `${name}.journal`), report, mostGarbage }), writer: 0, isTold: false };
    held.set(name, opening);
    return opening;
  };

  return {
    open: async (name) => {
      const one = hold(name);
      one.writer = ++writers;
      const { writer } = one;
      try {
        const journal = await one.journal;
        const damaged = one.isTold ? 0 : journal.damaged;
        one.isTold = true;
        const { importing: _, ...contents } = journal.contents();
        return { ok: true, writer, damaged, contents };
      } catch (error) {
        held.delete(name);
        report(`The outbox could not be read: ${String(error)}`);
        return { ok: false };
      }
    },
    write: async (name, writer, record) => {
      const one = held.get(name);
      if (one === undefined || one.writer !== writer) return { ok: false, problem: "other-page" };
      return (await one.journal).write(record);
    },
    close: async () => {
      const closing = [...held.values()];
      held.clear();
      await Promise.all(closing.map(async ({ journal }) => (await journal.catch(() => undefined))?.close()));
    },
  };
}
