import type { Timers } from "../timers.ts";
import type { Replica } from "./replica.ts";

interface Deps {
  readonly replica: Pick<Replica, "foldSome">;
  readonly timers: Timers;
  readonly onFolded?: (() => void) | undefined;
  readonly onError: (error: unknown) => void;
}

export interface Folding {
  /** Rows came: this is not the moment. */
  readonly busy: () => void;
  readonly stop: () => void;
}

const QUIET_MS = 20_000;
const BREATH_MS = 250;

/** Folds what changed into the chunks, a slice at a time, once nothing has come from the server for a while. */
export function foldWhenIdle({ onError, onFolded, replica, timers }: Deps): Folding {
  let isStopped = false;
  const later = (ms: number): (() => void) =>
    timers.after(ms, () => {
      const mine = ++turn;
      replica.foldSome().then(
        (isMore) => {
          if (isMore) onFolded?.();
          if (!isStopped && mine === turn) cancel = later(isMore ? BREATH_MS : QUIET_MS);
        },
        (error: unknown) => {
          // What is not folded lies where it lay: nothing is lost but a little time at the next start.
          onError(error);
          if (!isStopped && mine === turn) cancel = later(QUIET_MS);
        },
      );
    });
  let turn = 0;
  let cancel = later(QUIET_MS);

  return {
    busy: () => {
      if (isStopped) return;
      turn++;
      cancel();
      cancel = later(QUIET_MS);
    },
    stop: () => {
      isStopped = true;
      cancel();
    },
  };
}
