import "fake-indexeddb/auto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { createOutboxJournals } from "../../electron/outbox-journals.ts";
import { journalFiles } from "../../electron/outbox-journal-files.ts";
import { openJournalOutbox } from "../../renderer/replica/journal-outbox.ts";
import { openOutbox } from "../../renderer/replica/outbox.ts";
import { toDeviceId } from "../../shared/ids.ts";
import { emptyDisk, memoryOutbox } from "../simulation/memory-disk.ts";
import { describeOutbox } from "./outbox-contract.ts";

const folder = mkdtempSync(join(tmpdir(), "greenline-outbox-"));
const running: { readonly close: () => Promise<void> }[] = [];
afterAll(async () => {
  await Promise.all(running.map(({ close }) => close()));
  rmSync(folder, { recursive: true, force: true });
});
let count = 0;

describeOutbox("the page's database", () => {
  const name = `dexie-${++count}`;
  return (deviceId = toDeviceId("d1")) => openOutbox(name, deviceId);
});

describeOutbox("the main process's journal", () => {
  const name = `journal-${++count}`;
  // Every time another process.
  return (deviceId = toDeviceId("d1")) => {
    const journals = createOutboxJournals({ files: journalFiles, folder: join(folder, "outbox"), report: () => undefined, mostGarbage: 3_000 });
    running.push(journals);
    return openJournalOutbox({ openOutbox: journals.open, writeOutbox: journals.write }, name, deviceId);
  };
});

describeOutbox("the simulation's memory", () => {
  const disk = emptyDisk();
  return async (deviceId = toDeviceId("d1")) => memoryOutbox(disk, deviceId);
});
