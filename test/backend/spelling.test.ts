import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openWordsInUse } from "../../backend/spelling/words-in-use.ts";
import { openSqliteStore } from "../../backend/store/sqlite/sqlite-store.ts";
import type { Store } from "../../backend/store/store.ts";
import { createVault } from "../../backend/store/vault.ts";
import { toAgentId, toConversationId, toMessageId } from "../../shared/ids.ts";
import { minutes, plus, toInstant } from "../../shared/time.ts";
import { startTestBackend, type TestBackend } from "./running-backend.ts";
import { aConversation, aMessage } from "./store-contract.ts";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";

describe("[S0-9] the words of a workspace over HTTP", () => {
  let backend: TestBackend;
  beforeEach(async () => {
    backend = await startTestBackend();
  });
  afterEach(() => backend.stop());

  const make = async (role: string): Promise<string> => ((await (await backend.api("/api/v1/agents", { body: { name: role, role } })).json()) as any).token;
  const words = async (): Promise<any> => backend.json("/api/v1/spelling/words");
  const put = (word: string, token?: string) => backend.api(`/api/v1/spelling/words/${encodeURIComponent(word)}`, { method: "PUT", token });

  test("an agent teaches one, a lead sees and forgets it, an agent may not forget", async () => {
    const [agent, lead] = [await make("agent"), await make("lead")];
    expect((await put("Kärcher", agent)).status).toBe(200);
    expect((await put("kärcher", lead)).status).toBe(200);
    expect((await words()).learned).toMatchObject([{ word: "Kärcher", by: expect.any(String) }]);

    const remove = (token: string) => backend.api(`/api/v1/spelling/words/${encodeURIComponent("kärcher")}`, { method: "DELETE", token });
    expect((await remove(agent)).status).toBe(403);
    expect((await remove(lead)).status).toBe(200);
    expect((await words()).learned).toEqual([]);
  });

  test.each(["two words", "a1", "", "x".repeat(41), "-", "<b>"])("“%s” is not one word and is refused", async (word) => {
    expect([404, 422]).toContain((await put(word)).status);
    expect((await words()).learned).toEqual([]);
  });

  test("who has them is told that nothing has changed", async () => {
    const first = await backend.api("/api/v1/spelling/words");
    const tag = first.headers.get("etag") ?? "";
    const again = () => fetch(`${backend.url}/api/v1/spelling/words`, { headers: { authorization: "Bearer bootstrap-token-for-tests", "if-none-match": tag } });
    expect((await again()).status).toBe(304);
    await put("Kärcher");
    expect((await again()).status).toBe(200);
  });

  test("an admin's own dictionary is given out when both files are there, and nothing else of the folder", async () => {
    expect((await words()).dictionaries).toEqual([]);
    expect((await backend.api("/api/v1/dictionaries/it.aff")).status).toBe(404);
    const folder = join(backend.folder, "dictionaries");
    mkdirSync(folder);
    writeFileSync(join(folder, "it.aff"), "SET UTF-8\n");
    expect((await words()).dictionaries).toEqual([]);
    writeFileSync(join(folder, "it.dic"), "1\nciao\n");
    writeFileSync(join(folder, "secret.txt"), "no");
    expect((await words()).dictionaries).toMatchObject([{ language: "it" }]);
    expect(await (await backend.api("/api/v1/dictionaries/it.dic")).text()).toBe("1\nciao\n");
    for (const name of ["secret.txt", "..%2Fgreenline.db", "en.dic"]) expect((await backend.api(`/api/v1/dictionaries/${name}`)).status).toBe(404);
  });
});

describe("[S0-9] the words that people here write", () => {
  let folder: string;
  let store: Store;
  let now = toInstant(Date.UTC(2026, 2, 2, 10));
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "greenline-words-"));
    store = await openSqliteStore({ path: join(folder, "greenline.db"), vault: createVault(new Uint8Array(32).fill(7)) });
  });
  afterEach(() => {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const open = () => openWordsInUse({ databasePath: join(folder, "greenline.db"), clock: { now: () => now } });

  let n = 0;
  const say = (conversation: string, body: string, author: "human" | "bot" | "customer" = "human"): void =>
    store.write((tx) => {
      const id = toConversationId(conversation);
      if (tx.get("conversation", id) === undefined) tx.put("conversation", id, aConversation(conversation));
      const messageId = toMessageId(`m${(n += 1)}`);
      tx.put("message", messageId, {
        ...aMessage(messageId, id),
        order: n,
        direction: author === "customer" ? "in" : "out",
        author: author === "human" ? { kind: "human", id: toAgentId("anna") } : { kind: author },
        content: { type: "text", body },
        state: author === "customer" ? "received" : "sent",
      });
    });

  test("three times in two conversations: then it is right; once more, in one alone, by a bot or by a customer is not enough", async () => {
    for (const conversation of ["c1", "c1", "c2"]) say(conversation, "the frobnic needs a new grommet");
    for (let i = 0; i < 5; i += 1) say("c1", "only zorbig here");
    for (const conversation of ["c1", "c2", "c3"]) say(conversation, "blorps botted", "bot");
    for (const conversation of ["c1", "c2", "c3"]) say(conversation, "custards", "customer");
    for (const conversation of ["c1", "c2"]) say(conversation, "twice");
    const use = open();
    const words = await use.words();
    expect(words).toEqual(expect.arrayContaining(["frobnic", "grommet"]));
    for (const word of ["zorbig", "blorps", "custards", "twice"]) expect(words).not.toContain(word);
    await use.stop();
  });

  test("no names, numbers, codes or addresses are among them", async () => {
    for (const conversation of ["c1", "c2", "c3"]) say(conversation, "your order ab8841 for Rossi goes to rossi@rossi.example, says Rossi");
    const use = open();
    expect(await use.words()).toEqual(["for", "goes", "order", "says", "your"]);
    await use.stop();
  });

  test("what is said later is read later, and what was erased is told no more", async () => {
    for (const conversation of ["c1", "c2", "c2"]) say(conversation, "frobnic");
    const use = open();
    expect(await use.words()).toEqual(["frobnic"]);
    for (const conversation of ["c1", "c2", "c2"]) say(conversation, "grommet");
    expect(await use.words()).toEqual(["frobnic"]);
    now = plus(now, minutes(11));
    expect(await use.words()).toEqual(["frobnic", "grommet"]);

    store.write((tx) => {
      for (const { id } of tx.messages(toConversationId("c1"), 10)) tx.remove("message", id);
      tx.remove("conversation", "c1");
    });
    expect(await use.words()).toEqual([]);
    await use.stop();
  });
});
