import { beforeEach, expect, test } from "vitest";
import { create } from "zustand";
import { fakeInbox } from "../../renderer/dev/fixtures.tsx";
import { handoffOf, withHandoffs } from "../../renderer/dev/handoffs.ts";
import { NOW } from "../../renderer/dev/people.ts";
import type { InboxState } from "../../renderer/state/inbox-state.ts";
import { startHandoffSignals } from "../../renderer/views/handoffs/handoff-signals.ts";
import { toInstant } from "../../shared/time.ts";

/** A desk with nobody in its queue, and time that a test lets pass. */
function desk() {
  const whole = withHandoffs(fakeInbox());
  const store = create<InboxState>(() => ({ ...whole, handoffQueue: [], connection: { kind: "starting" } }));
  const told: { readonly title: string; readonly body: string; readonly conversationId?: string }[] = [];
  let sounds = 0;
  let now: number = NOW;
  let looks = false;
  let waiting: { readonly at: number; readonly task: () => void }[] = [];
  const stop = startHandoffSignals({
    store,
    notify: async (notice) => void told.push(notice),
    chime: () => void (sounds += 1),
    clock: { now: () => toInstant(now) },
    timers: {
      after: (ms, task) => {
        const timer = { at: now + ms, task };
        waiting.push(timer);
        return () => void (waiting = waiting.filter((other) => other !== timer));
      },
    },
    language: "en-GB",
    isLookedAt: () => looks,
  });
  return {
    store,
    told,
    stop,
    sounds: () => sounds,
    look: (at: boolean) => void (looks = at),
    come: (...indexes: readonly number[]) => store.setState({ handoffQueue: indexes.map(handoffOf) }),
    pass: (ms: number) => {
      now += ms;
      const due = waiting.filter(({ at }) => at <= now);
      waiting = waiting.filter(({ at }) => at > now);
      for (const { task } of due) task();
    },
  };
}
let one: ReturnType<typeof desk>;
beforeEach(() => {
  one = desk();
});
const live = () => one.store.setState({ connection: { kind: "live" } });

test("[HO2] what was there at the start is no news; who comes afterwards is heard once and named with why and by when", () => {
  one.come(0);
  live();
  one.pass(10_000);
  expect(one.sounds()).toBe(0);
  one.come(0, 1);
  one.pass(1_000);
  expect(one.sounds()).toBe(1);
  expect(one.told).toEqual([
    { title: "Marcos Oliveira waits for a person", body: expect.stringMatching(/^The bot did not understand · due /), conversationId: handoffOf(1) },
  ]);
});

test("[HO2] a burst is one sound and one notice, and what comes right behind it waits for its turn", () => {
  live();
  one.come(0);
  one.come(0, 1, 2);
  one.pass(1_000);
  expect([one.sounds(), one.told[0]?.title]).toEqual([1, "3 customers wait for a person"]);
  one.come(0, 1, 2, 3);
  one.pass(2_000);
  expect(one.sounds()).toBe(1);
  one.pass(7_000);
  expect(one.sounds()).toBe(2);
});

test("[HO2] it is quiet for whoever looks at the queue, is away, or cannot take it, and about what is taken meanwhile", () => {
  live();
  one.look(true);
  one.come(0);
  one.pass(1_000);
  one.look(false);
  one.store.setState(({ me }) => ({ me: { ...me!, languages: ["en"] } }));
  one.come(0, 1);
  one.pass(10_000);
  one.store.setState(({ me }) => ({ me: { ...me!, languages: [], availability: { state: "busy", since: NOW } } }));
  one.come(0, 1, 2);
  one.pass(10_000);
  one.store.setState(({ me }) => ({ me: { ...me!, availability: undefined } }));
  one.come(0, 1, 2, 4);
  one.come(0, 1, 2);
  one.pass(10_000);
  expect([one.sounds(), one.told]).toEqual([0, []]);
});

test("[HO2] stopped, it says nothing more", () => {
  live();
  one.come(0);
  one.stop();
  one.pass(10_000);
  expect(one.sounds()).toBe(0);
});
