import "fake-indexeddb/auto";
import { Dexie } from "dexie";
import { expect, test } from "vitest";
import { toClientId, toMessageId } from "../../shared/ids.ts";
import type { MutationOf } from "../../shared/sync/mutations.ts";
import { plus, seconds } from "../../shared/time.ts";
import { isLive, openDesk, settled, until } from "./desk-harness.ts";
import { createFakeServer } from "./fake-sync-server.ts";
import { createFakeTime } from "./fake-time.ts";
import { aContact, aConversation, agentRow, anInbound, anna, c, contactRow, conversationRow, messageRow, NOON } from "./inbox-builders.ts";

const send = (clientId: string, text = "On its way."): MutationOf<"send"> => ({ kind: "send", conversationId: c(1), clientId, text, composedAt: NOON });

async function aServedDesk(options: Parameters<typeof openDesk>[2] = {}) {
  const time = createFakeTime(NOON);
  const server = createFakeServer({ clock: time.clock });
  server.commit(
    { e: "agent", id: anna.id, row: anna },
    { e: "contact", id: "p1", row: aContact() },
    { e: "conversation", id: c(1), row: aConversation() },
    { e: "message", id: "m1", row: anInbound() },
  );
  const desk = await openDesk(server, time, options);
  await desk.sync.start();
  await until(isLive(desk), "live");
  return { time, server, desk };
}

const cursorOf = async ({ replica }: Awaited<ReturnType<typeof openDesk>>) => (await replica.position())?.cursor;

test("[I6] takes a snapshot, pulls what came since, and is live", async () => {
  const { desk, server } = await aServedDesk();

  expect(desk.state().conversations.get(c(1))?.state).toBe("queued");
  expect(desk.state().list.ids).toEqual([c(1)]);
  expect(await cursorOf(desk)).toBe(server.head());
  expect(desk.errors).toEqual([]);
});

test("[I6] applies a delta that starts at the cursor, and acknowledges it", async () => {
  const { desk, server } = await aServedDesk();

  server.commit({ e: "conversation", id: c(2), row: aConversation({ id: c(2) }) });
  await until(() => desk.state().conversations.has(c(2)));
  await settled();

  expect(desk.line.unacknowledged()).toBe(0);
  expect(await cursorOf(desk)).toBe(server.head());
});

test("[I7] pulls what a lost delta would have brought, before anything later", async () => {
  const { desk, server } = await aServedDesk();

  server.faults.loseDelta = () => true;
  server.commit({ e: "conversation", id: c(2), row: aConversation({ id: c(2) }) });
  server.faults.loseDelta = () => false;
  const head = server.head();
  await desk.line.sendDelta({
    epoch: "epoch-1",
    from: head,
    to: head + 1,
    rows: [conversationRow(aConversation({ id: c(3) }), head + 1)],
    more: false,
    wm: 0,
    serverNow: NOON,
  });
  await until(() => desk.state().conversations.has(c(2)));

  expect(desk.state().conversations.has(c(3))).toBe(false);
  expect(await cursorOf(desk)).toBe(head);
});

test("[I7] a delta sent twice, or from before, changes nothing", async () => {
  const { desk, server } = await aServedDesk();
  const before = desk.state().conversations.get(c(1));
  const head = server.head();

  await desk.line.sendDelta({
    epoch: "epoch-1",
    from: 0,
    to: head,
    rows: [conversationRow(aConversation({ priority: "low" }), 1)],
    more: false,
    wm: 0,
    serverNow: NOON,
  });
  await desk.line.sendDelta({
    epoch: "another",
    from: head,
    to: head,
    rows: [conversationRow(aConversation({ priority: "low" }), head + 9)],
    more: false,
    wm: 0,
    serverNow: NOON,
  });
  await settled();

  expect(desk.state().conversations.get(c(1))).toBe(before);
});

