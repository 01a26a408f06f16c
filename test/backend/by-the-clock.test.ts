import { afterEach, beforeEach, expect, test } from "vitest";
import { wakeSnoozed } from "../../backend/inbox/wake-snoozed.ts";
import type { CloudApi, SendOutcome } from "../../backend/cloud-api/port.ts";
import { runMutation } from "../../backend/mutations/run-mutation.ts";
import { startSender } from "../../backend/outbound/sender.ts";
import { openSqliteStore } from "../../backend/store/sqlite/sqlite-store.ts";
import type { Store } from "../../backend/store/store.ts";
import { createVault } from "../../backend/store/vault.ts";
import { toAgentId, toContactId, toNumberId } from "../../shared/ids.ts";
import { toInstant } from "../../shared/time.ts";
import { createFakeNow, type FakeNow } from "./fake-now.ts";
import { aConversation } from "./store-contract.ts";

const NOON = Date.UTC(2026, 10, 22, 12);
const MINUTE = 60_000;
const sofia = { id: toAgentId("sofia"), name: "Sofia", role: "agent", teamIds: [] } as const;

const silent = { error: () => {}, warn: () => {} };

let store: Store;
let time: FakeNow;
let outcomes: SendOutcome[];
let posted: string[];
const cloudApi: CloudApi = {
  send: async ({ clientId }) => {
    posted.push(clientId);
    return outcomes.shift() ?? { type: "accepted", wamid: `wamid.${clientId}` as never, held: false };
  },
  markRead: async () => true,
  numberHealth: async () => ({}),
  templates: async () => [],
  threadControl: async () => ({ type: "done" }),
  media: async () => ({ type: "gone" }),
};

beforeEach(async () => {
  store = await openSqliteStore({ path: ":memory:", vault: createVault(new Uint8Array(32)) });
  time = createFakeNow(NOON);
  outcomes = [];
  posted = [];
  store.write((tx) => {
    tx.put("agent", sofia.id, sofia);
    tx.put("number", "n1", {
      id: toNumberId("n1"),
      phoneNumberId: "106",
      displayNumber: "1",
      displayName: "Shop",
      connection: "connected",
      quality: { value: "green", source: "webhook" },
      limit: { scope: "portfolio", value: "unknown" },
      enforcement: [],
    });
    tx.put("contact", "contact-of-c1", { id: toContactId("contact-of-c1"), name: "Amelia", phone: "447700900118" });
    tx.put("conversation", "c1", aConversation("c1", { lastInboundAt: toInstant(NOON - 5 * MINUTE) }));
    tx.appendEvent("c1" as never, "in:1", { type: "inbound", at: toInstant(NOON - 5 * MINUTE) });
  });
});
afterEach(() => store.close());

const sender = () => startSender({ clock: time.clock, store, cloudApi, newId: () => "id", log: silent, at: time.at });
const write = (clientId: string, text = "Hello", more: { readonly seenInboundAt?: number; readonly claimEpoch?: number } = {}) =>
  store.write((tx) =>
    runMutation(
      tx,
      { kind: "send", conversationId: "c1", clientId, text, composedAt: time.clock.now(), ...more },
      { agent: sofia, deviceId: "d1" as never },
      time.clock.now(),
    ),
  );
const message = (id: string) => store.read((tx) => tx.get("message", id));

test("[I2] an answer that never came is a person's to judge after five minutes, and is not posted again", async () => {
  outcomes = [{ type: "unknown", reason: "timeout" }];
  const running = sender();
  write("k1");
  running.wake();
  await running.idle();
  expect(message("k1")?.state).toBe("unknown");

  time.moveTo(NOON + 4 * MINUTE);
  running.wake();
  expect(message("k1")?.state).toBe("unknown");
  time.moveTo(NOON + 6 * MINUTE);
  running.wake();
  expect(message("k1")).toMatchObject({ state: "held", held: { reason: "unknown_outcome" } });
  await running.stop().catch(() => {});
  expect(posted).toEqual(["k1"]);
});

test("[I2] a post that throws is an answer that never came: unknown, and not posted again", async () => {
  const throwing: CloudApi = { ...cloudApi, send: async (request) => (posted.push(request.clientId), Promise.reject(new Error("socket hang up"))) };
  const running = startSender({ clock: time.clock, store, cloudApi: throwing, newId: () => "id", log: silent, at: time.at });
  write("k1");
  running.wake();
  await running.idle();
  time.moveTo(NOON + MINUTE);
  running.wake();
  await running.idle();

  expect(message("k1")?.state).toBe("unknown");
  expect(posted).toEqual(["k1"]);
});

