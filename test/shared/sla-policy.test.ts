import { expect, test } from "vitest";
import { attainment, replayUnder } from "../../shared/sla/attainment.ts";
import { createCompile } from "../../shared/sla/calendar-cache.ts";
import { DEFAULT_CALENDARS, DEFAULT_POLICIES } from "../../shared/sla/default-policy.ts";
import type { SlaEvent } from "../../shared/sla/events.ts";
import { foldCases } from "../../shared/sla/fold.ts";
import { parsePolicies } from "../../shared/sla/parse-policy.ts";
import { matchPolicy } from "../../shared/sla/policy.ts";
import { minutes } from "../../shared/time.ts";
import { aPolicy, assign, clockOf, inbound, noReplyNeeded, OFFICE, OPTIONS, policyChange, priority, resolve, sent, time } from "../fixtures/sla/events.ts";

const faults = (raw: unknown): readonly string[] => {
  const parsed = parsePolicies(raw);
  return parsed.ok ? [] : parsed.error.map(({ path, message }) => `${path}: ${message}`);
};
const target = (value: number, calendar = "24/7") => ({
  id: "p",
  version: 1,
  default: true,
  conditions: [],
  targets: { "first-reply": { target: value, calendar } },
});

test("[P1] the first policy of the list whose conditions all match applies", () => {
  const vip = aPolicy({
    id: "vip",
    default: false,
    conditions: [
      { field: "tier", in: ["gold", "platinum"] },
      { field: "language", in: ["it"] },
    ],
  });
  const labelled = aPolicy({ id: "labelled", default: false, conditions: [{ field: "label", in: ["urgent", "complaint"] }] });
  const rest = aPolicy({ id: "rest" });
  expect(matchPolicy([vip, labelled, rest], { tier: "gold", language: "it", labels: ["complaint"] })?.id).toBe("vip");
  expect(matchPolicy([vip, labelled, rest], { tier: "gold", labels: ["other", "complaint"] })?.id).toBe("labelled");
  expect(matchPolicy([vip, labelled, rest], { tier: "gold" })?.id).toBe("rest");
});

test("[P1] every field of the conversation can be asked for", () => {
  const context = { number: "n1", team: "sales", labels: ["a"], language: "es", priority: "high", tier: "gold", entryPoint: "ad" } as const;
  for (const [field, value] of [
    ["number", "n1"],
    ["team", "sales"],
    ["label", "a"],
    ["language", "es"],
    ["priority", "high"],
    ["tier", "gold"],
    ["entryPoint", "ad"],
  ] as const) {
    expect(matchPolicy([aPolicy({ default: false, conditions: [{ field, in: [value] }] })], context)).toBeDefined();
    expect(matchPolicy([aPolicy({ default: false, conditions: [{ field, in: ["another"] }] })], context)).toBeUndefined();
  }
});

test("[P1] an empty list of conditions matches only in the policy marked as default", () => {
  expect(matchPolicy([aPolicy({ default: false })], {})).toBeUndefined();
  expect(matchPolicy([aPolicy({ default: true })], {})).toBeDefined();
});

test("[P1] priority is normal where nothing is said", () => {
  expect(matchPolicy([aPolicy({ default: false, conditions: [{ field: "priority", in: ["normal"] }] })], {})).toBeDefined();
});

test("[P2] warnings fall due at shares and at times before, in the clock's own time, and never at or after the due instant", () => {
  const policy = aPolicy({ minutes: { "first-reply": 60 }, calendar: "office", warnings: [0.5, 0.8, { before: minutes(5) }, { before: minutes(90) }] });
  const clock = clockOf([inbound("16:30")], "first-reply", "16:31", { ...OPTIONS, policies: [policy] });
  expect(clock).toMatchObject({ dueAt: time("1d 09:30"), warnAt: [time("17:00"), time("1d 09:18"), time("1d 09:25")], atRiskAt: time("1d 09:18") });
});

test("[P2] without a word about warnings they come at 50 %, 80 % and 5 minutes before", () => {
  expect(clockOf([inbound("09:00")], "first-reply", "09:01", { ...OPTIONS, policies: [aPolicy({ minutes: { "first-reply": 100 } })] }).warnAt).toEqual([
    time("09:50"),
    time("10:20"),
    time("10:35"),
  ]);
});

test("[P2] each kind has a target and a calendar of its own", () => {
  const policy = {
    ...aPolicy(),
    targets: { "first-reply": { target: minutes(30), calendar: "office" }, resolution: { target: minutes(60), calendar: "24/7" } },
  };
  const options = { ...OPTIONS, policies: [policy] };
  expect(clockOf([inbound("16:50")], "first-reply", "16:51", options)).toMatchObject({ dueAt: time("1d 09:20"), calendar: { id: "office" } });
  expect(clockOf([inbound("16:50")], "resolution", "16:51", options)).toMatchObject({ dueAt: time("17:50"), calendar: { id: "24/7" } });
});

