import { describe, expect, test } from "vitest";
import type { Mutation } from "../../shared/sync/mutations.ts";
import { hours, plus } from "../../shared/time.ts";
import { isLive, openDesk, settled, until } from "./desk-harness.ts";
import { createFakeServer } from "./fake-sync-server.ts";
import { createFakeTime } from "./fake-time.ts";
import { aContact, aConversation, anInbound, anna, anOutbound, bruno, c, NOON } from "./inbox-builders.ts";

async function aServedDesk() {
  const time = createFakeTime(NOON);
  const server = createFakeServer({ clock: time.clock });
  server.commit(
    { e: "agent", id: anna.id, row: anna },
    { e: "agent", id: bruno.id, row: bruno },
    { e: "contact", id: "p1", row: aContact() },
    { e: "conversation", id: c(1), row: aConversation() },
    { e: "message", id: "m1", row: anInbound() },
  );
  const desk = await openDesk(server, time);
  await desk.sync.start();
  await until(isLive(desk));
  return { desk, server, time };
}

const send = (clientId: string, text: string): Mutation => ({ kind: "send", conversationId: c(1), clientId, text, composedAt: NOON });
const note = (noteId: string, text: string): Mutation => ({ kind: "note", conversationId: c(1), noteId, text, at: NOON });
const wordsOf = (desk: { readonly state: () => { readonly returned: ReadonlyMap<string, { readonly mutation: Mutation }> } }) =>
  [...desk.state().returned.values()].map(({ mutation }) => ("text" in mutation ? mutation.text : mutation.kind));

describe("[I12] [I16] what was refused", () => {
  test("is on disk with its words, outlives a crash, and goes only when somebody lets it go", async () => {
    const { desk, server, time } = await aServedDesk();
    desk.drafts.save({ conversationId: c(1), mode: "reply", text: "Something new", updatedAt: NOON });
    server.rejectNext("not_allowed");
    await desk.wish(send("x1", "The old answer."));
    await until(() => desk.state().returned.size === 1);
    desk.crash();

    const again = await openDesk(server, time, { name: desk.name });
    expect(wordsOf(again)).toEqual(["The old answer."]);
    expect([...again.state().returned.values()][0]?.why).toEqual({ kind: "refused", code: "not_allowed" });
    expect(again.state().notices).toEqual([]);

    await again.returned.drop(["send x1"]);
    expect(again.state().returned.size).toBe(0);
    again.crash();
    expect((await openDesk(server, time, { name: desk.name })).state().returned.size).toBe(0);
  });

  test("is kept once where the answer was heard, and the crash came before the wish was gone", async () => {
    const { desk, server, time } = await aServedDesk();
    server.rejectNext("not_allowed");
    let isDead = false;
    const { remove } = desk.outbox;
    // The process ends between keeping the words and removing the wish.
    Object.assign(desk.outbox, { remove: (ids: readonly number[]) => (isDead ? new Promise(() => undefined) : remove(ids)) });
    isDead = true;
    await desk.wish(send("x1", "Do not double me."));
    await until(() => desk.state().returned.size === 1);
    await settled();
    desk.crash();

    const again = await openDesk(server, time, { name: desk.name });
    expect(wordsOf(again)).toEqual(["Do not double me."]);
    await again.sync.start();
    await until(isLive(again));
    await until(() => again.state().notices.length === 1);
    expect(wordsOf(again)).toEqual(["Do not double me."]);
  });

  test("stands beside a draft that was begun, and in the empty field where none was", async () => {
    const { desk, server } = await aServedDesk();
    server.rejectNext("not_allowed");
    await desk.wish(note("k1", "She prefers mornings."));
    await until(() => desk.state().returned.size === 1 && desk.state().drafts.size === 1);
    expect(desk.state().drafts.get(c(1))).toMatchObject({ mode: "note", text: "She prefers mornings." });

    server.rejectNext("not_allowed");
    await desk.wish(send("x2", "A second one."));
    await until(() => desk.state().returned.size === 2);
    expect(desk.state().drafts.get(c(1))?.text).toBe("She prefers mornings.");
    expect(wordsOf(desk)).toEqual(["She prefers mornings.", "A second one."]);
  });

  test("looking at a conversation is nothing that somebody would have to be told about", async () => {
    const { desk, server } = await aServedDesk();
    server.rejectNext("not_allowed");
    await desk.wish({ kind: "read", conversationId: c(1), unread: false });
    await until(() => desk.state().notices.length === 1);
    expect(desk.state().returned.size).toBe(0);
  });
});

