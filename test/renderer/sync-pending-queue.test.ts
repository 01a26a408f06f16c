import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { openAcknowledgedBook } from "../../renderer/replica/acknowledged.ts";
import { openOutbox } from "../../renderer/replica/outbox.ts";
import { loadPendingQueue, type RowsPosition } from "../../renderer/sync/pending-queue.ts";
import { toDeviceId } from "../../shared/ids.ts";
import type { Mutation } from "../../shared/sync/mutations.ts";
import { days, plus } from "../../shared/time.ts";
import { c, NOON } from "./inbox-builders.ts";

let databases = 0;

async function aQueue(wishes = 0, watermark = 0) {
  const { outbox } = await openOutbox(`queue-${++databases}`, toDeviceId("d1"));
  for (let n = 1; n <= wishes; n++) await outbox.append(wish(n), NOON);
  const book = await openAcknowledgedBook(`book-${databases}`);
  return { outbox, book, queue: await loadPendingQueue(outbox, book, watermark === 0 ? undefined : at(watermark)) };
}

const at = (wm: number, cursor = wm): RowsPosition => ({ epoch: "e1", cursor, wm, asOf: NOON });
const good = (...ids: readonly number[]) => ids.map((id) => ({ id, seq: id }));
const wish = (n: number): Mutation => ({ kind: "note", conversationId: c(1), noteId: `k${n}`, text: `${n}`, at: NOON });
const numbers = (pending: readonly { readonly id: number }[]) => pending.map(({ id }) => id);

test("[I12] what the rows contain is not shown on top of them, and is pushed until its result is known", async () => {
  const { outbox, queue } = await aQueue(3);

  await queue.cover(at(2));
  expect(numbers(queue.visible())).toEqual([3]);
  expect(queue.queued()).toBe(1);
  expect(numbers(queue.toPush())).toEqual([1, 2, 3]);

  await queue.answered(good(1, 2));
  expect(numbers(await outbox.pending())).toEqual([3]);
});

test("[I12] what has a result and is not in the rows stays on top of them", async () => {
  const { outbox, queue } = await aQueue(2);

  await queue.answered(good(1, 2));
  expect(numbers(queue.visible())).toEqual([1, 2]);
  expect(queue.queued()).toBe(0);
  expect(queue.toPush()).toEqual([]);
  expect(queue.hasUncovered()).toBe(true);

  await queue.cover(at(2));
  expect(await outbox.pending()).toEqual([]);
});

test("[I13] after a crash between the page and the outbox nothing is shown twice", async () => {
  const { queue } = await aQueue(2, 1);
  expect(numbers(queue.visible())).toEqual([2]);
});

test("[I8] a wish made while numbers are given anew is neither lost nor doubled", async () => {
  const { outbox, queue } = await aQueue(3);

  await Promise.all([queue.align(10), queue.append(wish(4), NOON), queue.moveBehind(20), queue.append(wish(5), NOON)]);

  const inOrder = queue.visible().map(({ id, mutation }) => [id, mutation.kind === "note" ? mutation.text : ""]);
  expect(inOrder.map(([, text]) => text)).toEqual(["1", "2", "3", "4", "5"]);
  expect(numbers(queue.visible())).toEqual(numbers(await outbox.pending()));
  expect(new Set(numbers(queue.visible())).size).toBe(5);
});

test("[I8] a server that has lost what it had answered gets it again", async () => {
  const { queue } = await aQueue(3);
  await queue.answered(good(1, 2, 3));
  expect(queue.toPush()).toEqual([]);

  expect(await queue.align(1)).toBe(false);
  expect(numbers(queue.toPush())).toEqual([2, 3]);
});

test("[I8] where the server counts from somewhere else, the numbers follow its own", async () => {
  const { queue } = await aQueue(3);
  await queue.cover(at(3));
  await queue.answered(good(1));

  expect(await queue.align(0)).toBe(true);
  expect(numbers(queue.toPush())).toEqual([1, 2]);
  // Under their new numbers nothing is known of them, so they are shown again.
  expect(numbers(queue.visible())).toEqual([1, 2]);
});

test("[I15] one push is never larger than the server's frame", async () => {
  const { outbox, queue } = await aQueue();
  for (let n = 0; n < 60; n++) await queue.append({ kind: "note", conversationId: c(1), noteId: `k${n}`, text: "x".repeat(10_000), at: NOON }, NOON);

  expect(queue.toPush().length).toBeGreaterThan(1);
  expect(JSON.stringify(queue.toPush()).length).toBeLessThan(512 * 1024);
  expect(await outbox.pending()).toHaveLength(60);
});

