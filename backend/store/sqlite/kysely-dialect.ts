import {
  CompiledQuery,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from "kysely";
import type { DatabaseSync, SQLInputValue } from "node:sqlite";

/** Lets Kysely's migrator run on `node:sqlite`. Nothing else goes through it. */
export const nodeSqliteDialect = (database: DatabaseSync): Dialect => ({
  // All migrations are one transaction: an upgrade that a crash interrupts, or that two processes begin at once, is whole or not at all.
  createAdapter: () => Object.defineProperty(new SqliteAdapter(), "supportsTransactionalDdl", { value: true }),
  createDriver: () => driver(database),
  createIntrospector: (db) => new SqliteIntrospector(db),
  createQueryCompiler: () => new SqliteQueryCompiler(),
});

function driver(database: DatabaseSync): Driver {
  const connection: DatabaseConnection = {
    executeQuery: async <R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> => {
      const statement = database.prepare(sql);
      if (statement.columns().length > 0) return { rows: statement.all(...(parameters as readonly SQLInputValue[])) as R[] };
      const { changes } = statement.run(...(parameters as readonly SQLInputValue[]));
      return { rows: [], numAffectedRows: BigInt(changes) };
    },
    streamQuery: () => {
      throw new Error("The migrator does not stream.");
    },
  };
  const run = (sql: string) => async () => void (await connection.executeQuery(CompiledQuery.raw(sql), undefined as never));
  return {
    init: async () => {},
    acquireConnection: async () => connection,
    beginTransaction: run("BEGIN IMMEDIATE"),
    commitTransaction: run("COMMIT"),
    rollbackTransaction: run("ROLLBACK"),
    releaseConnection: async () => {},
    destroy: async () => {},
  };
}
