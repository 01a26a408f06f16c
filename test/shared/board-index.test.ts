import { expect, test } from "vitest";
import { agentsAtWork, agentsNow } from "../../shared/board/agent-load.ts";
import { EVERYTHING, type BoardFilter } from "../../shared/board/board-filter.ts";
import { createBoardIndex } from "../../shared/board/board-index.ts";
import { readBoardLink, writeBoardLink } from "../../shared/board/board-link.ts";
import type { BoardNames } from "../../shared/board/board-order.ts";
import { extendTo, moveTo, NOTHING_CHOSEN, toggle } from "../../shared/board/selection.ts";
import { collectWaits } from "../../shared/board/waits.ts";
import { windowHorizon } from "../../shared/board/window-horizon.ts";
import { toAgentId, toContactId, toConversationId, toTeamId } from "../../shared/ids.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Clock } from "../../shared/sla/clock.ts";
import { compileCalendar } from "../../shared/sla/compile-calendar.ts";
import { hours, minus, minutes, plus, toDuration, toInstant, type Instant } from "../../shared/time.ts";
import { aConversationRow } from "../conversation-builder.ts";
import { OFFICE, time } from "../fixtures/sla/events.ts";
import { seededRandom } from "../seeded-random.ts";

const NOW = time("12:00");
const TIMES = { now: NOW, soon: minutes(15), windowsUntil: plus(NOW, hours(2)) };
const NAMES: BoardNames = {
  customer: ({ contactId }) => contactId,
  team: ({ teamId }) => teamId ?? "",
  agent: ({ assigneeId }) => assigneeId ?? "",
  fold: (text) => text.toLowerCase(),
  searched: ({ contactId, topic }) => `${contactId} ${topic ?? ""}`.toLowerCase(),
};

const clock = (kind: Clock["kind"], dueInMinutes: number, more: Partial<Clock> = {}): Clock => {
  const dueAt = plus(NOW, minutes(dueInMinutes));
  return { kind, state: dueInMinutes < 0 ? "breached" : "running", startedAt: minus(dueAt, minutes(60)), dueAt, pausedMs: toDuration(0), ...more };
};
const row = (id: string, clocks: readonly Clock[], more: Partial<Conversation> = {}): Conversation =>
  aConversationRow({ id: toConversationId(id), contactId: toContactId(`of-${id}`), state: "open", clocks, ...more });

function board(conversations: readonly Conversation[], filter: Partial<BoardFilter> = {}) {
  const index = createBoardIndex({ names: NAMES });
  index.fill(conversations);
  index.show({ ...EVERYTHING, ...filter }, TIMES);
  const ids = () => index.rows().map(({ conversation }) => String(conversation.id));
  return { index, ids };
}

test("[S0-16] [R1] the most overdue stands first, then what falls due, whatever the clock", () => {
  const { ids } = board([
    row("later", [clock("next-reply", 30)]),
    row("late", [clock("handoff", -5)]),
    row("latest", [clock("first-reply", -90)]),
    row("case", [clock("resolution", 20)]),
  ]);

  expect(ids()).toEqual(["latest", "late", "case", "later"]);
});

test("[BD1] a promise is counted once: not what is answered, resolved, given up or an owner's own", () => {
  const { index } = board([
    row("open", [clock("first-reply", -5)]),
    row("answered", [clock("first-reply", -5, { metAt: NOW })]),
    row("ended", [clock("first-reply", -5, { stoppedAt: NOW })]),
    row("cancelled", [clock("first-reply", -5, { state: "cancelled" })]),
    row("unanswered", [clock("first-reply", -5, { state: "unanswered", stoppedAt: NOW })]),
    row("owned", [clock("next-reply", -5, { owner: "ben" })]),
    row("done", [clock("first-reply", -5)], { state: "resolved" }),
    row("asleep", [clock("next-reply", -5)], { state: "snoozed" }),
  ]);

  expect(index.figures(TIMES)).toMatchObject({ breached: 2, waiting: 3 });
  expect(index.rows().map(({ conversation }) => String(conversation.id))).toEqual(["asleep", "open"]);
});

test("[BD1] [S8] a run that a bot had in between is one row, with the miss that was first", () => {
  const first = clock("first-reply", -50, { stoppedAt: minus(NOW, minutes(40)) });
  const again = clock("first-reply", -20, { startedAt: first.startedAt });
  const { index } = board([row("c1", [first, again])]);

  expect(index.rows()).toHaveLength(1);
  expect(index.rows()[0]?.dueAt).toBe(first.dueAt);
});

