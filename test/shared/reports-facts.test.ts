import { expect, test } from "vitest";
import { toAgentId, toConversationId } from "../../shared/ids.ts";
import type { StoryLine } from "../../shared/inbox/message.ts";
import { DEFAULT_OUTCOME_SETTINGS } from "../../shared/outcomes/outcome-settings.ts";
import { conversationFacts, type PastClock } from "../../shared/reports/conversation-facts.ts";
import { lengthsOf } from "../../shared/reports/tally.ts";
import { periodBefore } from "../../shared/reports/period-before.ts";
import type { SlaEvent } from "../../shared/sla/events.ts";
import { hours, toInstant } from "../../shared/time.ts";
import { time } from "../fixtures/sla/events.ts";

const sofia = toAgentId("sofia");
const marco = toAgentId("marco");
const rules = { ...DEFAULT_OUTCOME_SETTINGS, now: time("12:00"), window: hours(24) };
const line = (at: string, kind: StoryLine["kind"], by?: typeof sofia, data: StoryLine["data"] = {}): StoryLine => ({
  id: `${kind} ${at}`,
  conversationId: toConversationId("c1"),
  at: time(at),
  kind,
  by,
  data,
});
const asked: SlaEvent = { type: "inbound", at: time("09:00"), id: "in" };
const clock: PastClock = { kind: "first-reply", state: "breached", startedAt: time("09:00"), dueAt: time("09:15"), metAt: time("09:40") };
const factsOf = (story: readonly StoryLine[], events: readonly SlaEvent[] = [asked], writer?: typeof sofia) =>
  conversationFacts({ createdAt: time("09:00"), clocks: [clock], events, story, writerAt: () => writer }, rules);
const whoMissed = (...asking: Parameters<typeof factsOf>) => factsOf(...asking).find(({ what }) => what === "clock")?.agent;

test("[BD1] a miss is whose the conversation was when it fell due, whoever answered late", () => {
  expect(whoMissed([line("09:05", "claim", sofia), line("09:20", "assign", sofia, { to: "marco" })])).toBe(sofia);
  expect(whoMissed([line("09:05", "claim", sofia), line("09:10", "assign", sofia, { to: "marco" })])).toBe(marco);
  expect(whoMissed([line("09:05", "claim", sofia), line("09:10", "claim-ended")])).toBeUndefined();
  expect(whoMissed([line("09:20", "claim", sofia)], [asked], marco)).toBe(marco);
});

test("[BD1] what was claimed without a line in the story is told by the event", () => {
  expect(whoMissed([], [asked, { type: "claim", at: time("09:05"), by: "sofia" }])).toBe(sofia);
  expect(whoMissed([line("09:10", "released", marco)], [asked, { type: "claim", at: time("09:05"), by: "sofia" }])).toBe(sofia);
});

test("[BD1] [S1-6] a late answer is a turn that was not kept, and going to somebody else is a transfer of whoever had it", () => {
  const facts = factsOf([line("09:05", "claim", sofia), line("09:20", "assign", sofia, { to: "marco" })]);
  expect(facts.filter(({ what }) => what === "turn")).toMatchObject([{ kept: false, agent: sofia }]);
  expect(facts.filter(({ what }) => what === "hop")).toEqual([{ what: "hop", at: time("09:20"), agent: sofia }]);
});

test("[BD1] of ten the ninth is the ninetieth, and the middle of an even number lies between two", () => {
  expect(lengthsOf([10, 9, 8, 7, 6, 5, 4, 3, 2, 1])).toEqual({ count: 10, median: 6, ninetieth: 9 });
  expect(lengthsOf([3])).toEqual({ count: 1, median: 3, ninetieth: 3 });
  expect(lengthsOf([])).toEqual({ count: 0 });
});

test("[BD1] the period before is as many days earlier at the same local times, also over the night in which the clocks change", () => {
  const week = { from: toInstant(Date.UTC(2026, 2, 29, 22)), to: toInstant(Date.UTC(2026, 3, 5, 22)) };
  expect(periodBefore(week, "Europe/Rome")).toEqual({ from: Date.UTC(2026, 2, 22, 23), to: week.from });
});