test("[I6] a delta that comes while a pull is under way is not forgotten", async () => {
  const { desk, server } = await aServedDesk();

  server.faults.loseDelta = () => true;
  server.commit({ e: "conversation", id: c(2), row: aConversation({ id: c(2) }) });
  server.faults.loseDelta = () => false;
  desk.line.poke(server.head());
  server.commit({ e: "conversation", id: c(3), row: aConversation({ id: c(3) }) });
  await until(() => desk.state().conversations.has(c(3)));

  expect(await cursorOf(desk)).toBe(server.head());
});

test("[I6] what is committed between a pull and its answer is pulled too", async () => {
  const { desk, server } = await aServedDesk();

  let isFirst = true;
  server.faults.loseAnswer = (event) => {
    if (event !== "pull" || !isFirst) return false;
    isFirst = false;
    server.commit({ e: "conversation", id: c(3), row: aConversation({ id: c(3) }) });
    return false;
  };
  server.faults.loseDelta = () => isFirst;
  server.commit({ e: "conversation", id: c(2), row: aConversation({ id: c(2) }) });
  desk.line.poke(server.head());
  await until(() => desk.state().conversations.has(c(3)));

  expect(desk.line.unacknowledged()).toBe(0);
});

test("[I6] the safety pull finds what no delta and no poke told", async () => {
  const { desk, server, time } = await aServedDesk();

  server.faults.loseDelta = () => true;
  server.commit({ e: "conversation", id: c(2), row: aConversation({ id: c(2) }) });
  time.advance(29_000);
  await settled();
  expect(desk.state().conversations.has(c(2))).toBe(false);
  time.advance(31_000);
  await until(() => desk.state().conversations.has(c(2)));
});

test("[I12] an own effect stays from the moment of the wish until the rows contain it", async () => {
  const { desk, server, time } = await aServedDesk();
  const owners: (string | undefined)[] = [];
  const stop = desk.store.subscribe(({ conversations }) => owners.push(conversations.get(c(1))?.assigneeId));

  server.faults.loseDelta = () => true;
  await desk.wish({ kind: "claim", conversationId: c(1), epoch: 0 });
  await until(() => server.effects.length === 1);
  await settled();
  // Acknowledged, and not in the rows yet: it must not flicker back.
  expect(desk.state().pending.get(c(1))).toHaveLength(1);
  expect(desk.state().queued).toBe(0);
  expect(desk.state().conversations.get(c(1))?.assigneeId).toBe(anna.id);

  server.faults.loseDelta = () => false;
  time.advance(1_000);
  await until(() => desk.state().pending.size === 0);
  stop();

  expect(new Set(owners)).toEqual(new Set([anna.id]));
  expect(desk.state().conversations.get(c(1))).toEqual(server.conversation(c(1)));
  await settled();
  expect(await desk.outbox.pending()).toEqual([]);
});

test("[I12] a queued message is replaced by the server's row of the same id", async () => {
  const { desk } = await aServedDesk();
  await desk.mirror.openThread(c(1));

  await desk.wish(send("x1"));
  const ids = () =>
    desk
      .state()
      .threads.get(c(1))
      ?.messages.map(({ id }) => id);
  expect(ids()).toEqual(["m1", "x1"]);
  expect(desk.state().conversations.get(c(1))?.lastMessage?.text).toBe("On its way.");

  await until(() => desk.state().pending.size === 0);
  expect(ids()).toEqual(["m1", "x1"]);
  expect(desk.state().threads.get(c(1))?.messages.at(-1)?.order).toBeLessThan(Number.MAX_SAFE_INTEGER);
});