test("[I15] one push holds at most a hundred wishes", async () => {
  const { queue } = await aQueue(120);
  expect(queue.toPush()).toHaveLength(100);
});

const restoredTo = (until: number) => ({ epoch: "e2", lineage: [{ epoch: "e1", until }] });
const aSend = (n: number): Mutation => ({ kind: "send", conversationId: c(1), clientId: `x${n}`, text: `${n}`, composedAt: NOON });
const words = (pending: readonly { readonly mutation: Mutation }[]) =>
  pending.map(({ mutation }) =>
    mutation.kind === "send" ? `${mutation.clientId}${mutation.restored === true ? " restored" : ""}` : mutation.kind === "note" ? mutation.text : "",
  );

/** 1 and 2 are in the rows, 3 was pushed and its answer lost, 4 was never pushed. */
async function aQueueWithAPast() {
  const opened = await aQueue();
  const { queue } = opened;
  await queue.adopt({ epoch: "e1", lineage: [] });
  for (const n of [1, 2, 3]) await queue.append(aSend(n), NOON);
  await queue.leaving(queue.toPush());
  await queue.answered([
    { id: 1, seq: 10 },
    { id: 2, seq: 20 },
  ]);
  await queue.cover(at(2, 20));
  await queue.append(aSend(4), NOON);
  return opened;
}

test("[I2] [I3] what a restored server has lost waits again in its order, and what may have been sent is left to a person", async () => {
  const { outbox, queue } = await aQueueWithAPast();

  await queue.adopt(restoredTo(15));

  expect(words(queue.visible())).toEqual(["x2 restored", "x3 restored", "x4"]);
  expect(words(queue.toPush())).toEqual(["x2 restored", "x3 restored", "x4"]);
  await queue.align(1);
  expect(numbers(queue.toPush())).toEqual([2, 3, 4]);
  expect(numbers(await outbox.pending())).toEqual([2, 3, 4]);
});

test("[I3] a second greeting in the same life changes nothing, and a life that shares nothing has lost everything", async () => {
  const { book, queue } = await aQueueWithAPast();

  await queue.adopt({ epoch: "e1", lineage: [] });
  expect(words(queue.toPush())).toEqual(["x3", "x4"]);
  await queue.adopt({ epoch: "e9", lineage: [] });
  expect(words(queue.toPush())).toEqual(["x1 restored", "x2 restored", "x3 restored", "x4"]);
  expect(await book.all()).toEqual([]);
  expect(await book.epoch()).toBe("e9");
});

test("[I13] a crash while it takes over loses nothing: the next start takes over again", async () => {
  const { book, outbox, queue } = await aQueueWithAPast();
  const torn = { ...outbox, remove: () => Promise.reject(new Error("The power went.")) };
  await expect((await loadPendingQueue(torn, book, at(2, 20))).adopt(restoredTo(15))).rejects.toThrow("The power went.");

  const again = await loadPendingQueue(outbox, book, at(2, 20));
  await again.adopt(restoredTo(15));

  expect(new Set(words(again.toPush()))).toEqual(new Set(["x2 restored", "x3 restored", "x4"]));
  expect(words(queue.visible())).not.toContain("x1");
});

test("[I12] after an older cache came back own messages stay in sight until the rows hold them again", async () => {
  const { book, outbox } = await aQueueWithAPast();

  const queue = await loadPendingQueue(outbox, book, at(1, 12));
  expect(words(queue.visible())).toEqual(["x2", "x3", "x4"]);
  expect(queue.queued()).toBe(2);
  await queue.cover(at(2, 20));
  expect(words(queue.visible())).toEqual(["x3", "x4"]);
});

test("[I15] what was taken is kept for a week and no longer, and what looking wishes by itself is not kept", async () => {
  const { book, queue } = await aQueue(2);
  await queue.append({ kind: "read", conversationId: c(1), unread: false }, NOON);
  await queue.answered(good(1, 2, 3));
  await queue.cover(at(3));
  expect(await book.all()).toHaveLength(2);

  await queue.append(wish(4), NOON);
  await queue.answered(good(4));
  await queue.cover({ ...at(4), asOf: plus(NOON, days(8)) });
  expect((await book.all()).map(({ seq }) => seq)).toEqual([4]);
});
