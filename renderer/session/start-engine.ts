import { createOnRefusal } from "../commands/refusal.ts";
import type { Drafts } from "../commands/drafts.ts";
import { foldWhenIdle } from "../replica/fold-when-idle.ts";
import type { InboxState, Connection } from "../state/inbox-state.ts";
import { createReturnedKeeper } from "../state/returned-keeper.ts";
import type { Ask, News, QueueView, Standing, Wish } from "../sync/engine.ts";
import type { PendingQueue } from "../sync/pending-queue.ts";
import { isSameWish } from "../sync/same-wish.ts";
import { createSnapshotReader, type OpenSnapshotWorker } from "../sync/snapshot-reader.ts";
import { createSyncClient } from "../sync/sync-client.ts";
import type { Clock } from "../../shared/time.ts";
import type { PresenceSign } from "../../shared/sync/protocol.ts";
import type { Transport } from "../sync/transport.ts";
import type { Timers } from "../timers.ts";
import type { Copy, Unsent } from "./open-kept.ts";
import type { Session, SignedIn } from "./session.ts";

interface Deps {
  readonly copy: Copy;
  readonly unsent: Unsent;
  readonly session: Pick<Session, "request" | "renew" | "token">;
  readonly signedIn: SignedIn;
  readonly createTransport: (server: string, token: () => Promise<string | undefined>) => Transport;
  /** Absent where there are no workers. */
  readonly openSnapshotWorker: OpenSnapshotWorker | undefined;
  readonly state: () => InboxState;
  /** Of this window: what comes back goes into a draft by the way that every draft goes. */
  readonly drafts: Pick<Drafts, "keep">;
  /** This machine's clock. */
  readonly clock: Clock;
  /** The server's time as well as we know it. */
  readonly serverClock: Clock;
  readonly timers: Timers;
  readonly random: () => number;
  readonly newId: () => string;
  readonly app: string;
  /** To every window but one. Resolves when this one has taken it in. */
  readonly tell: (news: News, except?: string) => Promise<void>;
  readonly onDisk: () => void;
  readonly onError: (error: unknown) => void;
}

export interface RunningEngine {
  /** How it stands before it is connected. */
  readonly begin: Standing;
  readonly connect: () => Promise<void>;
  /** Answers a window; `isAgain` where an engine before this one may have done it already. */
  readonly answer: (from: string, ask: Ask, isAgain: boolean) => Promise<unknown>;
  /** The connection may be dead without knowing it. */
  readonly wake: () => void;
  /** At once: no socket any more. What is written is still kept until it is closed. */
  readonly stop: () => void;
  readonly close: () => void;
}

