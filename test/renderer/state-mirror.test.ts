import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { createStore } from "zustand/vanilla";
import { openReplica } from "../../renderer/replica/replica.ts";
import { chunksOf } from "../../renderer/replica/snapshot-chunks.ts";
import type { InboxState, PendingMutation } from "../../renderer/state/inbox-state.ts";
import { emptyInbox } from "../../renderer/state/inbox-store.ts";
import { createMirror } from "../../renderer/state/mirror.ts";
import { toContactId, toConversationId, toMessageId } from "../../shared/ids.ts";
import type { Template } from "../../shared/inbox/people.ts";
import { toMutationId, type Mutation } from "../../shared/sync/mutations.ts";
import type { VersionedRow } from "../../shared/sync/rows.ts";
import { hours, minutes, plus } from "../../shared/time.ts";
import { settled } from "./desk-harness.ts";
import { createFakeTime } from "./fake-time.ts";
import {
  aClock,
  aContact,
  aConversation,
  agentRow,
  anInbound,
  anna,
  anOutbound,
  bruno,
  c,
  contactRow,
  conversationRow,
  lead,
  messageRow,
  NOON,
} from "./inbox-builders.ts";

let databases = 0;

async function aMirror(rows: readonly VersionedRow[] = [], me = anna) {
  const replica = await openReplica(`mirror-${++databases}`);
  const writer = await replica.beginSnapshot({ epoch: "e1", seq: 0, scopesHash: "s" });
  for (const chunk of chunksOf(rows)) await writer.add(chunk);
  await writer.finish(NOON);
  const time = createFakeTime(NOON);
  const store = createStore<InboxState>(() => emptyInbox);
  const mirror = createMirror({ store, replica, me, clock: time.clock, timers: time.timers });
  await mirror.load();
  return { mirror, replica, store, time, state: store.getState };
}

const wish = (id: number, mutation: Mutation): PendingMutation => ({ id: toMutationId(id), mutation, madeAt: NOON });
const two = [contactRow(aContact(), 1), conversationRow(aConversation(), 1), conversationRow(aConversation({ id: c(2), contactId: toContactId("p2") }), 1)];

test("[PF15] rows without news keep their objects", async () => {
  const { mirror, state } = await aMirror(two);
  const other = state().conversations.get(c(2));
  const contact = state().contacts.get(toContactId("p1"));

  mirror.rows([conversationRow(aConversation({ unread: 5 }), 2)], [], 0);

  expect(state().conversations.get(c(1))?.unread).toBe(5);
  expect(state().conversations.get(c(2))).toBe(other);
  expect(state().contacts.get(toContactId("p1"))).toBe(contact);
});

test("[PF15] messages without news keep their objects in an open thread", async () => {
  const { mirror, state } = await aMirror([...two, messageRow(anInbound(), 1), messageRow(anOutbound({ at: plus(NOON, minutes(1)) }), 1)]);
  await mirror.openThread(c(1));
  const [first, second] = state().threads.get(c(1))?.messages ?? [];

  mirror.rows([messageRow(anOutbound({ at: plus(NOON, minutes(1)), state: "read" }), 2)], [], 0);

  const messages = state().threads.get(c(1))?.messages;
  expect(messages?.[0]).toBe(first);
  expect(messages?.[1]).not.toBe(second);
  expect(messages?.[1]?.state).toBe("read");
});

test("[PF15] news of one conversation leaves the open thread of another alone", async () => {
  const { mirror, state } = await aMirror([...two, messageRow(anInbound(), 1)]);
  await mirror.openThread(c(1));
  const thread = state().threads.get(c(1));

  mirror.rows([conversationRow(aConversation({ id: c(2), unread: 9 }), 2), messageRow(anInbound({ id: toMessageId("m9"), conversationId: c(2) }), 3)], [], 0);

  expect(state().threads.get(c(1))).toBe(thread);
});