test("[P3] re-matched on every event that a condition reads: priority, team, and the rest of the context", () => {
  const fast = (field: "priority" | "team" | "label" | "tier", value: string) => [
    aPolicy({ id: "fast", default: false, conditions: [{ field, in: [value] }], minutes: { "first-reply": 5 } }),
    aPolicy(),
  ];
  const context: SlaEvent = { type: "context", at: time("09:02"), labels: ["vip"], tier: "gold" };
  for (const [policies, event] of [
    [fast("priority", "urgent"), priority("09:02", "urgent")],
    [fast("team", "billing"), assign("09:02", "billing")],
    [fast("label", "vip"), context],
    [fast("tier", "gold"), context],
  ] as const) {
    expect(clockOf([inbound("09:00"), event], "first-reply", "09:03", { ...OPTIONS, policies })).toMatchObject({
      startedAt: time("09:00"),
      dueAt: time("09:05"),
      policy: { id: "fast" },
    });
  }
});

test("[P3] what the conversation is from the beginning is handed in", () => {
  const policies = [aPolicy({ id: "it", default: false, conditions: [{ field: "language", in: ["it"] }], minutes: { "first-reply": 3 } }), aPolicy()];
  expect(clockOf([inbound("09:00")], "first-reply", "09:01", { ...OPTIONS, policies, context: { language: "it" } })).toMatchObject({ policy: { id: "it" } });
});

test("[P4] the same engine says what a draft would have made of the past, without the changes that really happened", () => {
  const events = [
    policyChange("08:00", [aPolicy({ minutes: { "first-reply": 1 } })]),
    inbound("09:00"),
    sent("09:12"),
    inbound("10:00"),
    sent("10:30"),
    inbound("11:00"),
    noReplyNeeded("11:01"),
    inbound("12:00"),
    resolve("12:01"),
  ];
  const under = (value: number) =>
    attainment(replayUnder(events, { policies: [aPolicy({ minutes: { "first-reply": value, "next-reply": value } })], calendars: {}, now: time("1d 00:00") }));
  expect(under(15)["first-reply"]).toMatchObject({ met: 1, missed: 0, share: 1 });
  expect(under(10)["first-reply"]).toMatchObject({ met: 0, missed: 1, share: 0 });
  expect(under(15)["next-reply"]).toMatchObject({ met: 0, missed: 1, notNeeded: 1, unanswered: 1, share: 0 });
  expect(under(30)["next-reply"]).toMatchObject({ met: 1, missed: 0, share: 1 });
});

test("[C1] [P1] [P2] a target of zero or less, a missing calendar and a second policy of one id are refused with their place", () => {
  expect(faults({ policies: [target(0)] })).toEqual(["policies[0].targets.first-reply.target: Must be longer than nothing."]);
  expect(faults({ policies: [target(-5)] })).toHaveLength(1);
  expect(faults({ policies: [target(1.5)] })).toEqual(["policies[0].targets.first-reply.target: Not a whole number of milliseconds."]);
  expect(faults({ policies: [target(60_000, "nights")] })).toEqual(['policies[0].targets.first-reply.calendar: There is no calendar "nights".']);
  expect(faults({ policies: [target(60_000), target(60_000)] })).toEqual(['policies[1].id: Another policy has the id "p".']);
  expect(faults({ policies: [target(60_000, "office")], calendars: { office: { timeZone: "UTC", weekly: {} } } })).toEqual([
    "calendars.office.weekly: No open time in the week.",
  ]);
  expect(faults({ policies: [{ ...target(60_000), warnings: [1.5] }] })).toHaveLength(1);
  expect(faults({ policies: [{ ...target(60_000), targets: { "first-answer": { target: 1, calendar: "24/7" } } }] })).toEqual([
    "policies[0].targets: Unknown: first-answer.",
  ]);
});

test("[C1] [P2] what we ship passes our own checks", () => {
  expect(parsePolicies({ policies: DEFAULT_POLICIES, calendars: DEFAULT_CALENDARS }).ok).toBe(true);
  expect(parsePolicies({ policies: [aPolicy({ calendar: "office" })], calendars: { office: OFFICE } }).ok).toBe(true);
});

test("[C1] a policy that got past the check without its calendar is a mistake, not a clock without a deadline", () => {
  expect(() => foldCases([inbound("09:00")], { policies: [aPolicy({ calendar: "gone" })], calendars: {}, now: time("10:00") })).toThrow(/gone/);
});

test("[C4] each calendar is compiled once, whichever copy of it comes", () => {
  const compile = createCompile();
  expect(compile(structuredClone(OFFICE))).toBe(compile(OFFICE));
  expect(compile("24/7")).toBe(compile("24/7"));
});
