import type { Logger } from "pino";
import type { ConversationId } from "../../shared/ids.ts";
import type { Clock } from "../../shared/time.ts";
import { refreshClocks } from "../sla/clocks.ts";
import type { Store } from "../store/store.ts";
import { isStoreTrouble } from "../store/store-trouble.ts";
import { comesLate } from "./comes-late.ts";
import { normalise } from "./normalise.ts";
import { project } from "./project.ts";
import type { RawEntry, RawInbox } from "./raw-inbox.ts";

interface Deps {
  readonly clock: Clock;
  readonly inbox: RawInbox;
  readonly store: Store;
  readonly newId: () => string;
  readonly log: Pick<Logger, "error">;
  /** A batch is in the rows. */
  readonly onProjected?: () => void;
  /** How long work takes, and how others get their turn; this machine's own by default. */
  readonly pace?: Pace;
}

export interface Pace {
  /** Milliseconds of a clock that only goes forward. */
  readonly monotonic: () => number;
  /** Lets everybody else go first, for at least so many milliseconds. */
  readonly rest: (ms: number) => Promise<void>;
  /** Tries again later. */
  readonly retry: (work: () => void) => void;
}

const RETRY_MS = 1_000;

const ownPace: Pace = {
  monotonic: () => performance.now(),
  rest: (ms) => new Promise((resolve) => (ms > 0 ? setTimeout(resolve, ms) : setImmediate(resolve))),
  retry: (work) => void setTimeout(work, RETRY_MS).unref(),
};

export interface Projector {
  /** `late`: told for the first time after the platform gives up trying. */
  readonly counts: () => { readonly received: number; readonly duplicates: number; readonly late: number };
  /** Resolves when everything that was in the raw inbox at the call has been projected. */
  readonly settled: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

const CURSOR = "ingest-cursor";
const SMALLEST_BATCH = 8;
const LARGEST_BATCH = 200;
const SLICE_MS = 15;
/** So many webhooks during one slice are a rush. */
const BUSY = 10;

/**
 * Turns raw bodies into rows, on a loop of its own and in batches: one transaction holds the rows, their clocks, the log and
 * the place up to which the raw inbox has been read, so a crash repeats a batch whole or not at all (I1, I13).
 */
export function startProjector({ clock, inbox, log, newId, onProjected, pace = ownPace, store }: Deps): Projector {
  let stopped = false;
  let work = Promise.resolve();
  let asked = false;
  let arrived = 0;

  const drain = async (): Promise<void> => {
    asked = false;
    let batch = SMALLEST_BATCH;
    while (!stopped) {
      const cursor = Number(store.read((tx) => tx.meta(CURSOR)) ?? 0);
      const entries = await inbox.after(cursor, batch);
      if (entries.length === 0) return;
      const began = pace.monotonic();
      apply(entries);
      onProjected?.();
      // As many as fit into a slice of the thread that nobody notices.
      const taken = Math.max(0.5, pace.monotonic() - began);
      batch = Math.min(LARGEST_BATCH, Math.max(SMALLEST_BATCH, Math.round((entries.length * SLICE_MS) / taken)));
      // Webhooks and people come first: while many arrive, the backlog gets half of the thread and no more.
      const busy = arrived >= BUSY;
      arrived = 0;
      await pace.rest(busy ? taken : 0);
    }
  };

  /** A batch that fails is taken apart, so that one bad body never holds up its neighbours (I17). */
  const apply = (entries: readonly RawEntry[]): void => {
    try {
      store.write((tx) => {
        const touched = new Set<ConversationId>();
        let duplicates = 0;
        let late = 0;
        for (const entry of entries) {
          const normalised = normalise(entry.body, entry.receivedAt);
          if (normalised.type === "poison") {
            tx.setAside(String(entry.id), normalised.reason, entry.receivedAt);
            continue;
          }
          for (const event of normalised.events) {
            if (!project({ tx, now: entry.receivedAt, newId, touched }, event)) duplicates += 1;
            else if (comesLate(event, entry.receivedAt)) late += 1;
          }
        }
        const now = clock.now();
        for (const id of touched) refreshClocks(tx, id, now);
        tx.setMeta(CURSOR, String(entries.at(-1)?.id ?? 0));
        count(tx, "received", entries.length);
        count(tx, "duplicates", duplicates);
        count(tx, "late", late);
      });
    } catch (error) {
      if (isStoreTrouble(error)) throw error;
      if (entries.length > 1) return entries.forEach((entry) => apply([entry]));
      for (const entry of entries) applyOneByOne(entry);
    }
  };

  /** The last resort for one body: each event for itself, and what cannot be applied is set aside by name. Events that were applied before a crash are known by their keys. */
  const applyOneByOne = (entry: RawEntry): void => {
    const normalised = normalise(entry.body, entry.receivedAt);
    const events = normalised.type === "events" ? normalised.events : [];
    for (const event of events) {
      try {
        store.write((tx) => {
          const touched = new Set<ConversationId>();
          project({ tx, now: entry.receivedAt, newId, touched }, event);
          for (const id of touched) refreshClocks(tx, id, clock.now());
        });
      } catch (error) {
        if (isStoreTrouble(error)) throw error;
        const reason = error instanceof Error ? error.message : String(error);
        log.error({ raw: entry.id, type: event.type, reason }, "An event could not be projected and is set aside.");
        store.write((tx) => tx.setAside(`${entry.id}:${event.key}`, `${event.type}: ${reason}`, entry.receivedAt));
      }
    }
    store.write((tx) => {
      if (normalised.type === "poison") tx.setAside(String(entry.id), normalised.reason, entry.receivedAt);
      tx.setMeta(CURSOR, String(entry.id));
      count(tx, "received", 1);
    });
  };

  const ask = (): void => {
    if (asked || stopped) return;
    asked = true;
    work = work.then(drain).catch((error: unknown) => {
      if (stopped) return;
      log.error({ error }, "The projection stopped; it is tried again in a second.");
      pace.retry(ask);
    });
  };
  const unsubscribe = inbox.onAppended((count) => {
    arrived += count;
    ask();
  });
  ask();

  return {
    counts: () =>
      store.read((tx) => {
        const counted = (name: string): number => Number(tx.meta(`ingest-${name}`) ?? 0);
        return { received: counted("received"), duplicates: counted("duplicates"), late: counted("late") };
      }),
    settled: async () => {
      ask();
      await work;
    },
    stop: async () => {
      stopped = true;
      unsubscribe();
      await work;
    },
  };
}

function count(
  tx: { readonly meta: (key: string) => string | undefined; readonly setMeta: (key: string, value: string) => void },
  name: string,
  by: number,
): void {
  if (by > 0) tx.setMeta(`ingest-${name}`, String(Number(tx.meta(`ingest-${name}`) ?? 0) + by));
}
