import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { openOutbox } from "../../renderer/replica/outbox.ts";
import { loadPendingQueue } from "../../renderer/sync/pending-queue.ts";
import { toDeviceId } from "../../shared/ids.ts";
import type { Mutation } from "../../shared/sync/mutations.ts";
import { c, NOON } from "./inbox-builders.ts";

let databases = 0;

async function aQueue(wishes = 0, watermark = 0) {
  const { outbox } = await openOutbox(`queue-${++databases}`, toDeviceId("d1"));
  for (let n = 1; n <= wishes; n++) await outbox.append(wish(n), NOON);
  return { outbox, queue: await loadPendingQueue(outbox, watermark) };
}

const wish = (n: number): Mutation => ({ kind: "note", conversationId: c(1), noteId: `k${n}`, text: `${n}`, at: NOON });
const numbers = (pending: readonly { readonly id: number }[]) => pending.map(({ id }) => id);

test("[I12] what the rows contain is not shown on top of them, and is pushed until its result is known", async () => {
  const { outbox, queue } = await aQueue(3);

  await queue.cover(2);
  expect(numbers(queue.visible())).toEqual([3]);
  expect(queue.queued()).toBe(1);
  expect(numbers(queue.toPush())).toEqual([1, 2, 3]);

  await queue.answered([1, 2]);
  expect(numbers(await outbox.pending())).toEqual([3]);
});

test("[I12] what has a result and is not in the rows stays on top of them", async () => {
  const { outbox, queue } = await aQueue(2);

  await queue.answered([1, 2]);
  expect(numbers(queue.visible())).toEqual([1, 2]);
  expect(queue.queued()).toBe(0);
  expect(queue.toPush()).toEqual([]);
  expect(queue.hasUncovered()).toBe(true);

  await queue.cover(2);
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
  await queue.answered([1, 2, 3]);
  expect(queue.toPush()).toEqual([]);

  expect(await queue.align(1)).toBe(false);
  expect(numbers(queue.toPush())).toEqual([2, 3]);
});

test("[I8] where the server counts from somewhere else, the numbers follow its own", async () => {
  const { queue } = await aQueue(3);
  await queue.cover(3);
  await queue.answered([1]);

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
