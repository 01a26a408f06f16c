import "fake-indexeddb/auto";
import { Dexie } from "dexie";
import { createStore } from "zustand/vanilla";
import type { Principal } from "../../backend/auth/auth.ts";
import { createDrafts } from "../../renderer/commands/drafts.ts";
import { createOnRefusal } from "../../renderer/commands/refusal.ts";
import { openAcknowledgedBook, type AcknowledgedBook } from "../../renderer/replica/acknowledged.ts";
import { openOutbox, type Outbox } from "../../renderer/replica/outbox.ts";
import { foldWhenIdle } from "../../renderer/replica/fold-when-idle.ts";
import { openReplica, type Replica } from "../../renderer/replica/replica.ts";
import type { InboxState } from "../../renderer/state/inbox-state.ts";
import { emptyInbox } from "../../renderer/state/inbox-store.ts";
import { createReturnedKeeper } from "../../renderer/state/returned-keeper.ts";
import { createMirror } from "../../renderer/state/mirror.ts";
import { createClockOffset } from "../../renderer/sync/clock-offset.ts";
import { loadPendingQueue, type PendingQueue } from "../../renderer/sync/pending-queue.ts";
import { createSyncClient, type SyncClient } from "../../renderer/sync/sync-client.ts";
import type { SnapshotStream } from "../../renderer/sync/snapshot.ts";
import type { Refusal } from "../../renderer/sync/settle-results.ts";
import type { ConversationId } from "../../shared/ids.ts";
import type { Mutation } from "../../shared/sync/mutations.ts";
import type { Page } from "../../shared/sync/protocol.ts";
import { toInstant } from "../../shared/time.ts";
import type { Chances } from "./chances.ts";
import { memoryBook, memoryOutbox, memoryReplica, type Disk } from "./memory-disk.ts";
import type { SimulatedLink } from "./simulated-link.ts";
import type { SimulatedTime } from "./simulated-time.ts";
import type { Sometimes } from "./sometimes.ts";
import { createTypedWords } from "./typed-words.ts";
import type { Violation } from "./violations.ts";

/** What is running of a desk between a start and a crash. */
export interface RunningDesk {
  readonly state: () => InboxState;
  readonly replica: Replica;
  readonly queue: PendingQueue;
  readonly sync: SyncClient;
  readonly serverNow: () => number;
  readonly wish: (mutation: Mutation, sentDraftOf?: ConversationId) => Promise<void>;
  readonly type: (conversationId: ConversationId, text: string) => void;
  readonly wake: () => void;
}

export interface SimulatedDesk {
  readonly principal: Principal;
  readonly running: () => RunningDesk | undefined;
  readonly start: () => void;
  readonly crash: () => void;
  /** Databases that have not answered yet. */
  readonly busy: () => number;
  /** What its clock says, less what is true. */
  readonly setSkew: (ms: number) => void;
  readonly heal: () => void;
  readonly errors: readonly unknown[];
  /** The place in the log of the last snapshot: what is older may have stayed on the server. */
  readonly snapshotAt: () => number;
  /** Its databases go with it. */
  readonly forget: () => Promise<void>;
}

interface Deps {
  readonly principal: Principal;
  readonly time: SimulatedTime;
  readonly chances: Chances;
  readonly sometimes: Sometimes;
  readonly link: SimulatedLink;
  readonly disk: Disk;
  /** Named: the real databases are used, under this name. */
  readonly database: string | undefined;
  readonly snapshot: () => Promise<SnapshotStream>;
  readonly threads: readonly ConversationId[];
  readonly onRefused: (refusal: Refusal) => void;
  readonly onChange: (desk: RunningDesk) => void;
  readonly onPage: (page: Page) => void;
  readonly onCrash: () => void;
  readonly report: (violation: Violation) => void;
}

const CRASH_AT_A_WRITE = 0.0015;
const OLDER_CACHE = 0.3;
/** Of whoever is dead. One each: one for all would hold on to everybody who ever waited for it. */
const never = (): Promise<never> => new Promise(() => undefined);

