import { describe, expect, test } from "vitest";
import { toAgentId } from "../../shared/ids.ts";
import { nextAlarms, openAlarms, readQuality, readRate, unseenAlarms, type AlarmReading, type NumberAlarm } from "../../shared/signals/alarms.ts";
import { deliverability } from "../../shared/signals/deliverability.ts";
import type { OutboundHour } from "../../shared/signals/outbound.ts";
import { PATTERNS, readPatterns, type PatternId } from "../../shared/signals/patterns.ts";
import { qualityDays } from "../../shared/signals/quality-days.ts";
import { categoryFigures } from "../../shared/signals/rated-templates.ts";
import { responseRate, type TurnCount } from "../../shared/signals/response-rate.ts";
import { alarmFacts, patternFacts, signalFacts } from "../../shared/signals/signal-facts.ts";
import { isStale } from "../../shared/signals/staleness.ts";
import { templateRisk } from "../../shared/signals/template-risk.ts";
import { days, hours, minus, minutes, plus, toInstant } from "../../shared/time.ts";
import type { Template } from "../../shared/inbox/people.ts";

const NOW = toInstant(Date.parse("2026-11-22T12:00:00Z"));
const anna = toAgentId("anna");

/** A message that we began, two and a half days ago, and that was read. */
const outbound = (fields: Partial<OutboundHour> = {}): OutboundHour => ({
  hour: minus(NOW, hours(60)),
  author: "human",
  state: "read",
  template: "offer",
  language: "en",
  started: true,
  count: 1,
  ...fields,
});

describe("what became of what was sent", () => {
  const log = [
    outbound({ count: 70 }),
    outbound({ state: "delivered", count: 20 }),
    outbound({ state: "sent", count: 5 }),
    outbound({ state: "failed", code: 131026, count: 3 }),
    outbound({ state: "failed", code: 131050, count: 2 }),
    outbound({ hour: minus(NOW, hours(2)), state: "sent", count: 40 }),
    outbound({ state: "cancelled", count: 9 }),
  ];

  test("[S4-26] arrivals, those under way and failures by code add up to all that was sent", () => {
    const { arrived, failures, sent, underWay } = deliverability(log, NOW);
    expect(sent).toBe(140);
    expect(failures).toEqual([
      { code: 131026, count: 3 },
      { code: 131050, count: 2 },
    ]);
    expect(arrived + underWay + failures.reduce((sum, { count }) => sum + count, 0)).toBe(sent);
  });

  test("[S0-13] what is fresh is neither undelivered nor unread", () => {
    expect(deliverability(log, NOW)).toMatchObject({ undelivered: { count: 10, of: 100 }, unread: { count: 20, of: 90 } });
    expect(deliverability([outbound({ hour: minus(NOW, hours(2)), state: "delivered", count: 40 })], NOW).unread).toEqual({ count: 0, of: 0 });
  });

  test("[S0-13] an answer that was not read is no sign against the number", () => {
    expect(deliverability([outbound({ started: false, state: "delivered", count: 40 })], NOW)).toMatchObject({ unread: { of: 0 }, undelivered: { of: 0 } });
  });
});

describe("patterns that a machine can see", () => {
  const question = { outbound: [outbound({ count: 30 })], from: minus(NOW, days(7)), to: NOW, sameTextTo: 3, cold: { count: 1, of: 40 } };
  const firing: Readonly<Record<PatternId, Partial<typeof question>>> = {
    burst: { outbound: [outbound({ count: 300 }), outbound({ hour: minus(NOW, hours(30)), count: 40 })] },
    "identical-texts": { sameTextTo: patternFacts.identicalTexts.value.people },
    "cold-contacts": { cold: { count: 20, of: 40 } },
    "template-fails": { outbound: [outbound({ count: 40 }), outbound({ state: "failed", code: 132015, count: 10 })] },
  };
  const fired = (more: Partial<typeof question>): readonly string[] => readPatterns({ ...question, ...more }).flatMap(({ fires, id }) => (fires ? [id] : []));

  test.each(PATTERNS)("[S0-14] %s is seen where it is, alone, and not where it is not", (id) => {
    expect(fired({})).toEqual([]);
    expect(fired(firing[id])).toEqual([id]);
  });

  test("[S0-14] a busy week in which every hour is as full as the others is no burst", () => {
    const steady = Array.from({ length: 168 }, (_, hour) => outbound({ hour: minus(NOW, hours(hour + 1)), count: 200 }));
    expect(fired({ outbound: steady })).toEqual([]);
  });

  test("[S0-14] a handful of messages is no pattern", () => {
    expect(fired({ cold: { count: 3, of: 3 }, outbound: [outbound({ state: "failed", count: 2 })] })).toEqual([]);
  });
});

