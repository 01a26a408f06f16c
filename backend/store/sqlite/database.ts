import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";

export type Row = Readonly<Record<string, null | number | bigint | string | Uint8Array>>;

/** Prepared statements by their text; each is compiled once. */
export interface Statements {
  readonly get: (sql: string, ...values: SQLInputValue[]) => Row | undefined;
  readonly all: (sql: string, ...values: SQLInputValue[]) => readonly Row[];
  readonly run: (sql: string, ...values: SQLInputValue[]) => number;
}

/** Opens a database file that loses no acknowledged commit, not even with the power (WAL, synchronous=FULL). */
export function openDatabase(path: string, { pageSize = 4_096 }: { readonly pageSize?: number } = {}): DatabaseSync {
  if (path !== ":memory:") mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const database = new DatabaseSync(path);
  database.exec(
    `PRAGMA page_size=${pageSize}; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000; PRAGMA foreign_keys=ON; PRAGMA journal_size_limit=67108864; PRAGMA cache_size=-65536`,
  );
  return database;
}

export function prepare(database: DatabaseSync): Statements {
  const compiled = new Map<string, StatementSync>();
  const statement = (sql: string): StatementSync => {
    const known = compiled.get(sql);
    if (known !== undefined) return known;
    const made = database.prepare(sql);
    compiled.set(sql, made);
    return made;
  };
  return {
    get: (sql, ...values) => statement(sql).get(...values) as Row | undefined,
    all: (sql, ...values) => statement(sql).all(...values) as Row[],
    run: (sql, ...values) => Number(statement(sql).run(...values).changes),
  };
}
