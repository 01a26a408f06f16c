import { afterEach, expect, test } from "vitest";
import type { Principal } from "../../backend/auth/auth.ts";
import { createPush } from "../../backend/mutations/push.ts";
import { keepRetention } from "../../backend/retention/keep-retention.ts";
import { openSqliteStore } from "../../backend/store/sqlite/sqlite-store.ts";
import type { Store } from "../../backend/store/store.ts";
import { createVault } from "../../backend/store/vault.ts";
import { startLines } from "../../backend/sync/lines.ts";
import { toAgentId, toDeviceId } from "../../shared/ids.ts";
import type { Agent } from "../../shared/inbox/people.ts";
import {
  EVENTS,
  OLDEST_SCHEMA,
  PROTOCOL_VERSION,
  SCHEMA_VERSION,
  type Page,
  type Presence,
  type PushAnswer,
  type Welcome,
} from "../../shared/sync/protocol.ts";
import { days, plus, seconds, toInstant, type Duration, type Instant } from "../../shared/time.ts";
import { aConversation } from "./store-contract.ts";

const START = toInstant(Date.UTC(2026, 10, 23, 9));
const anna: Agent = { id: toAgentId("anna"), name: "Anna", role: "lead", teamIds: [] };
const deviceId = toDeviceId("anna-laptop");
const silent = { error: () => undefined };

const stores: Store[] = [];
afterEach(() => stores.splice(0).forEach((store) => store.close()));

/** The server's side of the protocol over a real store, on a time of its own. */
async function aServer() {
  const store = await openSqliteStore({ path: ":memory:", vault: createVault(new Uint8Array(32)) });
  stores.push(store);
  let now: Instant = START;
  const planned = new Set<{ readonly at: number; readonly work: () => void }>();
  const at = (instant: number, work: () => void) => {
    const one = { at: instant, work };
    planned.add(one);
    return () => void planned.delete(one);
  };
  const pass = (time: Duration): void => {
    const until = plus(now, time);
    for (;;) {
      const [next] = [...planned].filter((one) => one.at <= until).sort((a, b) => a.at - b.at);
      if (next === undefined) break;
      planned.delete(next);
      now = toInstant(Math.max(now, next.at));
      next.work();
    }
    now = until;
  };
  const clock = { now: () => now };
  store.write((tx) => {
    tx.put("agent", anna.id, anna);
    tx.put("conversation", "c1", aConversation("c1"));
    tx.putDevice({
      id: deviceId,
      agentId: anna.id,
      name: "Laptop",
      refreshHash: "r",
      expiresAt: plus(START, days(400)),
      lastMutId: 0,
      lastSeenAt: START,
      revoked: false,
    });
  });
  const push = createPush({ store, clock, log: silent, onApplied: () => undefined });
  let lines: ReturnType<typeof startLines> | undefined;
  const linesOf = () =>
    (lines ??= startLines({ store, clock, at, push, log: silent, auth: { stillValid: (given: Principal) => given, onRevoked: () => () => undefined } }));
  let sockets = 0;
  const connect = (hello: { readonly schema?: number; readonly cursor?: number } = {}) => {
    const heard = {
      deltas: [] as Page[],
      told: [] as { readonly event: string; readonly news: unknown }[],
      buffered: 0,
      hungUp: false,
      acknowledge: (): void => undefined,
    };
    const line = linesOf().connect(
      { agent: anna, deviceId },
      {
        id: `socket-${++sockets}`,
        tell: (event, news) => void heard.told.push({ event, news }),
        deliver: (page, done) => {
          heard.deltas.push(page);
          heard.acknowledge = () => done(true);
        },
        buffered: () => heard.buffered,
        hangUp: () => void (heard.hungUp = true),
      },
    );
    const greet = (fields: object = {}) =>
      line.ask(EVENTS.hello, { proto: PROTOCOL_VERSION, schema: SCHEMA_VERSION, app: "test", deviceId, tC: 0, ...hello, ...fields }) as Welcome;
    const pull = (from: number) => line.ask(EVENTS.pull, { from }) as Page & { readonly problem?: string };
    return { heard, line, greet, pull };
  };
  const write = (id: string): void => store.write((tx) => tx.put("conversation", "c1", aConversation("c1", { labels: [id as never] })));
  return { store, clock, at, pass, connect, push, write };
}

test("[I15] a desk that answers nothing costs one page: it has one delta under way, however much happens", async () => {
  const { connect, pass, write } = await aServer();
  const { greet, heard, pull } = connect();
  greet();
  pull(0);

  for (let n = 0; n < 200; n++) {
    write(`l${n}`);
    pass(seconds(1));
  }
  expect(heard.deltas).toHaveLength(1);
  expect(heard.told).toEqual([]);

  heard.acknowledge();
  pass(seconds(1));
  // What it missed comes in one page, each row once.
  expect(heard.deltas).toHaveLength(2);
  expect(heard.deltas[1]?.rows).toHaveLength(1);
});

test("[I15] above 64 packets a desk is poked and not fed, above 1,024 it is let go", async () => {
  const { connect, pass, write } = await aServer();
  const { greet, heard, pull } = connect();
  greet();
  pull(0);

  heard.buffered = 65;
  for (let n = 0; n < 50; n++) {
    write(`l${n}`);
    pass(seconds(1));
  }
  expect(heard.deltas).toEqual([]);
  expect(new Set(heard.told.map(({ event }) => event))).toEqual(new Set([EVENTS.poke]));
  expect(heard.hungUp).toBe(false);

  heard.buffered = 1_025;
  write("last");
  pass(seconds(1));
  expect(heard.hungUp).toBe(true);
});