/** The one engine of all windows: the socket, the queue, the outbox, and the hand that writes the replica. */
export async function startEngine({
  app,
  clock,
  copy: { inMemory, me, replica },
  createTransport,
  drafts,
  newId,
  onDisk,
  onError,
  openSnapshotWorker,
  random,
  serverClock,
  session,
  signedIn,
  state,
  tell,
  timers,
  unsent: { acknowledged, drafts: kept, outbox, queue, returned: keptReturned },
}: Deps): Promise<RunningEngine> {
  let at = await replica.position();
  /** Two windows that stand at the same place hold the same rows. */
  const place = (): string | undefined => (at === undefined ? undefined : `${at.epoch} ${at.gen} ${at.cursor}`);
  const say = (news: News, except?: string): void => void tell(news, except).catch(onError);
  const returned = createReturnedKeeper({ outbox, state, show: (patch) => say({ kind: "returned", patch }), me: me.id, clock: serverClock, onError });

  const viewOf = (pending: QueueView["pending"], queued: number): QueueView => ({
    pending,
    queued,
    leftTo: pending.findLast(({ id }) => queue.mayHaveLeft(id))?.id ?? 0,
  });

  const readSnapshot = createSnapshotReader(me.id, openSnapshotWorker);
  const watched: PendingQueue = {
    ...queue,
    leaving: async (batch) => {
      await queue.leaving(batch);
      const last = batch.at(-1);
      if (last !== undefined) say({ kind: "leaving", leftTo: last.id });
    },
  };
  const sync = createSyncClient({
    deviceId: signedIn.deviceId,
    app,
    transport: createTransport(signedIn.server, session.token),
    replica: {
      ...replica,
      applyPage: async (page) => {
        const rows = await replica.applyPage(page);
        if (rows !== undefined && at !== undefined) at = { ...at, cursor: page.to };
        return rows;
      },
    },
    queue: watched,
    fetchSnapshot: async (signal) => {
      const response = await session.request("/api/v1/snapshot", { signal });
      if (!response.ok || response.body === null) throw new Error(`The snapshot was refused: ${response.status}.`);
      return readSnapshot(response.body, signal);
    },
    renew: session.renew,
    clock,
    timers,
    random,
    listener: {
      beforeRows: returned.rows,
      onRows: (rows, pending, queued) => {
        folding.busy();
        say({ kind: "rows", rows, queue: viewOf(pending, queued), place: place() });
      },
      onPending: (pending, queued) => say({ kind: "queue", queue: viewOf(pending, queued) }),
      onSnapshot: async () => {
        at = await replica.position();
        await tell({ kind: "snapshot", place: place() });
      },
      onConnection: (connection: Connection) => {
        say({ kind: "connection", connection });
        returned.connection(connection);
      },
      onPresence: (presence) => say({ kind: "presence", presence }),
      onSample: (sample) => say({ kind: "sample", sample }),
      onRefusal: createOnRefusal({
        state,
        mirror: { notice: (notice) => say({ kind: "notice", notice }) },
        keepDraft: drafts.keep,
        keepReturned: returned.keep,
        clock: serverClock,
        newId,
      }),
      onError,
    },
  });
  const folding = foldWhenIdle({ replica, timers, onError });

  const isThere = (wish: Wish): boolean =>
    [queue.all(), queue.taken(), [...state().returned.values()]].some((wishes: readonly Wish[]) => wishes.some((each) => isSameWish(each, wish)));

  // One after the other: whether a wish is there already is known when those before it are.
  let appending: Promise<unknown> = Promise.resolve();
  const append = (wish: Wish, sentDraftOf: Parameters<PendingQueue["append"]>[2], from: string, isAgain: boolean): Promise<void> => {
    const appended = appending.then(async () => {
      if (isAgain && isThere(wish)) return;
      await queue.append(wish.mutation, wish.madeAt, sentDraftOf);
    });
    appending = appended.catch(() => undefined);
    return appended.then(() => {
      if (sentDraftOf !== undefined) say({ kind: "draft", draft: { conversationId: sentDraftOf, mode: "reply", text: "", updatedAt: wish.madeAt } }, from);
      sync.queued();
    });
  };

  const withdraw = async (wishes: readonly Wish[], isAgain: boolean): Promise<readonly Wish[]> => {
    // The engine before this one took them out and had no time to say so.
    const before = isAgain ? wishes.filter((wish) => !isThere(wish)) : [];
    const found = queue.all().filter((each) => wishes.some((wish) => isSameWish(each, wish)));
    const gone = await queue.withdraw(found.map(({ id }) => id));
    sync.queued();
    return [...gone, ...before];
  };

  /** Where each window looks: who leaves a conversation in one of them is still there in another. */
  const viewed = new Map<string, string>();
  const sign = (given: PresenceSign, from: string): void => {
    if (given.what === "view") viewed.set(from, given.conversationId);
    if (given.what === "leave") {
      if (viewed.get(from) === given.conversationId) viewed.delete(from);
      if ([...viewed.values()].includes(given.conversationId)) return;
    }
    sync.sign(given);
  };

  const answer = async (from: string, ask: Ask, isAgain: boolean): Promise<unknown> => {
    switch (ask.name) {
      case "append":
        return append(ask.args[0], ask.args[1], from, isAgain);
      case "withdraw":
        return withdraw(ask.args[0], isAgain);
      case "saveDraft": {
        const [draft] = ask.args;
        await outbox.saveDraft(draft);
        return say({ kind: "draft", draft }, from);
      }
      case "dropDraft": {
        const [conversationId] = ask.args;
        await outbox.dropDraft(conversationId);
        return say({ kind: "draft", draft: { conversationId, mode: "reply", text: "", updatedAt: serverClock.now() } }, from);
      }
      case "keepReturned":
        return returned.keep(ask.args[0]);
      case "dropReturned":
        return returned.drop(ask.args[0]);
      case "dismissHomecoming":
        return returned.dismissHomecoming();
      case "sample":
        return sync.sample();
      case "sign":
        return sign(ask.args[0], from);
      case "reconnect":
        // Asked for by a person, who may have made room on the disk first.
        if ((await replica.tryDisk()) === "on-disk") onDisk();
        return sync.reconnect();
    }
  };

  returned.start(keptReturned);
  const { homecoming, returned: known } = state();
  return {
    begin: {
      place: place(),
      queue: viewOf(queue.visible(), queue.queued()),
      connection: undefined,
      drafts: kept,
      returned: { returned: known, homecoming },
      isInMemory: inMemory !== undefined,
    },
    connect: sync.start,
    answer,
    wake: sync.reconnect,
    stop: () => {
      folding.stop();
      sync.stop();
    },
    close: () => {
      outbox.close();
      acknowledged.close();
    },
  };
}
