import "fake-indexeddb/auto";
import { writeSync } from "node:fs";
import { createOutboxJournals } from "../../electron/outbox-journals.ts";
import { journalFiles } from "../../electron/outbox-journal-files.ts";
import { openJournalOutbox } from "../../renderer/replica/journal-outbox.ts";
import { loadPendingQueue } from "../../renderer/sync/pending-queue.ts";
import { piecesOf, readSnapshot } from "../../renderer/sync/snapshot.ts";
import { createSyncClient } from "../../renderer/sync/sync-client.ts";
import { createSocketTransport } from "../../renderer/sync/transport.ts";
import { pageTimers } from "../../renderer/timers.ts";
import { toDeviceId } from "../../shared/ids.ts";
import { toInstant } from "../../shared/time.ts";
import { openDeskDisk } from "../faults/desk-disk.ts";
import { emptyDisk, memoryBook } from "../simulation/memory-disk.ts";

/**
 * A desk without a window: the journal, the queue and the sync client as they are, a real folder and a real socket. It is
 * ended from outside at any moment. Lines tell what it was about to do and what it has done; they are written before it goes on.
 */
const { conversationId, deviceId, folder, from, offlineFirst, to, token, url } = JSON.parse(process.argv[2] ?? "{}") as DeskOrders;

export interface DeskOrders {
  readonly folder: string;
  readonly url: string;
  readonly token: string;
  readonly deviceId: string;
  readonly conversationId: string;
  /** Messages from this one up to, and without, that one are still to be written. */
  readonly from: number;
  readonly to: number;
  /** The connection comes when everything has been written. */
  readonly offlineFirst: boolean;
}

const tell = (...words: readonly (string | number)[]): void => void writeSync(1, `${words.join(" ")}\n`);
const clock = { now: () => toInstant(Date.now()) };
const ours = { authorization: `Bearer ${token}` };
tell("up");

const journals = createOutboxJournals({ files: journalFiles, folder, report: (line) => tell("error", line), mostGarbage: 20_000 });
const { outbox } = await openJournalOutbox({ openOutbox: journals.open, writeOutbox: journals.write }, "desk", toDeviceId(deviceId));
const { replica } = openDeskDisk(folder);
// What is for a restore of the server alone goes with every end.
const queue = await loadPendingQueue(outbox, memoryBook(emptyDisk()), await replica.position());
const isOver = (): boolean => queue.toPush().length === 0 && queue.visible().length === 0;

const sync = createSyncClient({
  deviceId: toDeviceId(deviceId),
  app: "kills",
  transport: createSocketTransport(url, async () => token),
  replica,
  queue,
  fetchSnapshot: async (signal) => {
    const { body, ok, status } = await fetch(`${url}/api/v1/snapshot`, { signal, headers: ours });
    if (!ok || body === null) throw new Error(`The snapshot was refused: ${status}.`);
    return readSnapshot(piecesOf(body));
  },
  renew: async () => "unreachable",
  clock,
  timers: pageTimers,
  random: () => 0.5,
  listener: {
    onRows: () => tellOver(),
    onPending: () => tellOver(),
    onSnapshot: async () => tellOver(),
    onConnection: () => undefined,
    onPresence: () => undefined,
    onSample: () => undefined,
    onRefusal: async ({ pending, result }) => tell("refused", pending.id, result.code),
    onError: (error) => tell("error", String(error).replaceAll(/\s+/g, " ")),
  },
});

let isWritten = false;
function tellOver(): void {
  if (isWritten && isOver()) tell("over");
}

if (!offlineFirst) await sync.start();
for (let n = from; n < to; n++) {
  tell("try", n);
  await queue.append({ kind: "send", conversationId, clientId: `${deviceId}-${n}`, text: `message ${n}`, composedAt: clock.now() }, clock.now());
  tell("kept", n);
  if (!offlineFirst) sync.queued();
}
isWritten = true;
if (offlineFirst) await sync.start();
tellOver();