test("[I12] pending wishes are folded over the row, in order, and the row beneath is kept", async () => {
  const { mirror, state } = await aMirror(two);
  const before = state().conversations.get(c(1));

  mirror.pending([wish(1, { kind: "claim", conversationId: c(1), epoch: 0 }), wish(2, { kind: "priority", conversationId: c(1), priority: "urgent" })], 2);
  expect(state().conversations.get(c(1))).toMatchObject({ assigneeId: anna.id, priority: "urgent", claimEpoch: 1 });
  expect(state().counts).toMatchObject({ mine: 1, unassigned: 1 });

  mirror.rows([conversationRow(aConversation({ unread: 8 }), 2)], [wish(2, { kind: "priority", conversationId: c(1), priority: "urgent" })], 1);
  expect(state().conversations.get(c(1))).toMatchObject({ unread: 8, priority: "urgent" });
  expect(state().conversations.get(c(1))?.assigneeId).toBeUndefined();

  mirror.rows([conversationRow(before!, 3)], [], 0);
  expect(state().conversations.get(c(1))).toBe(before);
});

test("[I5] a claim that a colleague has won meanwhile is not shown as ours", async () => {
  const { mirror, state } = await aMirror(two);
  const claim = wish(1, { kind: "claim", conversationId: c(1), epoch: 0 });
  mirror.pending([claim], 1);

  mirror.rows([conversationRow(aConversation({ assigneeId: bruno.id, claimEpoch: 1 }), 2)], [claim], 1);

  expect(state().conversations.get(c(1))?.assigneeId).toBe(bruno.id);
});

test("[I12] only a lead's wish to take over is foreseen as granted", async () => {
  const theirs = [conversationRow(aConversation({ assigneeId: bruno.id }), 1)];
  const take = (id: string) => [wish(1, { kind: "assign", conversationId: c(1), to: { kind: "agent", id } })];

  const agent = await aMirror(theirs);
  agent.mirror.pending(take(anna.id), 1);
  expect(agent.state().conversations.get(c(1))?.assigneeId).toBe(bruno.id);

  const leading = await aMirror(theirs, lead);
  leading.mirror.pending(take(lead.id), 1);
  expect(leading.state().conversations.get(c(1))?.assigneeId).toBe(lead.id);
});

test("[I12] a queued template is shown as the customer will see it", async () => {
  const parcel: Template = {
    id: "t1",
    name: "parcel",
    language: "en",
    category: "UTILITY",
    status: "APPROVED",
    quality: "GREEN",
    body: "Hello {{1}}, {{2}} leaves today.",
    buttons: [],
  };
  const { mirror, state } = await aMirror([...two, { e: "template", id: "t1", v: 1, row: parcel }]);
  await mirror.openThread(c(1));

  mirror.pending(
    [
      wish(1, {
        kind: "send",
        conversationId: c(1),
        clientId: "x1",
        template: { name: "parcel", language: "en", variables: { 1: "Ada", 2: "8841" } },
        composedAt: NOON,
      }),
    ],
    1,
  );

  expect(state().threads.get(c(1))?.messages.at(-1)?.content).toMatchObject({ type: "template", body: "Hello Ada, 8841 leaves today." });
});

test("[I12] what is taken back while it waits is shown as taken back", async () => {
  const { mirror, state } = await aMirror(two);
  await mirror.openThread(c(1));

  mirror.pending(
    [
      wish(1, { kind: "send", conversationId: c(1), clientId: "x1", text: "Wrong person", composedAt: NOON }),
      wish(2, { kind: "cancel", conversationId: c(1), messageId: "x1" }),
    ],
    2,
  );

  expect(state().threads.get(c(1))?.messages).toMatchObject([{ id: "x1", state: "cancelled" }]);
});

test("[I12] a note that waits stands once, also when the server's own is there", async () => {
  const { mirror, state } = await aMirror(two);
  await mirror.openThread(c(1));
  const note = wish(1, { kind: "note", conversationId: c(1), noteId: "k1", text: "Called.", at: NOON });
  mirror.pending([note], 1);
  expect(state().threads.get(c(1))?.notes).toHaveLength(1);

  mirror.rows([{ e: "note", id: "k1", v: 2, row: { id: "k1" as never, conversationId: c(1), by: anna.id, at: NOON, text: "Called." } }], [note], 1);
  expect(state().threads.get(c(1))?.notes).toHaveLength(1);
});

