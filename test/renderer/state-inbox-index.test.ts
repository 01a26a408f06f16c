import fc from "fast-check";
import { expect, test } from "vitest";
import { createInboxIndex } from "../../renderer/state/inbox-index.ts";
import { containsAll, searchable, searchWords } from "../../renderer/state/search-text.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import { inView, sortNumber, VIEWS, type SortKey, type ViewKey } from "../../shared/inbox/views.ts";
import { hours, minutes, plus, toInstant } from "../../shared/time.ts";
import { aClock, aConversation, anna, bruno, c, NOON } from "./inbox-builders.ts";

/** What the index must always equal: everything filtered and sorted anew. */
function fromScratch(all: readonly Conversation[], view: ViewKey, sort: SortKey, query: string, now = NOON) {
  return all
    .filter((conversation) => inView(conversation, view, anna.id, now) && containsAll(textOf(conversation), searchWords(query)))
    .sort((a, b) => sortNumber(a, sort) - sortNumber(b, sort) || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
}

const textOf = ({ lastMessage }: Conversation) => searchable(lastMessage?.text ?? "");

const conversation = fc.record({
  n: fc.integer({ min: 1, max: 12 }),
  state: fc.constantFrom("bot", "queued", "open", "waiting", "snoozed", "resolved") as fc.Arbitrary<Conversation["state"]>,
  owner: fc.constantFrom(undefined, anna.id, bruno.id),
  due: fc.option(fc.integer({ min: -5, max: 5 }), { nil: undefined }),
  inbound: fc.option(fc.integer({ min: -30, max: 0 }), { nil: undefined }),
  label: fc.constantFrom([], ["vip"], ["vip", "late"]),
  team: fc.constantFrom(undefined, "sales"),
  word: fc.constantFrom("refund", "Café", "order"),
});

const built = ({ due, inbound, label, n, owner, state, team, word }: typeof conversation extends fc.Arbitrary<infer Value> ? Value : never): Conversation => {
  const at = inbound === undefined ? undefined : plus(NOON, hours(inbound));
  return aConversation({
    id: c(n),
    state,
    assigneeId: owner,
    labels: label,
    teamId: team as never,
    lastInboundAt: at,
    createdAt: plus(NOON, hours(-40)),
    clocks: due === undefined ? [] : [aClock({ dueAt: plus(NOON, hours(due)), startedAt: plus(NOON, hours(-10)) })],
    lastMessage: at === undefined ? undefined : { id: "m" as never, direction: "in", authorKind: "customer", type: "text", text: word, at, state: "received" },
  });
};

const step = fc.oneof(
  { weight: 8, arbitrary: conversation.map((value) => ({ type: "put" as const, conversation: built(value) })) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 12 }).map((n) => ({ type: "remove" as const, id: c(n) })) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant("show" as const),
      view: fc.constantFrom(...VIEWS, "label:vip", "team:sales") as fc.Arbitrary<ViewKey>,
      sort: fc.constantFrom("due", "newest", "oldest", "window") as fc.Arbitrary<SortKey>,
      query: fc.constantFrom("", "refund", "cafe", "re und"),
    }),
  },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 90 }).map((by) => ({ type: "time" as const, by })) },
);

test("[PF15] [PF12] the list and the counts kept change by change equal the ones made from scratch", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const index = createInboxIndex(anna.id);
      const all = new Map<string, Conversation>();
      let now = NOON;
      let shown: { view: ViewKey; sort: SortKey; query: string } = { view: "due", sort: "due", query: "" };
      index.show(shown.view, shown.sort, shown.query, now);

      for (const each of steps) {
        if (each.type === "put") {
          all.set(each.conversation.id, each.conversation);
          index.put(each.conversation, textOf(each.conversation), now);
        } else if (each.type === "remove") {
          all.delete(each.id);
          index.remove(each.id);
        } else if (each.type === "show") {
          shown = each;
          index.show(each.view, each.sort, each.query, now);
        } else {
          now = plus(now, minutes(each.by));
          index.tick(now);
        }
        expect(index.ids()).toEqual(fromScratch([...all.values()], shown.view, shown.sort, shown.query, now));
      }
      for (const view of [...VIEWS, "label:vip", "team:sales"] as ViewKey[]) {
        expect(index.counts()[view] ?? 0).toBe(fromScratch([...all.values()], view, "due", "", now).length);
      }
    }),
    { numRuns: 300 },
  );
});

