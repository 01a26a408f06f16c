/** Runs something later; calls off by the function it gives back. */
export interface Timers {
  readonly after: (ms: number, task: () => void) => () => void;
}

export const pageTimers: Timers = {
  after: (ms, task) => {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
};