test("[I12] a refusal leaves no residue and gives the text back", async () => {
  const { desk, server } = await aServedDesk();
  await desk.mirror.openThread(c(1));
  const before = desk.state().conversations.get(c(1));

  server.rejectNext("not_allowed");
  await desk.wish(send("x1", "A long and careful answer."));
  await until(() => desk.state().notices.length === 1 && desk.state().pending.size === 0);

  expect(desk.state().notices[0]).toMatchObject({
    kind: "rejected",
    code: "not_allowed",
    messageKey: "notice.rejected.not_allowed",
    text: "A long and careful answer.",
    conversationId: c(1),
  });
  expect(desk.state().drafts.get(c(1))?.text).toBe("A long and careful answer.");
  expect(
    desk
      .state()
      .threads.get(c(1))
      ?.messages.map(({ id }) => id),
  ).toEqual(["m1"]);
  expect(desk.state().conversations.get(c(1))).toBe(before);
  await settled();
  await settled();
  expect(await desk.outbox.pending()).toEqual([]);
  expect((await desk.outbox.drafts()).map(({ text }) => text)).toEqual(["A long and careful answer."]);
});

test("[I12] a refusal does not overwrite what is being written now", async () => {
  const { desk, server } = await aServedDesk();
  desk.drafts.save({ conversationId: c(1), mode: "reply", text: "Something new", updatedAt: NOON });

  server.rejectNext("not_allowed");
  await desk.wish(send("x1", "The old answer."));
  await until(() => desk.state().notices.length === 1);

  expect(desk.state().drafts.get(c(1))?.text).toBe("Something new");
  expect(desk.state().notices[0]?.text).toBe("The old answer.");
});

test("[I8] [I12] a refusal is heard even where its answer was lost and the watermark came first", async () => {
  const { desk, server, time } = await aServedDesk();

  server.rejectNext("not_allowed");
  let isFirst = true;
  server.faults.loseAnswer = (event) => {
    const lose = event === "push" && isFirst;
    if (lose) isFirst = false;
    return lose;
  };
  await desk.wish(send("x1", "Do not lose me."));
  await until(() => desk.state().connection.kind === "offline");
  desk.sync.reconnect();
  await until(() => desk.state().notices.length === 1);

  expect(desk.state().notices[0]).toMatchObject({ code: "not_allowed", text: "Do not lose me." });
  time.advance(1_000);
  await until(() => desk.state().pending.size === 0);
  expect(server.effects).toEqual([]);
});

test("[I8] a lost answer is asked for again under the same number, and takes effect once", async () => {
  const { desk, server } = await aServedDesk();

  let losses = 0;
  server.faults.loseAnswer = (event) => event === "push" && losses++ < 2;
  await desk.wish(send("x1"));
  for (let lost = 1; lost <= 2; lost++) {
    await until(() => losses === lost && desk.state().connection.kind === "offline");
    desk.sync.reconnect();
  }
  await until(() => desk.state().pending.size === 0);
  await settled();

  expect(server.effects).toEqual(["send:c1"]);
  const pushed = server.asked.filter(({ event }) => event === "push").map(({ question }) => (question as { muts: { id: number }[] }).muts.map(({ id }) => id));
  expect(pushed).toEqual([[1], [1], [1]]);
});

test("[I8] what was wished offline over a restart is pushed once and in order", async () => {
  const { desk, server, time } = await aServedDesk({ name: "train" });
  desk.line.cut();
  await desk.wish({ kind: "claim", conversationId: c(1), epoch: 0 });
  await desk.wish(send("x1"));
  await desk.wish({ kind: "note", conversationId: c(1), noteId: "k1", text: "Called the shop.", at: NOON });
  desk.crash();

  const again = await openDesk(server, time, { name: "train" });
  expect(again.state().conversations.get(c(1))?.assigneeId).toBe(anna.id);
  expect(again.state().queued).toBe(3);
  await again.sync.start();
  await until(() => again.state().pending.size === 0);

  expect(server.effects).toEqual(["claim:c1", "send:c1", "note:c1"]);
  await settled();
  expect(await again.outbox.pending()).toEqual([]);
});

