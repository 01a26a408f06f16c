import type { StoreApi } from "zustand";
import type { DeviceId } from "../../shared/ids.ts";
import type { Clock } from "../../shared/time.ts";
import { createCommands } from "../commands/create-commands.ts";
import type { Commands } from "../commands/commands.ts";
import { createDrafts } from "../commands/drafts.ts";
import { createMedia } from "../commands/media.ts";
import { createPresenceSigns } from "../commands/presence-signs.ts";
import type { openGuardWorker } from "../guard/guard-checker.ts";
import { databaseNames } from "../replica/database-name.ts";
import type { DiskProblem } from "../replica/disk-problem.ts";
import type { OpenedOutbox } from "../replica/journal-outbox.ts";
import { notKeptKey } from "../replica/outbox-problem.ts";
import type { InboxState } from "../state/inbox-state.ts";
import { createMirror } from "../state/mirror.ts";
import { createClockOffset } from "../sync/clock-offset.ts";
import { createEngineSeat } from "../sync/engine-seat.ts";
import type { Windows } from "../sync/windows.ts";
import type { Timers } from "../timers.ts";
import type { Transport } from "../sync/transport.ts";
import { createDeskFacts } from "./desk-facts.ts";
import { takePart, type Aside } from "./desk-part.ts";
import { createDeskWindow } from "./desk-window.ts";
import { withWritesWhere } from "./leader-writes.ts";
import { dropCopy, openCopy, openUnsent } from "./open-kept.ts";
import { uncached } from "./kept-replica.ts";
import type { Session, SignedIn } from "./session.ts";
import type { OpenSnapshotWorker } from "../sync/snapshot-reader.ts";
import { startEngine } from "./start-engine.ts";

interface Deps {
  readonly session: Session;
  readonly signedIn: SignedIn;
  /** Names the server in the names of the databases; of the embedded one, whatever its port. */
  readonly home: string;
  readonly store: Pick<StoreApi<InboxState>, "getState" | "setState" | "getInitialState">;
  readonly createTransport: (server: string, token: () => Promise<string | undefined>) => Transport;
  /** Among all windows of this person. */
  readonly joinWindows: (name: string) => Windows;
  /** This window cannot go on beside the one that leads, after it could. */
  readonly onAside: (why: Aside) => void;
  /** This machine's clock. */
  readonly clock: Clock;
  readonly monotonic: () => number;
  readonly timers: Timers;
  readonly random: () => number;
  readonly newId: () => string;
  readonly app: string;
  /** [H27] This person wants a copy on this computer. */
  readonly keepsCopy: boolean;
  /** In a browser it is a database of the page; on the desktop the main process keeps it. */
  readonly openOutbox: (name: string, deviceId: DeviceId) => Promise<OpenedOutbox>;
  /** Absent where there are no workers. */
  readonly openGuardWorker?: typeof openGuardWorker | undefined;
  readonly openSnapshotWorker?: OpenSnapshotWorker | undefined;
  readonly openExternal: (url: string) => void;
  readonly newWindow: () => void;
  readonly createUrl: (blob: Blob) => string;
  readonly revokeUrl: (url: string) => void;
  readonly onError: (error: unknown) => void;
}

/** The inbox of one signed-in person, from the databases to the commands. */
export interface Desk {
  readonly commands: Commands;
  /** The server's time as well as we know it. */
  readonly clock: Clock;
  /** What is done once for all windows is done by this one. */
  readonly leads: () => boolean;
  /** The machine woke, or the network came back. */
  readonly wake: () => void;
  /** The page is seen again: is our clock still right? */
  readonly look: () => void;
  /** The window may be closing. */
  readonly flush: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** Signing out: nothing of the cache stays on this machine. What was not sent stays in the outbox of this person. */
  readonly destroy: () => Promise<void>;
}

/** Without a window that leads nothing can be kept; then a window that closes does not wait for ever. */
const LAST_WORDS_MS = 2_000;

/**
 * Opens what is here and shows it at once, network or not; then keeps it up. The first window runs the engine; those after it ask
 * that one, hear its news and read the replica that it writes; when it is gone, one of them runs it. Nothing is returned where
 * somebody is named whom neither the server nor this machine knows.
 */
