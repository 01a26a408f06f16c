import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { main } from "../../backend/cli/greenline.ts";
import { beginRestored } from "../../backend/store/backup-restored.ts";
import { openSqliteStore } from "../../backend/store/sqlite/sqlite-store.ts";
import type { SendRow } from "../../backend/store/store.ts";
import { createVault } from "../../backend/store/vault.ts";
import { readLineage } from "../../backend/sync/lineage.ts";
import { toAgentId, toClientId, toConversationId, toMessageId } from "../../shared/ids.ts";
import type { Message } from "../../shared/inbox/message.ts";
import { hours, plus, toInstant } from "../../shared/time.ts";
import { startTestBackend, textWebhook, type TestBackend } from "./running-backend.ts";
import { aConversation, aMessage } from "./store-contract.ts";
import { openDesk } from "./sync-client.ts";

const backends: TestBackend[] = [];
afterEach(async () => {
  for (const backend of backends.splice(0)) await backend.stop();
});
async function aBackend(folder?: string): Promise<TestBackend> {
  const backend = await startTestBackend(folder === undefined ? {} : { folder });
  backends.push(backend);
  return backend;
}

/** The command as it is typed; what it says. */
async function greenline(...words: readonly string[]) {
  let [out, problems] = ["", ""];
  const sink = (write: (text: string) => void) => ({ write: (text: string) => (write(text), true), once: () => undefined, off: () => undefined });
  const code = await main(
    words,
    (async function* () {})(),
    sink((text) => (out += text)),
    sink((text) => (problems += text)),
  );
  return { code, problems, facts: out === "" ? undefined : JSON.parse(out) };
}

const conversationsOf = async (backend: TestBackend) => (await backend.json("/api/v1/conversations")).items.length;

test("[I1] [I13] a backup of a running server is put back into its folder, and what arrived since is read again", async () => {
  const backend = await aBackend();
  const { folder } = backend;
  const file = join(folder, "backup.db");
  await backend.post(textWebhook({ from: "447700900001", id: "wamid.1" }));
  await backend.settled();
  const desk = await openDesk(backend, { name: "Anna", role: "admin" });
  const { epoch } = desk.welcome;

  const made = await greenline("backup", "--to", file, "--data", folder);
  expect(made).toMatchObject({ code: 0, facts: { epoch, media: 0 } });
  expect((await greenline("backup", "--to", file, "--data", folder)).problems).toContain("exists already");
  expect((await greenline("restore", "--from", file, "--data", folder)).problems).toContain("stop the server first");

  await backend.post(textWebhook({ from: "447700900002", id: "wamid.2" }));
  await backend.settled();
  expect(await conversationsOf(backend)).toBe(2);
  desk.close();
  await backends.splice(0)[0]?.stop({ keep: true });

  const restored = await greenline("restore", "--from", file, "--data", folder);
  expect(restored).toMatchObject({ code: 0, facts: { epoch, laterWebhooks: true, missingMedia: 0, held: 0 } });
  expect(restored.facts.newEpoch).not.toBe(epoch);
  expect(readdirSync(folder).some((name) => name.startsWith("greenline.db.before-"))).toBe(true);

  const again = await aBackend(folder);
  await again.settled();
  expect(await conversationsOf(again)).toBe(2);
  const back = await openDesk(again, { name: "Ben" });
  expect(back.welcome).toMatchObject({ epoch: restored.facts.newEpoch, lineage: [{ epoch, until: made.facts.head }] });
  back.close();
});

test("[I13] into an empty folder everything comes from the backup, and without its key nothing does", async () => {
  const backend = await aBackend();
  const { folder } = backend;
  const file = join(folder, "backup.db");
  await backend.post(textWebhook({ from: "447700900001", id: "wamid.1" }));
  await backend.settled();
  await greenline("backup", "--to", file, "--data", folder);
  await backends.splice(0)[0]?.stop({ keep: true });
  for (const name of readdirSync(folder)) if (/^(greenline|webhooks)\.db/.test(name)) rmSync(join(folder, name));

  const empty = join(folder, "elsewhere");
  expect((await greenline("restore", "--from", file, "--data", empty)).problems).toContain("has no master.key");
  expect(existsSync(empty)).toBe(false);
  expect((await greenline("restore", "--from", join(folder, "master.key"), "--data", folder)).code).toBe(1);
  expect((await greenline("restore", "--from", file, "--data", folder)).facts).toMatchObject({ laterWebhooks: false });

  const again = await aBackend(folder);
  expect(await conversationsOf(again)).toBe(1);
});

test("[I2] what was on its way when a backup was made is left to a person, and what has its time still ahead stays", async () => {
  const store = await openSqliteStore({ path: ":memory:", vault: createVault(new Uint8Array(32)) });
  const now = toInstant(1_000_000);
  const put = (id: string, send: Partial<SendRow>, message: Partial<Message> = {}): void =>
    store.write((tx) => {
      tx.put(
        "message",
        id,
        aMessage(id, "c1", {
          direction: "out",
          author: { kind: "human", id: toAgentId("a1") },
          clientId: toClientId(id),
          state: "queued",
          order: tx.nextOrder(),
          ...message,
        }),
      );
      tx.putSend({
        clientId: toClientId(id),
        messageId: toMessageId(id),
        conversationId: toConversationId("c1"),
        agentId: toAgentId("a1"),
        state: "ready",
        order: tx.nextOrder(),
        attempt: 0,
        nextAt: now,
        composedAt: now,
        ...send,
      });
    });
  store.write((tx) => tx.put("conversation", "c1", aConversation("c1")));
  put("ready", {});
  put("done", { state: "done" }, { state: "accepted" });
  put("guarded", { state: "held" }, { state: "held", held: { reason: "guard" } });
  put("trainee", { state: "held" }, { state: "held", held: { reason: "awaiting_approval" } });
  put("tomorrow", { state: "waiting", sendAt: plus(now, hours(20)) }, { state: "held", held: { reason: "scheduled", sendAt: plus(now, hours(20)) } });
  put("an hour ago", { state: "waiting", sendAt: plus(now, hours(-1)) }, { state: "held", held: { reason: "scheduled" } });
  put("on delivery", { state: "waiting", whenDelivered: true }, { state: "held", held: { reason: "undelivered_before" } });
  const { epoch } = store;
  const head = store.read((tx) => tx.head());

  expect(store.write((tx) => beginRestored(tx, "e2", now))).toEqual({ held: 4 });

  const fates = ["ready", "done", "guarded", "trainee", "tomorrow", "an hour ago", "on delivery"].map((id) => {
    const message = store.read((tx) => tx.get("message", id));
    return [id, store.read((tx) => tx.send(toClientId(id)))?.state, message?.held?.reason ?? message?.state];
  });
  expect(fates).toEqual([
    ["ready", "held", "server_restored"],
    ["done", "done", "accepted"],
    ["guarded", "held", "guard"],
    ["trainee", "held", "server_restored"],
    ["tomorrow", "waiting", "scheduled"],
    ["an hour ago", "held", "server_restored"],
    ["on delivery", "held", "server_restored"],
  ]);
  expect(store.read(readLineage)).toEqual([{ epoch, until: head }]);
  store.close();
});
