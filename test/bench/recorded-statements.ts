import { DatabaseSync, StatementSync, type SQLInputValue } from "node:sqlite";
import { openDatabase } from "../../backend/store/sqlite/database.ts";

const WAYS = ["all", "get", "run"] as const;

/** One call of the database: a prepared statement with its values, or the begin and end of a transaction. */
type Step =
  | { readonly sql: string; readonly how: (typeof WAYS)[number]; readonly values: readonly SQLInputValue[] }
  | { readonly sql: string; readonly how: "exec" };

/** Keeps every statement that this thread runs, on any database, until it is stopped. */
export function recordStatements() {
  const steps: Step[] = [];
  const { all, get, run } = StatementSync.prototype;
  const { exec } = DatabaseSync.prototype;
  for (const how of WAYS) {
    const original: (...values: any[]) => unknown = StatementSync.prototype[how];
    Object.assign(StatementSync.prototype, {
      [how]: function (this: StatementSync, ...values: SQLInputValue[]) {
        steps.push({ sql: this.sourceSQL, how, values });
        return original.apply(this, values);
      },
    });
  }
  DatabaseSync.prototype.exec = function (this: DatabaseSync, sql) {
    steps.push({ sql, how: "exec" });
    return exec.call(this, sql);
  };
  return {
    stop: (): readonly Step[] => {
      Object.assign(StatementSync.prototype, { all, get, run });
      Object.assign(DatabaseSync.prototype, { exec });
      return steps;
    },
  };
}

export const transactionsOf = (steps: readonly Step[]): number => steps.filter(({ sql }) => sql === "COMMIT").length;

/** The least that a projection can do: the same statements with the same values in the same transactions, each compiled beforehand. */
export function openBareLoop(path: string, steps: readonly Step[]) {
  const database = openDatabase(path);
  // As the store has it.
  database.exec("PRAGMA secure_delete=ON");
  const compiled = new Map<string, StatementSync>();
  for (const { how, sql } of steps) if (how !== "exec" && !compiled.has(sql)) compiled.set(sql, database.prepare(sql));
  const calls = steps.map((step) => ({ ...step, statement: compiled.get(step.sql) }));
  return {
    run: (): void => {
      for (const call of calls) {
        if (call.how === "exec") database.exec(call.sql);
        else call.statement![call.how](...call.values);
      }
    },
    close: () => database.close(),
  };
}
