import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openTopicPast } from "../../backend/guard/topic-past.ts";
import { openSqliteStore } from "../../backend/store/sqlite/sqlite-store.ts";
import { createVault } from "../../backend/store/vault.ts";
import { hours, plus, toInstant } from "../../shared/time.ts";
import { aConversation, aMessage } from "./store-contract.ts";

test("[G-TOPIC] what a lead lets the rule forget is not learned again; what is said after it is", async () => {
  const folder = mkdtempSync(join(tmpdir(), "greenline-forget-"));
  const path = join(folder, "greenline.db");
  const store = await openSqliteStore({ path, vault: createVault(new Uint8Array(32).fill(7)) });
  const said = toInstant(1_000_000);
  store.write((tx) => {
    tx.put("conversation", "c1", aConversation("c1", { state: "resolved", createdAt: said }));
    tx.put("message", "m1", aMessage("m1", "c1", { at: said }));
  });
  const past = openTopicPast(path);
  const now = plus(said, hours(2));
  const isRead = (since?: typeof said): boolean => typeof past.read("c1", now, since) === "object";
  expect([isRead(), isRead(toInstant(said - 1)), isRead(said), isRead(now)]).toEqual([true, true, false, false]);
  past.close();
  store.close();
  rmSync(folder, { recursive: true, force: true });
});
