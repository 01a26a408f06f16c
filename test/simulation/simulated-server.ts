import type { Auth, Principal } from "../../backend/auth/auth.ts";
import { startProjector } from "../../backend/ingest/projector.ts";
import type { RawEntry, RawInbox } from "../../backend/ingest/raw-inbox.ts";
import { wakeSnoozed } from "../../backend/inbox/wake-snoozed.ts";
import { createPush } from "../../backend/mutations/push.ts";
import { startSender } from "../../backend/outbound/sender.ts";
import { startSlaScheduler } from "../../backend/sla/scheduler.ts";
import type { CloudApi } from "../../backend/cloud-api/port.ts";
import type { Store } from "../../backend/store/store.ts";
import { startLines, type Line, type Wire } from "../../backend/sync/lines.ts";
import { toInstant } from "../../shared/time.ts";
import type { Chances } from "./chances.ts";
import { crashingStore, type Fate } from "./crashing-store.ts";
import type { SimulatedTime } from "./simulated-time.ts";
import type { Sometimes } from "./sometimes.ts";
import { Violation } from "./violations.ts";

/** A server that dies and starts again over the same rows. */
export interface SimulatedServer {
  readonly isUp: () => boolean;
  readonly start: () => void;
  /** As a power cut would: nothing is ended in order. */
  readonly crash: () => void;
  readonly connect: (principal: Principal, wire: Wire) => Line;
  /** True is the 200: from then on the body is ours to keep [I1]. */
  readonly webhook: (body: Uint8Array) => boolean;
  readonly isReading: () => boolean;
  /** From now on nothing dies of itself. */
  readonly heal: () => void;
}

interface Deps {
  readonly time: SimulatedTime;
  readonly chances: Chances;
  readonly sometimes: Sometimes;
  readonly store: Store;
  readonly cloudApi: CloudApi;
  readonly stillValid: Auth["stillValid"];
  readonly onCrash: () => void;
  readonly report: (violation: Violation) => void;
}

/** More than any outage leaves to be read at once. */
const MOST_ROUNDS = 1_000;
const CRASH_AT_A_COMMIT = 0.004;
const silent = { error: () => undefined, warn: () => undefined };

export function createSimulatedServer({ chances, cloudApi, onCrash, report, sometimes, stillValid, store, time }: Deps): SimulatedServer {
  /** What lies in the raw inbox lies on disk. */
  const raw: RawEntry[] = [];
  let ids = 0;
  let healed = false;
  let running: { readonly inbox: RawInbox; readonly appended: () => void; readonly lines: ReturnType<typeof startLines>; readonly fate: Fate } | undefined;

  const crash = (): void => {
    if (running === undefined) return;
    const { fate } = running;
    running = undefined;
    fate.die();
  };

  const start = (): void => {
    if (running !== undefined) return;
    let dead = false;
    const fate: Fate = {
      isDead: () => dead,
      die: () => {
        if (dead) return;
        dead = true;
        running = undefined;
        onCrash();
      },
      strikes: (moment) => {
        if (healed || dead || !chances.likely(CRASH_AT_A_COMMIT)) return false;
        sometimes.reached(moment === "before a commit" ? "server crashed before a commit" : "server crashed after a commit");
        return true;
      },
    };
    const own = crashingStore(store, fate);
    const at = (instant: number, work: () => void): (() => void) =>
      time.at(instant, () => {
        if (dead) return;
        try {
          work();
        } catch (error) {
          if (!dead) throw error;
        }
      });
    const later = { at, clock: time.clock, log: silent };
    const listeners = new Set<(count: number) => void>();
    const inbox: RawInbox = {
      append: async () => undefined,
      after: async (id, limit) => raw.filter((entry) => entry.id > id).slice(0, limit),
      isOpen: () => !dead,
      onAppended: (listener) => {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
      close: async () => undefined,
    };
    let rounds = { at: time.now(), count: 0 };
    /** [I15] Time stands still while it reads: one that gets nowhere would read for ever. */
    const restOrCircle = (): Promise<void> => {
      rounds = rounds.at === time.now() ? { ...rounds, count: rounds.count + 1 } : { at: time.now(), count: 1 };
      if (rounds.count < MOST_ROUNDS) return Promise.resolve();
      report(new Violation("I15", "the same webhooks are read again and again"));
      return new Promise(() => undefined);
    };
    const newId = (): string => `id-${++ids}`;

    const due = store.read((tx) => tx.nextDue());
    if (due !== undefined && due < time.now()) sometimes.reached("breach while the server was down");
    try {
      const sender = startSender({ ...later, store: own, newId, cloudApi: { ...cloudApi, send: (request) => cloudApi.send(request) } });
      const push = createPush({ store: own, clock: time.clock, log: silent, onApplied: sender.wake });
      const lines = startLines({ ...later, store: own, push, auth: { stillValid, onRevoked: () => () => undefined } });
      startSlaScheduler({ ...later, store: own, monotonic: () => time.now() });
      wakeSnoozed({ ...later, store: own });
      startProjector({
        ...later,
        store: own,
        inbox,
        newId,
        onProjected: sender.wake,
        log: {
          error: (said: { readonly reason?: string }) => {
            // What is no webhook is set aside without a word; whatever the platform told has its effect.
            if (!dead && said.reason !== undefined) report(new Violation("I1", `what the platform told was set aside: ${said.reason}`));
          },
        },
        pace: { monotonic: () => time.now(), rest: restOrCircle, retry: (work) => void at(time.now() + 1_000, work) },
      });
      // It may die while it starts, and part of it go on to its end.
      if (dead) return;
      running = {
        inbox,
        lines,
        fate,
        appended: () => {
          for (const listener of listeners) listener(1);
        },
      };
      sender.wake();
    } catch (error) {
      if (!dead) throw error;
    }
  };

  return {
    isUp: () => running !== undefined,
    start,
    crash,
    connect: (principal, wire) => {
      if (running === undefined) throw new Error("Nobody is there to connect to.");
      const { fate, lines } = running;
      const line = lines.connect(principal, wire);
      return {
        ask: (event, question) => {
          if (fate.isDead()) return undefined;
          const answer = line.ask(event, question);
          return fate.isDead() ? undefined : answer;
        },
        left: () => {
          if (!fate.isDead()) line.left();
        },
      };
    },
    webhook: (body) => {
      if (running === undefined) return false;
      raw.push({ id: raw.length + 1, body, receivedAt: toInstant(time.now()) } as RawEntry);
      const { appended } = running;
      appended();
      // The 200 may be lost on the way: then it is posted again.
      return healed || !chances.likely(0.02);
    },
    isReading: () => Number(store.read((tx) => tx.meta("ingest-cursor")) ?? 0) < raw.length,
    heal: () => void (healed = true),
  };
}
