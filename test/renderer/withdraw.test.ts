import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { openAcknowledgedBook } from "../../renderer/replica/acknowledged.ts";
import { openOutbox } from "../../renderer/replica/outbox.ts";
import { loadPendingQueue } from "../../renderer/sync/pending-queue.ts";
import { toDeviceId } from "../../shared/ids.ts";
import type { Mutation } from "../../shared/sync/mutations.ts";
import { isLive, openDesk, settled, until } from "./desk-harness.ts";
import { createFakeServer } from "./fake-sync-server.ts";
import { createFakeTime } from "./fake-time.ts";
import { aContact, aConversation, anna, c, NOON } from "./inbox-builders.ts";

const note = (n: number): Mutation => ({ kind: "note", conversationId: c(1), noteId: `k${n}`, text: `${n}`, at: NOON });
const texts = (pending: readonly { readonly mutation: Mutation }[]) =>
  pending.map(({ mutation }) => (mutation.kind === "note" ? mutation.text : mutation.kind));
const numbers = (pending: readonly { readonly id: number }[]) => pending.map(({ id }) => id);

async function aServer() {
  const time = createFakeTime(NOON);
  const server = createFakeServer({ clock: time.clock });
  server.commit({ e: "agent", id: anna.id, row: anna }, { e: "contact", id: "p1", row: aContact() }, { e: "conversation", id: c(1), row: aConversation() });
  return { server, time };
}

let databases = 0;
async function aQueue(name = `withdraw-${++databases}`) {
  const { outbox } = await openOutbox(name, toDeviceId("d1"));
  return { name, outbox, queue: await loadPendingQueue(outbox, await openAcknowledgedBook(`book-${name}`), undefined) };
}

test("[I8] what has never been pushed is taken out without a gap in the numbers, over a restart too", async () => {
  const { name, outbox, queue } = await aQueue();
  for (const n of [1, 2, 3]) await queue.append(note(n), NOON);
  outbox.close();

  const again = await aQueue(name);
  expect(texts(await again.queue.withdraw([2]))).toEqual(["2"]);
  expect(texts(again.queue.visible())).toEqual(["1", "3"]);
  expect(numbers(await again.outbox.pending())).toEqual([1, 2]);

  await again.queue.append(note(4), NOON);
  expect(numbers(again.queue.toPush())).toEqual([1, 2, 3]);
});

test("[I8] what may have reached the server stays in the queue, over a restart too", async () => {
  const { name, outbox, queue } = await aQueue();
  for (const n of [1, 2]) await queue.append(note(n), NOON);
  await queue.leaving(queue.toPush());
  await queue.append(note(3), NOON);
  outbox.close();

  const again = await aQueue(name);
  expect([1, 2, 3].map(again.queue.mayHaveLeft)).toEqual([true, true, false]);
  expect(texts(await again.queue.withdraw([1, 3]))).toEqual(["3"]);
  expect(texts(again.queue.visible())).toEqual(["1", "2"]);
});

test("[I8] a wish made while another is withdrawn is neither lost nor doubled", async () => {
  const { outbox, queue } = await aQueue();
  for (const n of [1, 2, 3]) await queue.append(note(n), NOON);
  await Promise.all([queue.withdraw([1]), queue.append(note(4), NOON), queue.withdraw([3]), queue.append(note(5), NOON)]);

  const left = await outbox.pending();
  expect(new Set(numbers(left)).size).toBe(left.length);
  expect(numbers(left)).toEqual(left.map((_, at) => at + 1));
  expect(texts(left)).toEqual(texts(queue.visible()));
  expect(texts(left)).toContain("5");
});

test("[I3] [I8] what was withdrawn offline never takes effect, and everything else does, once, in order", async () => {
  const { server, time } = await aServer();
  const desk = await openDesk(server, time);
  await desk.sync.start();
  await until(isLive(desk));
  await desk.wish(note(1));
  await until(() => desk.state().pending.size === 0);
  desk.line.cut();
  await until(() => desk.state().connection.kind === "offline");
  for (const n of [2, 3, 4]) await desk.wish(note(n));
  const middle = desk.queue.visible()[1];
  expect(texts(await desk.queue.withdraw([middle?.id ?? 0]))).toEqual(["3"]);
  desk.crash();

  const again = await openDesk(server, time, { name: desk.name });
  await again.sync.start();
  await until(isLive(again));
  await until(() => again.state().pending.size === 0);
  await settled();
  expect(["k1", "k2", "k3", "k4"].map((id) => server.row("note", id) !== undefined)).toEqual([true, true, false, true]);
  expect(again.errors).toEqual([]);
});

test("[I12] a disk that is full does not keep back what was wished for", async () => {
  const { server, time } = await aServer();
  const desk = await openDesk(server, time);
  Object.assign(desk.outbox, { setPushedTo: () => Promise.reject(new Error("QuotaExceededError")) });
  await desk.sync.start();
  await until(isLive(desk));
  await desk.wish(note(1));
  await until(() => desk.state().pending.size === 0);
  expect(server.row("note", "k1")).toBeDefined();
});