test("[I8] a gap is closed by new numbers", async () => {
  const { desk, server } = await aServedDesk();
  desk.line.cut();
  await desk.outbox.skipTo(40);
  await desk.wish(send("x1"));
  await desk.wish(send("x2"));
  expect((await desk.outbox.pending()).map(({ id }) => id)).toEqual([40, 41]);

  desk.sync.reconnect();
  await until(() => server.effects.length === 2);
  await until(() => desk.state().pending.size === 0);
});

test("[I8] numbers that another desk has used are given up", async () => {
  const { desk, server } = await aServedDesk({ deviceId: "cloned" });
  const twin = await openDesk(server, createFakeTime(NOON), { deviceId: "cloned" });
  await twin.wish(send("t1", "From the twin."));
  await twin.sync.start();
  await until(() => server.effects.length === 1);
  desk.line.cut();
  await desk.wish(send("x1", "From this desk."));
  // This desk knows nothing of the twin: its first number is taken.
  expect((await desk.outbox.pending()).map(({ id }) => id)).toEqual([1]);

  desk.sync.reconnect();
  await until(() => server.row("message", "x1") !== undefined || desk.errors.length > 0);
  await settled();
  desk.sync.reconnect();
  await until(() => server.row("message", "x1") !== undefined);
  await until(() => desk.state().pending.size === 0);
});

test("[I8] a server restored from a backup gets again what it has lost", async () => {
  const { desk, server, time } = await aServedDesk();
  await desk.wish({ kind: "priority", conversationId: c(1), priority: "high" });
  await until(() => desk.state().pending.size === 0);
  server.faults.loseDelta = () => true;
  await desk.wish({ kind: "claim", conversationId: c(1), epoch: 0 });
  await until(() => server.effects.length === 2);
  server.restore(0);
  desk.line.cut();
  desk.sync.reconnect();
  await until(isLive(desk));
  server.faults.loseDelta = () => false;
  time.advance(1_000);
  await until(() => desk.state().pending.size === 0);

  expect((await desk.replica.position())?.epoch).toBe("epoch-1+");
  expect(server.conversation(c(1))?.assigneeId).toBe(anna.id);
});

test("[I17] one refused mutation does not hold up those behind it", async () => {
  const { desk, server } = await aServedDesk();
  desk.line.cut();
  await desk.wish({ kind: "claim", conversationId: c(99), epoch: 0 });
  await desk.wish(send("x1"));
  desk.sync.reconnect();
  await until(() => server.effects.length === 1);
  await until(() => desk.state().pending.size === 0);

  expect(desk.state().notices).toMatchObject([{ code: "not_found" }]);
});

test("[I5] of two who claim at once one wins, and the other is told who", async () => {
  const { desk, server, time } = await aServedDesk();
  const { bruno } = await import("./inbox-builders.ts");
  server.commit({ e: "agent", id: bruno.id, row: bruno });
  const other = await openDesk(server, time, { agent: bruno });
  await other.sync.start();
  await until(isLive(other));

  await Promise.all([desk.wish({ kind: "claim", conversationId: c(1), epoch: 0 }), other.wish({ kind: "claim", conversationId: c(1), epoch: 0 })]);
  await until(() => desk.state().pending.size === 0 && other.state().pending.size === 0);

  const winner = server.conversation(c(1))?.assigneeId;
  const loser = winner === anna.id ? other : desk;
  expect(desk.state().conversations.get(c(1))?.assigneeId).toBe(winner);
  expect(other.state().conversations.get(c(1))?.assigneeId).toBe(winner);
  expect(loser.state().notices).toMatchObject([{ code: "claim_lost", values: { by: winner === anna.id ? "Anna Conti" : "Bruno Neri" } }]);
});

