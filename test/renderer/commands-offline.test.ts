import { describe, expect, test } from "vitest";
import type { Commands } from "../../renderer/commands/commands.ts";
import { createCommands } from "../../renderer/commands/create-commands.ts";
import { createMedia } from "../../renderer/commands/media.ts";
import { createPresenceSigns } from "../../renderer/commands/presence-signs.ts";
import { createGuardChecker } from "../../renderer/guard/guard-checker.ts";
import { toMessageId } from "../../shared/ids.ts";
import { mutationSchema } from "../../shared/sync/mutations.ts";
import { hours, plus } from "../../shared/time.ts";
import { isLive, openDesk, settled, until } from "./desk-harness.ts";
import { createFakeServer } from "./fake-sync-server.ts";
import { createFakeTime } from "./fake-time.ts";
import { aClock, aContact, aConversation, anInbound, anna, bruno, c, NOON } from "./inbox-builders.ts";

/** A desk that knows its conversation and has lost the network. */
async function anOfflineDesk() {
  const time = createFakeTime(NOON);
  const server = createFakeServer({ clock: time.clock });
  const handoff = { requestedAt: NOON, reason: "asked", slots: {}, failedAttempts: 0 };
  server.commit(
    { e: "agent", id: anna.id, row: anna },
    { e: "agent", id: bruno.id, row: bruno },
    { e: "contact", id: "p1", row: aContact() },
    { e: "conversation", id: c(1), row: aConversation({ handoff, clocks: [aClock()] }) },
    { e: "message", id: "m1", row: anInbound() },
  );
  const desk = await openDesk(server, time);
  await desk.sync.start();
  await until(isLive(desk));
  const commands = createCommands({
    guardPolicy: () => undefined,
    server: "https://desk.example",
    state: desk.state,
    mirror: desk.mirror,
    queue: desk.queue,
    sync: desk.sync,
    drafts: desk.drafts,
    returned: desk.returned,
    media: createMedia({ request: () => Promise.reject(new Error("no network")), createUrl: () => "", revokeUrl: () => undefined }),
    signs: createPresenceSigns({ tell: desk.sync.sign, clock: time.clock, timers: time.timers }),
    checker: createGuardChecker({ timers: time.timers }),
    request: () => Promise.reject(new TypeError("no network")),
    clock: time.clock,
    newId: desk.newId,
    spelling: { ignoredIn: () => undefined } as never,
    openExternal: () => undefined,
    newWindow: () => undefined,
    signOut: async () => undefined,
  });
  desk.line.cut();
  await until(() => desk.state().connection.kind === "offline");
  const wished = async () => (await desk.outbox.pending()).map(({ mutation }) => mutation.kind);
  return { commands, desk, server, wished };
}

const message = toMessageId("m1");
const WISHES: readonly (readonly [kind: string, wish: (commands: Commands) => Promise<unknown>])[] = [
  ["send", (commands) => commands.sendText(c(1), "Hello")],
  ["send", (commands) => commands.sendText(c(1), "Later", { leaving: { sendAt: plus(NOON, hours(2)) } })],
  ["cancel", (commands) => commands.cancelMessage(c(1), message)],
  ["approve", (commands) => commands.approve(c(1), message)],
  ["send-back", (commands) => commands.sendBack(c(1), message, "Say it shorter")],
  ["claim", (commands) => commands.claim(c(1))],
  ["assign", (commands) => commands.assign(c(1), { agent: bruno.id })],
  ["return-to-bot", (commands) => commands.passOn(c(1), "bot", "It only wants the hours")],
  ["resolve", (commands) => commands.resolve(c(1), "solved", "thanks only")],
  ["reopen", (commands) => commands.reopen(c(1))],
  ["snooze", (commands) => commands.snooze(c(1), plus(NOON, hours(5)))],
  ["read", (commands) => commands.markRead(c(1), false)],
  ["label", (commands) => commands.label(c(1), ["vip"], [])],
  ["priority", (commands) => commands.setPriority(c(1), "high")],
  ["hold", (commands) => commands.hold(c(1), "customer")],
  ["release", (commands) => commands.release(c(1))],
  ["no-reply", (commands) => commands.noReplyNeeded(c(1), "thanks only")],
  ["acknowledge", (commands) => commands.acknowledge(c(1), "next-reply", NOON, "no-staff")],
  ["note", (commands) => commands.addNote(c(1), "Prefers mornings")],
];

describe("[I3] [I16] without a network", () => {
  test.each(WISHES)("%s is on disk at once, and leaves when the network is back", async (kind, wish) => {
    const { commands, desk, wished } = await anOfflineDesk();
    await wish(commands);
    expect(await wished()).toEqual([kind]);
    expect(desk.state().queued).toBe(1);

    desk.sync.reconnect();
    await until(isLive(desk));
    await until(() => desk.state().pending.size === 0 && desk.state().queued === 0);
    // The disk follows the screen.
    await settled();
    expect(await wished()).toEqual([]);
  });

  test("every kind of wish can be made", () => {
    // What looking at a warning wishes needs a warning to look at.
    const made = new Set([...WISHES.map(([kind]) => kind), "seen"]);
    expect(mutationSchema.options.map(({ shape }) => shape.kind.value).filter((kind) => !made.has(kind))).toEqual([]);
  });

  test("of two snoozes that wait only the last one leaves", async () => {
    const { commands, desk } = await anOfflineDesk();
    await commands.snooze(c(1), plus(NOON, hours(1)));
    await commands.addNote(c(1), "Between");
    await commands.snooze(c(1), plus(NOON, hours(9)));
    const left = await desk.outbox.pending();
    expect(left.map(({ id, mutation }) => [id, mutation.kind])).toEqual([
      [1, "note"],
      [2, "snooze"],
    ]);
    expect(left[1]?.mutation).toMatchObject({ until: plus(NOON, hours(9)) });
  });

  test("what only the server can answer says that there is no network", async () => {
    const { commands } = await anOfflineDesk();
    expect(await commands.setStanding(bruno.id, { trainee: true })).toBe("no-network");
    for (const told of [await commands.devices(), await commands.intake()]) expect(told.kind).not.toBe("fresh");
  });
});
