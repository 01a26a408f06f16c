import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CloudApi, SendOutcome } from "../../backend/cloud-api/port.ts";
import { keepConsent } from "../../backend/consent/keep-consent.ts";
import { project } from "../../backend/ingest/project.ts";
import type { PlatformEvent } from "../../backend/ingest/platform-event.ts";
import { runMutation } from "../../backend/mutations/run-mutation.ts";
import { startSender, type Sender } from "../../backend/outbound/sender.ts";
import { openSqliteStore } from "../../backend/store/sqlite/sqlite-store.ts";
import type { Store } from "../../backend/store/store.ts";
import { createVault } from "../../backend/store/vault.ts";
import { toAgentId, toContactId, toNumberId, toWamid } from "../../shared/ids.ts";
import type { MutationOf } from "../../shared/sync/mutations.ts";
import { toInstant } from "../../shared/time.ts";
import { createFakeNow, type FakeNow } from "./fake-now.ts";
import { aConversation } from "./store-contract.ts";

const NOON = Date.UTC(2026, 10, 22, 12);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const sofia = { id: toAgentId("sofia"), name: "Sofia", role: "agent", teamIds: [] } as const;
const amelia = toContactId("contact-of-c1");
const notice = { name: "order_update", language: "en", variables: { "1": "Amelia", "2": "A-4417" } };

let folder: string;
let store: Store;
let time: FakeNow;
let running: Sender;
let posted: string[];
let outcomes: SendOutcome[];
const cloudApi: CloudApi = {
  send: async ({ clientId }) => {
    posted.push(clientId);
    return outcomes.shift() ?? { type: "accepted", wamid: toWamid(`wamid.${clientId}`), held: false };
  },
  markRead: async () => true,
  numberHealth: async () => ({}),
  templates: async () => [],
  threadControl: async () => ({ type: "done" }),
  media: async () => ({ type: "gone" }),
};
const openStore = () => openSqliteStore({ path: join(folder, "greenline.db"), vault: createVault(new Uint8Array(32)) });
const begin = () => startSender({ clock: time.clock, store, cloudApi, newId: () => "id", log: { error: () => {}, warn: () => {} }, at: time.at });