describe("alarms", () => {
  const rule = alarmFacts["negative-rate"].value;
  const follow = (series: readonly AlarmReading[]): readonly NumberAlarm[] =>
    series.reduce<readonly NumberAlarm[]>((alarms, reading, i) => nextAlarms(alarms, [reading], plus(NOW, minutes(5 * i))), []);
  const rates = (...percents: readonly number[]): readonly AlarmReading[] =>
    percents.flatMap((percent) => readRate("negative-rate", { count: percent * 10, of: 1_000 }, rule) ?? []);

  test("[S1-5] [S3-2] [S3-19] a figure that crosses its threshold raises one alarm, however long it stays and wavers there", () => {
    const wavers = Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? 3.1 : 2.9));
    expect(follow(rates(1, 2, 2.9, 3, ...wavers))).toMatchObject([{ signal: "negative-rate", level: "warn", value: 0.03, at: plus(NOW, minutes(15)) }]);
  });

  test("[S1-5] it is over below the lower threshold, and only then may come again", () => {
    const after = follow(rates(4, 2.5, 1.9, 2.5, 3.5));
    expect(after.map(({ clearedAt }) => clearedAt !== undefined)).toEqual([false, true]);
  });

  test("[S1-5] getting worse is said once more, in the place of the first", () => {
    const after = follow(rates(4, 5, 6.1, 7, 6));
    expect(openAlarms(after)).toMatchObject([{ level: "bad" }]);
    expect(after).toHaveLength(2);
  });

  test("[S1-5] too few people say nothing, neither that it is bad nor that it is over", () => {
    expect(readRate("negative-rate", { count: 10, of: rule.fewest - 1 }, rule)).toBeUndefined();
  });

  test("[S2-2] medium quality is told, low quality again, and a way back to medium is told as such", () => {
    const series = (["green", "yellow", "yellow", "red", "red", "unknown", "yellow", "green"] as const).flatMap((quality) => readQuality(quality) ?? []);
    const told = follow(series).toSorted((a, b) => a.at - b.at);
    expect(told.map(({ level, quality }) => [quality, level])).toEqual([
      ["yellow", "warn"],
      ["red", "bad"],
      ["yellow", "warn"],
    ]);
    expect(openAlarms(told)).toEqual([]);
  });

  test("[S1-5] who has seen it is not told again, and others still are", () => {
    const [alarm] = follow(rates(4));
    expect(unseenAlarms([{ ...alarm!, seenBy: [anna] }], anna)).toEqual([]);
    expect(unseenAlarms([{ ...alarm!, seenBy: [anna] }], toAgentId("bruno"))).toHaveLength(1);
  });

  test("nothing new leaves the very same list", () => {
    const before = follow(rates(4));
    expect(nextAlarms(before, rates(4.5), NOW)).toBe(before);
  });
});

describe("the response rate", () => {
  const turn = (fields: Partial<TurnCount> = {}): TurnCount => ({
    state: "met",
    answered: true,
    inTarget: true,
    inWindow: true,
    isOver: true,
    count: 1,
    ...fields,
  });

  test("[S1-6] it counts as by hand", () => {
    const golden: readonly TurnCount[] = [
      turn({ count: 12 }),
      turn({ state: "breached", inTarget: false, count: 3 }),
      turn({ inWindow: false }),
      turn({ state: "breached", answered: false, inTarget: false, inWindow: false, count: 2 }),
      turn({ state: "unanswered", answered: false, inTarget: false, inWindow: false }),
      turn({ state: "running", answered: false, inTarget: false, inWindow: false, isOver: false, count: 5 }),
      turn({ state: "not-needed", answered: false, count: 4 }),
      turn({ state: "cancelled", answered: false }),
    ];
    // 12 in time of 12 + 3 + 1 + 2 + 1; five still have time, and five needed no answer.
    expect(responseRate(golden)).toEqual({ count: 12, of: 19 });
  });
});

