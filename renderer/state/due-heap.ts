/** Keys and when each is due; a key has one time, the newest given. A binary heap: a change costs the same at 1,000 as at 100,000. */
export interface DueHeap<Key> {
  readonly set: (key: Key, at: number | undefined) => void;
  /** Takes out everything due at `now`. */
  readonly take: (now: number) => readonly Key[];
  readonly nextAt: () => number | undefined;
  readonly clear: () => void;
}

export function createDueHeap<Key>(): DueHeap<Key> {
  // An entry is stale when its key has another time by now; it is dropped when it comes to the top.
  const dueAt = new Map<Key, number>();
  let times: number[] = [];
  let keys: Key[] = [];

  const swap = (a: number, b: number): void => {
    [times[a], times[b]] = [times[b]!, times[a]!];
    [keys[a], keys[b]] = [keys[b]!, keys[a]!];
  };

  const push = (key: Key, at: number): void => {
    times.push(at);
    keys.push(key);
    for (let child = times.length - 1; child > 0;) {
      const parent = (child - 1) >> 1;
      if (times[parent]! <= times[child]!) break;
      swap(parent, child);
      child = parent;
    }
  };

  const pop = (): void => {
    const last = times.length - 1;
    swap(0, last);
    times.pop();
    keys.pop();
    for (let parent = 0; ;) {
      const left = 2 * parent + 1;
      const right = left + 1;
      let least = parent;
      if (left < last && times[left]! < times[least]!) least = left;
      if (right < last && times[right]! < times[least]!) least = right;
      if (least === parent) return;
      swap(parent, least);
      parent = least;
    }
  };

  const dropStale = (): void => {
    while (times.length > 0 && dueAt.get(keys[0]!) !== times[0]) pop();
  };

  const rebuild = (): void => {
    times = [];
    keys = [];
    for (const [key, at] of dueAt) push(key, at);
  };

  return {
    set: (key, at) => {
      if (dueAt.get(key) === at) return;
      if (at === undefined) {
        dueAt.delete(key);
        return;
      }
      dueAt.set(key, at);
      push(key, at);
      if (times.length > 2 * dueAt.size + 64) rebuild();
    },
    take: (now) => {
      const taken: Key[] = [];
      for (dropStale(); times.length > 0 && times[0]! <= now; dropStale()) {
        const key = keys[0]!;
        dueAt.delete(key);
        taken.push(key);
        pop();
      }
      return taken;
    },
    nextAt: () => {
      dropStale();
      return times[0];
    },
    clear: () => {
      dueAt.clear();
      rebuild();
    },
  };
}
