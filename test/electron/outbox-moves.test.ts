import "fake-indexeddb/auto";
import { Dexie } from "dexie";
import { expect, test } from "vitest";
import { createOutboxJournals } from "../../electron/outbox-journals.ts";
import { openJournalOutbox } from "../../renderer/replica/journal-outbox.ts";
import { openOutbox } from "../../renderer/replica/outbox.ts";
import { toDeviceId } from "../../shared/ids.ts";
import type { JournalRecord } from "../../shared/journal/record.ts";
import { emptyFiles, faultyFiles, type MemoryFiles } from "./faulty-files.ts";
import { aDraft, allOf, aSend, conversation, NOON, reopen } from "./outbox-script.ts";

const device = toDeviceId("d1");
let names = 0;
const newName = (): string => `moves-${++names}`;

/** What a version before the journal left in the page's database. */
async function anOldOutbox(name: string) {
  const { outbox } = await openOutbox(name, device);
  await outbox.append(reopen(1), NOON);
  await outbox.append(aSend(2), NOON);
  await outbox.append(aSend(3), NOON);
  await outbox.remove([1]);
  await outbox.setPushedTo(2);
  await outbox.saveDraft(aDraft(1));
  const all = await allOf(outbox);
  outbox.close();
  return all;
}

type Write = (name: string, writer: number, record: JournalRecord) => ReturnType<ReturnType<typeof createOutboxJournals>["write"]>;

function start(name: string, disk: MemoryFiles, change: (write: Write) => Write = (write) => write) {
  const journals = createOutboxJournals({ files: faultyFiles(disk).files, folder: "/data", report: () => undefined });
  return openJournalOutbox({ openOutbox: journals.open, writeOutbox: change(journals.write) }, name, device);
}

test("[I16] what the page had kept moves into the journal at the first start, with its numbers, and once", async () => {
  const [name, disk] = [newName(), emptyFiles()];
  const before = await anOldOutbox(name);

  const first = await start(name, disk);
  expect(first).toMatchObject({ isNewDevice: false, warning: undefined });
  expect(await allOf(first.outbox)).toEqual(before);
  expect(await Dexie.exists(name)).toBe(false);
  expect((await first.outbox.append(reopen(4), NOON)).id).toBe(4);
  await first.outbox.remove([2, 3, 4]);

  expect(await (await start(name, disk)).outbox.pending()).toEqual([]);
});

test("[I13] [I16] cut off before or after any of its records, the move is done at the next start, neither twice nor in part", async () => {
  for (let at = 0; at < 6; at++)
    for (const isWritten of [false, true]) {
      const [name, disk] = [newName(), emptyFiles()];
      const before = await anOldOutbox(name);
      let count = 0;
      let cutOff = (): void => undefined;
      const ended = new Promise<void>((resolve) => (cutOff = resolve));
      const opening = start(name, disk, (write) => async (...asked) => {
        if (count++ !== at) return count > at + 1 ? new Promise(() => undefined) : write(...asked);
        if (isWritten) await write(...asked);
        cutOff();
        return new Promise(() => undefined);
      });
      await Promise.race([ended, opening]);

      const again = await start(name, disk);
      expect(await allOf(again.outbox), `record ${at}`).toEqual(before);
      expect(await Dexie.exists(name)).toBe(false);
      expect(await allOf((await start(name, disk)).outbox)).toEqual(before);
    }
});

test("[I16] a database that did not go after the move is not moved again", async () => {
  const [name, disk] = [newName(), emptyFiles()];
  await anOldOutbox(name);
  const first = await start(name, disk);
  await first.outbox.remove([2, 3]);
  await first.outbox.dropDraft(conversation(1));

  // It is there still, as it was.
  await anOldOutbox(name);
  const second = await start(name, disk);
  expect(await allOf(second.outbox)).toMatchObject({ pending: [], drafts: [] });
});

test("[I16] where the journal takes nothing at the start, the page's database serves, it is said, and it moves later", async () => {
  const [name, disk] = [newName(), emptyFiles()];
  const before = await anOldOutbox(name);
  const full = await start(name, disk, () => async () => ({ ok: false, problem: "full" }));
  expect(full.warning).toBe("notice.outbox.unreadable");
  expect(await allOf(full.outbox)).toEqual(before);
  const { id } = await full.outbox.append(aSend(9), NOON);
  full.outbox.close();

  const later = await start(name, disk);
  expect(later.warning).toBeUndefined();
  expect((await later.outbox.pending()).map((each) => each.id)).toEqual([2, 3, id]);
});

test("[I16] what was done in the page's database while the journal could not be read goes behind what is in it", async () => {
  const [name, disk] = [newName(), emptyFiles()];
  const first = await start(name, disk);
  await first.outbox.append(aSend(1), NOON);

  const unreadable = await openJournalOutbox({ openOutbox: async () => ({ ok: false }), writeOutbox: async () => ({ ok: true }) }, name, device);
  expect(unreadable.warning).toBe("notice.outbox.unreadable");
  await unreadable.outbox.append(aSend(2), NOON);
  unreadable.outbox.close();

  expect((await (await start(name, disk)).outbox.pending()).map(({ id, mutation }) => [id, mutation.conversationId])).toEqual([
    [1, conversation(1)],
    [2, conversation(2)],
  ]);
});

test("[I16] the last drafts leave a page that is on its way out without waiting for each other's answer", async () => {
  const asked: JournalRecord[] = [];
  const idle = await start(newName(), emptyFiles(), () => (_name, _writer, record) => {
    asked.push(record);
    return new Promise(() => undefined);
  });
  void idle.outbox.saveDraft(aDraft(2));
  void idle.outbox.saveDraft(aDraft(3));
  await new Promise((resolve) => setImmediate(resolve));
  expect(asked.map(({ kind }) => kind)).toEqual(["draft-saved", "draft-saved"]);
});
