import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openSqliteStore } from "../../backend/store/sqlite/sqlite-store.ts";
import { isStoreTrouble } from "../../backend/store/store-trouble.ts";
import { createVault } from "../../backend/store/vault.ts";
import { startSender } from "../../backend/outbound/sender.ts";
import { createPush } from "../../backend/mutations/push.ts";
import type { CloudApi } from "../../backend/cloud-api/port.ts";
import { RULE_IDS } from "../../shared/guard/rule-ids.ts";
import { toClientId, toWamid } from "../../shared/ids.ts";
import { toMutationId } from "../../shared/sync/mutations.ts";
import { seconds } from "../../shared/time.ts";
import { startTestBackend } from "../backend/running-backend.ts";
import { createChances } from "../simulation/chances.ts";
import { createSimulatedTime } from "../simulation/simulated-time.ts";
import { AGENTS, CONTACTS, DEVICES, seedWorkspace, START } from "../simulation/workspace.ts";
import { KEY } from "./database-server.ts";
import { failEveryStep } from "./database-story.ts";
import { failDatabases, TROUBLES, type DatabaseFault, type FailingDatabases } from "./failing-database.ts";

let folder: string;
let full: FailingDatabases | undefined;
/** From now on no database of this thread takes or gives anything. */
const fill = (): void => void (full = failDatabases({ trouble: "full", at: 0, lasts: "for a while" }));
const makeRoom = (): void => {
  full?.restore();
  full = undefined;
};
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "greenline-"))));
afterEach(() => {
  makeRoom();
  rmSync(folder, { recursive: true, force: true });
});

test("[I13] [I17] each step of a transaction fails in turn: it is whole or not at all, it says so, and the next one goes through", async () => {
  const store = await openSqliteStore({ path: join(folder, "greenline.db"), vault: createVault(KEY) });
  const write = (value: string): void =>
    store.write((tx) => {
      tx.setMeta("one", value);
      tx.put("team", "orders", { id: "orders", name: value } as never);
      tx.setMeta("two", value);
    });
  write("before");
  const counting = failDatabases(undefined);
  write("counted");
  counting.restore();
  expect(counting.steps()).toBeGreaterThan(4);

  for (const trouble of Object.keys(TROUBLES) as DatabaseFault["trouble"][])
    for (let at = 0; at < counting.steps(); at++) {
      const before = store.read((tx) => tx.meta("one"));
      const databases = failDatabases({ trouble, at, lasts: "once" });
      let error: unknown;
      try {
        write(`${trouble} ${at}`);
      } catch (thrown) {
        error = thrown;
      }
      databases.restore();
      expect(isStoreTrouble(error)).toBe(true);
      expect(store.read((tx) => [tx.meta("one"), tx.get("team", "orders")?.name, tx.meta("two")])).toEqual([before, before, before]);
      write(`after ${trouble} ${at}`);
      expect(store.read((tx) => tx.meta("two"))).toBe(`after ${trouble} ${at}`);
    }
  store.close();
});

test(
  "[I1] [I2] [I8] [I9] [I13] [I15] a disk that fails somewhere in a story: the books are whole in the end, and it was said",
  { timeout: 120_000 },
  async () => {
    const { deaths, found, told } = await failEveryStep({ every: 97, from: 11, seed: 7 });
    expect(found).toEqual([]);
    expect(told).toBeGreaterThan(60);
    // Some of it could only be gone on from by starting anew.
    expect(deaths).toBeGreaterThan(0);
  },
);

test("[I2] [I17] what the platform answered is kept as soon as the disk takes it, without a report and without a new start", async () => {
  const store = await openSqliteStore({ path: join(folder, "greenline.db"), vault: createVault(KEY) });
  seedWorkspace(store, createChances("an answer"), { remember: () => undefined });
  const time = createSimulatedTime(START, () => new Promise((resolve) => setImmediate(resolve)));
  const logged: unknown[] = [];
  const log = { error: (what: unknown) => void logged.push(what), warn: () => undefined };
  const cloudApi = {
    send: () =>
      new Promise((resolve) =>
        time.after(300, () => {
          fill();
          resolve({ type: "accepted", wamid: toWamid("wamid.1"), held: false });
        }),
      ),
  } as unknown as CloudApi;
  const sender = startSender({ store, cloudApi, log, newId: () => "id", clock: time.clock, at: (instant, work) => time.at(instant, work) });
  const push = createPush({ store, log, clock: time.clock, onApplied: sender.wake });
  // A window that is open in the seeded workspace.
  const { conversationId } = CONTACTS.find(
    (each) => (store.read((tx) => tx.get("conversation", each.conversationId))?.lastInboundAt ?? 0) > START - 3_600_000 * 20,
  )!;
  const overrides = Object.fromEntries(RULE_IDS.map((rule) => [rule, "meant"]));
  push(AGENTS[2]!, DEVICES[2].deviceId, [
    { id: toMutationId(1), mv: 1, mutation: { kind: "send", conversationId, clientId: "m1", text: "Hello", composedAt: START, overrides } },
  ]);
  await time.runTo(START + seconds(10));
  makeRoom();
  expect(store.read((tx) => tx.messageByClientId(toClientId("m1"))?.state)).toBe("sending");
  expect(logged.length).toBeGreaterThan(0);

  await time.runTo(START + seconds(20));
  expect(store.read((tx) => [tx.messageByClientId(toClientId("m1"))?.wamid, tx.send(toClientId("m1"))?.state])).toEqual(["wamid.1", "done"]);
  store.close();
});

test("[I17] while the disk takes nothing a request is answered 503 and nothing is said to be saved; after that it is answered as ever", async () => {
  const backend = await startTestBackend();
  const ask = () => backend.api("/api/v1/agents", { body: { name: "Sofia", role: "agent" } });
  fill();
  const refused = await ask();
  makeRoom();
  expect(refused.status).toBe(503);
  expect(await refused.json()).toMatchObject({ detail: expect.stringContaining("Nothing was saved") });
  expect((await ask()).status).toBe(201);
  await backend.stop();
});
