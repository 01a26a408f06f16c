import { afterEach, beforeEach, expect, test } from "vitest";
import { toConversationId, toTeamId } from "../../shared/ids.ts";
import { createHandoffDesk, type HandoffDesk } from "./handoff-desk.ts";
import { anAgent, MINUTE } from "./sla-workspace.ts";

let desk: HandoffDesk;
let watch: { readonly stop: () => void };
const anna = anAgent("anna");
const lea = anAgent("lea", { role: "lead" });
const returns = toTeamId("returns");
beforeEach(async () => {
  desk = await createHandoffDesk({ capacity: 50 });
  desk.people(anna, lea);
  watch = desk.watchOverflow();
});
afterEach(() => {
  watch.stop();
  desk.dispose();
});

/** What changes is looked at together, two seconds later. */
const looked = () => desk.time.pass(2_500);
const fill = (count: number, from = 1) => {
  for (let i = from; i < from + count; i += 1) {
    desk.handOver(`c${i}`);
    expect(desk.claim(anna, `c${i}`).type).toBe("applied");
  }
};

test("[S0-18] [HO5] of 51 conversations for one person with 50 places the last one overflows: refused, kept, marked, told once", () => {
  fill(50);
  desk.handOver("c51");
  expect(desk.claim(anna, "c51")).toMatchObject({ type: "rejected", code: "at_capacity", by: "anna" });
  looked();
  expect(desk.row("c51")).toMatchObject({ state: "queued", overflowSince: desk.now() - 500 });
  expect(desk.story("c51").filter(({ kind }) => kind === "overflow")).toHaveLength(1);
  expect([desk.toldOf(lea), desk.toldOf(anna)]).toEqual([[["c51", "overflow"]], []]);

  // One more is marked too, and it is the same lack of people.
  desk.handOver("c52");
  desk.time.pass(5 * MINUTE);
  expect(desk.row("c52").overflowSince).toBeDefined();
  expect(desk.toldOf(lea)).toEqual([["c51", "overflow"]]);
  expect(desk.story("c51").filter(({ kind }) => kind === "overflow")).toHaveLength(1);
  // Nothing is lost: every one has an owner or stands in the queue.
  const rows = Array.from({ length: 52 }, (_, i) => desk.row(`c${i + 1}`));
  expect(rows.filter(({ assigneeId, state }) => (assigneeId === undefined) === (state === "queued"))).toHaveLength(52);
});

test("[S0-18] [HO5] a place that is free again takes the mark and the alert away, and it can be claimed", () => {
  fill(50);
  desk.handOver("c51");
  looked();
  desk.does(anna, { kind: "resolve", conversationId: "c1", outcome: "solved", noReplyNeeded: "thanks" });
  looked();
  expect(desk.row("c51")).not.toHaveProperty("overflowSince");
  expect(desk.toldOf(lea)).toEqual([]);
  expect(desk.claim(anna, "c51").type).toBe("applied");
});

test("[S0-18] a lead takes it over the limit", () => {
  fill(50);
  desk.handOver("c51");
  looked();
  expect(desk.claim(lea, "c51").type).toBe("applied");
  looked();
  expect(desk.row("c51")).not.toHaveProperty("overflowSince");
});

test("[HO5] when everybody is away all of it overflows, and nothing of it changes its place or its clocks", () => {
  desk.handOver("c1");
  const before = desk.row("c1");
  desk.people(anAgent("anna", { availability: { state: "away", since: desk.now() } }));
  looked();
  expect(desk.row("c1")).toEqual({ ...before, overflowSince: desk.now() - 500 });
  desk.people(anna);
  looked();
  expect(desk.row("c1")).toEqual(before);
});

