import { describe, expect, test } from "vitest";
import { withAvailability } from "../../shared/handoffs/availability.ts";
import { loadOf } from "../../shared/handoffs/capacity.ts";
import { isAnsweredSince, keptByTyping, runningClaim } from "../../shared/handoffs/claim-time.ts";
import { byPromise, inQueueOrder, promisedAt, waitingSince } from "../../shared/handoffs/queue-order.ts";
import { DEFAULT_QUEUE_SETTINGS, parseQueueSettings } from "../../shared/handoffs/queue-settings.ts";
import { needsOf, whoMayTake, whyNot, type Needs } from "../../shared/handoffs/who-may-take.ts";
import { toAgentId, toConversationId, toTeamId } from "../../shared/ids.ts";
import type { Conversation, Handoff } from "../../shared/inbox/conversation.ts";
import type { Agent } from "../../shared/inbox/people.ts";
import type { Clock, ClockKind } from "../../shared/sla/clock.ts";
import { minutes, toDuration, toInstant } from "../../shared/time.ts";
import { aConversationRow } from "../conversation-builder.ts";
import { seededRandom } from "../seeded-random.ts";

const at = (minute: number) => toInstant(minute * 60_000);
const aClock = (kind: ClockKind, startedAt: number, dueAt: number | undefined, fields: Partial<Clock> = {}): Clock => ({
  kind,
  state: "running",
  startedAt: at(startedAt),
  ...(dueAt === undefined ? {} : { dueAt: at(dueAt) }),
  pausedMs: toDuration(0),
  ...fields,
});
const aHandoff = (fields: Partial<Handoff> = {}): Handoff => ({ requestedAt: at(0), reason: "lost", slots: {}, failedAttempts: 0, ...fields });
const aQueued = (id: string, fields: Partial<Conversation> = {}): Conversation => aConversationRow({ id: toConversationId(id), createdAt: at(0), ...fields });
const anAgent = (id: string, fields: Partial<Omit<Agent, "id">> = {}): Agent => ({ id: toAgentId(id), name: id, role: "agent", teamIds: [], ...fields });
const nobodysLoad = new Map();
const wants = (fields: Partial<Needs> = {}): Needs => ({ skills: [], ...fields });

describe("the order of the queue", () => {
  test("[HO2] the handoff's promise counts first, then the reply's; a met handoff clock promises nothing any more", () => {
    const reply = aClock("first-reply", 0, 15);
    expect(promisedAt({ clocks: [reply, aClock("handoff", 2, 5)] })).toBe(at(5));
    expect(promisedAt({ clocks: [reply, aClock("handoff", 2, 5, { state: "met", metAt: at(3) })] })).toBe(at(15));
    // Missed, and still not kept: it bites first.
    expect(promisedAt({ clocks: [reply, aClock("handoff", 2, 5, { state: "breached", breachedAt: at(5) })] })).toBe(at(5));
    expect(promisedAt({ clocks: [aClock("resolution", 0, 480)] })).toBeUndefined();
  });

  test("[HO2] by promised time, then by who waits longest, and without a promise at the end", () => {
    const queue = [
      aQueued("no-promise", { clocks: [aClock("first-reply", 1, undefined)] }),
      aQueued("later", { clocks: [aClock("first-reply", 3, 20)] }),
      aQueued("same-but-younger", { clocks: [aClock("first-reply", 5, 12)] }),
      aQueued("same-and-older", { clocks: [aClock("next-reply", 2, 12)] }),
      aQueued("first", { clocks: [aClock("first-reply", 6, 21), aClock("handoff", 6, 11)] }),
    ];
    expect(inQueueOrder(queue).map(({ id }) => id)).toEqual(["first", "same-and-older", "same-but-younger", "later", "no-promise"]);
  });

  test("[HO2] what a bot owns, a person has, sleeps, waits for the customer or is done is not in it", () => {
    const states: readonly Conversation["state"][] = ["bot", "open", "waiting", "snoozed", "resolved"];
    expect(inQueueOrder(states.map((state) => aQueued(state, { state })))).toEqual([]);
    expect(inQueueOrder([aQueued("owned", { assigneeId: toAgentId("anna") })])).toEqual([]);
  });

  test("[HO2] the same conversations give the same order wherever they come from", () => {
    const random = seededRandom(4_711);
    const queue = Array.from({ length: 200 }, (_, i) => {
      const started = Math.floor(random() * 5);
      return aQueued(`c${i}`, { clocks: [aClock("first-reply", started, random() < 0.3 ? undefined : 10 + Math.floor(random() * 5))] });
    });
    const shuffled = queue.map((one) => ({ one, place: random() })).toSorted((a, b) => a.place - b.place);
    expect(inQueueOrder(shuffled.map(({ one }) => one)).map(({ id }) => id)).toEqual(inQueueOrder(queue).map(({ id }) => id));
    expect(byPromise(queue[0] as Conversation, queue[0] as Conversation)).toBe(0);
  });

  test("[HO2] [HO12] another order may be given, as in a surge", () => {
    const queue = [aQueued("a", { lastInboundAt: at(9) }), aQueued("b", { lastInboundAt: at(3) })];
    expect(inQueueOrder(queue, (a, b) => (a.lastInboundAt ?? 0) - (b.lastInboundAt ?? 0)).map(({ id }) => id)).toEqual(["b", "a"]);
  });

  test("[HO2] who was answered waits since the handoff, else since the open question", () => {
    expect(waitingSince(aQueued("c", { clocks: [aClock("next-reply", 7, 9)], handoff: aHandoff({ requestedAt: at(8) }) }))).toBe(at(7));
    expect(waitingSince(aQueued("c", { handoff: aHandoff({ requestedAt: at(8) }) }))).toBe(at(8));
    expect(waitingSince(aQueued("c"))).toBe(at(0));
  });
});

