import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { NumberHealth } from "../../backend/cloud-api/port.ts";
import { keepConsent } from "../../backend/consent/keep-consent.ts";
import { readConfig } from "../../backend/config.ts";
import type { PlatformEvent } from "../../backend/ingest/platform-event.ts";
import { project } from "../../backend/ingest/project.ts";
import { keepAlarms } from "../../backend/signals/keep-alarms.ts";
import { keepHealth } from "../../backend/signals/keep-health.ts";
import { numberSignals, type SignalQuestion } from "../../backend/signals/number-signals.ts";
import { createSignalCache } from "../../backend/signals/signal-cache.ts";
import { openSqliteStore } from "../../backend/store/sqlite/sqlite-store.ts";
import type { ClockRow, Store } from "../../backend/store/store.ts";
import { createVault } from "../../backend/store/vault.ts";
import { toAgentId, toContactId, toConversationId, toMessageId, toNumberId, toWamid } from "../../shared/ids.ts";
import type { Message, MessageState } from "../../shared/inbox/message.ts";
import type { BusinessNumber } from "../../shared/inbox/people.ts";
import { openAlarms } from "../../shared/signals/alarms.ts";
import type { Signals } from "../../shared/signals/signals.ts";
import { wasSent } from "../../shared/signals/outbound.ts";
import { days, hours, minus, minutes, plus, toInstant, type Instant } from "../../shared/time.ts";
import { seeded } from "../fixtures/sla/random.ts";
import { createFakeNow, type FakeNow } from "./fake-now.ts";
import { aConversation } from "./store-contract.ts";

const NOW = toInstant(Date.UTC(2026, 10, 22, 12));
const shop = toNumberId("n1");
const WEEK = { numberId: shop, from: minus(NOW, days(7)), to: NOW };

let store: Store;
let time: FakeNow;

const aNumber = (fields: Partial<BusinessNumber> = {}): BusinessNumber => ({
  id: shop,
  phoneNumberId: "106",
  displayNumber: "1",
  displayName: "Shop",
  connection: "connected",
  quality: { value: "green", since: minus(NOW, days(20)), source: "webhook" },
  limit: { scope: "portfolio", value: 250 },
  enforcement: [],
  ...fields,
});

beforeEach(async () => {
  store = await openSqliteStore({ path: ":memory:", vault: createVault(new Uint8Array(32)) });
  time = createFakeNow(NOW);
  store.write((tx) => {
    tx.put("number", shop, aNumber());
    for (const [name, category] of [
      ["order_update", "UTILITY"],
      ["offer", "MARKETING"],
    ] as const)
      tx.put("template", `${name}:en`, { id: `${name}:en`, name, language: "en", category, status: "APPROVED", quality: "GREEN", body: "", buttons: [] });
  });
});
afterEach(() => {
  store.close();
});

const person = (id: string): void =>
  store.write((tx) => {
    tx.put("contact", `contact-of-${id}`, { id: toContactId(`contact-of-${id}`), name: id });
    tx.put("conversation", id, aConversation(id));
  });
let made = 0;
const put = (conversation: string, fields: Partial<Message>): Message => {
  made += 1;
  const message: Message = {
    id: toMessageId(`m${made}`),
    conversationId: toConversationId(conversation),
    direction: "out",
    author: { kind: "human", id: toAgentId("sofia") },
    content: { type: "text", body: "Your parcel leaves today." },
    at: NOW,
    order: made,
    state: "delivered",
    stateAt: {},
    ...fields,
  };
  store.write((tx) => tx.put("message", message.id, message));
  return message;
};
const hears = (conversation: string, at: Instant): Message =>
  put(conversation, { direction: "in", author: { kind: "customer" }, content: { type: "text", body: "Hello" }, at, state: "received" });
const sends = (conversation: string, at: Instant, state: MessageState = "read", code?: number, name = "offer"): Message =>
  put(conversation, {
    at,
    state,
    content: { type: "template", name, language: "en", body: "", buttons: [], variables: {} },
    ...(code === undefined ? {} : { problem: { code, title: "", meaning: "", next: "" } }),
  });
const withdraws = (conversation: string, at: Instant): void =>
  store.write(
    (tx) =>
      void keepConsent(tx, toContactId(`contact-of-${conversation}`), { category: "marketing", state: "withdrawn", at, source: "keyword", by: "customer" }, at),
  );
const compute = async (question: SignalQuestion): Promise<Signals> => store.read((tx) => numberSignals(tx, question));
const signals = (): Signals => store.read((tx) => numberSignals(tx, { period: WEEK, now: NOW, templates: tx.all("template"), usage24h: { atLeast: 0 } }));