test("[I7] parts come into order whatever the order of their arrival", async () => {
  const { mirror, state } = await aMirror(two);
  await mirror.openThread(c(1));
  const message = (n: number, order = n) => messageRow(anInbound({ id: toMessageId(`m${n}`), at: plus(NOON, minutes(n === 2 ? 3 : n)), order }), n);

  mirror.rows([message(3), message(1)], [], 0);
  mirror.rows([message(2), message(4)], [], 0);

  expect(
    state()
      .threads.get(c(1))
      ?.messages.map(({ id }) => id),
  ).toEqual(["m1", "m2", "m3", "m4"]);
});

test("[I11] a tombstone of a message takes it out of the open thread", async () => {
  const { mirror, state } = await aMirror([...two, messageRow(anInbound(), 1)]);
  await mirror.openThread(c(1));

  mirror.rows([{ e: "message", id: "m1", v: 2, del: true }], [], 0);

  expect(state().threads.get(c(1))?.messages).toEqual([]);
});

test("[I7] news that comes while a thread is read is in it", async () => {
  const { replica, store, time } = await aMirror([...two, messageRow(anInbound(), 1)]);
  const page = [messageRow(anInbound({ id: toMessageId("m2"), at: plus(NOON, minutes(1)) }), 2)];
  let reads = 0;
  const readParts: typeof replica.readParts = async (id) => {
    const before = await replica.readParts(id);
    if (reads++ > 0) return before;
    // What was read is old before it is handed out.
    await replica.applyPage({ epoch: "e1", from: 0, to: 2, rows: page, more: false, wm: 0, serverNow: NOON });
    mirror.rows(page, [], 0);
    return before;
  };
  const mirror = createMirror({ store, replica: { ...replica, readParts }, me: anna, clock: time.clock, timers: time.timers });
  await mirror.load();
  await mirror.openThread(c(1));

  expect(
    store
      .getState()
      .threads.get(c(1))
      ?.messages.map(({ id }) => id),
  ).toEqual(["m1", "m2"]);
});

test("[PF12] a search looks at the name, the number, the last words and the labels, as they are now", async () => {
  const vip: VersionedRow = { e: "label", id: "l1", v: 1, row: { id: "l1", name: "Très important", hue: 10 } };
  const { mirror, state } = await aMirror([...two, vip, conversationRow(aConversation({ id: c(3), contactId: toContactId("p3"), labels: ["l1"] }), 1)]);
  const found = (query: string) => {
    mirror.show("due", "oldest", query);
    return state().list.ids;
  };

  expect(found("zoe")).toEqual([c(1)]);
  expect(found("+39 333")).toEqual([c(1)]);
  expect(found("tres")).toEqual([c(3)]);

  mirror.rows([contactRow(aContact({ name: "Ada" }), 2), { e: "label", id: "l1", v: 3, row: { id: "l1", name: "Later", hue: 10 } }], [], 0);
  expect(found("zoe")).toEqual([]);
  expect(found("ada")).toEqual([c(1)]);
  expect(found("later")).toEqual([c(3)]);
  expect(found("")).toHaveLength(3);
});

test("[PF12] a search stays right while rows come and go", async () => {
  const { mirror, state } = await aMirror(two);
  mirror.show("due", "oldest", "refund");
  expect(state().list.ids).toEqual([]);

  const last = (text: string) => ({
    id: toMessageId("m"),
    direction: "in" as const,
    authorKind: "customer" as const,
    type: "text",
    text,
    at: NOON,
    state: "received" as const,
  });
  mirror.rows([conversationRow(aConversation({ lastMessage: last("My refund?") }), 2)], [], 0);
  expect(state().list.ids).toEqual([c(1)]);
  mirror.rows([conversationRow(aConversation({ lastMessage: last("Thanks!") }), 3)], [], 0);
  expect(state().list.ids).toEqual([]);
});

test("[W1] [S9] views that depend on time change by themselves, by one timer", async () => {
  const { mirror, state, time } = await aMirror([conversationRow(aConversation({ clocks: [aClock({ dueAt: plus(NOON, minutes(30)) })] }), 1)]);
  mirror.show("breached", "due", "");
  expect(state().list.ids).toEqual([]);

  time.advance(minutes(30));
  expect(state().list.ids).toEqual([c(1)]);
  expect(state().counts["breached"]).toBe(1);

  time.advance(hours(21.5));
  expect(state().counts["closing"]).toBe(1);
  time.advance(hours(2));
  expect(state().counts["closing"]).toBe(0);
});

