interface Run {
  readonly stop: () => void;
}

export interface OneAtATime<Task, Started extends Run> {
  readonly begin: (task: Task) => Started | "busy";
  /** Ends what is under way, and begins nothing more. */
  readonly stop: () => Promise<void>;
}

/** One run for the whole server: it takes all the processors that it gets. `start` calls `onEnded` when its threads are gone; `ended` settles then. */
export function createOneAtATime<Task, Started extends Run>(
  start: (task: Task, onEnded: () => void) => Started,
  ended: (run: Started) => Promise<unknown>,
): OneAtATime<Task, Started> {
  let underWay: Started | undefined;
  let closed = false;

  return {
    begin: (task) => {
      if (underWay !== undefined || closed) return "busy";
      const run = start(task, () => {
        underWay = undefined;
      });
      underWay = run;
      return run;
    },
    stop: async () => {
      closed = true;
      const leaving = underWay;
      leaving?.stop();
      if (leaving !== undefined) await ended(leaving).catch(() => {});
    },
  };
}
