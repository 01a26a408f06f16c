import "fake-indexeddb/auto";
import { Dexie } from "dexie";
import { afterEach, expect, test, vi } from "vitest";
import { databaseNames } from "../../renderer/replica/database-name.ts";
import { openAcknowledgedBook } from "../../renderer/replica/acknowledged.ts";
import { notKept, notKeptKey } from "../../renderer/replica/outbox-problem.ts";
import { openOutbox } from "../../renderer/replica/outbox.ts";
import type { Draft } from "../../renderer/state/inbox-state.ts";
import { loadPendingQueue } from "../../renderer/sync/pending-queue.ts";
import { WINDOW_VERSION } from "../../renderer/sync/window-channel.ts";
import { toDeviceId } from "../../shared/ids.ts";
import { minutes } from "../../shared/time.ts";
import { settled } from "./desk-harness.ts";
import { aConversation, anInbound, anna, c, NOON } from "./inbox-builders.ts";
import { leading, openWorld, type TestWindow } from "./windows-harness.ts";

const isLive = (...windows: readonly TestWindow[]): boolean => windows.every(({ state }) => state().connection.kind === "live");
const isQuiet = (...windows: readonly TestWindow[]): boolean => windows.every(({ state }) => state().queued === 0 && state().pending.size === 0);
const textsOf = ({ state }: TestWindow, n: number): readonly string[] =>
  (state().threads.get(c(n))?.messages ?? []).flatMap(({ content }) => ("body" in content ? content.body : []));
const draftOf = ({ state }: TestWindow, n: number): string | undefined => state().drafts.get(c(n))?.text;
const draft = (n: number, text: string): Draft => ({ conversationId: c(n), mode: "reply", text, updatedAt: NOON });

afterEach(() => {
  vi.restoreAllMocks();
});

async function twoWindows() {
  const world = await openWorld();
  const first = await world.open("first");
  const second = await world.open("second");
  await world.until(() => isLive(first, second), "both to be live");
  return { world, first, second };
}

test("[I18] two windows show the same inbox, both live and both worked in, over one socket and one queue", async () => {
  const { first, second, world } = await twoWindows();
  expect(leading([first, second])).toEqual([first]);
  for (const { commands } of [first, second]) await commands.openThread(c(1));

  await second.commands.sendText(c(1), "Written in the second");
  await first.commands.sendText(c(1), "Written in the first");
  await world.until(() => isQuiet(first, second) && world.server.effects.length === 2, "both to have left");
  world.server.commit({ e: "message", id: "m2", row: anInbound({ id: anInbound().id, content: { type: "text", body: "And the customer" } }) });
  await world.until(() => [first, second].every((one) => textsOf(one, 1).includes("And the customer")), "the customer's words in both");

  expect(textsOf(second, 1)).toEqual(textsOf(first, 1));
  expect(world.server.effects).toEqual([`send:${c(1)}`, `send:${c(1)}`]);
  expect(world.server.asked.filter(({ event }) => event === "hello")).toHaveLength(1);
  expect(second.state().offset.certain).toBe(true);
});

test("[I18] [PF15] a window that is alone copies nothing for others", async () => {
  const world = await openWorld();
  const only = await world.open("only");
  await world.until(() => isLive(only), "it to be live");
  await only.commands.sendText(c(1), "Alone");
  await world.until(() => isQuiet(only), "it to have left");

  expect(world.browser.posted.filter((message) => (message as { kind: string }).kind === "news")).toEqual([]);
});

test("[I18] [I16] written in the second window without a network, the first one crashes: the words go out once, from the window that is left", async () => {
  const { first, second, world } = await twoWindows();
  world.cutNetwork();
  await world.until(() => second.state().connection.kind === "offline", "the second to know");
  await second.commands.sendText(c(1), "While nothing worked");
  second.commands.saveDraft(draft(2, "Half a thought"));
  await second.commands.openThread(c(1));
  expect([first, second].map(({ state }) => state().queued)).toEqual([1, 1]);

  world.crash(first);
  await world.until(() => second.desk.leads(), "the second to lead");
  expect(textsOf(second, 1)).toContain("While nothing worked");
  world.healNetwork();
  await world.until(() => isLive(second) && isQuiet(second), "everything to have left");

  expect(world.server.effects).toEqual([`send:${c(1)}`]);
  expect([draftOf(second, 2), [...second.state().threads.keys()]]).toEqual(["Half a thought", [c(1)]]);
  const third = await world.open("third");
  expect(draftOf(third, 2)).toBe("Half a thought");
});

