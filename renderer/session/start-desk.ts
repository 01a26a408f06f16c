import type { StoreApi } from "zustand";
import type { DeviceId } from "../../shared/ids.ts";
import type { Agent } from "../../shared/inbox/people.ts";
import type { Clock } from "../../shared/time.ts";
import { createCommands } from "../commands/create-commands.ts";
import type { Commands } from "../commands/commands.ts";
import { createDrafts } from "../commands/drafts.ts";
import { createMedia } from "../commands/media.ts";
import { createPresenceSigns } from "../commands/presence-signs.ts";
import { createSpellingKeeper } from "../spelling/spelling-keeper.ts";
import { createConsentSettingsKeeper } from "../guard/consent-settings-keeper.ts";
import { createPolicyKeeper } from "../guard/policy-keeper.ts";
import { createRolloutKeeper } from "../guard/rollout-keeper.ts";
import { createTopicKeeper } from "../guard/topic-keeper.ts";
import { createGuardChecker, type openGuardWorker } from "../guard/guard-checker.ts";
import { createOnRefusal } from "../commands/refusal.ts";
import { databaseNames } from "../replica/database-name.ts";
import type { OpenedOutbox } from "../replica/journal-outbox.ts";
import { notKeptKey } from "../replica/outbox-problem.ts";
import { openAcknowledgedBook } from "../replica/acknowledged.ts";
import { foldWhenIdle } from "../replica/fold-when-idle.ts";
import { openReplica } from "../replica/replica.ts";
import type { InboxState } from "../state/inbox-state.ts";
import { createReturnedKeeper } from "../state/returned-keeper.ts";
import { createOutcomesKeeper } from "../state/outcomes-keeper.ts";
import { createQueueSettingsKeeper } from "../state/queue-settings-keeper.ts";
import { createMirror } from "../state/mirror.ts";
import { readUi, setUi } from "../state/ui-store.ts";
import { createClockOffset } from "../sync/clock-offset.ts";
import { loadPendingQueue } from "../sync/pending-queue.ts";
import { readSnapshot } from "../sync/snapshot.ts";
import { createSyncClient } from "../sync/sync-client.ts";
import type { Timers } from "../timers.ts";
import type { Transport } from "../sync/transport.ts";
import type { Session, SignedIn } from "./session.ts";

interface Deps {
  readonly session: Session;
  readonly signedIn: SignedIn;
  /** Names the server in the names of the databases; of the embedded one, whatever its port. */
  readonly home: string;
  readonly store: Pick<StoreApi<InboxState>, "getState" | "setState" | "getInitialState">;
  readonly createTransport: (server: string, token: () => Promise<string | undefined>) => Transport;
  /** This machine's clock. */
  readonly clock: Clock;
  readonly monotonic: () => number;
  readonly timers: Timers;
  readonly random: () => number;
  readonly newId: () => string;
  readonly app: string;
  /** In a browser it is a database of the page; on the desktop the main process keeps it. */
  readonly openOutbox: (name: string, deviceId: DeviceId) => Promise<OpenedOutbox>;
  /** Absent where there are no workers. */
  readonly openGuardWorker?: typeof openGuardWorker | undefined;
  readonly openExternal: (url: string) => void;
  readonly createUrl: (blob: Blob) => string;
  readonly revokeUrl: (url: string) => void;
  readonly onError: (error: unknown) => void;
}

