import { expect, test } from "vitest";
import { fakeInbox } from "../../renderer/dev/fixtures.tsx";
import { claimed, handoffOf, withHandoffs } from "../../renderer/dev/handoffs.ts";
import { irene } from "../../renderer/dev/people.ts";
import { createHandoffQueue } from "../../renderer/state/handoff-queue.ts";

const state = withHandoffs(fakeInbox());
const conversation = (index: number) => state.conversations.get(handoffOf(index))!;

test("[HO2] keeps the queue in the order of promises, whatever the order of arrival, and without what a bot or a person has", () => {
  const queue = createHandoffQueue(irene);
  for (const index of [3, 0, 4, 2, 1]) queue.put(conversation(index));
  queue.put({ ...conversation(2), state: "bot" });
  for (const other of fakeInbox().conversations.values()) if (other.handoff === undefined) queue.put(other);
  expect(queue.waiting()).toEqual([0, 1, 3, 4].map(handoffOf));
});

test("[HO2] news that changes nothing on a strip leaves the very list that was handed out", () => {
  const queue = createHandoffQueue(irene);
  queue.put(conversation(0));
  const before = queue.waiting();
  queue.put({ ...conversation(0), unread: 9 });
  expect(queue.waiting()).toBe(before);
  queue.put({ ...conversation(0), topic: "Refund" });
  expect(queue.waiting()).not.toBe(before);
});

test("[HO4] knows which claims of mine run out, and how much I hold", () => {
  const queue = createHandoffQueue(irene);
  queue.put(conversation(0));
  queue.put(claimed(state, handoffOf(0)).conversations.get(handoffOf(0))!);
  expect([queue.waiting(), queue.timed(), queue.load()]).toEqual([[], [handoffOf(0)], 1]);
  queue.put(conversation(0));
  expect([queue.waiting(), queue.timed(), queue.load()]).toEqual([[handoffOf(0)], [], 0]);
});