test("[I11] a tombstone of a conversation takes its parts with it", async () => {
  const { desk, server } = await aServedDesk();
  await desk.mirror.openThread(c(1));
  server.commit({ e: "message", id: "m2", row: anInbound({ id: toMessageId("m2"), at: plus(NOON, seconds(9)) }) });
  await until(() => desk.state().threads.get(c(1))?.messages.length === 2);

  server.commit({ e: "conversation", id: c(1), del: true });
  await until(() => !desk.state().conversations.has(c(1)));

  expect(desk.state().threads.has(c(1))).toBe(false);
  expect(desk.state().list.ids).toEqual([]);
  expect(await desk.replica.readParts(c(1))).toEqual([]);
});

test("[I11] what is granted again after a tombstone is taken, whatever its version", async () => {
  const { desk, server } = await aServedDesk();
  server.commit({ e: "conversation", id: c(1), del: true });
  await until(() => !desk.state().conversations.has(c(1)));
  const head = server.head();

  await desk.line.sendDelta({
    epoch: "epoch-1",
    from: head,
    to: head + 1,
    rows: [conversationRow(aConversation(), 2), messageRow(anInbound(), 3)],
    more: false,
    wm: 0,
    serverNow: NOON,
  });

  expect(desk.state().conversations.has(c(1))).toBe(true);
  expect(await desk.replica.readParts(c(1))).toHaveLength(1);
});

test("[I13] a start without a network shows what the replica holds, and as of when", async () => {
  const { desk, server, time } = await aServedDesk({ name: "offline-start" });
  await desk.wish({ kind: "priority", conversationId: c(1), priority: "urgent" });
  await until(() => desk.state().pending.size === 0);
  desk.crash();

  let isDown = true;
  const down = createFakeServer({ clock: time.clock, refuseConnections: () => isDown });
  const again = await openDesk(down, time, { name: "offline-start" });
  expect(again.state().conversations.get(c(1))?.priority).toBe("urgent");
  expect(again.state().list.ids).toEqual([c(1)]);
  await again.sync.start();
  await until(() => again.state().connection.kind === "offline");

  expect(again.state().connection).toEqual({ kind: "offline", asOf: NOON });
  expect(server.head()).toBeGreaterThan(0);
  isDown = false;
  again.crash();
});

test("[I2] a connection refused for its token is begun again with another", async () => {
  const { desk } = await aServedDesk();

  desk.line.refuse();
  await until(() => desk.renewals.count === 1);
  await until(isLive(desk));
});

test("[I2] without a new token nothing is tried further", async () => {
  const { desk, time } = await aServedDesk();
  desk.renewals.outcome = "signed-out";

  desk.line.refuse();
  await settled();
  time.advance(120_000);
  await settled();

  expect(desk.line.isOpen()).toBe(false);
  expect(desk.renewals.count).toBe(1);
});

test("the first snapshot tells how many conversations have come so far; a later one has something to show instead", async () => {
  const time = createFakeTime(NOON);
  const server = createFakeServer({ clock: time.clock });
  const many = Array.from({ length: 1_500 }, (_, n) => ({ e: "conversation" as const, id: c(n + 1), row: aConversation({ id: c(n + 1) }) }));
  server.commit({ e: "agent", id: anna.id, row: anna }, { e: "contact", id: "p1", row: aContact() }, ...many);
  const desk = await openDesk(server, time);
  const told: unknown[] = [];
  desk.store.subscribe(({ connection }, before) => {
    if (connection !== before.connection && connection.kind === "starting") told.push(connection.conversations);
  });
  await desk.sync.start();
  await until(isLive(desk), "live");
  expect(told.filter((count) => count !== undefined)).toEqual([1_000, 1_500]);

  told.length = 0;
  server.restore(0);
  desk.sync.reconnect();
  await until(() => desk.state().connection.kind !== "live");
  await until(isLive(desk), "live again");
  expect((await desk.replica.position())?.epoch).toBe("epoch-1+");
  expect(told).toEqual([]);
});