test("[BD1] each tile's number is the length of the list that it opens, also as time passes", () => {
  const conversations = manyConversations(400, 7);
  const { index } = board(conversations);
  for (const passed of [0, 1, 7, 30, 200]) {
    const times = { ...TIMES, now: plus(NOW, minutes(passed)), windowsUntil: plus(TIMES.windowsUntil, minutes(passed)) };
    const figures = index.figures(times);
    for (const [state, count] of [
      ["breached", figures.breached],
      ["soon", figures.soon],
      ["windows", figures.windows],
    ] as const) {
      const list = board(conversations);
      list.index.show({ ...EVERYTHING, state }, TIMES);
      list.index.advance(times);
      expect(list.index.rows()).toHaveLength(count);
    }
  }
});

test("[BD1] kept up to date change by change it says what it would say if it were made anew", () => {
  const random = seededRandom(11);
  const filters: readonly Partial<BoardFilter>[] = [
    {},
    { state: "breached" },
    { state: "soon", sort: "customer", descending: true },
    { group: "agent", sort: "priority" },
    { group: "team", team: "t1" },
    { query: "OF-C1" },
    { cause: "none", clock: "next-reply" },
  ];
  for (const filter of filters) {
    const conversations = new Map(manyConversations(120, 5).map((conversation) => [conversation.id, conversation]));
    const { index } = board([...conversations.values()], filter);
    let now = NOW;
    for (let step = 0; step < 300; step += 1) {
      const changed = manyConversations(1, step)[0]!;
      const id = toConversationId(`c${Math.floor(random() * 150)}`);
      const next = random() < 0.1 ? undefined : { ...changed, id, contactId: toContactId(`of-${id}`) };
      if (next === undefined) conversations.delete(id);
      else conversations.set(id, next);
      index.put(id, next);
      now = plus(now, toDuration(Math.floor(random() * 60_000)));
      index.advance({ ...TIMES, now, windowsUntil: plus(now, hours(2)) });
    }
    const times = { ...TIMES, now, windowsUntil: plus(now, hours(2)) };
    const anew = createBoardIndex({ names: NAMES });
    anew.fill(conversations.values());
    anew.show({ ...EVERYTHING, ...filter }, times);

    expect(itemsOf(index)).toEqual(itemsOf(anew));
    expect(index.figures(times)).toEqual(anew.figures(times));
    expect(withSomething(index.load())).toEqual(withSomething(anew.load()));
  }
});

test("[BD1] a row says where it stands among the heads of its groups", () => {
  const { index } = board(manyConversations(60, 3), { group: "agent" });
  const items = Array.from({ length: index.itemCount() }, (_, at) => index.itemAt(at));

  expect(items.filter((item) => item?.kind === "group")).toHaveLength(index.groups().length);
  items.forEach((item, at) => item?.kind === "row" && expect(index.itemIndexOf(item.row.key)).toBe(at));
  expect(index.itemAt(items.length)).toBeUndefined();
});

test("[R1] [W1] a window is a row while a customer waits, it bites first, and it can still be used", () => {
  const waits = { lastInboundAt: minus(NOW, hours(23)) };
  const { index, ids } = board(
    [
      row("first", [clock("next-reply", 90)], waits),
      row("reply-first", [clock("next-reply", 10)], waits),
      row("nobody-waits", [], waits),
      row("far", [clock("next-reply", 900)], { lastInboundAt: minus(NOW, hours(20)) }),
    ],
    { state: "windows" },
  );

  expect(ids()).toEqual(["first"]);
  index.advance({ ...TIMES, now: plus(NOW, hours(1)), windowsUntil: plus(NOW, hours(3)) });
  expect(ids()).toEqual([]);
});

test("[R2] windows are named until the desk opens again, or for two hours where it never shuts", () => {
  const round = compileCalendar("24/7");
  const office = compileCalendar(OFFICE);

  expect(windowHorizon([round], NOW)).toEqual({ until: plus(NOW, hours(2)) });
  expect(windowHorizon([round, office], NOW)).toEqual({ until: time("1d 09:00"), opens: time("1d 09:00") });
  expect(windowHorizon([office], time("08:30"))).toEqual({ until: time("10:30") });
});