test("[S0-18] [S14] it goes to the overflow team, its clocks run on, and there somebody can take it", () => {
  const bruno = anAgent("bruno", { teamIds: [returns] });
  const sales = toTeamId("sales");
  desk.store.write((tx) => {
    tx.put("team", returns, { id: returns, name: "Returns" });
    tx.put("team", sales, { id: sales, name: "Sales" });
  });
  desk.people(bruno);
  desk.settle({ capacity: 50, overflowTeam: returns });
  desk.handOver("c1", { teamId: sales });
  const { clocks } = desk.row("c1");
  looked();
  const after = desk.row("c1");
  expect([after.teamId, after.state, after.overflowSince]).toEqual([returns, "queued", undefined]);
  expect(after.clocks.map(({ dueAt, kind, startedAt }) => [kind, startedAt, dueAt])).toEqual(
    clocks.map(({ dueAt, kind, startedAt }) => [kind, startedAt, dueAt]),
  );
  expect(desk.story("c1").filter(({ data }) => data["because"] === "overflow")).toMatchObject([{ kind: "assign", data: { team: returns } }]);
  expect(desk.claim(bruno, "c1").type).toBe("applied");
});

test("[HO8] [S0-18] a team in which nobody is left keeps it in its queue, and says so", () => {
  desk.store.write((tx) => tx.put("team", returns, { id: returns, name: "Returns" }));
  desk.handOver("c1");
  desk.claim(anna, "c1");
  desk.does(anna, { kind: "assign", conversationId: "c1", to: { kind: "team", id: returns }, note: "Wrong parcel." });
  looked();
  expect(desk.row("c1")).toMatchObject({ state: "queued", teamId: returns });
  expect(desk.row("c1").overflowSince).toBeDefined();
  expect(desk.toldOf(lea)).toEqual([["c1", "overflow"]]);
  expect(desk.store.read((tx) => tx.parts("note", toConversationId("c1")))).toMatchObject([{ text: "Wrong parcel.", by: "anna" }]);
});

test("[HO5] what asks for a skill that nobody there has is left over, and the rest of the queue is not", () => {
  desk.settle({ topicSkills: { legal: "law" } });
  desk.handOver("c1", {}, { topic: "legal" });
  desk.handOver("c2");
  looked();
  expect([desk.row("c1").overflowSince === undefined, desk.row("c2").overflowSince === undefined]).toEqual([false, true]);
  desk.people(anAgent("bruno", { skills: ["Law"] }));
  looked();
  expect(desk.row("c1")).not.toHaveProperty("overflowSince");
});

test("[HO5] where leads count with a number of their own, their places are places", () => {
  desk.people(anAgent("anna", { availability: { state: "away", since: desk.now() } }), anAgent("lea", { role: "lead", capacity: 1 }));
  desk.handOver("c1");
  looked();
  expect(desk.row("c1")).not.toHaveProperty("overflowSince");
  desk.claim(lea, "c1");
  desk.handOver("c2");
  looked();
  expect(desk.row("c2").overflowSince).toBeDefined();
});

test("[B2] who is not at work is not told; the mark is there when they come", () => {
  desk.settle({ capacity: 50 });
  // Ten o'clock on a Monday is not within these hours.
  desk.people(anAgent("lea", { role: "lead", calendar: "nights" }), anAgent("anna", { availability: { state: "away", since: desk.now() } }));
  desk.store.write((tx) =>
    tx.setMeta(
      "sla-settings",
      JSON.stringify([{ since: 0, policies: [], calendars: { "24/7": "24/7", nights: { timeZone: "UTC", weekly: { mon: [["20:00", "24:00"]] } } } }]),
    ),
  );
  desk.handOver("c1");
  looked();
  expect(desk.row("c1").overflowSince).toBeDefined();
  expect(desk.toldOf(lea)).toEqual([]);
});

test("[S0-18] a long queue is looked through to its end", () => {
  desk.people(anAgent("anna", { availability: { state: "away", since: desk.now() } }));
  for (let i = 0; i < 450; i += 1) desk.add(`q${i}`, { state: "queued" });
  desk.time.pass(MINUTE);
  expect(desk.store.read((tx) => tx.overflowing()).length).toBe(450);
  expect(desk.toldOf(lea)).toHaveLength(1);
});
