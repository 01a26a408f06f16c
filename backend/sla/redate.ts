import type { Logger } from "pino";
import { seconds, type Clock } from "../../shared/time.ts";
import type { Store } from "../store/store.ts";
import { refreshClocks } from "./clocks.ts";
import { endRedating, markRedated, redatedUpTo } from "./redating-mark.ts";

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Pick<Logger, "error">;
}

export interface Redating {
  /** Policies or calendars have been saved. */
  readonly ask: () => void;
  /** When everything that was asked for is done. */
  readonly idle: () => Promise<void>;
  readonly stop: () => void;
}

const BATCH = 50;
const SLICE_MS = 10;
const RETRY = seconds(1);

/**
 * [S13] After a save every open conversation is dated anew, a batch at a time, so that webhooks and people go on meanwhile. How far
 * it came lies in the store: after a crash it goes on from there, after another save it begins anew with the newest settings. A
 * conversation in which something happens before its turn is dated by that.
 */
export function startRedating({ clock, log, store }: Deps): Redating {
  let stopped = false;
  let running = false;
  let underWay = Promise.resolve();

  /** False where nothing is left. */
  const batch = (): boolean =>
    store.write((tx) => {
      const after = redatedUpTo(tx);
      if (after === undefined) return false;
      const ids = tx.openConversations(after, BATCH);
      if (ids.length === 0) {
        endRedating(tx);
        return false;
      }
      const began = performance.now();
      for (const id of ids) {
        refreshClocks(tx, id, clock.now());
        markRedated(tx, id);
        if (performance.now() - began > SLICE_MS) break;
      }
      return true;
    });

  const run = async (): Promise<void> => {
    while (!stopped) {
      try {
        if (!batch()) {
          running = false;
          return;
        }
        await new Promise<void>((resolve) => void setImmediate(resolve));
      } catch (error) {
        log.error({ error }, "Open conversations could not be dated anew yet; it is tried again.");
        await new Promise<void>((resolve) => void setTimeout(resolve, RETRY).unref());
      }
    }
  };
  const ask = (): void => {
    if (stopped || running) return;
    running = true;
    underWay = run();
  };
  ask();

  return {
    ask,
    idle: () => underWay,
    stop: () => {
      stopped = true;
    },
  };
}