describe("who may take it", () => {
  const conversation = aQueued("c1");
  const why = (agent: Agent, needs = wants(), load: ReadonlyMap<Agent["id"], number> = nobodysLoad, usual = 0) =>
    whyNot(agent, conversation, needs, load, usual);

  test("[HO5] [S0-18] nobody gets more than their capacity; the usual one counts for who has no number", () => {
    const load = new Map([[toAgentId("anna"), 3]]);
    expect(why(anAgent("anna", { capacity: 3 }), wants(), load)).toBe("full");
    expect(why(anAgent("anna", { capacity: 4 }), wants(), load)).toBeUndefined();
    expect(why(anAgent("anna"), wants(), load, 3)).toBe("full");
    expect(why(anAgent("anna", { capacity: 4 }), wants(), load, 3)).toBeUndefined();
    expect(why(anAgent("anna"), wants(), load)).toBeUndefined();
  });

  test("[HO5] what waits for the customer, sleeps or is done takes no place", () => {
    const anna = toAgentId("anna");
    const states: readonly Conversation["state"][] = ["open", "open", "waiting", "snoozed", "resolved"];
    expect(loadOf(states.map((state) => ({ state, assigneeId: anna })))).toEqual(new Map([[anna, 2]]));
  });

  test("[HO5] nobody is given anything while away or busy, and a bot is no person", () => {
    expect(why(anAgent("anna", { availability: { state: "away", since: at(0) } }))).toBe("away");
    expect(why(anAgent("anna", { availability: { state: "busy", reason: "training", since: at(0) } }))).toBe("busy");
    expect(why(anAgent("anna", { availability: { state: "available", since: at(0) } }))).toBeUndefined();
    expect(why(anAgent("robo", { role: "bot" }))).toBe("not-a-person");
  });

  test("[HO5] a topic or a label may ask for a skill, whatever its case", () => {
    const settings = { topicSkills: { Returns: "Logistics", vip: "senior" } };
    const needs = needsOf(aQueued("c1", { topic: "returns", labels: ["l1"] }), undefined, settings, ["VIP"]);
    expect(needs).toEqual({ skills: ["logistics", "senior"] });
    expect(why(anAgent("anna", { skills: ["logistics"] }), needs)).toBe("skill");
    expect(why(anAgent("anna", { skills: ["Senior", "LOGISTICS", "chat"] }), needs)).toBeUndefined();
    expect(needsOf(aQueued("c1", { handoff: aHandoff({ topic: "Returns" }) }), undefined, settings).skills).toEqual(["logistics"]);
  });

  test("[HO5] the customer's language is one of theirs; who has named none answers in any", () => {
    const portuguese = needsOf(aQueued("c1", { handoff: aHandoff({ language: "pt-BR" }) }), { language: "en" }, DEFAULT_QUEUE_SETTINGS);
    expect(portuguese.language).toBe("pt-BR");
    expect(why(anAgent("anna", { languages: ["en", "es"] }), portuguese)).toBe("language");
    expect(why(anAgent("anna", { languages: ["pt"] }), portuguese)).toBeUndefined();
    expect(why(anAgent("anna"), portuguese)).toBeUndefined();
    expect(needsOf(aQueued("c1"), { language: "it" }, DEFAULT_QUEUE_SETTINGS).language).toBe("it");
  });

  test("[HO5] another team's queue is not theirs", () => {
    const sales = { teamId: toTeamId("sales") };
    expect(whyNot(anAgent("anna"), sales, wants(), nobodysLoad, 0)).toBe("team");
    expect(whyNot(anAgent("anna", { teamIds: [toTeamId("sales")] }), sales, wants(), nobodysLoad, 0)).toBeUndefined();
    expect(whyNot(anAgent("lea", { role: "lead" }), sales, wants(), nobodysLoad, 0)).toBeUndefined();
  });

  test("[HO5] everybody is sorted into who may, the least busy first, and who may not and why", () => {
    const people = [anAgent("anna"), anAgent("bruno"), anAgent("carla", { capacity: 1 }), anAgent("dora", { availability: { state: "away", since: at(0) } })];
    const load = new Map([
      [toAgentId("anna"), 2],
      [toAgentId("carla"), 1],
    ]);
    expect(whoMayTake(conversation, wants(), people, load, 0)).toEqual({
      may: ["bruno", "anna"],
      not: [
        { agentId: "carla", why: "full" },
        { agentId: "dora", why: "away" },
      ],
    });
  });

  test("[HO5] the same said again keeps its time", () => {
    const away = withAvailability(anAgent("anna"), { state: "away", reason: "lunch", since: at(1) });
    expect(away.availability).toEqual({ state: "away", reason: "lunch", since: at(1) });
    expect(withAvailability(away, { state: "away", reason: "lunch", since: at(9) })).toBe(away);
    expect(withAvailability(away, { state: "available", since: at(9) }).availability).toEqual({ state: "available", since: at(9) });
  });
});

