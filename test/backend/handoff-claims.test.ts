import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createKeepClaim } from "../../backend/handoffs/claim-timer.ts";
import { runMutation } from "../../backend/mutations/run-mutation.ts";
import { toAgentId, toConversationId } from "../../shared/ids.ts";
import type { Agent } from "../../shared/inbox/people.ts";
import { seededRandom } from "../seeded-random.ts";
import { createHandoffDesk, type HandoffDesk } from "./handoff-desk.ts";
import { anAgent, MINUTE, TEN } from "./sla-workspace.ts";

let desk: HandoffDesk;
const [anna, bruno, carla] = [anAgent("anna"), anAgent("bruno"), anAgent("carla")];
const lea = anAgent("lea", { role: "lead" });
beforeEach(async () => {
  desk = await createHandoffDesk();
  desk.people(anna, bruno, carla, lea);
});
afterEach(() => desk.dispose());

/** `npm test` runs some; `GREENLINE_RACES=10000` runs what was promised. */
const RACES = Number(process.env["GREENLINE_RACES"] ?? 300);

describe("who is first", () => {
  test(`[HO3] [I5] each of ${RACES} races has exactly one winner, whatever the order, the retries and the stale epochs`, { timeout: 1_800_000 }, () => {
    const random = seededRandom(20_261_122);
    const pick = (most: number): number => Math.floor(random() * most);
    const crowd = Array.from({ length: 20 }, (_, i) => anAgent(`agent${i}`));
    desk.people(...crowd);
    let claims = 0;

    for (let race = 0; race < RACES; race += 1) {
      // Its history is read with every claim, so it must not become endless.
      const id = `c${Math.floor(race / 10)}`;
      if (race % 10 === 0) desk.handOver(id);
      const before = desk.row(id);
      const runners = crowd.toSorted(() => random() - 0.5).slice(0, 2 + pick(19));
      // Each saw the queue at its own moment, some long ago; some send twice because the answer was lost, some look again after a refusal.
      const tries = runners.flatMap((agent, i) => {
        const stale = i > 0 && random() < 0.3;
        const epoch = stale ? Math.max(0, before.claimEpoch - 1 - pick(3)) : before.claimEpoch;
        return Array.from({ length: 1 + pick(3) }, () => ({ agent, epoch, again: random() < 0.3, place: random() }));
      });
      const applied: Agent[] = [];
      const lost: (string | undefined)[] = [];
      for (const { again, agent, epoch } of tries.toSorted((a, b) => a.place - b.place)) {
        const outcomes = [desk.claim(agent, id, epoch), ...(again ? [desk.claim(agent, id)] : [])];
        claims += outcomes.length;
        for (const outcome of outcomes) {
          if (outcome.type === "applied") applied.push(agent);
          else lost.push(outcome.by);
        }
      }
      const { assigneeId, claimEpoch, handoff } = desk.row(id);
      // One and the same person won, however often they sent it; the epoch moved once, and everybody else is told to whom they lost.
      expect(new Set(applied.map((agent) => agent.id))).toEqual(new Set([assigneeId]));
      expect([claimEpoch, handoff?.claimedBy]).toEqual([before.claimEpoch + 1, assigneeId]);
      // Who came with a stale epoch before the winner lost to nobody yet.
      expect(lost.every((by) => by === undefined || by === assigneeId)).toBe(true);
      desk.does(lea, { kind: "assign", conversationId: id, to: { kind: "nobody" } });
      if (race % 10 === 9) desk.does(lea, { kind: "resolve", conversationId: id, outcome: "solved", noReplyNeeded: "test" });
    }
    expect(claims).toBeGreaterThan(RACES * 2);
  });

  test("[HO3] of two processes on one store one gives it away, and the other says to whom", async () => {
    desk.handOver("c1");
    const other = await desk.open();
    const claim = { kind: "claim", conversationId: "c1", epoch: desk.row("c1").claimEpoch } as const;
    const first = desk.store.write((tx) => runMutation(tx, claim, { agent: anna }, desk.now()));
    const second = other.write((tx) => runMutation(tx, claim, { agent: bruno }, desk.now()));
    expect([first.type, second]).toEqual(["applied", { type: "rejected", code: "claim_lost", by: "anna" }]);
    expect(desk.row("c1", other).assigneeId).toBe("anna");
  });

  test("[HO3] [HO2] the loser is offered the next in the queue that they may take", () => {
    desk.settle({ topicSkills: { legal: "law" } });
    desk.handOver("c1");
    desk.time.pass(1_000);
    desk.handOver("c2", {}, { topic: "legal" });
    desk.time.pass(1_000);
    desk.handOver("c3");
    desk.claim(anna, "c1");
    expect(desk.claim(bruno, "c1")).toEqual({ type: "rejected", code: "claim_lost", by: "anna", next: "c3" });
    desk.people(anAgent("carla", { skills: ["law"], availability: { state: "away", since: desk.now() } }));
    // Who claims is there, whatever they said before.
    expect(desk.claim(carla, "c1")).toMatchObject({ next: "c2" });
    desk.claim(bruno, "c3");
    expect(desk.claim(lea, "c3")).toEqual({ type: "rejected", code: "claim_lost", by: "bruno" });
  });

  test("[HO3] what comes after carries the epoch: a claim on what was given back meanwhile is lost, and nobody has it", () => {
    desk.handOver("c1");
    const seen = desk.row("c1").claimEpoch;
    desk.claim(anna, "c1");
    desk.does(anna, { kind: "assign", conversationId: "c1", to: { kind: "nobody" } });
    expect(desk.claim(bruno, "c1", seen)).toMatchObject({ type: "rejected", code: "claim_lost" });
    expect(desk.claim(bruno, "c1")).toMatchObject({ type: "applied" });
  });
});