test("[PF12] filled in bulk it equals what is put one by one", () => {
  fc.assert(
    fc.property(fc.uniqueArray(conversation, { selector: ({ n }) => n }), (values) => {
      const bulk = createInboxIndex(anna.id);
      const single = createInboxIndex(anna.id);
      for (const value of values) {
        bulk.fill(built(value), "", NOON);
        single.put(built(value), "", NOON);
      }
      bulk.show("due", "newest", "", NOON);
      single.show("due", "newest", "", NOON);
      expect(bulk.ids()).toEqual(single.ids());
      expect(bulk.counts()).toEqual(single.counts());
    }),
  );
});

test("[PF15] a change that moves nothing keeps the list's own object", () => {
  const index = createInboxIndex(anna.id);
  for (let n = 1; n <= 5; n++) index.put(aConversation({ id: c(n), clocks: [aClock({ dueAt: plus(NOON, minutes(n)) })] }), "", NOON);
  index.show("due", "due", "", NOON);
  const before = index.ids();
  const counts = index.counts();

  index.put(aConversation({ id: c(3), unread: 7, clocks: [aClock({ dueAt: plus(NOON, minutes(3)) })] }), "", NOON);

  expect(index.ids()).toBe(before);
  expect(index.counts()).toBe(counts);
});

test("[PF15] a list that was handed out is never changed", () => {
  const index = createInboxIndex(anna.id);
  index.put(aConversation({ id: c(1) }), "", NOON);
  index.show("due", "due", "", NOON);
  const before = index.ids();

  index.put(aConversation({ id: c(2) }), "", NOON);

  expect(before).toEqual([c(1)]);
  expect(index.ids()).toHaveLength(2);
});

test("[W1] a conversation enters closing two hours before its window closes, and leaves as it closes", () => {
  const index = createInboxIndex(anna.id);
  index.put(aConversation({ lastInboundAt: NOON }), "", NOON);
  index.show("closing", "window", "", NOON);
  expect(index.ids()).toEqual([]);
  expect(index.nextChangeAt()).toBe(plus(NOON, hours(22)));

  index.tick(plus(NOON, hours(22)));
  expect(index.ids()).toEqual([c(1)]);
  expect(index.nextChangeAt()).toBe(plus(NOON, hours(24)));

  index.tick(plus(NOON, hours(24)));
  expect(index.ids()).toEqual([]);
  expect(index.nextChangeAt()).toBeUndefined();
});

test("[S9] a clock puts its conversation among the breached at the very instant it is due", () => {
  const index = createInboxIndex(anna.id);
  index.put(aConversation({ clocks: [aClock({ dueAt: plus(NOON, minutes(5)) })] }), "", NOON);
  index.show("breached", "due", "", NOON);

  index.tick(toInstant(plus(NOON, minutes(5)) - 1));
  expect(index.ids()).toEqual([]);
  index.tick(plus(NOON, minutes(5)));
  expect(index.ids()).toEqual([c(1)]);
  expect(index.counts()).toMatchObject({ breached: 1, "at-risk": 1 });
});

test("[I14] after the clock was set back nothing is breached too early", () => {
  const index = createInboxIndex(anna.id);
  index.put(aConversation({ clocks: [aClock({ dueAt: plus(NOON, minutes(5)) })] }), "", plus(NOON, hours(1)));
  index.show("breached", "due", "", plus(NOON, hours(1)));
  expect(index.ids()).toEqual([c(1)]);

  index.lookAgain(NOON);
  expect(index.ids()).toEqual([]);
  expect(index.nextChangeAt()).toBe(plus(NOON, minutes(5)));
});

test("[PF12] a search knows neither case nor accents, and a plus before a number says nothing", () => {
  const text = searchable("Zoë MÜLLER 393331234567 Where is my order?");

  for (const query of ["zoe", "müller", "ZOË order", "+39333", "4567 wher", ""]) expect(containsAll(text, searchWords(query))).toBe(true);
  for (const query of ["zoé x", "refund", "+44"]) expect(containsAll(text, searchWords(query))).toBe(false);
});