test("[I14] after a sleep of any length the views are right at the next look", async () => {
  const { mirror, state, time } = await aMirror([conversationRow(aConversation({ clocks: [aClock({ dueAt: plus(NOON, hours(1)) })] }), 1)]);
  mirror.show("breached", "due", "");

  time.jump(hours(72));
  time.advance(60_000);

  expect(state().list.ids).toEqual([c(1)]);
});

test("[PF6] the first screen of the last time is there before the rest is read", async () => {
  const { mirror, replica, store, time } = await aMirror([agentRow(anna, 1), ...two]);
  mirror.rows([], [], 0);
  time.advance(5_000);
  await settled();
  mirror.stop();

  const again = createStore<InboxState>(() => emptyInbox);
  const seen: number[] = [];
  again.subscribe(({ list }) => seen.push(list.ids.length));
  let isHeadOnly = false;
  const slow = createMirror({
    store: again,
    me: anna,
    clock: time.clock,
    timers: time.timers,
    replica: {
      ...replica,
      readAll: async (e, visit) => {
        isHeadOnly ||= again.getState().list.ids.length === 2;
        await replica.readAll(e, visit);
      },
    },
  });
  expect(await slow.showHead()).toBe(true);
  expect(again.getState().counts).toEqual({});
  await slow.load();

  expect(isHeadOnly).toBe(true);
  expect(again.getState().counts).toEqual(store.getState().counts);
  expect(again.getState().list.ids).toEqual(store.getState().list.ids);
  expect(again.getState().contacts.get(toContactId("p1"))?.name).toBe("Zoë Müller");
});

test("[I6] a new generation replaces everything, and the open thread is read again", async () => {
  const { mirror, replica, state } = await aMirror([...two, messageRow(anInbound(), 1)]);
  await mirror.openThread(c(1));
  const writer = await replica.beginSnapshot({ epoch: "e2", seq: 9, scopesHash: "s" });
  const later = anInbound({ id: toMessageId("m2"), at: plus(NOON, minutes(1)) });
  for (const chunk of chunksOf([conversationRow(aConversation({ unread: 3 }), 9), messageRow(anInbound(), 9), messageRow(later, 9)])) await writer.add(chunk);
  await writer.finish(NOON);

  await mirror.load();

  expect([...state().conversations.keys()]).toEqual([c(1)]);
  expect(state().list.ids).toEqual([c(1)]);
  expect(state().threads.get(c(1))?.messages).toHaveLength(2);
});

test("[I12] a thread says whether older messages lie on the server", async () => {
  const { mirror, state } = await aMirror([
    conversationRow(aConversation({ createdAt: NOON }), 1),
    messageRow(anInbound({ at: NOON }), 1),
    conversationRow(aConversation({ id: c(2), createdAt: NOON }), 1),
    messageRow(anInbound({ id: toMessageId("late"), conversationId: c(2), at: plus(NOON, hours(1)) }), 1),
  ]);
  await mirror.openThread(c(1));
  await mirror.openThread(c(2));
  expect(state().threads.get(c(1))?.hasOlder).toBe(false);
  expect(state().threads.get(c(2))?.hasOlder).toBe(true);

  mirror.addOlder(c(2), [anInbound({ id: toMessageId("first"), conversationId: c(2), at: NOON })], false);
  expect(state().threads.get(c(2))).toMatchObject({ hasOlder: false, loadingOlder: false });
  expect(
    state()
      .threads.get(c(2))
      ?.messages.map(({ id }) => id),
  ).toEqual(["first", "late"]);
});

test("[PF15] a conversation merged into another contact is found under the new one", async () => {
  const { mirror, state } = await aMirror([...two, contactRow(aContact({ id: toContactId("p9"), name: "Grace" }), 1)]);
  mirror.rows([conversationRow(aConversation({ contactId: toContactId("p9") }), 2)], [], 0);
  mirror.rows([contactRow(aContact({ id: toContactId("p9"), name: "Hopper" }), 3)], [], 0);
  mirror.show("due", "oldest", "hopper");

  expect(state().list.ids).toEqual([toConversationId("c1")]);
});
