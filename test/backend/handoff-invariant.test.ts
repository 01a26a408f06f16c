import fc from "fast-check";
import { expect, test } from "vitest";
import { removeAgent, removeTeam, releaseOrphans } from "../../backend/handoffs/owners.ts";
import { project } from "../../backend/ingest/project.ts";
import type { PlatformEvent } from "../../backend/ingest/platform-event.ts";
import { requestHandoff } from "../../backend/ingest/project-handover.ts";
import { wakeSnoozed } from "../../backend/inbox/wake-snoozed.ts";
import { refreshClocks } from "../../backend/sla/clocks.ts";
import { nextFor } from "../../backend/handoffs/queue-people.ts";
import { toAgentId, toConversationId, toTeamId, toWamid, type ConversationId } from "../../shared/ids.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Agent } from "../../shared/inbox/people.ts";
import { customerWaits } from "../../shared/inbox/waiting.ts";
import { isInQueue } from "../../shared/handoffs/queue-order.ts";
import type { Mutation } from "../../shared/sync/mutations.ts";
import { maySee, scopesOf } from "../../shared/sync/scopes.ts";
import { createHandoffDesk } from "./handoff-desk.ts";
import { anAgent, MINUTE, silent } from "./sla-workspace.ts";

const CUSTOMERS = ["447700900001", "447700900002", "447700900003"];
const TEAMS = ["sales", "returns"];
const PEOPLE = ["anna", "bruno", "carla"];
const lea = anAgent("lea", { role: "lead" });

/** One thing that happens; `who` and `what` are picked from what there is at that moment. */
interface Step {
  readonly kind: (typeof KINDS)[number];
  readonly who: number;
  readonly which: number;
  readonly other: number;
}
const KINDS = [
  "writes",
  "writes",
  "writes",
  "bot-answers",
  "app-answers",
  "hands-over",
  "routing-takes",
  "routing-passes",
  "claim",
  "claim",
  "assign",
  "assign-team",
  "release",
  "return",
  "snooze",
  "resolve",
  "reopen",
  "no-reply",
  "away",
  "full",
  "bot-comes",
  "joins",
  "changes-team",
  "leaves",
  "team-goes",
  "time",
  "time",
] as const;
const steps: fc.Arbitrary<readonly Step[]> = fc.array(fc.record({ kind: fc.constantFrom(...KINDS), who: fc.nat(9), which: fc.nat(9), other: fc.nat(9) }), {
  minLength: 50,
  maxLength: 100,
  size: "max",
});

const RUNS = Number(process.env["GREENLINE_SEQUENCES"] ?? 24);

test(
  `[HO6] [S4-13] after every step of ${RUNS} random stories each unresolved conversation has an owner who is there, a bot, or a place in somebody's queue`,
  { timeout: 900_000 },
  async () => {
    let looked = 0;
    await fc.assert(
      fc.asyncProperty(steps, async (story) => {
        const desk = await createHandoffDesk({ claimMinutes: 5, capacity: 2, overflowTeam: "returns" });
        try {
          looked += tell(desk, story);
        } finally {
          desk.dispose();
        }
      }),
      { numRuns: RUNS, seed: 20_261_122, endOnFailure: true },
    );
    expect(looked).toBeGreaterThan(RUNS);
  },
);