/** The inbox of one signed-in person, from the databases to the commands. */
export interface Desk {
  readonly commands: Commands;
  /** The server's time as well as we know it. */
  readonly clock: Clock;
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

/**
 * Opens what is here and shows it at once, network or not; then keeps it up. Nothing is returned where somebody is named
 * whom neither the server nor this machine knows.
 */
export async function startDesk(deps: Deps): Promise<Desk | undefined> {
  const { app, clock, createTransport, newId, onError, random, session, signedIn, store, timers } = deps;
  const names = databaseNames(deps.home, signedIn.agentId);
  const replica = await openReplica(names.replica);
  const me: Agent | undefined = signedIn.agent ?? (await replica.readMe());
  if (me === undefined) {
    replica.close();
    return undefined;
  }
  await replica.saveMe(me);

  const { isNewDevice, outbox, warning } = await deps.openOutbox(names.outbox, signedIn.deviceId);
  if (isNewDevice) await replica.setWatermark(0);
  const acknowledged = await openAcknowledgedBook(names.acknowledged);
  const queue = await loadPendingQueue(outbox, acknowledged, await replica.position());

  // The clock is asked of the server by the sync client, which is made further down.
  const offset = createClockOffset({ clock, monotonic: deps.monotonic, timers, ask: () => sync.sample(), onOffset: (next) => mirror.offset(next) });
  const mirror = createMirror({ store, replica, me, clock: offset.clock, timers });
  const warn = (messageKey: string | undefined): void => {
    if (messageKey !== undefined) mirror.notice({ id: newId(), kind: "error", messageKey, values: {} });
  };
  const drafts = createDrafts({ outbox, show: mirror.draft, timers, onError, onNotKept: (error) => warn(notKeptKey(error)) });
  const returned = createReturnedKeeper({ outbox, state: store.getState, show: mirror.returned, me: me.id, clock: offset.clock, onError });
  const sync = createSyncClient({
    deviceId: signedIn.deviceId,
    app,
    transport: createTransport(signedIn.server, session.token),
    replica,
    queue,
    fetchSnapshot: async (signal) => {
      const response = await session.request("/api/v1/snapshot", { signal });
      if (!response.ok || response.body === null) throw new Error(`The snapshot was refused: ${response.status}.`);
      return readSnapshot(response.body);
    },
    renew: session.renew,
    clock,
    timers,
    random,
    listener: {
      onRows: (rows, pending, queued) => {
        folding.busy();
        mirror.rows(rows, pending, queued);
        returned.rows(rows);
        topics.rows(rows);
      },
      onPending: mirror.pending,
      onSnapshot: mirror.load,
      onConnection: (connection) => {
        mirror.connection(connection);
        returned.connection(connection);
        topics.connection(connection);
        spelling.connection(connection);
        policies.connection(connection);
        rollouts.connection(connection);
        queueSettings.connection(connection);
        outcomes.connection(connection);
        consentSettings.connection(connection);
      },
      onPresence: mirror.presence,
      onSample: offset.add,
      onRefusal: createOnRefusal({ state: store.getState, mirror, keepDraft: drafts.keep, keepReturned: returned.keep, clock: offset.clock, newId }),
      onError,
    },
  });
  const folding = foldWhenIdle({ replica, timers, onError });
  const media = createMedia({ request: session.request, createUrl: deps.createUrl, revokeUrl: deps.revokeUrl });
  const signs = createPresenceSigns({ tell: sync.sign, clock, timers });
  const checker = createGuardChecker({ openWorker: deps.openGuardWorker, timers, onSpelling: (news) => spelling.hear(news) });
  const policies = createPolicyKeeper({ request: session.request, timers });
  const consentSettings = createConsentSettingsKeeper({
    request: session.request,
    timers,
    hear: (heard) => setUi({ consentSettings: heard }),
  });
  const queueSettings = createQueueSettingsKeeper({ request: session.request, timers, hear: (heard) => setUi({ queueSettings: heard }) });
  const outcomes = createOutcomesKeeper({ request: session.request, timers, hear: (heard) => setUi({ outcomes: heard }) });
  const rollouts = createRolloutKeeper({ request: session.request, timers });
  const topics = createTopicKeeper({ request: session.request, replica, timers, learn: checker.learnTopics });
  const spelling = createSpellingKeeper({ request: session.request, replica, timers, teach: checker.learnSpelling, state: store.getState, readUi, setUi });

  mirror.drafts(await outbox.drafts());
  await returned.start();
  mirror.pending(queue.visible(), queue.queued());
  await mirror.load();
  warn(warning);
  void topics.start();
  void spelling.start();
  await sync.start();

  const stop = async (): Promise<void> => {
    folding.stop();
    sync.stop();
    signs.stop();
    policies.stop();
    rollouts.stop();
    queueSettings.stop();
    outcomes.stop();
    consentSettings.stop();
    await Promise.all([topics.stop(), spelling.stop()]);
    checker.stop();
    offset.stop();
    mirror.stop();
    media.clear();
    await drafts.stop();
    outbox.close();
    store.setState(store.getInitialState(), true);
  };

  return {
    commands: createCommands({
      guardPolicy: policies.current,
      rollout: rollouts.of,
      state: store.getState,
      mirror,
      queue,
      sync,
      drafts,
      returned,
      spelling,
      media,
      signs,
      checker,
      request: session.request,
      clock: offset.clock,
      newId,
      openExternal: deps.openExternal,
      server: signedIn.server,
      signOut: session.signOut,
    }),
    clock: offset.clock,
    wake: () => {
      offset.doubt();
      sync.reconnect();
    },
    look: offset.doubt,
    flush: drafts.flush,
    stop: async () => {
      await stop();
      acknowledged.close();
      replica.close();
    },
    destroy: async () => {
      await stop();
      await acknowledged.destroy();
      await replica.destroy();
    },
  };
}