describe("the risk of a template", () => {
  const well = { sent: 1_000, failed: 5, optOuts: 1, unread: { count: 100, of: 900 } };
  const badly = { sent: 1_000, failed: 120, optOuts: 30, unread: { count: 700, of: 880 } };
  const template = (fields: Partial<Template> = {}) => ({ category: "UTILITY" as const, quality: "GREEN" as const, status: "APPROVED", ...fields });

  test("[S4-18] it follows what happened, and not the approval", () => {
    expect(templateRisk(template(), badly)).toMatchObject({ level: "high", reasons: [{ reason: "opt-outs" }, { reason: "failed" }, { reason: "unread" }] });
    expect(templateRisk(template(), well).level).toBe("low");
    expect(templateRisk(template({ status: "PAUSED" }), well)).toEqual(templateRisk(template({ status: "APPROVED" }), well));
  });

  test("[S4-18] the platform's low quality alone is a high risk, and a new template none", () => {
    const unused = { sent: 0, failed: 0, optOuts: 0, unread: { count: 0, of: 0 } };
    expect(templateRisk(template({ quality: "RED" }), unused).level).toBe("high");
    expect(templateRisk(template({ quality: "UNKNOWN" }), unused).level).toBe("low");
  });
});

test("[S2-10] failures and withdrawals stand with the category of the template that they followed", () => {
  const offer: Template = { id: "offer:en", name: "offer", language: "en", category: "MARKETING", status: "APPROVED", quality: "GREEN", body: "", buttons: [] };
  const figures = categoryFigures({
    now: NOW,
    templates: [offer],
    outbound: [
      outbound({ count: 10 }),
      outbound({ state: "failed", count: 2 }),
      outbound({ template: undefined, language: undefined, started: false, count: 50 }),
      outbound({ template: "gone", count: 1 }),
    ],
    optOuts: [{ template: "offer", language: "en", count: 3 }, { count: 1 }],
  });
  expect(figures).toEqual([
    { category: "SERVICE", sent: 50, failed: 0, optOuts: 1 },
    { category: "MARKETING", sent: 12, failed: 2, optOuts: 3 },
    { category: "OTHER", sent: 1, failed: 0, optOuts: 0 },
  ]);
});

test("the ribbon shows the worst of a day, and a day without news like the one before", () => {
  const day = (n: number) => plus(toInstant(0), days(n));
  const changes = [
    { at: plus(day(1), hours(3)), value: "green" as const },
    { at: plus(day(3), hours(2)), value: "red" as const },
    { at: plus(day(3), hours(20)), value: "yellow" as const },
  ];
  expect(qualityDays(changes, [day(0), day(1), day(2), day(3), day(4)], plus(day(4), hours(1))).map(({ value }) => value)).toEqual([
    "unknown",
    "green",
    "green",
    "red",
    "yellow",
  ]);
});

test("[S1-14] [S2-14] what was not heard of for hours is stale, and what was never heard of too", () => {
  expect(isStale(minus(NOW, signalFacts.staleAfter.value), NOW)).toBe(false);
  expect(isStale(minus(minus(NOW, signalFacts.staleAfter.value), minutes(1)), NOW)).toBe(true);
  expect(isStale(undefined, NOW)).toBe(true);
});

test("every figure says where it comes from and of which day it is; the platform's quality is of seven days", () => {
  for (const { asOf, source } of [signalFacts, patternFacts, alarmFacts].flatMap((facts) =>
    Object.values<{ readonly source: string; readonly asOf: string }>(facts),
  )) {
    expect(source).not.toBe("");
    expect(asOf).toMatch(/^\d{4}-\d\d-\d\d$/u);
  }
  expect(signalFacts.period.value).toBe(days(7));
});
