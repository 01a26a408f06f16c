import "fake-indexeddb/auto";

type Method = (this: unknown, ...args: unknown[]) => unknown;

export interface DiskFault {
  /** The name of the DOMException that the browser gives. */
  readonly error: "QuotaExceededError" | "UnknownError" | "VersionError" | "InvalidStateError";
  /** The first step that fails, counted from zero. */
  readonly from: number;
  /** How many steps fail from there on; `writes` of a full disk all do. */
  readonly how: "once" | "writes";
}

const WRITES = ["put", "add", "delete", "clear"] as const;
const READS = ["get", "getAll", "getAllKeys", "getKey", "count", "openCursor", "openKeyCursor"] as const;

/** Makes steps on the page's databases fail while the task runs: opening one, and each request in it. Answers with how many there were. */
export async function withFaults(fault: DiskFault | undefined, task: () => Promise<void>): Promise<number> {
  let steps = 0;
  const undo: (() => void)[] = [];
  const patch = (prototype: object, names: readonly string[], isWrite: boolean): void => {
    for (const name of names) {
      const real = Reflect.get(prototype, name) as Method | undefined;
      if (real === undefined) continue;
      const failing: Method = function (...args) {
        const step = steps++;
        const fails = fault !== undefined && (fault.how === "once" ? step === fault.from : isWrite && step >= fault.from);
        if (fails) throw new DOMException("The disk does not do it.", fault.error);
        return real.apply(this, args);
      };
      Object.assign(prototype, { [name]: failing });
      undo.push(() => Object.assign(prototype, { [name]: real }));
    }
  };
  patch(IDBFactory.prototype, ["open"], true);
  patch(IDBObjectStore.prototype, WRITES, true);
  patch(IDBObjectStore.prototype, READS, false);
  patch(IDBIndex.prototype, READS, false);
  try {
    await task();
  } finally {
    for (const each of undo) each();
  }
  return steps;
}