const putConversation = (id: string, phone: string): void =>
  store.write((tx) => {
    tx.put("contact", `contact-of-${id}`, { id: toContactId(`contact-of-${id}`), name: `Customer ${id}`, phone });
    tx.identify(toContactId(`contact-of-${id}`), "phone", phone);
    tx.put("conversation", id, aConversation(id, { lastInboundAt: toInstant(NOON - 5 * MINUTE) }));
  });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "greenline-"));
  store = await openStore();
  time = createFakeNow(NOON);
  posted = [];
  outcomes = [];
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
    tx.put("template", "order_update:en", {
      id: "order_update:en",
      name: "order_update",
      language: "en",
      category: "UTILITY",
      status: "APPROVED",
      quality: "GREEN",
      body: "Hi {{1}}, your order {{2}} from Shop has left our warehouse.",
      buttons: [],
    });
  });
  putConversation("c1", "447700900118");
  running = begin();
});
afterEach(async () => {
  await running.stop();
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

type Wish = Partial<Omit<MutationOf<"send">, "kind" | "clientId">>;
const write = (clientId: string, wish: Wish = {}) => {
  const said = wish.template === undefined ? { text: "Your parcel is at the depot in Leeds." } : {};
  const outcome = store.write((tx) =>
    runMutation(
      tx,
      { kind: "send", conversationId: "c1", clientId, composedAt: time.clock.now(), ...said, ...wish },
      { agent: sofia, deviceId: "d1" as never },
      time.clock.now(),
    ),
  );
  running.wake();
  return outcome;
};
const moveTo = async (at: number) => {
  time.moveTo(at);
  await running.idle();
};
const message = (id: string) => store.read((tx) => tx.get("message", id));
const counts = () => store.read((tx) => tx.guardCounts(toInstant(0), toInstant(NOON + 400 * DAY)));
const hear = async (...events: readonly PlatformEvent[]) => {
  store.write((tx) => events.forEach((event) => project({ tx, now: time.clock.now(), newId: () => `made-${event.key}`, touched: new Set() }, event)));
  running.wake();
  await running.idle();
};
const status = (clientId: string, what: "delivered" | "failed"): PlatformEvent => ({
  type: "status",
  key: `${clientId}:${what}`,
  number: { phoneNumberId: "106" },
  wamid: toWamid(`wamid.${clientId}`),
  status: what,
  at: time.clock.now(),
  recipient: { phone: "447700900118" },
  problems: [],
});
const inbound = (text: string): PlatformEvent => ({
  type: "message",
  key: `in:${text}`,
  number: { phoneNumberId: "106" },
  from: { phone: "447700900118" },
  wamid: toWamid(`wamid.${text}`),
  at: time.clock.now(),
  content: { type: "text", body: text },
  via: "inbound",
  problems: [],
});
const agrees = (category: string, at: number) =>
  store.write((tx) =>
    keepConsent(
      tx,
      amelia,
      { category, state: "granted", at: toInstant(at), source: "website", evidence: "https://shop.example/form/7", by: "sofia" },
      toInstant(at),
    ),
  );
const withdraws = (category: string) =>
  store.write((tx) => keepConsent(tx, amelia, { category, state: "withdrawn", at: time.clock.now(), source: "phone", by: "sofia" }, time.clock.now()));

describe("[S3-34] a message that has its time", () => {
  const sendAt = NOON + 10 * HOUR;

  test("waits until that very millisecond, and goes out once", async () => {
    write("k1", { sendAt });
    expect(message("k1")).toMatchObject({ state: "held", held: { reason: "scheduled", sendAt } });
    await moveTo(sendAt - 1);
    expect(posted).toEqual([]);

    await moveTo(sendAt);
    expect(posted).toEqual(["k1"]);
    expect([message("k1")?.state, message("k1")?.held]).toEqual(["accepted", undefined]);
    await moveTo(sendAt + DAY);
    expect(posted).toEqual(["k1"]);
  });

  test("outlives a restart, also one that lasts longer than its time", async () => {
    write("k1", { sendAt });
    write("k2", { sendAt: NOON + 20 * HOUR, text: "The courier has it now and comes tomorrow before ten." });
    await running.stop();
    store.close();
    time.moveTo(sendAt + MINUTE);
    store = await openStore();
    running = begin();
    running.wake();
    await running.idle();

    expect(posted).toEqual(["k1"]);
    expect(message("k2")).toMatchObject({ state: "held", held: { reason: "scheduled" } });
    await hear(status("k1", "delivered"));
    await moveTo(NOON + 20 * HOUR);
    expect(posted).toEqual(["k1", "k2"]);
  });

  test("[G-WINDOW] is held with the reason, its text kept, where the window has closed by then", async () => {
    write("k1", { sendAt: NOON + DAY });
    await moveTo(NOON + DAY);

    expect(posted).toEqual([]);
    expect(message("k1")).toMatchObject({
      state: "held",
      held: { reason: "window_closed", findings: [{ rule: "G-WINDOW", remedies: [{ command: "use-template" }, { command: "keep-draft" }] }] },
      content: { body: "Your parcel is at the depot in Leeds." },
    });
    expect(counts()).toMatchObject([{ rule: "G-WINDOW", what: "refused", agentId: "sofia", count: 1 }]);
  });

  test("[G-STALE] is held where the customer wrote meanwhile, and not before its time", async () => {
    write("k1", { sendAt, seenInboundAt: NOON - 5 * MINUTE });
    await moveTo(NOON + HOUR);
    await hear(inbound("It has arrived, thank you"));
    expect(message("k1")?.held?.reason).toBe("scheduled");
    await moveTo(sendAt);

    expect(posted).toEqual([]);
    expect(message("k1")?.held?.reason).toBe("new_inbound_since");
  });

  test("can be taken back, and then never leaves", async () => {
    write("k1", { sendAt });
    store.write((tx) => runMutation(tx, { kind: "cancel", conversationId: "c1", messageId: "k1" }, { agent: sofia }, time.clock.now()));
    await moveTo(sendAt + HOUR);

    expect(message("k1")?.state).toBe("cancelled");
    expect(posted).toEqual([]);
  });

  test("another one in its place is refused once it has left, so that nobody reads it twice", async () => {
    write("k1", { sendAt });
    await moveTo(sendAt);
    store.write((tx) => runMutation(tx, { kind: "cancel", conversationId: "c1", messageId: "k1" }, { agent: sofia }, time.clock.now()));
    expect(write("k2", { sendAt: sendAt + HOUR, replaces: "k1" })).toMatchObject({ type: "rejected", code: "already_sent" });
    await moveTo(sendAt + 2 * HOUR);
    expect(posted).toEqual(["k1"]);
  });

  test("another time in its place goes, once it is taken back", async () => {
    write("k1", { sendAt });
    store.write((tx) => runMutation(tx, { kind: "cancel", conversationId: "c1", messageId: "k1" }, { agent: sofia }, time.clock.now()));
    write("k2", { sendAt: sendAt + HOUR, replaces: "k1" });
    await moveTo(sendAt + 2 * HOUR);
    expect(posted).toEqual(["k2"]);
  });

  test("is told on the conversation's row for as long as it waits, and not as trouble", async () => {
    const last = () => store.read((tx) => tx.get("conversation", "c1"))?.lastMessage;
    write("k1", { sendAt });
    expect(last()).toMatchObject({ id: "k1", state: "held", waits: "time" });
    await moveTo(sendAt);
    expect(last()).toMatchObject({ id: "k1", state: "accepted" });
    expect(last()?.waits).toBeUndefined();
  });

  test("holds up nothing that is written after it", async () => {
    write("k1", { sendAt });
    write("k2", { text: "Good afternoon, we are looking into it." });
    await running.idle();
    expect(posted).toEqual(["k2"]);
  });

  test("goes at once where its time is over, and cannot wait for two things", async () => {
    write("k1", { sendAt: NOON - MINUTE });
    await running.idle();
    expect(posted).toEqual(["k1"]);
    expect(write("k2", { sendAt, whenDelivered: true })).toEqual({ type: "rejected", code: "invalid", by: undefined });
  });
});

describe("[S0-7] [S2-11] consent is looked at again in the instant of leaving", () => {
  const later = NOON + 2 * DAY;

  test("a template with consent leaves at its time", async () => {
    agrees("service", NOON - DAY);
    agrees("order-updates", NOON - DAY);
    agrees("appointments", NOON - DAY);
    write("k1", { template: notice, sendAt: later });
    await moveTo(later);
    expect(message("k1")?.held).toBeUndefined();
    expect(posted).toEqual(["k1"]);
  });

  test("withdrawn between the writing and the time: held at once, not sent, and logged", async () => {
    agrees("order-updates", NOON - DAY);
    write("k1", { template: notice, sendAt: later });
    await moveTo(NOON + HOUR);
    withdraws("everything");

    expect(message("k1")).toMatchObject({ state: "held", held: { reason: "opted_out", findings: [{ rule: "G-OPTED-OUT", severity: "stop" }] } });
    await moveTo(later + HOUR);
    expect(posted).toEqual([]);
    expect(counts()).toMatchObject([{ rule: "G-OPTED-OUT", what: "refused", count: 1 }]);
  });

  test("a stop by keyword holds what is queued, and another person's message goes", async () => {
    putConversation("c2", "447700900119");
    write("k1", { sendAt: NOON + HOUR });
    write("k2", { sendAt: NOON + HOUR, conversationId: "c2" });
    await hear(inbound("STOP"));
    await moveTo(NOON + HOUR);

    expect(message("k1")?.held?.reason).toBe("opted_out");
    expect(posted).toEqual(["k2"]);
  });
});

describe("[S0-5] a message that waits until what was sent before has arrived", () => {
  beforeEach(async () => {
    write("first", { text: "Is the blue one all right for you?" });
    await running.idle();
    time.moveTo(NOON + 10 * MINUTE);
  });

  test("is kept back, and released by the delivery", async () => {
    write("k1", { whenDelivered: true });
    await running.idle();
    expect(message("k1")).toMatchObject({ state: "held", held: { reason: "undelivered_before" } });

    await moveTo(NOON + 40 * MINUTE);
    await hear(status("first", "delivered"));
    expect(posted).toEqual(["first", "k1"]);
  });

  test.each([["the customer writes", () => inbound("Yes, blue is fine")] as const, ["it failed", () => status("first", "failed")] as const])(
    "is released when %s",
    async (_what, event) => {
      write("k1", { whenDelivered: true });
      await moveTo(NOON + 40 * MINUTE);
      await hear(event());
      expect(posted).toEqual(["first", "k1"]);
    },
  );

  test("goes at once where nothing is on its way", async () => {
    await hear(status("first", "delivered"));
    await moveTo(NOON + 40 * MINUTE);
    write("k1", { whenDelivered: true, text: "The blue one is in stock, by the way: shall we send it?" });
    await running.idle();
    expect(message("k1")?.state).toBe("accepted");
  });

  test("outlives a restart, and can be taken back", async () => {
    write("k1", { whenDelivered: true });
    write("k2", { whenDelivered: true, text: "And the red one is gone." });
    await running.stop();
    store.close();
    store = await openStore();
    running = begin();
    running.wake();
    store.write((tx) => runMutation(tx, { kind: "cancel", conversationId: "c1", messageId: "k2" }, { agent: sofia }, time.clock.now()));
    await moveTo(NOON + 45 * MINUTE);
    await hear(status("first", "delivered"));

    expect(posted).toEqual(["first", "k1"]);
  });

  test("asks a person when the platform has given up", async () => {
    for (const category of ["service", "order-updates", "appointments"]) agrees(category, NOON - DAY);
    write("k1", { whenDelivered: true, template: notice });
    await moveTo(NOON + 30 * DAY - 1);
    expect(message("k1")?.held).toEqual({ reason: "undelivered_before" });
    await moveTo(NOON + 30 * DAY);

    expect(message("k1")?.held).toMatchObject({ reason: "undelivered_before", findings: [{ rule: "G-UNDELIVERED", messageKey: "guard.undelivered.lost" }] });
    expect(posted).toEqual(["first"]);
  });
});

test("[G-BULK] of twelve that an offline desk hands over at once, those beyond the limit are held and the others go", async () => {
  const people = Array.from({ length: 12 }, (_, i) => `p${i}`);
  people.forEach((id, i) => putConversation(id, `4477009002${10 + i}`));
  store.write((tx) => {
    for (const id of people)
      runMutation(
        tx,
        { kind: "send", conversationId: id, clientId: `to-${id}`, text: "The new bikes are in the shop from Monday on, come and see them.", composedAt: NOON },
        { agent: sofia, deviceId: "d1" as never },
        toInstant(NOON),
      );
  });
  running.wake();
  await running.idle();

  expect(posted).toEqual(people.slice(0, 10).map((id) => `to-${id}`));
  expect(people.slice(10).map((id) => message(`to-${id}`)?.held?.findings?.map(({ rule }) => rule))).toEqual([["G-BULK"], ["G-BULK"]]);
});

describe("[I14] how old a message is", () => {
  test("a clock of the desk that runs days behind does not age what answers a fresh message", async () => {
    write("fresh", { composedAt: NOON - 30 * DAY, seenInboundAt: NOON - 5 * MINUTE });
    await running.idle();
    expect(posted).toEqual(["fresh"]);
  });

  test.each([
    ["nothing says that it is new", {}],
    ["what it answers is old itself", { seenInboundAt: NOON - 5 * HOUR }],
  ])("it is held as too old where %s", async (_, more) => {
    write("old", { composedAt: NOON - 30 * DAY, ...more });
    await running.idle();
    expect(posted).toEqual([]);
    expect(message("old")).toMatchObject({ state: "held", held: { reason: "too_old" } });
  });

  test("what was seen in the future makes nothing younger than now", async () => {
    write("odd", { composedAt: NOON, seenInboundAt: NOON + 9 * HOUR });
    expect(store.read((tx) => tx.send("odd" as never)?.composedAt)).toBe(NOON);
  });
});
