import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Kysely } from "kysely";
import { Migrator } from "kysely/migration";
import { expect, test } from "vitest";
import { openDatabase } from "../../backend/store/sqlite/database.ts";
import { nodeSqliteDialect } from "../../backend/store/sqlite/kysely-dialect.ts";
import { migrations } from "../../backend/store/sqlite/migrations.ts";
import { openSqliteStore } from "../../backend/store/sqlite/sqlite-store.ts";
import { createVault } from "../../backend/store/vault.ts";
import { toAgentId, toConversationId, toMessageId } from "../../shared/ids.ts";
import { toInstant } from "../../shared/time.ts";
import { describeStore } from "./store-contract.ts";

describeStore("the embedded store", async () => {
  const folder = mkdtempSync(join(tmpdir(), "greenline-store-"));
  const open = () => openSqliteStore({ path: join(folder, "greenline.db"), vault: createVault(new Uint8Array(32).fill(7)) });
  return { store: await open(), reopen: open, dispose: () => rmSync(folder, { recursive: true, force: true }) };
});

test("[I13] a store of the first version is brought up to date: its clocks stay, and are looked at anew", async () => {
  const folder = mkdtempSync(join(tmpdir(), "greenline-store-"));
  const path = join(folder, "greenline.db");
  const database = openDatabase(path);
  const all = await migrations.getMigrations();
  const first = Object.fromEntries(Object.entries(all).slice(0, 1));
  await new Migrator({ db: new Kysely<unknown>({ dialect: nodeSqliteDialect(database) }), provider: { getMigrations: async () => first } }).migrateToLatest();
  const insert = database.prepare(
    `INSERT INTO clock (conversation_id, case_no, kind, owner, state, started_at, due_at, met_at, policy_id, policy_version) VALUES ('c1', ?, ?, '', ?, ?, ?, ?, 'p', 3)`,
  );
  insert.run(1, "first-reply", "met", 10, 20, 15);
  insert.run(1, "resolution", "running", 10, 90, null);
  // The number of its case had shifted: one run, told twice.
  insert.run(2, "resolution", "running", 10, 95, null);
  insert.run(2, "next-reply", "running", 30, null, null);
  database.close();

  const store = await openSqliteStore({ path, vault: createVault(new Uint8Array(32).fill(7)) });
  const clocks = store.read((tx) => tx.clocks(toConversationId("c1")));
  expect(clocks.map(({ caseNo, dueAt, gen, kind, metAt, nextAt, policyVersion }) => [kind, caseNo, gen, dueAt, metAt, nextAt, policyVersion])).toEqual([
    ["first-reply", 1, 1, 20, 15, 10, 3],
    ["next-reply", 2, 1, undefined, undefined, undefined, 3],
    ["resolution", 2, 1, 95, undefined, 10, 3],
  ]);
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

test("[I13] what the guard said before there was a word for what was mended is brought along", async () => {
  const folder = mkdtempSync(join(tmpdir(), "greenline-store-"));
  const path = join(folder, "greenline.db");
  const database = openDatabase(path);
  const before = Object.fromEntries(Object.entries(await migrations.getMigrations()).filter(([name]) => name < "0016"));
  await new Migrator({ db: new Kysely<unknown>({ dialect: nodeSqliteDialect(database) }), provider: { getMigrations: async () => before } }).migrateToLatest();
  const insert = database.prepare(
    `INSERT INTO guard_log (at, rule, severity, conversation_id, agent_id, what, reason, message_id) VALUES (?, 'G-NAME', 'confirm', 'c1', 'sofia', ?, ?, 'm1')`,
  );
  insert.run(10, "refused", null);
  insert.run(20, "overridden", "say-again");
  database.close();

  const store = await openSqliteStore({ path, vault: createVault(new Uint8Array(32).fill(7)) });
  const said = {
    rule: "G-NAME",
    severity: "confirm",
    conversationId: toConversationId("c1"),
    agentId: toAgentId("sofia"),
    messageId: toMessageId("m1"),
  } as const;
  store.write((tx) => {
    tx.logGuard({ ...said, at: toInstant(30), what: "mended" });
    // The same message asks once, as before.
    tx.logGuard({ ...said, at: toInstant(40), what: "refused" });
  });
  const counts = store.read((tx) => tx.guardCounts(toInstant(0), toInstant(100)));
  expect(counts.map(({ count, reason, what }) => [what, count, reason]).toSorted()).toEqual([
    ["mended", 1, undefined],
    ["overridden", 1, "say-again"],
    ["refused", 1, undefined],
  ]);
  store.close();
  rmSync(folder, { recursive: true, force: true });
});
