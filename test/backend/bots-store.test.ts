import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { bots } from "../../backend/store/sqlite/migrations/0007-bots.ts";
import { openSqliteStore } from "../../backend/store/sqlite/sqlite-store.ts";
import { createVault } from "../../backend/store/vault.ts";
import { waitAfter } from "../../shared/bots/retry.ts";
import { DEFAULT_BOT_POLICY } from "../../shared/bots/bot-policy.ts";
import { toAgentId, toConversationId } from "../../shared/ids.ts";
import { toInstant } from "../../shared/time.ts";

let folder = "";
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "greenline-bots-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const open = () => openSqliteStore({ path: join(folder, "greenline.db"), vault: createVault(new Uint8Array(32).fill(7)) });
const BOT = { agentId: toAgentId("b1"), address: "https://bot.example/", secret: "a-secret-that-signs" };

test("[HO13] the secret of a bot lies sealed in the file", async () => {
  const store = await open();
  store.write((tx) => tx.putBot(BOT, toInstant(1)));
  expect(store.read((tx) => tx.bot(BOT.agentId))).toEqual(BOT);
  store.close();
  const database = new DatabaseSync(join(folder, "greenline.db"), { readOnly: true });
  expect(Buffer.from(database.prepare("SELECT secret FROM bot").get()?.["secret"] as Uint8Array).toString("latin1")).not.toContain(BOT.secret);
  database.close();
});

test("[HO13] a data folder of a release without bots gets their tables, also where later ones were there before", async () => {
  (await open()).close();
  const database = new DatabaseSync(join(folder, "greenline.db"));
  for (const statement of bots) {
    const [, kind, name] = /^CREATE (TABLE|INDEX) (\w+)/.exec(statement) ?? [];
    if (kind === "INDEX") database.exec(`DROP INDEX ${name}`);
  }
  for (const statement of bots) {
    const [, name] = /^CREATE TABLE (\w+)/.exec(statement) ?? [];
    if (name !== undefined) database.exec(`DROP TABLE ${name}`);
  }
  database.exec("DELETE FROM kysely_migration WHERE name = '0007-bots'");
  database.close();
  const store = await open();
  expect(store.read((tx) => tx.bots())).toEqual([]);
  store.close();
});

test("[HO13] each conversation has its own line, and the first of each is next", async () => {
  const store = await open();
  const queue = (conversation: string, id: string) =>
    store.write((tx) =>
      tx.queueDelivery({
        id,
        agentId: BOT.agentId,
        conversationId: toConversationId(conversation),
        kind: "message",
        createdAt: toInstant(1),
        answerBy: toInstant(9),
      }),
    );
  for (const [conversation, id] of [
    ["c1", "1"],
    ["c2", "2"],
    ["c1", "3"],
    ["c1", "1"],
  ] as const)
    queue(conversation, id);
  const next = () => store.read((tx) => tx.nextDeliveries(10)).map(({ id }) => id);
  expect(next()).toEqual(["1", "2"]);
  store.write((tx) => tx.dropDeliveries(toConversationId("c1")));
  expect(next()).toEqual(["2"]);
  expect(store.read((tx) => tx.unanswered(toInstant(9), 10)).map(({ id }) => id)).toEqual(["2"]);
  store.close();
});

test("[HO13] waits double up to the longest, and chance moves them within the jitter alone", () => {
  const policy = { ...DEFAULT_BOT_POLICY.delivery, jitter: 0.3 };
  expect([1, 2, 3, 4, 20].map((attempt) => waitAfter(attempt, policy, 0.5))).toEqual([2_000, 4_000, 8_000, 16_000, 300_000]);
  expect([waitAfter(1, policy, 0), waitAfter(1, policy, 1)]).toEqual([1_400, 2_600]);
});
