import { DatabaseSync, StatementSync } from "node:sqlite";

/** SQLite's result codes. */
export const TROUBLES = { full: 13, io: 10, busy: 5 } as const;

export interface DatabaseFault {
  readonly trouble: keyof typeof TROUBLES;
  /** The step that fails, counted from zero: each opening, compiling, running, reading, beginning, committing and checkpointing. */
  readonly at: number;
  /** `once`: that step alone. `for a while`: it and all that follow, until the disk is mended. */
  readonly lasts: "once" | "for a while";
}

export interface FailingDatabases {
  /** What looks on from outside: its steps do not count, and never fail. */
  readonly aside: <Value>(work: () => Value) => Value;
  readonly steps: () => number;
  /** What has failed so far. */
  readonly failed: () => readonly string[];
  readonly mend: () => void;
  readonly restore: () => void;
}

type Method = (this: unknown, ...args: unknown[]) => unknown;

/** All databases of this thread, each step of which can be made to fail as a full or broken disk would. */
export function failDatabases(fault: DatabaseFault | undefined): FailingDatabases {
  let steps = 0;
  let depth = 0;
  let mended = false;
  const failed: string[] = [];
  const undo: (() => void)[] = [];
  const owner = new WeakMap<object, DatabaseSync>();

  const fails = (): boolean => {
    const step = steps++;
    return fault !== undefined && !mended && (fault.lasts === "once" ? step === fault.at : step >= fault.at);
  };
  const patch = (prototype: object, name: string): void => {
    const real = Reflect.get(prototype, name) as Method;
    const failing: Method = function (...args) {
      const isRollback = name === "exec" && args[0] === "ROLLBACK";
      if (depth === 0 && !isRollback && fails() && fault !== undefined) {
        failed.push(`${name} ${String(args[0] ?? "").slice(0, 60)}`);
        const database = this instanceof DatabaseSync ? this : owner.get(this as object);
        // What SQLite does itself when it finds no room or cannot read in the midst of a transaction.
        if (fault.trouble !== "busy" && database?.isTransaction === true) exec.call(database, "ROLLBACK");
        const errcode = TROUBLES[fault.trouble];
        throw Object.assign(new Error(`The disk is ${fault.trouble}.`), { code: "ERR_SQLITE_ERROR", errcode });
      }
      const result = real.apply(this, args);
      if (name === "prepare" && typeof result === "object" && result !== null) owner.set(result, this as DatabaseSync);
      return result;
    };
    Object.assign(prototype, { [name]: failing });
    undo.push(() => Object.assign(prototype, { [name]: real }));
  };
  const exec = DatabaseSync.prototype.exec as Method;
  for (const name of ["exec", "prepare"]) patch(DatabaseSync.prototype, name);
  for (const name of ["get", "all", "run", "iterate"]) patch(StatementSync.prototype, name);

  return {
    aside: (work) => {
      depth++;
      try {
        return work();
      } finally {
        depth--;
      }
    },
    steps: () => steps,
    failed: () => failed,
    mend: () => void (mended = true),
    restore: () => undo.forEach((each) => each()),
  };
}
