import { afterEach, beforeEach, expect, test } from "vitest";
import { createBuckets } from "../../backend/cloud-api/simulator/buckets.ts";
import type { CloudApi } from "../../backend/cloud-api/port.ts";
import { runMutation } from "../../backend/mutations/run-mutation.ts";
import { startSender, type Sender } from "../../backend/outbound/sender.ts";
import { openSqliteStore } from "../../backend/store/sqlite/sqlite-store.ts";
import type { Store } from "../../backend/store/store.ts";
import { createVault } from "../../backend/store/vault.ts";
import { toAgentId, toContactId, toNumberId, toWamid } from "../../shared/ids.ts";
import { rateFacts } from "../../shared/platform/facts.ts";
import { minutes, plus, toInstant } from "../../shared/time.ts";
import { createFakeNow, type FakeNow } from "./fake-now.ts";
import { aConversation } from "./store-contract.ts";

const NOON = toInstant(Date.UTC(2026, 10, 22, 12));
const sofia = { id: toAgentId("sofia"), name: "Sofia", role: "agent", teamIds: [] } as const;

let store: Store;
let time: FakeNow;
let sender: Sender;
let answers: string[];

beforeEach(async () => {
  store = await openSqliteStore({ path: ":memory:", vault: createVault(new Uint8Array(32)) });
  time = createFakeNow(NOON);
  answers = [];
  // The platform's own rule, on the same clock.
  const pairs = createBuckets(time.clock, { burst: rateFacts.pairBurst.value, refillMs: rateFacts.pairInterval.value });
  const cloudApi: CloudApi = {
    send: async ({ clientId }) => {
      const taken = pairs.take("447700900118");
      answers.push(taken ? clientId : "131056");
      return taken
        ? { type: "accepted", wamid: toWamid(`wamid.${clientId}`), held: false }
        : { type: "refused", code: 131056, title: "Pair rate limit hit", retry: "later" };
    },
    markRead: async () => true,
    numberHealth: async () => ({}),
    templates: async () => [],
    threadControl: async () => ({ type: "done" }),
    media: async () => ({ type: "gone" }),
  };
  store.write((tx) => {
    tx.put("agent", sofia.id, sofia);
    tx.put("number", "n1", {
      id: toNumberId("n1"),
      phoneNumberId: "106",
      displayNumber: "1",
      displayName: "Shop",
      connection: "connected",
      quality: { value: "green", source: "webhook" },
      limit: { scope: "portfolio", value: 250 },
      enforcement: [],
    });
    tx.put("contact", "contact-of-c1", { id: toContactId("contact-of-c1"), name: "Amelia", phone: "447700900118" });
    tx.put("conversation", "c1", aConversation("c1", { lastInboundAt: NOON }));
  });
  sender = startSender({ clock: time.clock, store, cloudApi, newId: () => "id", log: { error: () => {}, warn: () => {} }, at: time.at });
});
afterEach(async () => {
  await sender.stop();
  store.close();
});

test("[S4-11] of fifty quick messages to one person the platform refuses none: what is too much waits, and goes in order", async () => {
  const wished = Array.from({ length: 50 }, (_, i) => `m${i}`);
  for (const [i, clientId] of wished.entries()) {
    // What the guard would ask was answered: here it is about the pace alone.
    const overrides = { "G-FOLLOW-UP": "asked for", "G-PAIR-RATE": "asked for", "G-DUPLICATE": "asked for" };
    store.write((tx) =>
      runMutation(
        tx,
        { kind: "send", conversationId: "c1", clientId, composedAt: NOON, text: `Step ${i}: turn the ring by one mark.`, overrides },
        { agent: sofia },
        NOON,
      ),
    );
  }
  sender.wake();
  for (let now = NOON; now < plus(NOON, minutes(1)); now = toInstant(now + 500)) {
    time.moveTo(now);
    await sender.idle();
  }
  expect(answers.filter((one) => one === "131056")).toEqual([]);
  expect(answers.length).toBeGreaterThan(rateFacts.pairBurst.value);
  expect(answers).toEqual(wished.slice(0, answers.length));
});
