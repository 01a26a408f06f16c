import type { Logger } from "pino";
import { RETENTION, type Retention } from "../../shared/sync/retention.ts";
import { hours, minus, plus, toDuration, type Clock, type Instant } from "../../shared/time.ts";
import type { Store } from "../store/store.ts";

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Pick<Logger, "error">;
  /** Calls back at an instant; returns what cancels it. */
  readonly at: (instant: Instant, work: () => void) => () => void;
  readonly retention?: Retention;
}

const EVERY = hours(1);
/** So many rows in one transaction, and others get their turn before the next. */
const SLICE = 5_000;
const BREATH = toDuration(50);

/** [I15] Lets go of what only latecomers needed: log and tombstones, results of mutations, reports about nobody's message. */
export function keepRetention({ at, clock, log, retention = RETENTION, store }: Deps): { readonly stop: () => void } {
  let cancel = (): void => {};
  const look = (): void => {
    let isMore = false;
    try {
      isMore = forget();
    } catch (error) {
      // A full disk, say: what is too old grows no younger.
      log.error({ error }, "What is too old could not be deleted; it is tried again.");
    }
    cancel = at(plus(clock.now(), isMore ? BREATH : EVERY), look);
  };

  /** Whether there is more of it. */
  const forget = (): boolean => {
    const now = clock.now();
    return store.write((tx) => {
      const marked = tx.lastLogMark();
      if (marked === undefined || plus(marked, EVERY) <= now) tx.markLog(now);
      const gone = [
        tx.compactLog(minus(now, retention.log), SLICE),
        tx.dropMutationResults(minus(now, retention.results), SLICE),
        tx.dropParkedStatuses(minus(now, retention.parkedStatuses), SLICE),
      ];
      return gone.some((count) => count >= SLICE);
    });
  };
  look();
  return { stop: () => cancel() };
}