test("[I18] drafts, what was refused and what was looked at are the same in every window", async () => {
  const { first, second, world } = await twoWindows();
  second.commands.saveDraft(draft(1, "Begun in the second"));
  await world.until(() => draftOf(first, 1) === "Begun in the second", "the draft in the first");
  // What is being typed here gives way to nobody.
  first.commands.saveDraft(draft(3, "Typed here"));
  second.commands.saveDraft(draft(3, "Typed there"));
  expect([draftOf(first, 3), draftOf(second, 3)]).toEqual(["Typed here", "Typed there"]);
  await world.until(() => draftOf(first, 3) === draftOf(second, 3), "one of both to stay");

  await first.commands.sendText(c(1), "Begun in the second");
  await world.until(() => draftOf(second, 1) === undefined, "the draft to be gone with the message");

  world.server.rejectNext("not_allowed");
  await second.commands.addNote(c(2), "Not for me");
  await world.until(() => first.state().returned.size === 1 && second.state().returned.size === 1, "the refusal in both");
  expect([first, second].map(({ state }) => state().notices.map(({ messageKey }) => messageKey))).toEqual([
    ["notice.rejected.not_allowed"],
    ["notice.rejected.not_allowed"],
  ]);
  await second.commands.dropReturned([...second.state().returned.keys()][0] ?? "");
  await world.until(() => first.state().returned.size === 0, "it to be gone in the first");
});

test("[I18] what has not left is withdrawn from any window, by what it is and not by a number that was given anew", async () => {
  const { first, second, world } = await twoWindows();
  world.cutNetwork();
  for (const text of ["One", "Two", "Three"]) await first.commands.addNote(c(1), text);
  await world.until(() => second.state().queued === 3, "three to wait");
  const [one, two] = second.state().pending.get(c(1)) ?? [];
  // The first takes one out, and the others get new numbers; the second has not heard of it.
  const both = [first.commands.withdraw(one!.id), second.commands.withdraw(two!.id)];

  expect(await Promise.all(both)).toEqual([true, true]);
  await world.until(() => second.state().queued === 1, "one to wait");
  world.healNetwork();
  await world.until(() => isQuiet(first, second), "it to have left");
  expect([...second.state().pending.values(), world.server.effects]).toEqual([[`note:${c(1)}`]]);
});

for (const how of ["freeze", "deafen"] as const)
  test(`[I18] [I7] a window that holds the lead and answers nobody (${how}) loses it, and what it wakes up to is another's`, async () => {
    const { first, second, world } = await twoWindows();
    first.page[how]();
    const written = second.commands.sendText(c(1), "Who hears me?");
    await world.until(() => second.desk.leads(), "the second to take the lead");
    await written;
    await world.until(() => isQuiet(second) && isLive(second), "it to have left");
    // A deaf one goes on writing what it hears from the server.
    world.server.commit({ e: "conversation", id: c(4), row: aConversation({ id: c(4) }) });
    await world.until(() => second.state().conversations.has(c(4)), "news from the server");

    first.page.thaw();
    await world.until(() => !first.desk.leads() && isLive(first), "the first to follow");
    const back = first.commands.sendText(c(2), "I am back");
    await world.until(() => isQuiet(first, second) && world.server.effects.length === 2, "both to have left");
    await back;
    expect(leading([first, second])).toEqual([second]);
    expect(world.server.effects).toEqual([`send:${c(1)}`, `send:${c(2)}`]);
    for (const n of [1, 2, 3, 4]) expect(first.state().conversations.get(c(n))).toEqual(second.state().conversations.get(c(n)));
  });

test("[I18] signing out in the windows leaves nothing of the inbox here, and takes nothing from who signs in next", async () => {
  const { first, second, world } = await twoWindows();
  const names = databaseNames(world.home, anna.id);
  expect(await Dexie.exists(names.replica)).toBe(true);

  await second.desk.destroy();
  expect(await Dexie.exists(names.replica)).toBe(true);
  await first.desk.destroy();
  await settled();
  expect([await Dexie.exists(names.replica), await Dexie.exists(names.acknowledged), await Dexie.exists(names.outbox)]).toEqual([false, false, true]);

  const again = await world.open("again");
  await world.until(() => isLive(again), "the inbox to be there again");
  expect([again.state().conversations.size, first.state().conversations.size]).toEqual([3, 0]);
});

test("[I18] a window that signs out after the one that led has crashed clears what is kept all the same", async () => {
  const { first, second, world } = await twoWindows();
  const { replica } = databaseNames(world.home, anna.id);
  const gone = second.desk.destroy();
  world.crash(first);
  await world.until(() => world.browser.holders().length === 0, "the last task");
  await gone;
  expect(await Dexie.exists(replica)).toBe(false);
});

test("[I18] of two versions the newer works, whichever was there first; the older waits aside and touches nothing", async () => {
  const world = await openWorld();
  const older = await world.open("older", WINDOW_VERSION - 1);
  const newer = await world.open("newer");
  await world.until(() => older.asides.includes("outdated") && newer.desk.leads(), "the older to wait");
  expect(await world.start("another", WINDOW_VERSION - 1)).toBe("outdated");

  await newer.commands.addNote(c(1), "From the newer");
  await older.desk.stop();
  await world.until(() => isLive(newer) && isQuiet(newer), "it to have left");
  expect(world.server.effects).toEqual([`note:${c(1)}`]);
});

test("[I18] [I7] a window that missed a piece of news reads again, and one that takes the lead reads only where it missed something", async () => {
  const { first, second, world } = await twoWindows();
  second.page.freeze();
  world.server.commit({ e: "conversation", id: c(4), row: aConversation({ id: c(4) }) });
  await world.until(() => first.state().conversations.has(c(4)), "the news in the first");
  world.crash(first);
  second.page.thaw();
  await world.until(() => second.desk.leads() && isLive(second), "the second to lead");
  expect(second.state().conversations.has(c(4))).toBe(true);
});

