import type { Logger } from "pino";
import { nextSurge } from "../../shared/handoffs/surge.ts";
import { plus, seconds, type Clock, type Instant } from "../../shared/time.ts";
import type { NumberId } from "../../shared/ids.ts";
import type { Store } from "../store/store.ts";
import { readSurge } from "./read-queue.ts";
import { readSurgePolicy } from "./surge-policy.ts";
import { keepSurgeState, readSurgeState } from "./surge-state.ts";

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Pick<Logger, "error">;
  /** Calls back at an instant; returns what cancels it. */
  readonly at: (instant: Instant, work: () => void) => () => void;
}

const LOOK_EVERY = seconds(20);

/**
 * [HO12] Looks at every number again and again. What was seen is in the store, so that neither a restart nor a second process begins
 * to count anew or says anything twice.
 */
export function keepSurge({ at, clock, log, store }: Deps): { readonly look: () => void; readonly stop: () => void } {
  let cancel = () => {};

  const lookAt = (id: NumberId, now: Instant): void => {
    const changes = store.read((tx) => {
      const { policy } = readSurgePolicy(tx);
      const state = readSurgeState(tx, id);
      return nextSurge(state, readSurge(tx, id, policy, now), policy, now) !== state;
    });
    if (!changes) return;
    store.write((tx) => {
      const number = tx.get("number", id);
      if (number === undefined) return;
      const { policy } = readSurgePolicy(tx);
      const state = readSurgeState(tx, id);
      keepSurgeState(tx, number, state, nextSurge(state, readSurge(tx, id, policy, now), policy, now), now);
    });
  };
  const look = (): void => {
    const now = clock.now();
    for (const { id } of store.read((tx) => tx.all("number"))) lookAt(id, now);
  };
  const lookAndGoOn = (): void => {
    try {
      look();
    } catch (error) {
      log.error({ error }, "Whether there is a surge could not be looked at, and will be again.");
    }
    cancel = at(plus(clock.now(), LOOK_EVERY), lookAndGoOn);
  };
  cancel = at(plus(clock.now(), LOOK_EVERY), lookAndGoOn);
  return { look, stop: () => cancel() };
}