export async function startDesk(deps: Deps): Promise<Desk | Aside | undefined> {
  const { clock, newId, onError, session, signedIn, store, timers } = deps;
  const names = databaseNames(deps.home, signedIn.agentId);
  const windows = deps.joinWindows(names.replica);
  const leave = <Outcome>(outcome: Outcome): Outcome => {
    void windows.leave();
    return outcome;
  };
  // Nothing is opened before: an older window would take a newer one's replica for spoilt.
  if ((await windows.first) === "outdated") return leave("outdated");

  const copy = await openCopy({
    names,
    agent: signedIn.agent,
    now: clock.now(),
    isWanted: deps.keepsCopy,
    leads: windows.leads(),
    timers,
    onMemory: (problem) => onMemory(problem),
    onError,
  }).catch((error: unknown) => {
    throw leave(error);
  });
  if (copy === undefined) return leave(undefined);
  if (copy.inMemory !== undefined && !windows.leads()) {
    copy.replica.close();
    return leave("elsewhere");
  }
  let isInMemory = copy.inMemory !== undefined;
  const replica = withWritesWhere(windows.leads, copy.replica);

  const seat = createEngineSeat();
  const { engine } = seat;
  const offset = createClockOffset({ clock, monotonic: deps.monotonic, timers, ask: engine.sample, onOffset: (next) => mirror.offset(next) });
  const mirror = createMirror({ store, replica, me: copy.me, clock: offset.clock, timers });
  const facts = createDeskFacts({ request: session.request, replica, timers, openWorker: deps.openGuardWorker, state: store.getState });
  const warn = (messageKey: string | undefined): void => {
    if (messageKey !== undefined) mirror.notice({ id: newId(), kind: "error", messageKey, values: {} });
  };
  const drafts = createDrafts({ outbox: engine, show: mirror.draft, timers, onError, onNotKept: (error) => warn(notKeptKey(error)) });
  const media = createMedia({ request: deps.keepsCopy ? session.request : uncached(session.request), createUrl: deps.createUrl, revokeUrl: deps.revokeUrl });
  const signs = createPresenceSigns({ tell: (sign) => void engine.sign(sign).catch(() => undefined), clock, timers });
  const shown = createDeskWindow({ store, mirror, drafts, facts, offset, onOutOfReach: () => deps.onAside("elsewhere") });

  const sayInMemory = (problem: DiskProblem): void => {
    mirror.dismissNotice("in-memory");
    mirror.notice({ id: "in-memory", kind: "error", messageKey: `notice.inMemory.${problem}`, values: {}, again: true });
  };
  const onMemory = (problem: DiskProblem): void => {
    if (!windows.leads()) return deps.onAside("elsewhere");
    isInMemory = true;
    windows.tell({ kind: "in-memory" });
    sayInMemory(problem);
  };

  const part = takePart({
    windows,
    seat,
    shown,
    startEngine: async () => {
      const unsent = await openUnsent(copy, { names, deviceId: signedIn.deviceId, openOutbox: deps.openOutbox, timers, onError });
      warn(unsent.warning);
      return startEngine({
        copy,
        unsent,
        session,
        signedIn,
        createTransport: deps.createTransport,
        openSnapshotWorker: deps.openSnapshotWorker,
        state: store.getState,
        drafts,
        clock,
        serverClock: offset.clock,
        timers,
        random: deps.random,
        newId,
        app: deps.app,
        tell: async (news, except) => {
          windows.tell(news, except);
          if (except !== windows.id) await shown.hear(news);
        },
        onDisk: () => {
          isInMemory = false;
          mirror.dismissNotice("in-memory");
        },
        onError,
      });
    },
    isInMemory: () => isInMemory,
    onAside: deps.onAside,
    onNotLeading: () => mirror.connection({ kind: "offline", asOf: undefined }),
    timers,
    onError,
  });

  const inTime = (task: Promise<void>): Promise<void> =>
    new Promise((resolve, reject) => {
      const cancel = timers.after(LAST_WORDS_MS, resolve);
      task.then(resolve, reject).finally(cancel);
    });
  const stop = async (): Promise<void> => {
    part.disconnect();
    signs.stop();
    offset.stop();
    await facts.stop();
    mirror.stop();
    media.clear();
    await inTime(drafts.stop());
    part.stop();
    copy.replica.close();
    store.setState(store.getInitialState(), true);
  };

  const why = await part.begun.catch(async (error: unknown) => {
    await stop();
    throw leave(error);
  });
  if (why !== undefined) {
    await stop();
    return leave(why);
  }
  if (copy.inMemory !== undefined && copy.inMemory !== "wished") sayInMemory(copy.inMemory);
  facts.start();

  return {
    commands: createCommands({
      guardPolicy: facts.policies.current,
      rollout: facts.rollouts.of,
      state: store.getState,
      mirror,
      queue: {
        append: (mutation, madeAt, sentDraftOf) => engine.append({ mutation, madeAt }, sentDraftOf),
        withdraw: (ids) =>
          engine.withdraw(
            shown
              .queue()
              .pending.filter(({ id }) => ids.includes(id))
              .map(({ madeAt, mutation }) => ({ madeAt, mutation })),
          ),
        mayHaveLeft: (id) => id <= shown.queue().leftTo,
      },
      // What is asked of the engine it shows and pushes by itself.
      sync: { queued: () => undefined, reconnect: () => void engine.reconnect().catch(onError) },
      drafts,
      returned: { keep: engine.keepReturned, drop: engine.dropReturned, dismissHomecoming: () => void engine.dismissHomecoming().catch(onError) },
      spelling: facts.spelling,
      media,
      signs,
      checker: facts.checker,
      request: session.request,
      clock: offset.clock,
      newId,
      openExternal: deps.openExternal,
      newWindow: deps.newWindow,
      server: signedIn.server,
      signOut: session.signOut,
    }),
    clock: offset.clock,
    leads: windows.leads,
    wake: () => {
      offset.doubt();
      part.wake();
    },
    look: offset.doubt,
    flush: drafts.flush,
    stop: async () => {
      await stop();
      await windows.leave();
    },
    destroy: async () => {
      await stop();
      await windows.leave(() => dropCopy(names));
    },
  };
}