test("[I13] a snapshot that breaks off leaves the old generation as it was", async () => {
  const { desk, server, time } = await aServedDesk();
  const { chunks } = await server.snapshot();
  const writer = await desk.replica.beginSnapshot({ epoch: "epoch-2", seq: 99, scopesHash: "s1" });
  for await (const chunk of chunks) await writer.add({ ...chunk, text: chunk.text.replaceAll('"priority":"normal"', '"priority":"urgent"') });

  const read: unknown[] = [];
  await desk.replica.readAll("conversation", (some) => read.push(...some));
  expect(read).toEqual([expect.objectContaining({ id: c(1), row: expect.objectContaining({ priority: "normal" }) })]);
  expect((await desk.replica.position())?.epoch).toBe("epoch-1");

  await desk.replica.beginSnapshot({ epoch: "epoch-2", seq: 99, scopesHash: "s1" }).then((next) => next.finish(time.clock.now()));
  expect((await desk.replica.position())?.epoch).toBe("epoch-2");
});

test("[I16] an append that was not pushed survives the loss of the whole cache", async () => {
  const { desk, server, time } = await aServedDesk({ name: "wiped" });
  desk.line.cut();
  await desk.wish(send("x1", "Survives."));
  desk.sync.stop();
  desk.crash();
  await Dexie.delete(`r-${desk.name}`);

  const again = await openDesk(server, time, { name: "wiped" });
  await again.sync.start();
  await until(() => server.effects.length === 1);
  await until(() => again.state().pending.size === 0);
  expect(server.row("message", toClientId("x1"))).toBeDefined();
});

test("[I15] presence fades where its end was lost", async () => {
  const { desk, time } = await aServedDesk();

  desk.line.presence({
    conversationId: c(1),
    who: [
      { agentId: "bruno", what: "type" },
      { agentId: anna.id, what: "view" },
    ],
  });
  expect(desk.state().presence.get(c(1))).toEqual([{ agentId: "bruno", what: "type" }]);
  time.advance(30_000);

  expect(desk.state().presence.size).toBe(0);
});

test("[I6] rows that a newer server knows and we do not are left out, and the rest is taken", async () => {
  const { desk, server } = await aServedDesk();
  const head = server.head();

  await desk.line.sendDelta({
    epoch: "epoch-1",
    from: head,
    to: head + 2,
    rows: [{ e: "hologram", id: "h1", v: head + 1, row: {} } as never, contactRow(aContact({ name: "Renamed" }), head + 2), agentRow(anna, head + 2)],
    more: false,
    wm: 0,
    serverNow: NOON,
  });

  expect([...desk.state().contacts.values()].map(({ name }) => name)).toEqual(["Renamed"]);
});

test("[I15] whoever hears of a failure, and fails at it, does not keep the connection from being begun anew", async () => {
  const time = createFakeTime(NOON);
  const server = createFakeServer({ clock: time.clock });
  server.commit({ e: "conversation", id: c(1), row: aConversation() });
  const desk = await openDesk(server, time);
  await desk.sync.start();
  await until(isLive(desk));

  const { applyPage } = desk.replica;
  let failures = 0;
  Object.assign(desk.replica, {
    applyPage: async (page: Parameters<typeof applyPage>[0]) => (failures++ === 0 ? Promise.reject(new Error("no")) : applyPage(page)),
  });
  desk.errors.push = () => {
    throw new TypeError("Illegal invocation");
  };
  const unhandled: unknown[] = [];
  const hear = (error: unknown): void => void unhandled.push(error);
  const others = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection").on("unhandledRejection", hear);
  server.commit({ e: "conversation", id: c(2), row: aConversation({ id: c(2) }) });
  await until(() => failures === 1);
  for (let turn = 0; turn < 10 && desk.state().conversations.size < 2; turn++) {
    time.advance(3_000);
    await settled();
  }
  process.removeListener("unhandledRejection", hear);
  for (const each of others) process.on("unhandledRejection", each);
  expect(desk.state().conversations.size).toBe(2);
});
