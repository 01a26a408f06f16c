import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { createStore } from "zustand/vanilla";
import { createDrafts } from "../../renderer/commands/drafts.ts";
import { createOnRefusal } from "../../renderer/commands/refusal.ts";
import { createSession } from "../../renderer/session/session.ts";
import type { InboxState } from "../../renderer/state/inbox-state.ts";
import { emptyInbox } from "../../renderer/state/inbox-store.ts";
import { createMirror } from "../../renderer/state/mirror.ts";
import { createReturnedKeeper } from "../../renderer/state/returned-keeper.ts";
import { createClockOffset } from "../../renderer/sync/clock-offset.ts";
import { loadPendingQueue } from "../../renderer/sync/pending-queue.ts";
import { piecesOf, readSnapshot } from "../../renderer/sync/snapshot.ts";
import { createSyncClient } from "../../renderer/sync/sync-client.ts";
import { createSocketTransport } from "../../renderer/sync/transport.ts";
import { pageTimers as timers } from "../../renderer/timers.ts";
import { EVENTS } from "../../shared/sync/protocol.ts";
import type { VersionedRow } from "../../shared/sync/rows.ts";
import { toInstant } from "../../shared/time.ts";
import type { DeskNews, DeskOrder, DeskReport, DeskSettings } from "./desk-messages.ts";
import { openDeskDisk } from "./desk-disk.ts";
import { watchDesk } from "./desk-watch.ts";
import { wishOf } from "./wishes.ts";

/**
 * One desk as a process of its own, which can be killed and stopped: the real session, sync client, queue and mirror over real
 * sockets. Only its disk is a folder instead of the browser's databases.
 */
const settings = JSON.parse(process.argv[2] ?? "") as DeskSettings;
const { folder, server } = settings;
const clock = { now: () => toInstant(Date.now()) };
const tell = (news: DeskNews): void => void process.send?.(news);
const errors: string[] = [];
const onError = (error: unknown): void => void errors.push(error instanceof Error ? error.message : String(error));
const watch = watchDesk((what) => tell({ type: "violation", what: `${settings.name}: ${what}` }));

const disk = openDeskDisk(folder);
const session = createSession({
  fetch: (url, init) => fetch(url, init),
  vault: disk.vault,
  clock,
  timers,
  deviceName: settings.name,
  deviceIdFor: () => settings.deviceId,
  alone: (task) => task(),
});

async function signedIn() {
  for (;;) {
    const known = (await session.restore({ url: server, embedded: false, demo: false })) ?? session.current();
    if (known !== undefined) return known;
    await session.signIn(server, settings.name, settings.password);
    if (session.current() === undefined) await new Promise((resolve) => void setTimeout(resolve, 400));
  }
}

const me = await signedIn();
const { replica } = disk;
const { isNewDevice, outbox } = disk.openOutbox(me.deviceId);
if (isNewDevice) await replica.setWatermark(0);
const queue = await loadPendingQueue(outbox, disk.book, await replica.position());
const store = createStore<InboxState>(() => emptyInbox);
const offset = createClockOffset({ clock, monotonic: () => performance.now(), timers, ask: () => sync.sample(), onOffset: (next) => mirror.offset(next) });
const agent = me.agent ?? { id: me.agentId, name: settings.name, role: "agent" as const, teamIds: [] };
const mirror = createMirror({ store, replica, me: agent, clock: offset.clock, timers });
const drafts = createDrafts({ outbox, show: mirror.draft, timers, onError });
let notices = 0;
let snapshotAt = Number.POSITIVE_INFINITY;
const returned = createReturnedKeeper({ outbox, state: store.getState, show: mirror.returned, me: agent.id, clock: offset.clock, onError });
const giveBack = createOnRefusal({
  state: store.getState,
  mirror,
  keepDraft: drafts.keep,
  keepReturned: returned.keep,
  clock: offset.clock,
  newId: () => `notice-${++notices}`,
});
const transport = createSocketTransport(server, session.token);
const sync = createSyncClient({
  deviceId: me.deviceId,
  app: "faults",
  transport: {
    ...transport,
    ask: async (event, question) => {
      const answer = await transport.ask(event, question);
      if (event === EVENTS.push) watch.pushed(question, answer);
      return answer;
    },
  },
  replica: {
    ...replica,
    applyPage: async (page) => {
      const news = await replica.applyPage(page);
      if (news !== undefined) watch.page(page);
      return news;
    },
  },
  queue,
  fetchSnapshot: async (signal) => {
    const response = await session.request("/api/v1/snapshot", { signal });
    if (!response.ok || response.body === null) throw new Error(`The snapshot was refused: ${response.status}.`);
    return readSnapshot(piecesOf(response.body), me.agentId);
  },
  renew: session.renew,
  clock,
  timers,
  random: Math.random,
  listener: {
    beforeRows: returned.rows,
    onRows: mirror.rows,
    onPending: mirror.pending,
    onSnapshot: async () => {
      snapshotAt = (await replica.position())?.cursor ?? snapshotAt;
      await mirror.load();
    },
    onConnection: (connection) => {
      mirror.connection(connection);
      returned.connection(connection);
    },
    onPresence: mirror.presence,
    onSample: offset.add,
    onRefusal: async (refusal) => {
      await giveBack(refusal);
      // On disk before it is gone from the outbox: who asks in the end must be able to know.
      const { mutation } = refusal.pending;
      appendFileSync(join(folder, "refused.ndjson"), `${JSON.stringify({ mutation, code: refusal.result.code })}\n`);
    },
    onError,
  },
});

mirror.drafts(await outbox.drafts());
returned.start(await outbox.returned());
mirror.pending(queue.visible(), queue.queued());
await mirror.load();
process.on("message", (order: DeskOrder) => void obey(order).catch(onError));
process.on("disconnect", () => process.exit(0));
await sync.start();
tell({ type: "ready" });

async function obey(order: DeskOrder): Promise<void> {
  if (order.type === "wake") {
    offset.doubt();
    return sync.reconnect();
  }
  if (order.type === "report") return tell({ type: "report", report: await report() });
  const now = offset.clock.now();
  const mutation = wishOf(order, store.getState(), agent.id, now);
  if (mutation === undefined) return;
  await queue.append(mutation, now);
  tell({ type: "kept", id: order.id, mutation });
  sync.queued();
}

async function report(): Promise<DeskReport> {
  const { connection, conversations } = store.getState();
  const rows: VersionedRow[] = [];
  await replica.readAll("conversation", (some) => rows.push(...some));
  const parts = await Promise.all(rows.map(({ id }) => replica.readParts(id as never)));
  return {
    isLive: connection.kind === "live",
    cursor: (await replica.position())?.cursor,
    // Of a snapshot in an earlier life nothing is known any more: then nothing is demanded of it.
    snapshotAt: Number.isFinite(snapshotAt) ? snapshotAt : Number.MAX_SAFE_INTEGER,
    pending: queue.toPush().map(({ id, mutation }) => ({ id, mutation })),
    rows: [...rows, ...parts.flat()],
    shown: [...conversations],
    errors,
  };
}