export function createSimulatedDesk({
  chances,
  database,
  disk,
  link,
  onChange,
  onCrash,
  onPage,
  onRefused,
  principal,
  report,
  snapshot,
  sometimes,
  threads,
  time,
}: Deps): SimulatedDesk {
  const words = createTypedWords(String(principal.deviceId), report);
  const names = { replica: `replica-${database}`, outbox: `outbox-${database}`, book: `book-${database}` };
  /** Of every life: who crashes closes nothing. */
  const closers: (() => void)[] = [];
  const errors: unknown[] = [];
  let running: RunningDesk | undefined;
  let die: (() => void) | undefined;
  let busy = 0;
  let skew = 0;
  let healed = false;
  let snapshotAt = 0;
  let hasCrashed = false;

  const crash = (): void => die?.();

  const start = (): void => {
    if (die !== undefined) return;
    let dead = false;
    die = () => {
      if (dead) return;
      dead = true;
      hasCrashed = true;
      die = undefined;
      words.crashed(time.now());
      if ((running?.queue.queued() ?? 0) > 0) sometimes.reached("desk crashed with wishes queued");
      running = undefined;
      link.deskGone();
      // A power cut takes what the cache had not synced; the outbox is synced with every write.
      const older = disk.older[0];
      if (database === undefined && older !== undefined && !healed && chances.likely(OLDER_CACHE)) disk.cache = older;
      disk.older.length = 0;
      onCrash();
    };

    /** Every call may be the last thing this process does, before or after it took effect. */
    const mortal = <Port extends object>(port: Port, writes: readonly (keyof Port)[]): Port => {
      const wrapped: Record<PropertyKey, unknown> = {};
      for (const [name, given] of Object.entries(port)) {
        const strikes = writes.includes(name as keyof Port);
        wrapped[name] = async (...args: readonly unknown[]) => {
          if (dead) return never();
          if (strikes && !healed && chances.likely(CRASH_AT_A_WRITE)) {
            sometimes.reached("desk crashed before a write");
            die?.();
            return never();
          }
          busy++;
          const value: unknown = await Promise.resolve((given as (...all: readonly unknown[]) => unknown)(...args)).finally(() => void busy--);
          if (dead) return never();
          if (strikes && !healed && chances.likely(CRASH_AT_A_WRITE)) {
            sometimes.reached("desk crashed after a write");
            die?.();
            return never();
          }
          return value;
        };
      }
      return wrapped as Port;
    };

    const clock = { now: () => toInstant(time.now() + skew) };
    const timers = {
      after: (ms: number, task: () => void) =>
        time.after(ms, () => {
          if (!dead) task();
        }),
    };

    const open = async (): Promise<void> => {
      const cache = database === undefined ? memoryReplica(disk) : await openReplica(names.replica, 5);
      const replica = mortal<Replica>(
        {
          ...cache,
          applyPage: async (page) => {
            const news = await cache.applyPage(page);
            if (news !== undefined && !dead) onPage(page);
            return news;
          },
        },
        ["applyPage", "setWatermark", "foldSome"],
      );
      const { deviceId } = principal;
      if (deviceId === undefined) throw new Error("A desk is a device.");
      const opened = database === undefined ? memoryOutbox(disk, deviceId) : await openOutbox(names.outbox, deviceId);
      const outbox = mortal<Outbox>(opened.outbox, ["append", "remove", "renumber", "skipTo", "saveDraft", "dropDraft", "setPushedTo", "keepReturned"]);
      const taken = database === undefined ? memoryBook(disk) : await openAcknowledgedBook(names.book);
      closers.push(cache.close, opened.outbox.close, taken.close);
      const book = mortal<AcknowledgedBook>(taken, ["add", "drop", "setEpoch"]);
      if (opened.isNewDevice) await replica.setWatermark(0);
      const queue = await loadPendingQueue(outbox, book, await replica.position());
      if (dead) return;

      const store = createStore<InboxState>(() => emptyInbox);
      const offset = createClockOffset({ clock, monotonic: () => time.now(), timers, ask: () => sync.sample(), onOffset: (next) => mirror.offset(next) });
      const mirror = createMirror({ store, replica, me: principal.agent, clock: offset.clock, timers });
      const onError = (error: unknown): void => void errors.push(error);
      const drafts = createDrafts({ outbox, show: mirror.draft, timers, onError });
      let ids = 0;
      const returned = createReturnedKeeper({ outbox, state: store.getState, show: mirror.returned, me: principal.agent.id, clock: offset.clock, onError });
      const giveBack = createOnRefusal({
        state: store.getState,
        mirror,
        keepDraft: drafts.keep,
        keepReturned: returned.keep,
        clock: offset.clock,
        newId: () => `notice-${++ids}`,
      });
      const sync = createSyncClient({
        deviceId,
        app: "simulation",
        transport: link.transport,
        replica,
        queue,
        fetchSnapshot: snapshot,
        renew: async () => "renewed",
        clock,
        timers,
        random: chances.share,
        listener: {
          beforeRows: returned.rows,
          onRows: (rows, pending, queued) => {
            folding.busy();
            mirror.rows(rows, pending, queued);
          },
          onPending: mirror.pending,
          onSnapshot: async () => {
            snapshotAt = (await cache.position())?.cursor ?? snapshotAt;
            sometimes.reached("snapshot taken");
            await mirror.load();
          },
          onConnection: mirror.connection,
          onPresence: mirror.presence,
          onSample: offset.add,
          onRefusal: async (refusal) => {
            await giveBack(refusal);
            if (!dead) onRefused(refusal);
          },
          onError,
        },
      });
      const folding = foldWhenIdle({ replica, timers, onFolded: () => sometimes.reached("chunks folded"), onError });
      const desk: RunningDesk = {
        state: store.getState,
        replica,
        queue,
        sync,
        serverNow: () => offset.clock.now(),
        wish: async (mutation, sentDraftOf) => {
          if (sentDraftOf !== undefined) words.left(sentDraftOf);
          await queue.append(mutation, offset.clock.now(), sentDraftOf);
          if (!dead) sync.queued();
        },
        type: (conversationId, text) => {
          words.typed(conversationId, text, time.now());
          drafts.save({ conversationId, mode: "reply", text, updatedAt: offset.clock.now() });
        },
        wake: () => {
          offset.doubt();
          sync.reconnect();
        },
      };
      const kept = await outbox.drafts();
      words.opened(kept);
      if (kept.length > 0 && hasCrashed) sometimes.reached("draft outlived a crash");
      mirror.drafts(kept);
      returned.start(await outbox.returned());
      mirror.pending(queue.visible(), queue.queued());
      await mirror.load();
      for (const id of threads) await mirror.openThread(id);
      if (dead) return;
      running = desk;
      store.subscribe(() => {
        if (!dead) onChange(desk);
      });
      await sync.start();
    };
    open().catch((error: unknown) => {
      if (!dead) errors.push(error);
    });
  };

  return {
    principal,
    running: () => running,
    start,
    crash,
    busy: () => busy,
    setSkew: (ms) => void (skew = ms),
    heal: () => void (healed = true),
    errors,
    snapshotAt: () => snapshotAt,
    forget: async () => {
      if (database === undefined) return;
      for (const close of closers) close();
      await Promise.all(Object.values(names).map((name) => Dexie.delete(name)));
    },
  };
}
