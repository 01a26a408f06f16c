/** Waiting, as a thing that can be sped up and ended. */
export interface Timers {
  readonly after: (ms: number, task: () => void) => void;
  readonly stop: () => void;
}

/** `speed` 1 is the pace of the real platform; 1,000 makes a second of it a millisecond. */
export function createTimers(speed: number): Timers {
  const pending = new Set<NodeJS.Timeout>();
  let stopped = false;
  return {
    after: (ms, task) => {
      if (stopped) return;
      const timer = setTimeout(() => {
        pending.delete(timer);
        task();
      }, ms / speed);
      pending.add(timer);
    },
    stop: () => {
      stopped = true;
      for (const timer of pending) clearTimeout(timer);
      pending.clear();
    },
  };
}
