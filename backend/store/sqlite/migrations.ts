import { sql, type Kysely } from "kysely";
import type { Migration, MigrationProvider } from "kysely/migration";
import { firstTables } from "./migrations/0001-first-tables.ts";
import { recordsAndAlerts } from "./migrations/0002-records-and-alerts.ts";
import { guardTables } from "./migrations/0003-guard.ts";
import { approvalsAndRollout } from "./migrations/0004-approvals-and-rollout.ts";
import { cannedReplies } from "./migrations/0005-canned-replies.ts";
import { bots } from "./migrations/0007-bots.ts";
import { handoffQueue } from "./migrations/0008-handoff-queue.ts";
import { templateResults } from "./migrations/0009-template-results.ts";
import { queueWaits } from "./migrations/0010-queue-waits.ts";
import { numberSignals } from "./migrations/0011-number-signals.ts";
import { alertChannels } from "./migrations/0014-alert-channels.ts";
import { retention } from "./migrations/0015-retention.ts";
import { guardMended } from "./migrations/0016-guard-mended.ts";
import { listOrders } from "./migrations/0019-list-orders.ts";

/** In order, never edited once released. */
const MIGRATIONS: Readonly<Record<string, readonly string[]>> = {
  "0001-first-tables": firstTables,
  "0002-records-and-alerts": recordsAndAlerts,
  "0003-guard": guardTables,
  "0004-approvals-and-rollout": approvalsAndRollout,
  "0005-canned-replies": cannedReplies,
  "0007-bots": bots,
  "0008-handoff-queue": handoffQueue,
  "0009-template-results": templateResults,
  "0010-queue-waits": queueWaits,
  "0011-number-signals": numberSignals,
  "0014-alert-channels": alertChannels,
  "0015-retention": retention,
  "0016-guard-mended": guardMended,
  "0019-list-orders": listOrders,
};

export const migrations: MigrationProvider = {
  getMigrations: async () =>
    Object.fromEntries(
      Object.entries(MIGRATIONS).map(([name, statements]): [string, Migration] => [
        name,
        {
          up: async (db: Kysely<unknown>) => {
            for (const statement of statements) await sql.raw(statement).execute(db);
          },
        },
      ]),
    ),
};