function tell(desk: Awaited<ReturnType<typeof createHandoffDesk>>, story: readonly Step[]): number {
  const { store, time } = desk;
  desk.people(lea, ...PEOPLE.map((id, i) => anAgent(id, { teamIds: i === 0 ? TEAMS.map(toTeamId) : [] })));
  store.write((tx) => TEAMS.forEach((id) => tx.put("team", id, { id: toTeamId(id), name: id })));
  const running = [desk.startTimer(), desk.watchOverflow(), wakeSnoozed({ store, clock: time.clock, log: silent, at: time.at })];
  let serial = 0;
  let looked = 0;

  for (const step of story) {
    run(step);
    // Each thing has a moment of its own.
    time.pass(1_000);
    looked += look(step);
  }
  running.forEach(({ stop }) => stop());
  return looked;

  // What follows reads and does what a step says.
  function all(): readonly Conversation[] {
    return store.read((tx) => tx.all("conversation"));
  }
  function people(): readonly Agent[] {
    return store.read((tx) => tx.all("agent")).filter(({ role }) => role !== "bot");
  }

  function look({ kind }: Step): number {
    const agents = new Map(people().map((agent) => [agent.id, agent]));
    const teams = new Set(store.read((tx) => tx.all("team")).map(({ id }) => id));
    for (const one of all()) {
      const at = `${one.id} after ${kind}: ${JSON.stringify({ ...one, clocks: one.clocks.map(({ kind: name, state }) => `${name} ${state}`) })}`;
      const owner = one.assigneeId === undefined ? undefined : agents.get(one.assigneeId);
      // A resolved one may name who resolved it, and comes back to somebody who is there.
      expect(one.assigneeId === undefined || owner !== undefined, `owner is gone: ${at}`).toBe(true);
      if (one.state === "resolved") continue;
      if (owner !== undefined) {
        expect(one.state === "bot" || one.state === "queued", `two places: ${at}`).toBe(false);
        expect(maySee(scopesOf(owner), one), `owner cannot see it: ${at}`).toBe(true);
        continue;
      }
      if (one.state === "bot") continue;
      // Nobody owns it: whoever waits stands in the queue, or comes back to it at a known time; the others wait for the customer.
      expect(one.state === "open", `open and nobody's: ${at}`).toBe(false);
      if (one.state === "snoozed") expect(one.snoozedUntil ?? 0, `sleeps for ever: ${at}`).toBeGreaterThan(desk.now());
      else if (customerWaits(one.clocks) || (one.handoff !== undefined && one.handoff.claimedBy === undefined))
        expect(isInQueue(one), `lost: ${at}`).toBe(true);
      expect(one.teamId === undefined || teams.has(one.teamId), `team is gone: ${at}`).toBe(true);
      expect(
        [...agents.values()].some((agent) => maySee(scopesOf(agent), one)),
        `nobody sees it: ${at}`,
      ).toBe(true);
    }
    const queued = all().filter(isInQueue);
    expect(
      store
        .read((tx) => tx.queued(100))
        .map(({ conversation }) => conversation.id)
        .toSorted(),
    ).toEqual(queued.map(({ id }) => id).toSorted());
    // A lead who asks for the next one is given one as long as there is one, unless their hands are full.
    const free = { ...lea, capacity: 1_000 };
    expect(store.read((tx) => nextFor(tx, free, desk.now())) === undefined).toBe(queued.length === 0);
    return 1;
  }

  function run({ kind, other, which, who }: Step): void {
    const conversations = all();
    const one = conversations.length === 0 ? undefined : conversations[which % conversations.length];
    const crew = people();
    const agent = crew[who % crew.length] ?? lea;
    const target = crew[other % crew.length] ?? lea;
    const id = one?.id ?? toConversationId("none");
    const does = (mutation: Mutation, by = agent) => void desk.does(by, mutation);
    const customer = CUSTOMERS[which % CUSTOMERS.length] ?? "";
    serial += 1;
    switch (kind) {
      case "writes":
        return happens({
          type: "message",
          from: { phone: customer },
          wamid: toWamid(`in${serial}`),
          content: { type: "text", body: "Hello?" },
          via: "inbound",
          problems: [],
        });
      case "bot-answers":
        return one === undefined ? undefined : desk.writes(agent, id, { author: { kind: "bot" } });
      case "app-answers":
        return happens({ type: "echo", to: { phone: customer }, wamid: toWamid(`app${serial}`), content: { type: "text", body: "Yes." }, via: "app" });
      case "routing-takes":
        return happens({ type: "handover", customer: { phone: customer }, kind: "taken" });
      case "routing-passes":
        return happens({ type: "handover", customer: { phone: customer }, kind: "passed", reason: "asked" });
      case "hands-over":
        return one === undefined ? undefined : handOver(id, `reason ${other}`);
      case "claim":
        return does({ kind: "claim", conversationId: id, epoch: other < 8 ? (one?.claimEpoch ?? 0) : 0 });
      case "assign":
        return does({ kind: "assign", conversationId: id, to: { kind: "agent", id: target.id }, ...(other > 5 ? { force: true } : {}) });
      case "assign-team":
        return does({ kind: "assign", conversationId: id, to: { kind: "team", id: TEAMS[other % TEAMS.length] ?? "" }, note: "Please take it." });
      case "release":
        return does({ kind: "assign", conversationId: id, to: { kind: "nobody" } });
      case "return":
        return does({ kind: "return-to-bot", conversationId: id });
      case "snooze":
        return does({ kind: "snooze", conversationId: id, until: desk.now() + (1 + other) * 10 * MINUTE });
      case "resolve":
        return does({ kind: "resolve", conversationId: id, outcome: "solved", noReplyNeeded: "thanks" });
      case "reopen":
        return does({ kind: "reopen", conversationId: id });
      case "no-reply":
        return does({ kind: "no-reply", conversationId: id, reason: "thanks" });
      case "away":
        return desk.people({ ...agent, availability: { state: other % 2 === 0 ? "away" : "available", since: desk.now() } });
      case "full":
        return desk.people({ ...agent, capacity: 1 });
      case "bot-comes":
        return desk.people(anAgent("robo", { role: "bot" }));
      case "joins":
        return desk.people(anAgent(PEOPLE[other % PEOPLE.length] ?? ""));
      case "changes-team":
        return agent.role === "lead"
          ? undefined
          : desk.people({ ...agent, role: other === 9 ? "lead" : "agent", teamIds: other % 2 === 0 ? [] : [toTeamId("sales")] });
      case "leaves":
        return leaves(one?.assigneeId ?? agent.id);
      case "team-goes":
        return store.write((tx) => removeTeam(tx, toTeamId(TEAMS[other % TEAMS.length] ?? ""), lea.id, desk.now()));
      case "time":
        return time.pass((1 + other) * MINUTE);
    }
  }

  /** Rather somebody who has something. */
  function leaves(id: Agent["id"]): void {
    if (id !== lea.id && people().some((agent) => agent.id === id)) store.write((tx) => removeAgent(tx, id, lea.id, desk.now()));
  }

  function handOver(id: ConversationId, reason: string): void {
    store.write((tx) => {
      const touched = new Set<ConversationId>();
      requestHandoff({ tx, touched }, id, { requestedAt: desk.now(), reason, slots: {}, failedAttempts: 1 });
      for (const one of touched) refreshClocks(tx, one, desk.now());
    });
  }

  function happens(event: Record<string, unknown>): void {
    store.write((tx) => {
      const touched = new Set<ConversationId>();
      const made = { ...event, key: `event${serial}`, number: { phoneNumberId: "106" }, at: desk.now() } as unknown as PlatformEvent;
      let ids = 0;
      project({ tx, now: desk.now(), newId: () => `id${serial}-${(ids += 1)}`, touched }, made);
      for (const one of touched) refreshClocks(tx, one, desk.now());
    });
  }
}

test("[HO6] an owner who is gone since an older version, or is a bot, is found at the start", async () => {
  const desk = await createHandoffDesk();
  desk.people(lea, anAgent("robo", { role: "bot" }));
  desk.handOver("c1", {});
  desk.store.write((tx) => {
    const row = tx.get("conversation", "c1");
    if (row !== undefined) tx.put("conversation", "c1", { ...row, state: "open", assigneeId: toAgentId("long-gone"), teamId: toTeamId("dissolved") });
  });
  desk.add("c2", { state: "open", assigneeId: toAgentId("robo") });
  desk.store.write((tx) => releaseOrphans(tx, desk.now()));
  desk.store.write((tx) => releaseOrphans(tx, desk.now()));
  expect([desk.row("c1").state, desk.row("c1").assigneeId, desk.row("c1").teamId]).toEqual(["queued", undefined, undefined]);
  expect(desk.row("c2").assigneeId).toBeUndefined();
  desk.dispose();
});