describe("how long a claim holds", () => {
  const claim = { claimedAt: at(10), endsAt: at(15) };
  const sign = toDuration(15_000);

  test("[HO4] while its owner types it holds on, until the longest time", () => {
    const kept = (now: number, endsAt = claim.endsAt) => keptByTyping({ ...claim, endsAt }, toInstant(now), sign, minutes(5), minutes(2));
    expect(kept(at(12))).toBe(at(15));
    expect(kept(at(15) - 1_000)).toBe(at(15) + 14_000);
    expect(kept(at(17) - 1_000, toInstant(at(17) - 500))).toBe(at(17));
    // It was over already.
    expect(kept(at(15))).toBe(at(15));
  });

  test("[HO4] it runs for the one who claimed, and for nobody who was given it since", () => {
    const anna = toAgentId("anna");
    const handoff = aHandoff({ claimedBy: anna, claimedAt: at(10), claimEndsAt: at(15) });
    expect(runningClaim({ state: "open", assigneeId: anna, handoff })).toEqual(claim);
    expect(runningClaim({ state: "open", assigneeId: toAgentId("bruno"), handoff })).toBeUndefined();
    expect(runningClaim({ state: "resolved", assigneeId: anna, handoff })).toBeUndefined();
    expect(runningClaim({ state: "queued", handoff })).toBeUndefined();
    expect(runningClaim({ state: "open", assigneeId: anna })).toBeUndefined();
  });

  test("[HO4] [S5] [S7] an accepted answer of a person counts, no bot's, no failed one, none from before", () => {
    const answer = { type: "outbound", author: "human", state: "accepted", at: at(12), messageId: "m1" } as const;
    expect(isAnsweredSince([answer], at(10))).toBe(true);
    expect(isAnsweredSince([answer], at(13))).toBe(false);
    expect(
      isAnsweredSince(
        [
          { ...answer, author: "bot" },
          { ...answer, author: "automation" },
        ],
        at(10),
      ),
    ).toBe(false);
    expect(isAnsweredSince([answer, { ...answer, state: "failed", at: at(13) }], at(10))).toBe(false);
    expect(isAnsweredSince([{ type: "noReplyNeeded", at: at(12) }], at(10))).toBe(true);
  });
});

describe("the settings of the queue", () => {
  test("[HO4] [HO5] what is left out keeps its default: five minutes, and no limit", () => {
    expect(parseQueueSettings({})).toEqual({ ok: true, value: DEFAULT_QUEUE_SETTINGS });
    expect(DEFAULT_QUEUE_SETTINGS).toMatchObject({ claimMinutes: 5, capacity: 0 });
  });

  test("[HO5] every fault is named with its path, and nothing unknown is taken", () => {
    const refused = parseQueueSettings({ claimMinutes: -1, capacity: 1.5, topicSkills: { refunds: "" }, notify: "all", colour: "red" });
    expect(refused.ok ? [] : refused.error.map(({ path }) => path).toSorted()).toEqual(["", "capacity", "claimMinutes", "notify", "topicSkills.refunds"]);
  });
});
