import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { createStore } from "zustand/vanilla";
import { openReplica } from "../../renderer/replica/replica.ts";
import { chunksOf } from "../../renderer/replica/snapshot-chunks.ts";
import { createDeskWindow } from "../../renderer/session/desk-window.ts";
import type { InboxState } from "../../renderer/state/inbox-state.ts";
import { emptyInbox } from "../../renderer/state/inbox-store.ts";
import { createMirror } from "../../renderer/state/mirror.ts";
import type { Standing } from "../../renderer/sync/engine.ts";
import { settled } from "./desk-harness.ts";
import { createFakeTime } from "./fake-time.ts";
import { aConversation, anna, c, conversationRow, NOON } from "./inbox-builders.ts";

const standing: Standing = {
  place: "e1 0",
  queue: { pending: [], queued: 0, leftTo: 0 },
  connection: undefined,
  drafts: [],
  returned: { returned: new Map(), homecoming: undefined },
  isInMemory: false,
};

test("[PF6] a window that starts waits for its first screens alone; the rest is read behind them, once", async () => {
  const replica = await openReplica("desk-window");
  const writer = await replica.beginSnapshot({ epoch: "e1", seq: 0, scopesHash: "s" });
  const rows = Array.from({ length: 80 }, (_, n) => conversationRow(aConversation({ id: c(n + 1) }), n + 1));
  for (const chunk of chunksOf(rows)) await writer.add(chunk);
  await writer.finish(NOON);
  const time = createFakeTime(NOON);
  /** Of one start: what was shown when, and what was read. */
  const start = () => {
    const store = createStore<InboxState>(() => emptyInbox);
    const steps: string[] = [];
    const mirror = createMirror({
      store,
      me: anna,
      clock: time.clock,
      timers: time.timers,
      replica: {
        ...replica,
        readAll: (e, visit) => {
          if (e === "conversation") steps.push("the rest is read");
          return replica.readAll(e, visit);
        },
      },
    });
    const window = createDeskWindow({
      store,
      mirror,
      drafts: { isWriting: () => false },
      facts: { connection: () => undefined, rows: () => undefined },
      offset: { add: () => undefined, doubt: () => undefined },
      onOutOfReach: () => undefined,
    });
    return { mirror, steps, store, begin: () => window.begin(standing, () => steps.push(`${store.getState().list.ids.length} are shown`)) };
  };

  const yesterday = start();
  await yesterday.begin();
  expect(yesterday.steps).toEqual(["the rest is read"]);
  time.advance(5_000);
  await settled();
  yesterday.mirror.stop();

  const today = start();
  await today.begin();
  await today.begin();
  expect(today.steps).toEqual(["60 are shown", "the rest is read"]);
  expect(today.store.getState().list.ids).toHaveLength(80);
});