describe("what the log says", () => {
  test("[S0-13] [S4-9] [S2-10] the figures are those that a person counts in the same messages", () => {
    for (const id of ["a", "b", "c", "d", "e"]) person(id);
    const old = minus(NOW, days(3));
    hears("e", minus(old, hours(1)));
    sends("a", old);
    sends("a", plus(old, minutes(5)), "delivered");
    sends("b", old, "failed", 131026);
    sends("c", old, "delivered");
    withdraws("c", plus(old, hours(1)));
    sends("d", minus(NOW, hours(1)), "sent", undefined, "order_update");
    // An answer, and what was never sent.
    sends("e", old, "read", undefined, "order_update");
    sends("e", old, "cancelled");

    const said = signals();
    expect(said.proactive).toEqual({ people: 4, messages: 5 });
    expect(said.sent).toBe(6);
    expect(said.negative).toEqual({ count: 2, of: 4 });
    expect(said.optOuts).toBe(1);
    expect(said.undelivered).toEqual({ count: 1, of: 4 });
    expect(said.unread).toEqual({ count: 2, of: 3 });
    expect(said.failures).toEqual([{ code: 131026, count: 1 }]);
    expect(said.categories).toEqual([
      { category: "MARKETING", sent: 4, failed: 1, optOuts: 1 },
      { category: "UTILITY", sent: 2, failed: 0, optOuts: 0 },
    ]);
    expect(said.examples.map(({ conversationId, kind }) => [kind, conversationId])).toEqual([
      ["failed", "b"],
      ["opt-out", "c"],
    ]);
  });

  test("[S4-9] somebody with two signals is one person, and who withdrew without being written to first is none of these", () => {
    person("a");
    person("b");
    sends("a", minus(NOW, hours(50)), "failed", 131050);
    withdraws("a", minus(NOW, hours(49)));
    hears("b", minus(NOW, hours(3)));
    withdraws("b", minus(NOW, hours(2)));
    expect(signals()).toMatchObject({ negative: { count: 1, of: 1 }, optOuts: 2 });
  });

  test("[S4-26] over random logs the totals are those of the messages themselves, whatever order reports came in", () => {
    const random = seeded(11);
    const states = ["queued", "held", "accepted", "sent", "delivered", "read", "failed", "cancelled", "unknown"] as const;
    const codes = [131026, 131047, 131049, 131050, 132015];
    for (let i = 0; i < 12; i += 1) person(`p${i}`);
    for (let i = 0; i < 250; i += 1) {
      const at = minus(NOW, minutes(random.below(7 * 24 * 60)));
      if (random.below(4) === 0) {
        hears(`p${random.below(12)}`, at);
        continue;
      }
      const message = sends(`p${random.below(12)}`, at, "accepted", undefined, random.below(2) === 0 ? "offer" : "order_update");
      const state = states[random.below(states.length)] ?? "sent";
      const code = codes[random.below(codes.length)] ?? 131026;
      store.write((tx) =>
        tx.put("message", message.id, { ...message, state, ...(state === "failed" ? { problem: { code, title: "", meaning: "", next: "" } } : {}) }),
      );
    }

    const all = store.read((tx) => tx.all("message")).filter(({ at, direction }) => direction === "out" && at >= WEEK.from && at < WEEK.to);
    const said = signals();
    expect(said.sent).toBe(all.filter(({ state }) => wasSent(state)).length);
    for (const { code, count } of said.failures) expect(count).toBe(all.filter(({ problem, state }) => state === "failed" && problem?.code === code).length);
    expect(said.arrived + said.underWay + said.failures.reduce((sum, { count }) => sum + count, 0)).toBe(said.sent);

    const heard = store.read((tx) => tx.all("message")).filter(({ direction }) => direction === "in");
    const started = all.filter(
      ({ at, conversationId, state }) => wasSent(state) && !heard.some((one) => one.conversationId === conversationId && one.at <= at && one.at > at - days(1)),
    );
    expect(said.proactive).toEqual({ messages: started.length, people: new Set(started.map(({ conversationId }) => conversationId)).size });
  });

  test("[S0-13] a message of the customer that comes late turns what we began into an answer", () => {
    person("a");
    sends("a", minus(NOW, hours(5)));
    expect(signals().proactive.people).toBe(1);
    hears("a", minus(NOW, hours(6)));
    expect(signals().proactive.people).toBe(0);
  });

  test("[S0-14] people who never wrote or fell silent long ago are cold", () => {
    for (const id of ["never", "long", "fresh"]) person(id);
    hears("long", minus(NOW, days(120)));
    hears("fresh", minus(NOW, days(10)));
    for (const id of ["never", "long", "fresh"]) sends(id, minus(NOW, hours(5)));
    expect(signals().patterns.find(({ id }) => id === "cold-contacts")).toMatchObject({ evidence: { count: 2, of: 3 } });
  });

  test("[S1-6] turns are counted as by hand: in time, late, after the window, never, not yet, not owed", () => {
    const began = minus(NOW, days(2));
    const turns: Readonly<Record<string, Partial<ClockRow>>> = {
      inTime: { state: "met", dueAt: plus(began, minutes(15)), metAt: plus(began, minutes(10)) },
      late: { state: "breached", dueAt: plus(began, minutes(15)), metAt: plus(began, minutes(20)) },
      afterWindow: { state: "met", dueAt: plus(began, hours(40)), metAt: plus(began, hours(30)) },
      heardAgain: { state: "met", dueAt: plus(began, hours(40)), metAt: plus(began, hours(30)) },
      never: { state: "breached", dueAt: plus(began, minutes(15)) },
      notYet: { state: "running", dueAt: plus(NOW, minutes(15)) },
      notOwed: { state: "not-needed", dueAt: plus(began, minutes(15)) },
    };
    for (const [id, turn] of Object.entries(turns)) {
      person(id);
      hears(id, began);
      const row: ClockRow = { caseNo: 0, owner: "", kind: "first-reply", state: "running", startedAt: began, ...turn };
      store.write((tx) => tx.setClocks(toConversationId(id), [row, { ...row, kind: "resolution" }]));
    }
    hears("heardAgain", plus(began, hours(10)));
    expect(signals().response).toEqual({ count: 2, of: 5 });
  });

  test("[S2-2] the quality is kept where it changes, and not where it is only said again", () => {
    const change = (value: BusinessNumber["quality"]["value"], at: Instant) =>
      store.write((tx) => tx.put("number", shop, aNumber({ quality: { value, since: at, observedAt: at, source: "api" } })));
    change("green", minus(NOW, days(9)));
    change("yellow", minus(NOW, days(5)));
    change("yellow", minus(NOW, days(4)));
    change("red", minus(NOW, days(1)));
    expect(signals().quality.map(({ value }) => value)).toEqual(["green", "yellow", "red"]);
  });
});

