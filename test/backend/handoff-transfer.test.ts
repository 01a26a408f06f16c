import { afterEach, beforeEach, expect, test } from "vitest";
import { hopsOf } from "../../shared/handoffs/hops.ts";
import { transfersOf } from "../../shared/handoffs/transfer.ts";
import { toConversationId, toTeamId } from "../../shared/ids.ts";
import { customerWaits } from "../../shared/inbox/waiting.ts";
import { createHandoffDesk, type HandoffDesk } from "./handoff-desk.ts";
import { anAgent, MINUTE, TEN } from "./sla-workspace.ts";

let desk: HandoffDesk;
const [anna, bruno] = [anAgent("anna"), anAgent("bruno")];
const lea = anAgent("lea", { role: "lead" });
const away = (id: string) => anAgent(id, { availability: { state: "away", reason: "lunch", since: desk.now() } });
beforeEach(async () => {
  desk = await createHandoffDesk();
  desk.people(anna, bruno, lea);
  desk.handOver("c1");
  desk.claim(anna, "c1");
});
afterEach(() => desk.dispose());

const id = toConversationId("c1");
const notes = () => desk.store.read((tx) => tx.parts("note", id)).map(({ text }) => text);
const give = (to: { readonly kind: "agent" | "team"; readonly id: string }, more: { readonly note?: string; readonly force?: true } = {}, by = anna) =>
  desk.does(by, { kind: "assign", conversationId: "c1", to, ...more });

test("[HO8] [S4-16] a transfer to nobody available is refused with who is, and nothing of it happens", () => {
  desk.people(away("bruno"), anAgent("carla"), anAgent("dora", { capacity: 1 }));
  desk.add("full", { state: "open", assigneeId: anAgent("dora").id });
  const before = desk.row("c1");
  const outcome = give({ kind: "agent", id: "bruno" }, { note: "Wants the invoice again." });
  expect(outcome).toEqual({ type: "rejected", code: "unavailable", by: "bruno", available: ["carla", "lea"] });
  expect(give({ kind: "agent", id: "dora" })).toMatchObject({ type: "rejected", code: "at_capacity", by: "dora" });
  expect([desk.row("c1"), notes()]).toEqual([before, []]);
});

test("[HO8] [HO5] a lead who insists gives it all the same, and the audit says so", () => {
  desk.people(away("bruno"));
  expect(give({ kind: "agent", id: "bruno" }, { force: true }, lea).type).toBe("applied");
  expect(desk.row("c1").assigneeId).toBe("bruno");
  expect(desk.store.read((tx) => tx.audit()).at(-1)).toMatchObject({
    who: "lea",
    action: "assign",
    data: JSON.stringify({ kind: "agent", id: "bruno", force: true }),
  });
});

test("[HO8] [S14] a transfer carries its note, restarts no clock, and its way is measured: asked for, taken, answered", () => {
  const team = toTeamId("returns");
  desk.store.write((tx) => tx.put("team", team, { id: team, name: "Returns" }));
  desk.people(anAgent("bruno", { teamIds: [team] }));
  const clocks = desk.row("c1").clocks.map(({ dueAt, kind, startedAt }) => ({ kind, startedAt, dueAt }));
  desk.time.pass(2 * MINUTE);
  give({ kind: "team", id: team }, { note: "Please book the pickup." });
  expect(desk.row("c1")).toMatchObject({ state: "queued", teamId: team });
  expect(desk.row("c1").clocks.map(({ dueAt, kind, startedAt }) => ({ kind, startedAt, dueAt }))).toEqual(clocks);
  desk.time.pass(3 * MINUTE);
  desk.claim(anAgent("bruno", { teamIds: [team] }), "c1");
  desk.time.pass(MINUTE);
  desk.writes(bruno, "c1");
  expect(notes()).toEqual(["Please book the pickup."]);

  const events = desk.store.read((tx) => tx.events(id));
  const hops = hopsOf(desk.story("c1"), events, desk.row("c1").createdAt, desk.now());
  expect(hops.map(({ durationMs, to, why }) => [why, to.kind, durationMs / MINUTE])).toEqual([
    ["handoff", "queue", 0],
    ["claim", "agent", 2],
    ["assign", "queue", 3],
    ["claim", "agent", 1],
  ]);
  expect(transfersOf(hops, events)).toMatchObject([
    { to: { kind: "queue", teamId: "returns" }, by: "anna", requestedAt: TEN + 2 * MINUTE, acceptMs: 3 * MINUTE, firstReplyMs: 4 * MINUTE },
  ]);
});

test("[HO8] a bot is no colleague: nothing is assigned to it", () => {
  desk.people(anAgent("robo", { role: "bot" }));
  expect(give({ kind: "agent", id: "robo" })).toMatchObject({ type: "rejected", code: "unknown_target" });
});

test("[HO7] given back, the bot owns it, no human clock runs, and the note stays", () => {
  const back = { kind: "return-to-bot", conversationId: "c1", note: "Address is confirmed." } as const;
  expect(desk.does(anna, back)).toMatchObject({ type: "rejected", code: "no_bot" });
  desk.people(anAgent("robo", { role: "bot", teamIds: [toTeamId("elsewhere")] }));
  desk.time.pass(MINUTE);
  expect(desk.does(anna, back).type).toBe("applied");
  const after = desk.row("c1");
  expect([after.state, after.assigneeId, after.handoff]).toEqual(["bot", undefined, undefined]);
  expect(customerWaits(after.clocks.filter(({ state }) => state === "running"))).toBe(false);
  expect(notes()).toEqual(["Address is confirmed."]);
});
