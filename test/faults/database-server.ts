import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { CloudApi } from "../../backend/cloud-api/port.ts";
import { startClaimTimer } from "../../backend/handoffs/claim-timer.ts";
import { wakeSnoozed } from "../../backend/inbox/wake-snoozed.ts";
import { startProjector } from "../../backend/ingest/projector.ts";
import { openRawInboxFile } from "../../backend/ingest/raw-inbox-file.ts";
import type { RawInbox } from "../../backend/ingest/raw-inbox.ts";
import { createPush, type PushOutcome } from "../../backend/mutations/push.ts";
import { startSender } from "../../backend/outbound/sender.ts";
import { startSlaScheduler } from "../../backend/sla/scheduler.ts";
import { openSqliteStore } from "../../backend/store/sqlite/sqlite-store.ts";
import type { Store } from "../../backend/store/store.ts";
import { createVault } from "../../backend/store/vault.ts";
import type { DeviceId } from "../../shared/ids.ts";
import type { Agent } from "../../shared/inbox/people.ts";
import type { Push } from "../../shared/sync/protocol.ts";
import { seconds } from "../../shared/time.ts";
import type { SimulatedTime } from "../simulation/simulated-time.ts";
import type { FailingDatabases } from "./failing-database.ts";

export const KEY = new Uint8Array(32).fill(7);

interface Deps {
  readonly folder: string;
  readonly time: SimulatedTime;
  readonly cloudApi: CloudApi;
  readonly databases: FailingDatabases;
  /** Every trouble that it says. */
  readonly log: (what: string) => void;
}

export interface DatabaseServer {
  readonly start: () => void;
  /** 503 where nobody is there, or the body is not on disk. */
  readonly webhook: (body: Uint8Array) => 200 | 503;
  /** Undefined where there is no answer, or one that says that it failed. */
  readonly push: (agent: Agent, deviceId: DeviceId, muts: Push["muts"]) => PushOutcome | undefined;
  readonly store: () => Store | undefined;
  /** How often it ended over something that it could not go on from. */
  readonly deaths: () => number;
  readonly isOpening: () => boolean;
  readonly stop: () => void;
}

const RESTART = seconds(1);

/** The server's parts over real files, in simulated time. What is thrown through a timer ends the process, and the supervisor starts another. */
export function createDatabaseServer({ cloudApi, databases, folder, log, time }: Deps): DatabaseServer {
  interface Life {
    readonly store: Store;
    readonly file: ReturnType<typeof openRawInboxFile>;
    readonly push: ReturnType<typeof createPush>;
    readonly appended: () => void;
  }
  let life: Life | undefined;
  let deaths = 0;
  let opening = 0;
  let ids = 0;
  let lives = 0;
  let stopped = false;

  const ended = (error: unknown, close: () => void): void => {
    log(`ended: ${String(error)}`);
    deaths++;
    life = undefined;
    lives++;
    databases.aside(close);
    if (!stopped) time.after(RESTART, start);
  };

  const start = (): void => {
    if (life !== undefined || opening > 0 || stopped) return;
    opening++;
    void open().finally(() => opening--);
  };

  const open = async (): Promise<void> => {
    const mine = ++lives;
    const isAlive = (): boolean => mine === lives && !stopped;
    const toClose: (() => void)[] = [];
    const close = (): void => {
      for (const each of toClose.splice(0)) each();
    };
    const die = (error: unknown): void => {
      if (isAlive()) ended(error, close);
    };
    const say = { error: (said: object, what?: string) => log(`${what} ${JSON.stringify(said)}`), warn: () => undefined };
    const at = (instant: number, work: () => void): (() => void) =>
      time.at(instant, () => {
        if (!isAlive()) return;
        try {
          work();
        } catch (error) {
          die(error);
        }
      });
    const later = { at, clock: time.clock, log: say };
    try {
      const store = await openSqliteStore({ path: join(folder, "greenline.db"), vault: createVault(KEY) });
      toClose.push(store.close);
      const file = openRawInboxFile({ path: join(folder, "webhooks.db"), masterKey: KEY });
      toClose.push(file.close);
      const listeners = new Set<(count: number) => void>();
      const inbox: RawInbox = {
        append: async () => undefined,
        after: async (id, limit) => (isAlive() ? file.after(id, limit) : []),
        isOpen: isAlive,
        onAppended: (listener) => {
          listeners.add(listener);
          return () => void listeners.delete(listener);
        },
        close: async () => undefined,
      };
      const newId = (): string => `id-${++ids}`;
      const sender = startSender({
        ...later,
        store,
        newId,
        // Whoever is dead hears no answer.
        cloudApi: { ...cloudApi, send: (request) => cloudApi.send(request).then((outcome) => (isAlive() ? outcome : new Promise(() => undefined))) },
      });
      const push = createPush({ ...later, store, onApplied: sender.wake });
      const projector = startProjector({
        ...later,
        store,
        inbox,
        newId,
        onProjected: sender.wake,
        pace: { monotonic: () => time.now(), rest: () => nextTurn(), retry: (work) => void at(time.now() + 1_000, work) },
      });
      await projector.settled();
      startSlaScheduler({ ...later, store, monotonic: () => time.now() });
      startClaimTimer({ ...later, store });
      wakeSnoozed({ ...later, store });
      if (!isAlive()) return close();
      life = { store, file, push, appended: () => listeners.forEach((listener) => listener(1)) };
      sender.wake();
    } catch (error) {
      die(error);
    }
  };

  return {
    start,
    webhook: (body) => {
      if (life === undefined) return 503;
      try {
        life.file.append({ bytes: body, ends: [body.length], receivedAt: [time.now()] });
      } catch (error) {
        log(`503: ${String(error)}`);
        return 503;
      }
      life.appended();
      return 200;
    },
    push: (agent, deviceId, muts) => {
      try {
        return life?.push(agent, deviceId, muts);
      } catch (error) {
        log(`internal: ${String(error)}`);
        return undefined;
      }
    },
    store: () => life?.store,
    deaths: () => deaths,
    isOpening: () => opening > 0,
    stop: () => {
      stopped = true;
      const last = life;
      life = undefined;
      databases.aside(() => {
        last?.file.close();
        last?.store.close();
      });
    },
  };
}
