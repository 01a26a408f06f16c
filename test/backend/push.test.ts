import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createPush } from "../../backend/mutations/push.ts";
import { openSqliteStore } from "../../backend/store/sqlite/sqlite-store.ts";
import type { Store, WriteTx } from "../../backend/store/store.ts";
import { createVault } from "../../backend/store/vault.ts";
import { toAgentId, toContactId, toConversationId, toDeviceId, toTeamId } from "../../shared/ids.ts";
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

test("[I8] what took effect before its author's rights changed is not refused when it is asked for again", () => {
  const ben: Agent = { ...anna, id: toAgentId("ben"), role: "agent" };
  const shared = aConversationRow({ id: toConversationId("c2"), contactId: toContactId("p2"), state: "open", teamId: toTeamId("t1") });
  const send = { kind: "send", conversationId: "c2", clientId: "k1", text: "It leaves today.", composedAt: NOW };
  const note = { kind: "note", conversationId: "c2", noteId: "n-c2", text: "Called the depot.", at: NOW };
  const push = (agent: Agent, from: number, mutations: readonly object[]) => {
    const outcome = pushOf(store)(
      agent,
      DEVICE,
      mutations.map((mutation, at) => ({ id: from + at, mv: MUTATION_VERSION, mutation })),
    );
    return outcome.type === "answer" ? outcome.answer.results.map((result) => (result.st === "rejected" ? result.code : result.st)) : outcome.type;
  };
  store.write((tx) => tx.put("conversation", "c2", shared));
  const inTeam: Agent = { ...ben, teamIds: [toTeamId("t1")] };
  store.write((tx) => tx.put("agent", ben.id, inTeam));
  expect(push(inTeam, 1, [send, note])).toEqual(["applied", "applied"]);

  store.write((tx) => tx.put("agent", ben.id, ben));
  // Under other numbers, as after a restore from a backup.
  expect(push(ben, 3, [{ ...send, restored: true }, note])).toEqual(["applied", "applied"]);
  // What is new, and what is somebody else's, is refused as ever.
  expect(push(ben, 5, [{ ...send, clientId: "k2" }])).toEqual(["not_found"]);
  expect(push({ ...ben, id: toAgentId("eve") }, 6, [send, note])).toEqual(["not_found", "not_found"]);
  expect(store.read((tx) => tx.messages(toConversationId("c2"), 10))).toHaveLength(1);
});