test("[I15] a store that cannot write is asked again in a moment, not at once, and the message then goes out once", async () => {
  let full = false;
  let refused = 0;
  const failing: Store = {
    ...store,
    write: (work) => {
      if (!full) return store.write(work);
      refused += 1;
      throw new Error("database or disk is full");
    },
  };
  const running = startSender({ clock: time.clock, store: failing, cloudApi, newId: () => "id", log: silent, at: time.at });
  write("k1");
  full = true;
  running.wake();
  await running.idle();
  expect([refused, posted]).toEqual([1, []]);

  full = false;
  time.moveTo(NOON + 2_000);
  await running.idle();
  expect(message("k1")?.state).toBe("accepted");
  expect(posted).toEqual(["k1"]);
});

test("[I4] a message that is refused for now is held when the window has closed before its turn comes", async () => {
  store.write((tx) => tx.put("conversation", "c1", aConversation("c1", { lastInboundAt: toInstant(NOON - 24 * 60 * MINUTE + 62_000) })));
  outcomes = [{ type: "refused", code: 130_429, title: "rate", retry: "later" }];
  const running = sender();
  write("k1");
  running.wake();
  await running.idle();
  expect(message("k1")?.state).toBe("queued");

  time.moveTo(NOON + 5_000);
  running.wake();
  await running.idle();
  expect(message("k1")).toMatchObject({ state: "held", held: { reason: "window_margin" } });
  expect(posted).toEqual(["k1"]);
});

test("[G-STALE] what was written before the customer wrote again is held, and its text stays", async () => {
  const running = sender();
  write("k1", "An answer to the old question", { seenInboundAt: NOON - 60 * MINUTE });
  running.wake();
  await running.idle();

  expect(message("k1")).toMatchObject({ state: "held", held: { reason: "new_inbound_since" }, content: { body: "An answer to the old question" } });
  expect(posted).toEqual([]);
});

test("[I5] a message with the fencing token of an earlier owner is held", async () => {
  write("k1", "Mine to answer", { claimEpoch: 0 });
  store.write((tx) =>
    tx.put("conversation", "c1", aConversation("c1", { lastInboundAt: toInstant(NOON - 5 * MINUTE), claimEpoch: 2, assigneeId: toAgentId("marco") })),
  );
  const running = sender();
  running.wake();
  await running.idle();

  expect(message("k1")).toMatchObject({ state: "held", held: { reason: "not_assignee" } });
  expect(posted).toEqual([]);
});

test("what a desk wrote behind a message that was held waits with it", async () => {
  write("k1", "First", { seenInboundAt: NOON - 60 * MINUTE });
  write("k2", "Second");
  const running = sender();
  running.wake();
  await running.idle();

  expect([message("k1")?.held?.reason, message("k2")?.held?.reason]).toEqual(["new_inbound_since", "predecessor_held"]);
  expect(posted).toEqual([]);
});

test("messages of one conversation go one after the other, in order", async () => {
  const running = sender();
  for (const id of ["k1", "k2", "k3"]) write(id, `text of ${id}`);
  running.wake();
  await running.idle();
  expect(posted).toEqual(["k1", "k2", "k3"]);
});

test("[S12] a snoozed conversation comes back at its time, and its reply clock has run on", () => {
  const started = store.read((tx) => tx.get("conversation", "c1"))?.clocks.length;
  const waking = wakeSnoozed({ store, clock: time.clock, log: silent, at: time.at });
  const snooze = (until: number) => store.write((tx) => runMutation(tx, { kind: "snooze", conversationId: "c1", until }, { agent: sofia }, time.clock.now()));
  snooze(NOON + 60 * MINUTE);
  snooze(NOON + 10 * MINUTE);
  const state = () => store.read((tx) => tx.get("conversation", "c1")?.state);

  time.moveTo(NOON + 9 * MINUTE);
  expect(state()).toBe("snoozed");
  time.moveTo(NOON + 11 * MINUTE);
  expect(state()).toBe("queued");
  expect(started).toBeDefined();
  const clock = store.read((tx) => tx.get("conversation", "c1"))?.clocks.find(({ kind }) => kind === "first-reply");
  expect(clock).toMatchObject({ dueAt: NOON + 10 * MINUTE, state: "breached" });
  waking.stop();
});

test("a snooze whose time came while nothing was running ends at the next start", () => {
  store.write((tx) => runMutation(tx, { kind: "snooze", conversationId: "c1", until: NOON + MINUTE }, { agent: sofia }, toInstant(NOON)));
  time.moveTo(NOON + 5 * MINUTE);
  wakeSnoozed({ store, clock: time.clock, log: silent, at: time.at }).stop();
  expect(store.read((tx) => tx.get("conversation", "c1")?.state)).toBe("queued");
});