test("[BD1] load counts what takes a place and who waits, people stand by name, and places are those of who is available", () => {
  const anna = toAgentId("anna");
  const ben = toAgentId("ben");
  const { index } = board([
    row("c1", [clock("next-reply", 5)], { assigneeId: anna }),
    row("c2", [], { assigneeId: anna, state: "waiting" }),
    row("c3", [clock("next-reply", 5)], { assigneeId: ben }),
  ]);
  const team = toTeamId("t1");
  const agents = [
    { id: ben, name: "Ben", role: "agent", teamIds: [], capacity: 4, availability: { state: "away", since: NOW } },
    { id: anna, name: "Anna", role: "agent", teamIds: [team], capacity: 4 },
    { id: toAgentId("bot"), name: "Aba", role: "bot", teamIds: [] },
    { id: toAgentId("root"), name: "Admin", role: "admin", teamIds: [] },
  ] as const;
  const people = agentsAtWork(agents, index.load(), undefined);

  expect(people.map(({ name, open, waiting }) => [name, open, waiting])).toEqual([
    ["Anna", 1, 1],
    ["Ben", 1, 1],
  ]);
  expect(agentsNow(people)).toEqual({ available: 1, all: 2, load: 0.25 });
  expect(agentsNow(agentsAtWork(agents, index.load(), team))).toEqual({ available: 1, all: 1, load: 0.25 });
  expect(agentsNow([])).toEqual({ available: 0, all: 0, load: undefined });
});

test("[BD1] a link opens the board as it was, and whatever it says", () => {
  const view = { period: "week", filter: { ...EVERYTHING, team: "team & co", state: "breached", query: "Zoë #1", group: "agent", descending: true } } as const;

  expect(readBoardLink(writeBoardLink(view))).toEqual({ ...view, filter: { ...readBoardLink("").filter, ...view.filter } });
  expect(readBoardLink("state=everything&clock=%E0%A4%A&sort=&query=" + "x".repeat(300))).toEqual(readBoardLink(""));
});

test("[BD1] a stretch is chosen from where the keyboard stood, in either direction, and adds to what was chosen", () => {
  const keys = ["a", "b", "c", "d", "e"];
  const up = extendTo(moveTo(toggle(NOTHING_CHOSEN, "e"), "c"), "a", keys);

  expect([...up.chosen].toSorted()).toEqual(["a", "b", "c", "e"]);
  expect([...toggle(up, "b").chosen].toSorted()).toEqual(["a", "c", "e"]);
});

test("[BD1] the wait of an hour is the middle one, not the mean", () => {
  const waits = collectWaits();
  for (const wait of [1, 2, 90]) waits.add(10, wait * 60_000);
  for (const wait of [4, 6]) waits.add(24 + 9, wait * 60_000);

  expect(waits.cells()).toEqual([
    { weekday: 0, hour: 10, median: minutes(2), count: 3 },
    { weekday: 1, hour: 9, median: minutes(5), count: 2 },
  ]);
});

/** Conversations of all kinds around now; the same seed, the same ones. */
function manyConversations(count: number, seed: number): readonly Conversation[] {
  const random = seededRandom(seed + 1);
  const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)]!;
  return Array.from({ length: count }, (_, at) => {
    const due = Math.floor(random() * 300) - 100;
    const answered: Partial<Clock> = random() < 0.2 ? { metAt: plus(NOW, minutes(due + 5)) } : {};
    const kind = pick(["first-reply", "next-reply", "handoff"] as const);
    const clocks = [
      clock(kind, due, { ...answered, ...(random() < 0.3 ? { cause: "no-staff" } : {}) }),
      ...(random() < 0.5 ? [clock("resolution", due + 400)] : []),
    ];
    return row(`c${at}`, clocks, {
      state: pick(["open", "queued", "waiting", "snoozed", "resolved"]),
      assigneeId: pick([undefined, toAgentId("anna"), toAgentId("ben")]),
      teamId: pick([undefined, toTeamId("t1"), toTeamId("t2")]),
      priority: pick(["low", "normal", "urgent"]),
      lastInboundAt: minus(NOW, hours(Math.floor(random() * 26))) as Instant,
    });
  });
}

const itemsOf = (index: ReturnType<typeof createBoardIndex>) =>
  Array.from({ length: index.itemCount() }, (_, at) => {
    const item = index.itemAt(at);
    return item?.kind === "row" ? item.row.key : item;
  });

const withSomething = (load: ReadonlyMap<string, { readonly open: number; readonly waiting: number }>) =>
  new Map([...load].filter(([, { open, waiting }]) => open + waiting > 0).toSorted(([a], [b]) => (a < b ? -1 : 1)));

test("[BD1] what is set back is looked at anew", () => {
  const { index, ids } = board([row("c1", [clock("first-reply", 10)])], { state: "breached" });
  index.advance({ ...TIMES, now: plus(NOW, minutes(11)) });
  expect(ids()).toEqual(["c1"]);

  index.advance({ ...TIMES, now: toInstant(NOW) });
  expect(ids()).toEqual([]);
});
