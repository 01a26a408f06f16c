import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createPush } from "../../backend/mutations/push.ts";
import { openSqliteStore } from "../../backend/store/sqlite/sqlite-store.ts";
import type { Store, WriteTx } from "../../backend/store/store.ts";
import { createVault } from "../../backend/store/vault.ts";
import { toAgentId, toContactId, toConversationId, toDeviceId } from "../../shared/ids.ts";
import type { Agent } from "../../shared/inbox/people.ts";
import { MUTATION_VERSION } from "../../shared/sync/mutations.ts";
import { toInstant } from "../../shared/time.ts";
import { aConversationRow } from "../conversation-builder.ts";

const NOW = toInstant(Date.UTC(2026, 2, 2, 12));
const DEVICE = toDeviceId("d1");
const anna: Agent = { id: toAgentId("anna"), name: "Anna", role: "lead", teamIds: [] };

let folder: string;
let store: Store;
let commits: number;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "greenline-push-"));
  store = await openSqliteStore({ path: join(folder, "greenline.db"), vault: createVault(new Uint8Array(32).fill(7)) });
  store.write((tx) => {
    tx.put("agent", anna.id, anna);
    tx.put("conversation", "c1", aConversationRow({ id: toConversationId("c1"), contactId: toContactId("p1"), state: "open" }));
    tx.putDevice({
      id: DEVICE,
      agentId: anna.id,
      name: "Desk",
      refreshHash: "",
      previousHash: undefined,
      expiresAt: NOW,
      lastMutId: 0,
      lastSeenAt: NOW,
      revoked: false,
    });
  });
  commits = 0;
  store.onCommit(() => (commits += 1));
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Notes 1 to `count`, as a desk that was away pushes them. */
const notes = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    id: at + 1,
    mv: MUTATION_VERSION,
    mutation: { kind: "note", conversationId: "c1", noteId: `n${at + 1}`, text: `Note ${at + 1}`, at: NOW },
  }));

const pushOf = (through: Store) => createPush({ store: through, clock: { now: () => NOW }, log: { error: () => undefined }, onApplied: () => undefined });
const kept = (): readonly string[] => store.read((tx) => tx.parts("note", toConversationId("c1")).map(({ id }) => id));

test("[I8] what is pushed together is committed together, and answered each with its own place in the log", () => {
  const outcome = pushOf(store)(anna, DEVICE, notes(100));

  expect(commits).toBe(1);
  expect(kept()).toHaveLength(100);
  const results = outcome.type === "answer" ? outcome.answer.results : [];
  const places = results.map((result) => (result.st === "applied" ? result.seq : undefined));
  expect(places).toEqual(places.toSorted((a, b) => Number(a) - Number(b)));
  expect(new Set(places).size).toBe(100);
  expect(pushOf(store)(anna, DEVICE, notes(100))).toEqual(outcome);
});

test("[I17] a wish that nobody foresaw is refused alone: those pushed with it, before and behind, are done once", () => {
  const faulty: Store = {
    ...store,
    write: (work) =>
      store.write((tx) => {
        const put: WriteTx["put"] = (entity, id, row) => {
          if (id === "n2") throw new TypeError("Nobody foresaw this.");
          tx.put(entity, id, row);
        };
        return work({ ...tx, put });
      }),
  };
  const outcome = pushOf(faulty)(anna, DEVICE, notes(3));

  expect(outcome).toMatchObject({
    type: "answer",
    answer: {
      lastMutId: 3,
      results: [
        { id: 1, st: "applied" },
        { id: 2, st: "rejected", code: "invalid" },
        { id: 3, st: "applied" },
      ],
    },
  });
  expect(kept()).toEqual(["n1", "n3"]);
});
