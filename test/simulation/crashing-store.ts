import type { Store } from "../../backend/store/store.ts";

/** Thrown through a process that has just died: nothing of it goes on. */
export class Crashed extends Error {
  override readonly name = "Crashed";
}

/** When a process dies around its commits. */
export interface Fate {
  readonly isDead: () => boolean;
  readonly die: () => void;
  /** Asked at each commit: what the moment before, or after it, brings. */
  readonly strikes: (moment: "before a commit" | "after a commit") => boolean;
}

/** The real store as one process sees it. The rows outlive the process; what it had not committed does not. */
export function crashingStore(store: Store, { die, isDead, strikes }: Fate): Store {
  const alive = (): void => {
    if (isDead()) throw new Crashed("This process is no more.");
  };
  return {
    epoch: store.epoch,
    write: (work) => {
      alive();
      const value = store.write((tx) => {
        const done = work(tx);
        if (!strikes("before a commit")) return done;
        die();
        throw new Crashed("Died before the commit.");
      });
      if (strikes("after a commit")) {
        die();
        throw new Crashed("Died after the commit.");
      }
      return value;
    },
    read: (work) => {
      alive();
      return store.read(work);
    },
    onCommit: (listener) =>
      store.onCommit((head) => {
        if (!isDead()) listener(head);
      }),
    integrity: store.integrity,
    close: () => undefined,
  };
}