describe("alarms on the number", () => {
  const alarmsNow = () => store.read((tx) => tx.get("number", shop))?.alarms ?? [];
  const start = () => {
    const cache = createSignalCache({ store, clock: time.clock, ask: compute });
    return keepAlarms({ store, clock: time.clock, signals: cache, log: { error: () => {} }, at: time.at });
  };

  /** Minute by minute, with time for what is computed aside. */
  const pass = async (until: Instant): Promise<void> => {
    for (let now = time.clock.now(); now < until; now = plus(now, minutes(1))) {
      time.moveTo(plus(now, minutes(1)));
      await new Promise((resolve) => setImmediate(resolve));
    }
  };

  test("[S1-5] a rising share of negative signals is one alarm over an hour of looking, and over a restart", async () => {
    for (let i = 0; i < 60; i += 1) {
      person(`p${i}`);
      sends(`p${i}`, minus(NOW, hours(60)), i < 2 ? "failed" : "read", i < 2 ? 131026 : undefined);
    }
    const watch = start();
    await watch.look();
    expect(openAlarms(alarmsNow()).filter(({ signal }) => signal === "negative-rate")).toMatchObject([{ level: "warn" }]);
    await pass(plus(NOW, minutes(30)));
    watch.stop();
    const again = start();
    await pass(plus(NOW, hours(1)));
    again.stop();
    expect(alarmsNow().filter(({ signal }) => signal === "negative-rate")).toHaveLength(1);
  });

  test("[S2-2] medium and then low quality are told one after the other, within two minutes", async () => {
    const watch = start();
    for (const [minute, value] of [
      [0, "yellow"],
      [3, "red"],
    ] as const) {
      store.write((tx) => tx.put("number", shop, { ...aNumber(), alarms: alarmsNow(), quality: { value, since: time.clock.now(), source: "api" } }));
      await pass(plus(NOW, minutes(minute + 2)));
    }
    watch.stop();
    expect(openAlarms(alarmsNow())).toMatchObject([{ signal: "quality", quality: "red", level: "bad" }]);
    expect(alarmsNow().map(({ quality }) => quality)).toEqual(["red", "yellow"]);
  });

  test("where nothing changes nothing is written", async () => {
    const watch = start();
    await watch.look();
    const head = store.read((tx) => tx.head());
    await pass(plus(NOW, minutes(20)));
    watch.stop();
    expect(store.read((tx) => tx.head())).toBe(head);
  });
});