describe("[I3] a message of mine that the server holds", () => {
  const held = anOutbound({ id: "h1" as never, clientId: "h1" as never, state: "held", held: { reason: "new_inbound_since" }, at: plus(NOON, hours(1)) });

  const heldBy = (desk: { readonly state: () => { readonly returned: ReadonlyMap<string, unknown> } }) => [...desk.state().returned.keys()];

  test("has its place on a new device, where it came with the snapshot, and after a restart there", async () => {
    const { server, time } = await aServedDesk();
    server.commit({ e: "message", id: "h1", row: held });
    const fresh = await openDesk(server, time);
    await fresh.sync.start();
    await until(isLive(fresh));
    expect(heldBy(fresh)).toEqual(["send h1"]);
    fresh.crash();
    expect(heldBy(await openDesk(server, time, { name: fresh.name }))).toEqual(["send h1"]);
  });

  test("leaves its place with the snapshot that says it is not held any more", async () => {
    const { desk, server, time } = await aServedDesk();
    server.commit({ e: "message", id: "h1", row: held });
    await until(() => desk.state().returned.size === 1);
    desk.crash();
    server.commit({ e: "message", id: "h1", row: { ...held, state: "cancelled", held: undefined } });

    const again = await openDesk(server, time, { name: desk.name });
    expect(heldBy(again)).toEqual(["send h1"]);
    const position = await again.replica.position();
    // Another cache, as after a change of the rows' shape: everything comes anew.
    const writer = await again.replica.beginSnapshot({ epoch: "gone", seq: 0, scopesHash: "none" });
    await writer.finish(NOON);
    expect(position?.epoch).not.toBe("gone");
    await again.sync.start();
    await until(() => again.state().returned.size === 0);
  });

  test("is kept before its row is: a crash between the two loses nothing", async () => {
    const { desk, server, time } = await aServedDesk();
    const { keepReturned } = desk.outbox;
    let isKept = false;
    Object.assign(desk.outbox, {
      keepReturned: async (returned: Parameters<typeof keepReturned>[0]) => {
        await keepReturned(returned);
        isKept = true;
        // The process ends here.
        await new Promise(() => undefined);
      },
    });
    const before = (await desk.replica.position())?.cursor;
    server.commit({ e: "message", id: "h1", row: held });
    await until(() => isKept);
    expect((await desk.replica.position())?.cursor).toBe(before);
    desk.crash();
    expect(heldBy(await openDesk(server, time, { name: desk.name }))).toEqual(["send h1"]);
  });

  test("needs me until it is not held any more", async () => {
    const { desk, server } = await aServedDesk();
    server.commit({ e: "message", id: "h1", row: held });
    await until(() => desk.state().returned.size === 1);
    expect([...desk.state().returned.values()][0]).toMatchObject({ id: "send h1", conversationId: c(1), why: { kind: "held", reason: "new_inbound_since" } });

    server.commit({ e: "message", id: "h1", row: { ...held, state: "cancelled", held: undefined } });
    await until(() => desk.state().returned.size === 0);
    await settled();
    expect(await desk.outbox.returned()).toEqual([]);
  });

  test("says its newest reason", async () => {
    const { desk, server } = await aServedDesk();
    server.commit({ e: "message", id: "h1", row: held });
    await until(() => desk.state().returned.size === 1);
    server.commit({ e: "message", id: "h1", row: { ...held, held: { reason: "window_closed" } } });
    await until(() => [...desk.state().returned.values()].some(({ why }) => why.kind === "held" && why.reason === "window_closed"));
    expect(desk.state().returned.size).toBe(1);
  });

  test.each([
    ["of a colleague", { ...held, author: { kind: "human" as const, id: bruno.id } }],
    ["with a time of its own", { ...held, held: { reason: "scheduled" as const } }],
    ["that waits for somebody senior", { ...held, held: { reason: "awaiting_approval" as const } }],
  ])("one %s does not", async (_what, row) => {
    const { desk, server } = await aServedDesk();
    server.commit({ e: "message", id: "h1", row });
    await settled();
    expect(desk.state().returned.size).toBe(0);
  });
});

test("[I12] what waited when the network came back is remembered, so that its fate can be told", async () => {
  const { desk, server } = await aServedDesk();
  desk.line.cut();
  await until(() => desk.state().connection.kind === "offline");
  await desk.wish(note("k1", "one"));
  await desk.wish(send("x1", "two"));
  await desk.wish({ kind: "read", conversationId: c(1), unread: false });

  server.rejectNext("not_allowed");
  desk.sync.reconnect();
  await until(isLive(desk));
  await until(() => desk.state().pending.size === 0);

  expect(desk.state().homecoming).toEqual({ of: ["note k1", "send x1"] });
  expect([...desk.state().returned.keys()]).toEqual(["note k1"]);
  desk.returned.dismissHomecoming();
  expect(desk.state().homecoming).toBeUndefined();
});
