import "fake-indexeddb/auto";
import { createStore } from "zustand/vanilla";
import type { Agent } from "../../shared/inbox/people.ts";
import { toDeviceId, type DeviceId } from "../../shared/ids.ts";
import type { Mutation } from "../../shared/sync/mutations.ts";
import { createDrafts } from "../../renderer/commands/drafts.ts";
import { createOnRefusal } from "../../renderer/commands/refusal.ts";
import { openOutbox } from "../../renderer/replica/outbox.ts";
import type { DiskProblem } from "../../renderer/replica/disk-problem.ts";
import type { OpenedOutbox } from "../../renderer/replica/journal-outbox.ts";
import { openCopy, openUnsent } from "../../renderer/session/open-kept.ts";
import type { InboxState } from "../../renderer/state/inbox-state.ts";
import { emptyInbox } from "../../renderer/state/inbox-store.ts";
import { createReturnedKeeper } from "../../renderer/state/returned-keeper.ts";
import { createMirror } from "../../renderer/state/mirror.ts";
import { createSyncClient } from "../../renderer/sync/sync-client.ts";
import type { FakeServer } from "./fake-sync-server.ts";
import type { FakeTime } from "./fake-time.ts";
import { anna } from "./inbox-builders.ts";

let databases = 0;

/** A desk with real databases (in memory), the real mirror and the real sync client, against the fake server. */
export async function openDesk(
  server: FakeServer,
  time: FakeTime,
  {
    agent = anna,
    name = `desk-${++databases}`,
    deviceId = name,
    open = openOutbox,
  }: { readonly agent?: Agent; readonly name?: string; readonly deviceId?: string; readonly open?: (name: string, id: DeviceId) => Promise<OpenedOutbox> } = {},
) {
  const store = createStore<InboxState>(() => emptyInbox);
  const errors: unknown[] = [];
  const onError = (error: unknown): void => void errors.push(error);
  /** Why the cache is in memory, each time that it went there. */
  const inMemory: DiskProblem[] = [];
  const names = { replica: `r-${name}`, outbox: `o-${name}`, acknowledged: `b-${name}` };
  const copy = await openCopy({
    names,
    agent,
    now: time.clock.now(),
    isWanted: true,
    leads: true,
    timers: time.timers,
    onMemory: (problem) => void inMemory.push(problem),
    onError,
  });
  if (copy === undefined) throw new Error("Nobody is named.");
  if (copy.inMemory !== undefined && copy.inMemory !== "wished") inMemory.push(copy.inMemory);
  const kept = await openUnsent(copy, { names, deviceId: toDeviceId(deviceId), openOutbox: open, timers: time.timers, onError }).catch((error: unknown) => {
    copy.replica.close();
    throw error;
  });
  const { outbox, queue } = kept;
  const { replica } = copy;
  const mirror = createMirror({ store, replica, me: agent, clock: time.clock, timers: time.timers });
  const drafts = createDrafts({ outbox, show: mirror.draft, timers: time.timers, onError });
  const returned = createReturnedKeeper({
    outbox,
    state: store.getState,
    show: mirror.returned,
    me: agent.id,
    clock: time.clock,
    onError,
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
      beforeRows: returned.rows,
      onRows: mirror.rows,
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
      onError,
    },
  });
  mirror.drafts(kept.drafts);
  returned.start(kept.returned);
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
    inMemory,
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