describe("asking the platform", () => {
  const row = () => store.read((tx) => tx.get("number", shop));
  const poll = async (answer: () => Promise<NumberHealth>) => {
    const health = keepHealth({ store, clock: time.clock, cloudApi: { numberHealth: answer }, log: { warn: () => {} }, at: time.at });
    await new Promise((resolve) => setImmediate(resolve));
    return health;
  };

  test("[S1-14] [S2-14] [S4-8] quality, limit and whether one may send come with their age and source", async () => {
    const health = await poll(async () => ({ quality: "YELLOW", status: "CONNECTED", limit: "TIER_2K", canSend: "LIMITED" }));
    health.stop();
    expect(row()).toMatchObject({
      connection: "connected",
      canSend: "limited",
      quality: { value: "yellow", since: NOW, observedAt: NOW, source: "api" },
      limit: { value: 2_000, observedAt: NOW, source: "api" },
    });
  });

  test("[S1-14] a platform that does not answer changes nothing, so that the age goes on growing", async () => {
    const before = row();
    const health = await poll(async () => {
      throw new Error("no answer");
    });
    health.stop();
    expect(row()).toEqual(before);
  });

  test("[S1-14] words that nobody knows leave what was known, and it is asked four times an hour", async () => {
    let asked = 0;
    const health = await poll(async () => {
      asked += 1;
      return { quality: "PURPLE", status: "FLAGGED", limit: undefined, canSend: "PERHAPS" };
    });
    for (let minute = 1; minute < 60; minute += 1) {
      time.moveTo(plus(NOW, minutes(minute)));
      await new Promise((resolve) => setImmediate(resolve));
    }
    health.stop();
    expect(asked).toBe(4);
    expect(row()).toMatchObject({ connection: "connected", quality: { value: "green" }, limit: { value: 250 } });
  });
});

describe("who a signal is about", () => {
  const hear = (event: PlatformEvent) => store.write((tx) => project({ tx, now: NOW, newId: () => "made", touched: new Set() }, event));
  const fails = (message: Message, code: number): PlatformEvent => ({
    type: "status",
    key: `${message.id}:${code}`,
    number: { phoneNumberId: "106" },
    wamid: toWamid(`wamid.${message.id}`),
    status: "failed",
    at: NOW,
    recipient: {},
    problems: [{ code, title: "" }],
  });

  test.each([131026, 131050])("[S0-2] %i says something about one customer, and nothing about the number", (code) => {
    person("a");
    person("b");
    const before = store.read((tx) => tx.get("number", shop));
    const message = sends("a", NOW, "accepted");
    store.write((tx) => tx.put("message", message.id, { ...message, wamid: toWamid(`wamid.${message.id}`) }));
    hear(fails(message, code));
    expect(store.read((tx) => tx.get("message", message.id))).toMatchObject({ state: "failed", problem: { code } });
    expect(store.read((tx) => tx.get("number", shop))).toEqual(before);
    const withdrawn = (id: string) => store.read((tx) => tx.consents(toContactId(`contact-of-${id}`))).map(({ state }) => state);
    expect([withdrawn("a"), withdrawn("b")]).toEqual([code === 131050 ? ["withdrawn"] : [], []]);
  });

  test("[S0-2] a restriction of the account stands on the number, and on no customer", () => {
    person("a");
    const restrictions = [{ type: "RESTRICTED_BIZ_INITIATED_MESSAGING", until: plus(NOW, days(3)) }];
    hear({ type: "account", key: "r", at: NOW, wabaId: "1", event: "ACCOUNT_RESTRICTION", restrictions });
    expect(store.read((tx) => tx.get("number", shop))).toMatchObject({
      enforcement: [{ type: "RESTRICTED_BIZ_INITIATED_MESSAGING", from: NOW, until: plus(NOW, days(3)) }],
    });
    expect(store.read((tx) => tx.consents(toContactId("contact-of-a")))).toEqual([]);
  });
});

test("[S1-7] [S3-6] messages go to the platform's own host over its own port and protocol, or to this machine, and nowhere else", () => {
  const refused = (url: string): boolean => !readConfig({ WHATSAPP_APP_SECRET: "x", WHATSAPP_GRAPH_URL: url }).ok;
  for (const url of [
    "https://web.whatsapp.com",
    "https://graph.facebook.com.example.org",
    "https://graph.facebook.com@example.org",
    "http://graph.facebook.com",
    "https://graph.facebook.com:8443",
    "https://example.org/graph.facebook.com",
    "http://10.0.0.4:8080",
    "http://127.0.0.1.example.org",
  ])
    expect([url, refused(url)]).toEqual([url, true]);
  for (const url of ["https://graph.facebook.com", "http://127.0.0.1:9999", "http://localhost:4000", "http://[::1]:4000"])
    expect([url, refused(url)]).toEqual([url, false]);
});