describe("a claim that is not answered", () => {
  test("[HO4] [S14] goes back to the queue with its old clocks, and its former owner is told", () => {
    const timer = desk.startTimer();
    desk.handOver("c1");
    desk.time.pass(MINUTE);
    desk.claim(anna, "c1");
    const claimed = desk.row("c1");
    expect(claimed.handoff?.claimEndsAt).toBe(TEN + 6 * MINUTE);
    expect(desk.clock("c1", "handoff")).toMatchObject({ state: "met", metAt: TEN + MINUTE });

    desk.passTo(TEN + 6 * MINUTE - 1);
    expect(desk.row("c1").assigneeId).toBe("anna");
    desk.passTo(TEN + 6 * MINUTE);
    const back = desk.row("c1");
    expect([back.state, back.assigneeId, back.claimEpoch]).toEqual(["queued", undefined, claimed.claimEpoch + 1]);
    expect([back.handoff?.claimedBy, back.handoff?.claimedAt, back.handoff?.claimEndsAt]).toEqual([undefined, undefined, undefined]);
    // The handoff clock was met by the claim and stays so; the customer waits since they wrote.
    expect(back.clocks).toEqual(claimed.clocks);
    expect(desk.clock("c1", "first-reply")).toMatchObject({ state: "running", startedAt: TEN, dueAt: TEN + 10 * MINUTE });
    expect(desk.story("c1").filter(({ kind }) => kind === "claim-ended")).toMatchObject([{ at: TEN + 6 * MINUTE, data: { from: "anna" } }]);
    expect(desk.toldOf(anna)).toEqual([["c1", "claim-ended"]]);
    expect([desk.toldOf(bruno), desk.toldOf(lea)]).toEqual([[], []]);
    timer.stop();
  });

  test("[HO4] what was told is gone once somebody has it", () => {
    const timer = desk.startTimer();
    desk.handOver("c1");
    desk.claim(anna, "c1");
    desk.passTo(TEN + 5 * MINUTE);
    expect(desk.toldOf(anna)).toHaveLength(1);
    desk.claim(bruno, "c1");
    expect(desk.toldOf(anna)).toEqual([]);
    // And its time runs for the new one.
    expect(desk.row("c1").handoff?.claimEndsAt).toBe(TEN + 10 * MINUTE);
    timer.stop();
  });

  test("[HO4] an answer in time lets it stay, and the time is over with it", () => {
    const timer = desk.startTimer();
    desk.handOver("c1");
    desk.claim(anna, "c1");
    desk.time.pass(4 * MINUTE);
    desk.writes(anna, "c1");
    expect(desk.row("c1").handoff).not.toHaveProperty("claimEndsAt");
    desk.passTo(TEN + 60 * MINUTE);
    expect(desk.row("c1").assigneeId).toBe("anna");
    expect(desk.story("c1").some(({ kind }) => kind === "claim-ended")).toBe(false);
    timer.stop();
  });

  test.each([
    ["is still on its way", { state: "queued" as const }],
    ["waits for approval", { state: "held" as const, held: { reason: "awaiting_approval" as const } }],
  ])("[HO4] an answer that %s keeps it, for as long as it does", (_, fields) => {
    const timer = desk.startTimer();
    desk.handOver("c1");
    desk.claim(anna, "c1");
    desk.time.pass(4 * MINUTE);
    desk.writes(anna, "c1", fields);
    desk.passTo(TEN + 9 * MINUTE);
    expect(desk.row("c1").assigneeId).toBe("anna");

    desk.store.write((tx) => {
      for (const message of tx.messages(toConversationId("c1"), 10)) tx.put("message", message.id, { ...message, state: "failed" });
    });
    desk.passTo(TEN + 10 * MINUTE);
    expect(desk.row("c1").state).toBe("queued");
    timer.stop();
  });

  test("[HO4] [S11] where no reply is needed, or it was passed on or resolved, nothing is taken back", () => {
    const timer = desk.startTimer();
    for (const id of ["c1", "c2", "c3"]) {
      desk.handOver(id);
      desk.claim(anna, id);
    }
    desk.does(anna, { kind: "no-reply", conversationId: "c1", reason: "thanks" });
    desk.does(anna, { kind: "assign", conversationId: "c2", to: { kind: "agent", id: "bruno" } });
    desk.does(anna, { kind: "resolve", conversationId: "c3", outcome: "spam", noReplyNeeded: "spam" });
    desk.passTo(TEN + 30 * MINUTE);
    expect(["c1", "c2", "c3"].map((id) => desk.row(id).assigneeId)).toEqual(["anna", "bruno", "anna"]);
    expect(["c1", "c2", "c3"].map((id) => desk.row(id).handoff?.claimEndsAt)).toEqual([undefined, undefined, undefined]);
    timer.stop();
  });

  test("[HO4] snoozing is no answer", () => {
    const timer = desk.startTimer();
    desk.handOver("c1");
    desk.claim(anna, "c1");
    desk.does(anna, { kind: "snooze", conversationId: "c1", until: TEN + 600 * MINUTE });
    desk.passTo(TEN + 5 * MINUTE);
    expect(desk.row("c1")).toMatchObject({ state: "queued" });
    timer.stop();
  });

  test("[HO4] while its owner types it stays, up to the longest time; somebody else's typing changes nothing", () => {
    desk.settle({ claimMinutes: 5, typingMinutes: 2 });
    const timer = desk.startTimer();
    const keep = createKeepClaim({ store: desk.store, clock: desk.time.clock });
    desk.handOver("c1");
    desk.claim(anna, "c1");
    const type = (agent: string) => keep(toConversationId("c1"), toAgentId(agent));
    desk.passTo(TEN + 5 * MINUTE - 5_000);
    type("bruno");
    expect(desk.row("c1").handoff?.claimEndsAt).toBe(TEN + 5 * MINUTE);
    while (desk.now() < TEN + 7 * MINUTE - 4_000) {
      type("anna");
      desk.time.pass(4_000);
      expect(desk.row("c1").assigneeId).toBe("anna");
    }
    desk.passTo(TEN + 7 * MINUTE);
    expect(desk.row("c1").state).toBe("queued");
    timer.stop();
  });

  test("[HO4] who stops typing has no more than the last sign gives", () => {
    const timer = desk.startTimer();
    const keep = createKeepClaim({ store: desk.store, clock: desk.time.clock });
    desk.handOver("c1");
    desk.claim(anna, "c1");
    desk.passTo(TEN + 5 * MINUTE - 1_000);
    keep(toConversationId("c1"), toAgentId("anna"));
    desk.passTo(TEN + 5 * MINUTE + 13_999);
    expect(desk.row("c1").assigneeId).toBe("anna");
    desk.passTo(TEN + 5 * MINUTE + 14_000);
    expect(desk.row("c1").state).toBe("queued");
    timer.stop();
  });

  test("[HO4] what ran out while nobody was running is taken back at the start, once, by several processes", async () => {
    desk.handOver("c1");
    desk.claim(anna, "c1");
    const epoch = desk.row("c1").claimEpoch;
    desk.time.pass(60 * MINUTE);
    const stores = [await desk.open(), await desk.open(), await desk.open()];
    const timers = stores.map((store) => desk.startTimer(store));
    desk.time.pass(5 * MINUTE);
    expect(desk.row("c1").claimEpoch).toBe(epoch + 1);
    expect(desk.story("c1").filter(({ kind }) => kind === "claim-ended")).toHaveLength(1);
    expect(desk.store.read((tx) => tx.audit()).filter(({ action }) => action === "claim-ended")).toHaveLength(1);
    timers.forEach((timer) => timer.stop());
  });

  test("[HO4] a process notices within a minute what another one's desk has claimed", async () => {
    const other = await desk.open();
    const timer = desk.startTimer(other);
    desk.handOver("c1");
    desk.claim(anna, "c1");
    desk.passTo(TEN + 6 * MINUTE);
    expect(desk.row("c1").state).toBe("queued");
    timer.stop();
  });

  test("[HO4] where leads set no time, a claim holds", () => {
    desk.settle({ claimMinutes: 0 });
    const timer = desk.startTimer();
    desk.handOver("c1");
    desk.claim(anna, "c1");
    desk.passTo(TEN + 600 * MINUTE);
    expect(desk.row("c1").assigneeId).toBe("anna");
    timer.stop();
  });
});