test("[I15] somebody who gives no sign of life is gone from the conversation after fifteen seconds", async () => {
  const { connect, pass } = await aServer();
  const { greet, heard, line, pull } = connect();
  greet();
  pull(0);

  line.ask(EVENTS.presence, { conversationId: "c1", what: "view" });
  pass(seconds(14));
  line.ask(EVENTS.presence, { conversationId: "c1", what: "type" });
  pass(seconds(14));
  const lists = () => heard.told.filter(({ event }) => event === EVENTS.presence).map(({ news }) => (news as Presence).who.map(({ what }) => what));
  expect(lists()).toEqual([["view"], ["type"]]);
  pass(seconds(10));
  expect(lists().at(-1)).toEqual([]);
});

test("[I15] the log ends after thirty days: a desk from before starts anew, one from after goes on", async () => {
  const { at, clock, connect, pass, store, write } = await aServer();
  const { stop } = keepRetention({ store, clock, at, log: silent });
  const epoch = store.epoch;
  const { scopesHash } = connect().greet();
  write("old");
  store.write((tx) => {
    tx.put("label", "gone", { id: "gone" as never, name: "Gone", color: "grey" } as never);
    tx.remove("label", "gone");
  });
  const old = store.read((tx) => tx.head());
  pass(days(15));
  write("middle");
  const middle = store.read((tx) => tx.head());
  pass(days(16));
  write("new");

  expect(store.read((tx) => tx.logFloor())).toBeGreaterThanOrEqual(old);
  expect(store.read((tx) => tx.logFloor())).toBeLessThanOrEqual(middle);
  expect(store.read((tx) => tx.versioned("label", "gone"))).toBeUndefined();
  expect(store.read((tx) => tx.changes(0, ["*"], 100)).every(({ seq }) => seq > old)).toBe(true);
  expect(connect().greet({ epoch, scopesHash, cursor: old - 1 })).toMatchObject({ mode: "reset" });
  expect(connect().greet({ epoch, scopesHash, cursor: middle })).toMatchObject({ mode: "delta" });
  const late = connect();
  late.greet({ epoch, scopesHash, cursor: middle });
  expect(late.pull(0)).toEqual({ problem: "hello-first" });
  expect(late.pull(middle).problem).toBe("hello-first");
  stop();
});

test("[I15] results end after ninety days, the watermark stays, and no text is lost with them", async () => {
  const { at, clock, pass, push, store } = await aServer();
  const { stop } = keepRetention({ store, clock, at, log: silent });
  const note = (n: number) => ({ id: n, mv: 1, mutation: { kind: "note", conversationId: "c1", noteId: `n${n}`, text: "Called.", at: START } });
  const lost = { id: 2, mv: 1, mutation: { kind: "note", conversationId: "nowhere", noteId: "n2", text: "Kept.", at: START } };
  const answer = (muts: Parameters<typeof push>[2]): PushAnswer => {
    const outcome = push(anna, deviceId, muts);
    if (outcome.type === "fork") throw new Error("A fork.");
    return outcome.answer;
  };
  const [first] = answer([note(1)]).results;
  answer([lost]);
  pass(days(89));
  expect(answer([note(1)]).results).toEqual([first]);
  pass(days(2));

  expect(store.read((tx) => tx.mutationResult(deviceId, 1))).toBeUndefined();
  expect(answer([note(1), lost])).toMatchObject({
    lastMutId: 2,
    results: [
      { id: 1, st: "applied" },
      { id: 2, st: "rejected" },
    ],
  });
  expect(answer([note(3)])).toMatchObject({ lastMutId: 3, results: [{ id: 3, st: "applied" }] });
  expect(push(anna, deviceId, [{ ...note(3), mutation: { ...note(3).mutation, text: "Another history." } }]).type).toBe("fork");
  stop();
});

test("[I17] a desk of the release before gets what it can read, and an older one is asked to update", async () => {
  const { connect, store } = await aServer();
  store.write((tx) => tx.put("cannedReply", "r1", { id: "r1" } as never));
  const before = connect({ schema: OLDEST_SCHEMA });

  expect(before.greet()).toMatchObject({ mode: "snapshot", schemaRange: { oldest: OLDEST_SCHEMA, newest: SCHEMA_VERSION } });
  const { rows, to } = before.pull(0);
  expect(new Set(rows.map(({ e }) => e))).toEqual(OLDEST_SCHEMA < 4 ? new Set(["agent", "conversation"]) : new Set(["agent", "conversation", "cannedReply"]));
  expect(to).toBe(store.read((tx) => tx.head()));
  expect(connect({ schema: OLDEST_SCHEMA - 1 }).greet().mode).toBe("upgrade");
});

test("[I2] a report that nobody's message answers to waits for its message, by its client id", async () => {
  const { store } = await aServer();
  store.write((tx) => tx.parkStatus("n1" as never, "wamid.1" as never, "{}", { clientId: "x1", at: START }));
  expect(store.write((tx) => tx.unparkStatusesOf("x2" as never))).toEqual([]);
  expect(store.write((tx) => tx.unparkStatusesOf("x1" as never))).toEqual(["{}"]);
  expect(store.write((tx) => tx.unparkStatusesOf("x1" as never))).toEqual([]);
});