test("[I18] a window that slept for minutes is told nothing meanwhile, and has missed nothing when it wakes", async () => {
  const { first, second, world } = await twoWindows();
  second.page.freeze();
  world.time.advance(minutes(5));
  const before = world.browser.posted.length;
  world.server.commit({ e: "conversation", id: c(4), row: aConversation({ id: c(4) }) });
  await world.until(() => first.state().conversations.has(c(4)), "the news in the first");
  expect(world.browser.posted.length).toBe(before);

  second.page.thaw();
  await world.until(() => second.state().conversations.has(c(4)), "the news in the second");
});

test("[I18] [I16] beside a window that has the inbox in memory alone another one waits, and opens when that one is gone", async () => {
  const world = await openWorld();
  const { replica } = databaseNames(world.home, anna.id);
  const open = indexedDB.open.bind(indexedDB);
  vi.spyOn(indexedDB, "open").mockImplementation((name, version) => {
    if (name === replica) throw new DOMException("The disk is broken.", "UnknownError");
    return open(name, version);
  });
  const first = await world.open("first");
  await world.until(() => isLive(first), "the first to be live without a disk");
  expect(first.state().conversations.size).toBe(3);
  expect(await world.start("second")).toBe("elsewhere");

  vi.restoreAllMocks();
  expect(await world.start("third")).toBe("elsewhere");
  await first.desk.stop();
  const fourth = await world.open("fourth");
  await world.until(() => isLive(fourth), "the fourth to be live");
  expect(leading([fourth])).toEqual([fourth]);
});

test("[I18] a window in which what waits cannot be opened says that it is not connected, and leads as soon as it can", async () => {
  const { first, second, world } = await twoWindows();
  const { outbox } = databaseNames(world.home, anna.id);
  const open = indexedDB.open.bind(indexedDB);
  vi.spyOn(indexedDB, "open").mockImplementation((name, version) => {
    if (name === outbox) throw new DOMException("The disk is broken.", "UnknownError");
    return open(name, version);
  });
  world.crash(first);
  await world.until(() => second.state().connection.kind === "offline", "the second to say so");
  const written = second.commands.addNote(c(1), "Kept in this window meanwhile");

  vi.restoreAllMocks();
  await world.until(() => isLive(second) && isQuiet(second) && world.server.effects.length === 1, "the note to have left");
  await written;
});

test("[I18] who leaves a conversation in one window and looks at it in another is still there", async () => {
  const { first, second, world } = await twoWindows();
  const told = (): readonly unknown[] =>
    world.server.asked.filter(({ event }) => event === "presence").map(({ question }) => (question as { what: string }).what);
  first.commands.sign(c(1), "view");
  second.commands.sign(c(1), "view");
  await world.until(() => told().length >= 2, "both to be told");
  first.commands.sign(c(1), "leave");
  await settled();
  expect(told()).not.toContain("leave");
  second.commands.sign(c(1), "leave");
  await world.until(() => told().includes("leave"), "the leave of the last one");
});

test("[I18] [I8] nothing leaves from a queue whose outbox another window has opened meanwhile, however often it is tried; a full disk keeps nothing back", async () => {
  const before = (await openOutbox("fenced-queue", toDeviceId("d1"))).outbox;
  const book = await openAcknowledgedBook("fenced-book");
  const queue = await loadPendingQueue(before, book, undefined);
  await queue.append({ kind: "read", conversationId: c(1), unread: false }, NOON);
  const full = { ...before, setPushedTo: () => Promise.reject(notKept("full")) };
  const fullQueue = await loadPendingQueue(full, book, undefined);
  await fullQueue.leaving(fullQueue.toPush());

  await openOutbox("fenced-queue", toDeviceId("d1"));
  for (const _ of [1, 2]) await expect(queue.leaving(queue.toPush())).rejects.toThrow("other-page");
});

test("[I18] [I16] the outbox that was opened last gives the numbers; one that was open before is told, and a draft written there is kept all the same", async () => {
  const before = (await openOutbox("fenced-outbox", toDeviceId("d1"))).outbox;
  await before.append({ kind: "read", conversationId: c(1), unread: false }, NOON);
  const { outbox } = await openOutbox("fenced-outbox", toDeviceId("d1"));

  for (const write of [
    () => before.append({ kind: "read", conversationId: c(1), unread: true }, NOON),
    () => before.renumber(1, () => true),
    () => before.remove([1]),
    () => before.setPushedTo(1),
    () => before.skipTo(9),
  ])
    expect(
      notKeptKey(
        await write().then(
          () => undefined,
          (error: unknown) => error,
        ),
      ),
    ).toBe("notice.notKept.other-page");
  await before.saveDraft(draft(2, "Typed in the last moment"));

  expect([(await outbox.pending()).length, await outbox.pushedTo(), (await outbox.drafts()).map(({ text }) => text)]).toEqual([
    1,
    0,
    ["Typed in the last moment"],
  ]);
});
