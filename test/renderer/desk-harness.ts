import "fake-indexeddb/auto";
import { createStore } from "zustand/vanilla";
import type { Agent } from "../../shared/inbox/people.ts";
import { toDeviceId } from "../../shared/ids.ts";
import type { Mutation } from "../../shared/sync/mutations.ts";
import { createDrafts } from "../../renderer/commands/drafts.ts";
import { createOnRefusal } from "../../renderer/commands/refusal.ts";
import { openAcknowledgedBook } from "../../renderer/replica/acknowledged.ts";
import { openOutbox } from "../../renderer/replica/outbox.ts";
import { openReplica } from "../../renderer/replica/replica.ts";
import type { InboxState } from "../../renderer/state/inbox-state.ts";
import { emptyInbox } from "../../renderer/state/inbox-store.ts";
import { createReturnedKeeper } from "../../renderer/state/returned-keeper.ts";
import { createMirror } from "../../renderer/state/mirror.ts";
import { loadPendingQueue } from "../../renderer/sync/pending-queue.ts";
import { createSyncClient } from "../../renderer/sync/sync-client.ts";
import type { FakeServer } from "./fake-sync-server.ts";
import type { FakeTime } from "./fake-time.ts";
import { anna } from "./inbox-builders.ts";

let databases = 0;

/** A desk with real databases (in memory), the real mirror and the real sync client, against the fake server. */
export async function openDesk(
  server: FakeServer,
  time: FakeTime,
  { agent = anna, name = `desk-${++databases}`, deviceId = name }: { readonly agent?: Agent; readonly name?: string; readonly deviceId?: string } = {},
) {
  const store = createStore<InboxState>(() => emptyInbox);
  const replica = await openReplica(`r-${name}`);
  const { isNewDevice, outbox } = await openOutbox(`o-${name}`, toDeviceId(deviceId));
  if (isNewDevice) await replica.setWatermark(0);
  const book = await openAcknowledgedBook(`b-${name}`);
  const queue = await loadPendingQueue(outbox, book, await replica.position());
  const mirror = createMirror({ store, replica, me: agent, clock: time.clock, timers: time.timers });
  const errors: unknown[] = [];
  const drafts = createDrafts({ outbox, show: mirror.draft, timers: time.timers, onError: (error) => errors.push(error) });
  const returned = createReturnedKeeper({
    outbox,
    state: store.getState,
    show: mirror.returned,
    me: agent.id,
    clock: time.clock,
    onError: (error) => errors.push(error),
  });
  const line = server.connect(deviceId, agent.id);
  const renewals = { outcome: "renewed" as "renewed" | "unreachable" | "signed-out", count: 0 };
  let ids = 0;
  const newId = () => `${name}-${++ids}`;
  const sync = createSyncClient({
    deviceId: toDeviceId(deviceId),
    app: "test",
    transport: line.transport,
    replica,
    queue,
    fetchSnapshot: server.snapshot,
    renew: async () => {
      renewals.count++;
      return renewals.outcome;
    },
    clock: time.clock,
    timers: time.timers,
    random: () => 0.5,
    listener: {
      onRows: (rows, pending, queued) => {
        mirror.rows(rows, pending, queued);
        returned.rows(rows);
      },
      onPending: mirror.pending,
      onSnapshot: mirror.load,
      onConnection: (connection) => {
        mirror.connection(connection);
        returned.connection(connection);
      },
      onPresence: mirror.presence,
      // The server of the tests has the clock of the desk.
      onSample: () => mirror.offset({ ms: 0, certain: true }),
      onRefusal: createOnRefusal({ state: store.getState, mirror, keepDraft: drafts.keep, keepReturned: returned.keep, clock: time.clock, newId }),
      onError: (error) => errors.push(error),
    },
  });
  mirror.drafts(await outbox.drafts());
  await returned.start();
  mirror.pending(queue.visible(), queue.queued());
  await mirror.load();

  return {
    name,
    store,
    state: store.getState,
    replica,
    outbox,
    queue,
    mirror,
    drafts,
    returned,
    sync,
    line,
    errors,
    renewals,
    newId,
    wish: async (mutation: Mutation, sentDraftOf?: Parameters<typeof queue.append>[2]) => {
      await queue.append(mutation, time.clock.now(), sentDraftOf);
      sync.queued();
    },
    /** As a crash would: nothing is closed in order. */
    crash: () => {
      sync.stop();
      mirror.stop();
      replica.close();
      outbox.close();
    },
  };
}

export type DeskUnderTest = Awaited<ReturnType<typeof openDesk>>;

/** Waits for the databases and promises, not for time. */
export async function until(isTrue: () => boolean, what = "the condition"): Promise<void> {
  for (let turn = 0; turn < 2_000; turn++) {
    if (isTrue()) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error(`Waited in vain for ${what}.`);
}

/** Long enough for everything that is under way; for showing that nothing happens. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 60; turn++) await new Promise((resolve) => setImmediate(resolve));
}

export const isLive = (desk: Pick<DeskUnderTest, "state">) => (): boolean => desk.state().connection.kind === "live";
