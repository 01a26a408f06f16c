import type { DeviceId } from "../../shared/ids.ts";
import { EVENTS, PAGE_ROWS, PROTOCOL_VERSION, SCHEMA_VERSION, type Page, type Presence, type PresenceSign, type Welcome } from "../../shared/sync/protocol.ts";
import type { VersionedRow } from "../../shared/sync/rows.ts";
import { versionOf } from "../../shared/sync/upcast.ts";
import { toInstant, type Clock, type Instant } from "../../shared/time.ts";
import type { Replica } from "../replica/replica.ts";
import type { Connection, PendingMutation } from "../state/inbox-state.ts";
import { sampleOf, type Sample } from "./clock-offset.ts";
import type { PendingQueue } from "./pending-queue.ts";
import { settleResults, type Refusal } from "./settle-results.ts";
import type { SnapshotStream } from "./snapshot.ts";
import type { Timers } from "../timers.ts";
import type { Transport } from "./transport.ts";
import { parsePage, parsePoke, parsePresence, parseProblem, parsePushAnswer, parseTime, parseWelcome } from "./wire.ts";

/** What the sync client tells the mirror. */
export interface SyncListener {
  /** What must be on disk before these rows are: of a page, and of a snapshot the messages that this person wrote. */
  readonly beforeRows?: ((rows: readonly VersionedRow[]) => Promise<void> | undefined) | undefined;
  readonly onRows: (rows: readonly VersionedRow[], pending: readonly PendingMutation[], queued: number) => void;
  readonly onPending: (pending: readonly PendingMutation[], queued: number) => void;
  /** A new generation of the replica is there. */
  readonly onSnapshot: () => Promise<void>;
  readonly onConnection: (connection: Connection) => void;
  readonly onPresence: (presence: Presence) => void;
  readonly onSample: (sample: Sample) => void;
  /** Resolves when the text that was in it is safe. */
  readonly onRefusal: (refusal: Refusal) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

export interface SyncDeps {
  readonly deviceId: DeviceId;
  readonly app: string;
  readonly transport: Transport;
  readonly replica: Pick<Replica, "position" | "applyPage" | "beginSnapshot">;
  readonly queue: PendingQueue;
  readonly fetchSnapshot: (signal: AbortSignal) => Promise<SnapshotStream>;
  /** A new token, after the server did not take the old one. */
  readonly renew: () => Promise<"renewed" | "unreachable" | "signed-out">;
  /** This machine's clock, not the corrected one. */
  readonly clock: Clock;
  readonly timers: Timers;
  /** 0 to 1, for the jitter: many desks must not come back in the same instant. */
  readonly random: () => number;
  readonly listener: SyncListener;
}

export interface SyncClient {
  readonly start: () => Promise<void>;
  /** Something was added to the queue: show it, and push it as soon as there is a connection. */
  readonly queued: () => void;
  /** The connection may be dead without knowing it (sleep, another network): begin anew at once. */
  readonly reconnect: () => void;
  readonly sign: (sign: PresenceSign) => void;
  readonly sample: () => Promise<Sample>;
  readonly stop: () => void;
}

const SAFETY_PULL_MS = 30_000;
const RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 30_000;
const PULL_AFTER_PUSH_MS = 500;

/**
 * Keeps the replica up with the server's log, and the server with what was wished for here.
 *
 *   closed ──open──▶ greeting ──welcome──▶ (snapshot) ──▶ catching up ──▶ live
 *     ▲                                                                    │
 *     └────────────────── any failure, a close, a wake ◀───────────────────┘
 */
export function createSyncClient({ app, clock, deviceId, fetchSnapshot, listener, queue, random, renew, replica, timers, transport }: SyncDeps): SyncClient {
  // One thing at a time, in arrival order. What fails is reported, and the connection begun anew.
  let work: Promise<void> = Promise.resolve();
  /** Counts connections: what was begun on one must not go on after it. */
  let connection = 0;
  let isGreeted = false;
  let isLive = false;
  let isPushing = false;
  let isPulling = false;
  /** The furthest that deltas spoke of while a pull was under way. */
  let wanted = 0;
  let isStopped = false;
  let isForked = false;
  /** We drop the connection ourselves, to make another. */
  let isDropping = false;
  let failures = 0;
  let snapshotStop = new AbortController();
  let cursor: number | undefined;
  let asOf: Instant | undefined;
  let cancelSafety = (): void => undefined;
  let cancelRetry = (): void => undefined;
  let cancelPushRetry = (): void => undefined;
  let cancelPullAfterPush = (): void => undefined;

  const inOrder = (task: () => Promise<void>): void => {
    const mine = connection;
    const run = async (): Promise<void> => {
      if (mine !== connection || isStopped) return;
      try {
        await task();
      } catch (error) {
        if (mine !== connection || isStopped) return;
        // Planned before it is told of: whoever hears of it keeps nothing from going on.
        retryLater();
        listener.onError(error);
      }
    };
    work = work.then(run, run);
  };

  /** 1, 2, 4 … seconds, up to half a minute, never all desks at once. */
  const retryLater = (): void => {
    const delay = Math.min(LONGEST_RETRY_MS, RETRY_MS * 2 ** failures++) * (0.5 + random());
    cancelRetry();
    cancelRetry = timers.after(delay, begin);
  };

  const begin = (): void => {
    if (isStopped) return;
    forget();
    onTheWay();
    isDropping = true;
    transport.reconnect();
    isDropping = false;
  };

  const onTheWay = (): void => listener.onConnection(cursor === undefined ? { kind: "starting" } : { kind: "syncing" });

  const forget = (): void => {
    connection++;
    isGreeted = false;
    isLive = false;
    isPulling = false;
    wanted = 0;
    snapshotStop.abort();
    cancelSafety();
    cancelRetry();
    cancelPushRetry();
    cancelPullAfterPush();
  };

  const showPending = (): void => listener.onPending(queue.visible(), queue.queued());

  const heard = (serverNow: number): void => {
    if (asOf === undefined || serverNow > asOf) asOf = toInstant(serverNow);
  };

  const greet = async (): Promise<void> => {
    const position = await replica.position();
    if (position !== undefined && position.cursor !== cursor) {
      // Another hand moved it: a window that led before us and had not heard yet that it does no more.
      cursor = position.cursor;
      await listener.onSnapshot();
    }
    const tC = clock.now();
    const answer = await transport.ask(EVENTS.hello, {
      proto: PROTOCOL_VERSION,
      schema: SCHEMA_VERSION,
      app,
      deviceId,
      tC,
      ...(position === undefined ? {} : { epoch: position.epoch, cursor: position.cursor, scopesHash: position.scopesHash }),
    });
    if (parseProblem(answer)?.problem === "auth") return refused();

    const welcome = parseWelcome(answer);
    listener.onSample(sampleOf(tC, welcome.serverNow, clock.now()));
    heard(welcome.serverNow);
    await follow(welcome);
  };

  const follow = async (welcome: Welcome): Promise<void> => {
    switch (welcome.mode) {
      case "auth":
        return refused();
      case "upgrade":
        isStopped = true;
        listener.onConnection({ kind: "upgrade" });
        return transport.close();
      case "delta":
        await queue.adopt(welcome);
        break;
      case "snapshot":
      case "reset":
        onTheWay();
        // Before the rows of another life of the server come: what it has lost must not be out of sight for a moment.
        await queue.adopt(welcome);
        showPending();
        await takeSnapshot();
        break;
    }

    if (isForked) await queue.moveBehind(welcome.lastMutId);
    else await queue.align(welcome.lastMutId);
    isForked = false;
    showPending();

    isGreeted = true;
    void push();
    await pull(welcome.head);
  };

  /** [I13] Everything up to the flip lies beside what is shown; a crash leaves the old generation. */
  const takeSnapshot = async (): Promise<void> => {
    snapshotStop = new AbortController();
    const { signal } = snapshotStop;
    const { chunks, head } = await fetchSnapshot(signal);
    const writer = await replica.beginSnapshot(head);
    let conversations = 0;
    for await (const chunk of chunks) {
      signal.throwIfAborted();
      await listener.beforeRows?.(chunk.mine);
      await writer.add(chunk);
      // Whoever has something to look at is not told how much there will be.
      if (cursor !== undefined || chunk.kind !== "conversation") continue;
      conversations += chunk.hashes.length;
      listener.onConnection({ kind: "starting", conversations });
    }
    await writer.finish(asOf ?? clock.now());

    const position = await replica.position();
    cursor = position?.cursor;
    if (position !== undefined) await queue.cover(position);
    await listener.onSnapshot();
  };

  const pull = async (head: number): Promise<void> => {
    isPulling = true;
    for (let more = true; more;) {
      const from = cursor ?? 0;
      if (!isLive) listener.onConnection({ kind: "syncing", remaining: Math.max(0, head - from) });
      const answer = await transport.ask(EVENTS.pull, { from, max: PAGE_ROWS });
      const problem = parseProblem(answer);
      if (problem?.problem === "auth") return refused();
      if (problem !== undefined) throw new Error(`The server refused to be read: ${problem.problem}.`);

      const page = parsePage(answer);
      if (!(await apply(page))) throw new Error("The page does not fit: another epoch, or another cursor.");
      // What was spoken of meanwhile is asked for once more, not for ever: it may have been no news for us.
      more = page.more || wanted > page.to;
      wanted = 0;
    }
    isPulling = false;
    failures = 0;
    isLive = true;
    listener.onConnection({ kind: "live" });
    pullLater();
  };

  /** [I7] A page from anywhere else than the cursor changes nothing. */
  const apply = async (page: Page): Promise<boolean> => {
    await listener.beforeRows?.(page.rows);
    const rows = await replica.applyPage(page);
    if (rows === undefined) return false;
    cursor = page.to;
    heard(page.serverNow);
    // The queue drops what is over from disk afterwards; on screen both change at once.
    const dropped = queue.cover({ epoch: page.epoch, cursor: page.to, wm: page.wm, asOf: page.serverNow });
    listener.onRows(rows, queue.visible(), queue.queued());
    await dropped;
    return true;
  };

  const pullNow = (): void => inOrder(async () => pull(cursor ?? 0));

  /** Deltas and pokes may be lost: look now and then whatever happens. */
  const pullLater = (): void => {
    cancelSafety();
    cancelSafety = timers.after(SAFETY_PULL_MS * (1 + random()), pullNow);
  };

  const receive = async (raw: unknown): Promise<void> => {
    const page = parsePage(raw);
    if (page.from === cursor && (await apply(page))) {
      pullLater();
      return;
    }
    if (page.to > (cursor ?? 0)) await pull(page.to);
  };

  /** One request in flight, in order, oldest first. What is in it is pushed again under the same numbers until a result is known. */
  const push = async (): Promise<void> => {
    if (isPushing) return;
    isPushing = true;
    try {
      for (let batch = queue.toPush(); isGreeted && !isStopped && batch.length > 0; batch = queue.toPush()) {
        await queue.leaving(batch);
        const answer = await transport.ask(EVENTS.push, { deviceId, muts: batch.map(({ id, mutation }) => ({ id, mv: versionOf(mutation), mutation })) });
        const problem = parseProblem(answer);
        if (problem !== undefined) return pushProblem(problem.problem);

        const settled = await settleResults(parsePushAnswer(answer), batch, queue, listener.onRefusal);
        showPending();
        if (!settled) return pushLater();
      }
    } catch (error) {
      // A lost connection is not news; the next greeting pushes again.
      if (isGreeted) {
        listener.onError(error);
        pushLater();
      }
    } finally {
      isPushing = false;
    }
    if (queue.hasUncovered()) pullAfterPush();
  };

  const pushProblem = (problem: "invalid" | "auth" | "rate" | "fork" | "hello-first" | "internal"): void => {
    if (problem === "auth") return void refused();
    if (problem === "rate") return pushLater();
    if (problem === "fork") isForked = true;
    listener.onError(new Error(`The server refused a push: ${problem}.`));
    retryLater();
  };

  const pushLater = (): void => {
    cancelPushRetry();
    cancelPushRetry = timers.after(RETRY_MS * (0.5 + random()), () => void push());
  };

  /** The delta with our own effect may have been lost. */
  const pullAfterPush = (): void => {
    cancelPullAfterPush();
    cancelPullAfterPush = timers.after(PULL_AFTER_PUSH_MS, () => {
      if (isGreeted && queue.hasUncovered()) pullNow();
    });
  };

  const refused = async (): Promise<void> => {
    forget();
    onTheWay();
    const mine = connection;
    const outcome = await renew();
    if (mine !== connection || isStopped || outcome === "signed-out") return;
    if (outcome === "renewed" && failures++ === 0) return begin();
    if (outcome === "unreachable") listener.onConnection({ kind: "offline", asOf });
    retryLater();
  };

  const closed = (): void => {
    if (isStopped || isDropping) return;
    forget();
    listener.onConnection({ kind: "offline", asOf });
  };

  /** While catching up it cannot fit, and the server must not wait for us: how far it goes is remembered and pulled. */
  const missed = (raw: unknown): void => {
    wanted = Math.max(wanted, parsePage(raw).to);
  };

  transport.listen({
    onOpen: () => {
      connection++;
      inOrder(greet);
    },
    onClose: closed,
    onRefused: () => void refused(),
    onDelta: (page, acknowledge) => {
      if (!isGreeted || isPulling) {
        missed(page);
        return acknowledge();
      }
      inOrder(async () => {
        try {
          await receive(page);
        } finally {
          acknowledge();
        }
      });
    },
    onPoke: (poke) => {
      if (isGreeted && parsePoke(poke).head > (cursor ?? 0)) pullNow();
    },
    onPresence: (presence) => listener.onPresence(parsePresence(presence)),
  });

  return {
    start: async () => {
      const position = await replica.position();
      cursor = position?.cursor;
      asOf = position === undefined ? undefined : toInstant(position.asOf);
      showPending();
      listener.onConnection(position === undefined ? { kind: "starting" } : { kind: "syncing" });
      transport.open();
    },
    queued: () => {
      showPending();
      void push();
    },
    reconnect: begin,
    sign: (sign) => transport.tell(EVENTS.presence, sign),
    sample: async () => {
      const asked = clock.now();
      const { tS } = parseTime(await transport.ask(EVENTS.time, { tC: asked }));
      return sampleOf(asked, tS, clock.now());
    },
    stop: () => {
      isStopped = true;
      forget();
      transport.close();
    },
  };
}
