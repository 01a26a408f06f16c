import { describe, expect, test } from "vitest";
import { allowedSeverities, defaultSeverity, severityProblems } from "../../shared/guard/allowed-severities.ts";
import { DEFAULT_GUARD_POLICY } from "../../shared/guard/context.ts";
import { policyChanges, savedForm, valueAt, withValue } from "../../shared/guard/policy-changes.ts";
import { parseGuardPolicy } from "../../shared/guard/policy-schema.ts";
import { RULE_IDS } from "../../shared/guard/rule-ids.ts";
import { hours } from "../../shared/time.ts";

const own = (value: number) => ({ value, source: "our own", asOf: "2026-11-22" });

describe("what a lead may make of a rule", () => {
  test("[G-CONSENT] [G-OPTED-OUT] [G-WINDOW] what the law, the platform or somebody's word says cannot be made less", () => {
    for (const rule of ["G-CONSENT", "G-OPTED-OUT", "G-WINDOW", "G-CONTENT", "G-APPROVAL", "G-ROLLOUT"] as const)
      expect([rule, allowedSeverities(rule)]).toEqual([rule, ["stop"]]);
    expect(severityProblems({ "G-CONSENT": "off", "G-OPTED-OUT": "confirm", "G-NAME": "off" })).toEqual([
      { path: "severities.G-CONSENT", message: "G-CONSENT may only be stop.", code: "value" },
      { path: "severities.G-OPTED-OUT", message: "G-OPTED-OUT may only be stop.", code: "value" },
    ]);
  });

  test("[G-TOPIC] a guess asks, or says nothing; it never stops", () => {
    expect(severityProblems({ "G-TOPIC": "stop" })).toMatchObject([{ path: "severities.G-TOPIC" }]);
    expect(severityProblems({ "G-TOPIC": "off" })).toEqual([]);
  });

  test("[G-NUMBER] [G-TEMPLATE] what weighs each case by itself takes no one gravity for all", () => {
    expect(severityProblems({ "G-NUMBER": "stop", "G-TEMPLATE": "advise" }).map(({ path }) => path)).toEqual(["severities.G-NUMBER", "severities.G-TEMPLATE"]);
  });

  test("the default of every rule may be said aloud, or it weighs by case", () => {
    for (const rule of RULE_IDS) {
      const usual = defaultSeverity(rule);
      expect([rule, usual === "by-case" || allowedSeverities(rule).includes(usual)]).toEqual([rule, true]);
    }
  });
});

describe("what differs from the defaults", () => {
  const changed = [
    ["severities.G-NAME", "stop"],
    ["reach.bulk.people.agent", 4],
    ["reach.frequency.budgets", []],
    ["text.promo.threshold", own(4)],
    ["text.topic.learnSince", 1_000],
  ] as const;
  const policy = changed.reduce((before, [path, value]) => withValue(before, path, value), DEFAULT_GUARD_POLICY);

  test("is told leaf by leaf, with what was there before", () => {
    expect(policyChanges(DEFAULT_GUARD_POLICY, policy).toSorted((a, b) => (a.path < b.path ? -1 : 1))).toEqual([
      { path: "reach.bulk.people.agent", before: 10, after: 4 },
      { path: "reach.frequency.budgets", before: DEFAULT_GUARD_POLICY.reach.frequency.budgets, after: [] },
      { path: "severities.G-NAME", before: undefined, after: "stop" },
      { path: "text.promo.threshold", before: DEFAULT_GUARD_POLICY.text.promo.threshold, after: own(4) },
      { path: "text.topic.learnSince", before: undefined, after: 1_000 },
    ]);
  });

  test("[S0-10] is all that is saved, and read back it is the same policy", () => {
    expect(savedForm(policy)).toEqual({
      severities: { "G-NAME": "stop" },
      reach: { bulk: { people: { agent: 4 } }, frequency: { budgets: [] } },
      text: { promo: { threshold: own(4) }, topic: { learnSince: 1_000 } },
    });
    expect(parseGuardPolicy(savedForm(policy))).toEqual({ ok: true, value: policy });
  });

  test("taken back it leaves nothing", () => {
    const back = changed.reduce((before, [path]) => withValue(before, path, valueAt(DEFAULT_GUARD_POLICY, path)), policy);
    expect(policyChanges(DEFAULT_GUARD_POLICY, back)).toEqual([]);
    expect(savedForm(back)).toEqual({});
  });
});

test("[G-TOPIC] [S0-11] the share of false alarms and the period of what followed are policy, and refused with their path", () => {
  const parsed = parseGuardPolicy({ text: { topic: { falseAlarms: own(0.03) } }, reach: { followed: { within: hours(24) } } });
  expect(parsed).toMatchObject({ ok: true, value: { text: { topic: { falseAlarms: { value: 0.03 } } }, reach: { followed: { within: hours(24) } } } });
  const refused = parseGuardPolicy({ text: { topic: { falseAlarms: own(0.5) } }, reach: { followed: { within: 0 } } });
  expect(refused.ok ? [] : refused.error.map(({ path }) => path).toSorted()).toEqual(["reach.followed.within", "text.topic.falseAlarms.value"]);
});
