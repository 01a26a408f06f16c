import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SentNotification } from "../../shared/guard/reach-context.ts";
import { usedUp } from "../../shared/outreach/budget.ts";
import { days, hours, minutes, minus, plus, toInstant } from "../../shared/time.ts";
import { ago, closed, code, describeCases, findingsOf, inbound, marketing, notified, NOW, open, outbound, text, utility, withReach } from "./reach-builders.ts";

const sent = (by: ReturnType<typeof hours>, category = "UTILITY", state?: SentNotification["state"]): SentNotification => ({
  at: ago(by),
  category,
  outsideWindow: true,
  state,
});
const got = (...notifications: SentNotification[]) => ({ conversation: closed(), notifications });
const three = [sent(hours(20)), sent(hours(10)), sent(hours(1))] as const;
const daily = (count: number, category = "UTILITY") => Array.from({ length: count }, (_, day) => sent(hours(25 + 20 * day), category));

describe("[G-FREQUENCY] [S0-4] [S1-2] [S1-15] [S3-26] [S4-11]", () => {
  describeCases(
    "G-FREQUENCY",
    [
      { what: "the fourth of a day", draft: utility, context: got(...three), severity: "stop", key: "guard.frequency" },
      {
        what: "a moment before the day of the first is over",
        draft: utility,
        context: got({ ...sent(hours(0)), at: toInstant(ago(days(1)) + 1) }, sent(hours(10)), sent(hours(1))),
      },
      { what: "the eighth of a week", draft: utility, context: got(...daily(7)), severity: "stop" },
      { what: "the second advert of a day", draft: marketing, context: got(sent(hours(3), "MARKETING")), key: "guard.frequency.category" },
      {
        what: "the third advert of a week",
        draft: marketing,
        context: got(sent(days(2), "MARKETING"), sent(days(5), "MARKETING")),
        key: "guard.frequency.category",
      },
      { what: "an advert after three notices", draft: marketing, context: got(...three), key: "guard.frequency" },
      { what: "an advert inside an open window", draft: marketing, context: { conversation: open(), notifications: [sent(hours(3), "MARKETING")] } },
      { what: "queued ones count", draft: utility, context: got(sent(hours(3), "UTILITY", "queued"), sent(hours(2)), sent(hours(1))) },
      { what: "what nobody knows the fate of counts", draft: utility, context: got(sent(hours(3), "UTILITY", "unknown"), sent(hours(2)), sent(hours(1))) },
      {
        what: "as the conversation alone shows it",
        draft: utility,
        context: { conversation: closed(), messages: [notified(ago(hours(9))), notified(ago(hours(5))), notified(ago(hours(1)))] },
      },
      {
        what: "an advert of the thread, sent into an open window",
        draft: marketing,
        context: { conversation: open(), messages: [inbound(ago(hours(4))), notified(ago(hours(3)), "MARKETING")] },
      },
      {
        what: "none at all is allowed",
        draft: utility,
        context: got(),
        policy: withReach({ frequency: { budgets: [{ category: "any", period: days(1), most: 0 }] } }),
      },
    ],
    [
      { what: "the third of a day", draft: utility, context: got(sent(hours(20)), sent(hours(1))) },
      { what: "the day of the first is just over", draft: utility, context: got(sent(days(1)), sent(hours(10)), sent(hours(1))) },
      { what: "the seventh of a week", draft: utility, context: got(...daily(6)) },
      { what: "the week of the first is just over", draft: utility, context: got(...daily(6), sent(days(7))) },
      { what: "the first advert", draft: marketing, context: got(sent(hours(3))) },
      { what: "a notice after an advert", draft: utility, context: got(sent(hours(3), "MARKETING")) },
      {
        what: "codes are not counted",
        draft: utility,
        context: got(sent(hours(3), "AUTHENTICATION"), sent(hours(2), "AUTHENTICATION"), sent(hours(1), "AUTHENTICATION")),
      },
      { what: "codes are not stopped", draft: code, context: got(...three) },
      { what: "what failed is not counted", draft: utility, context: got(sent(hours(3), "UTILITY", "failed"), sent(hours(2)), sent(hours(1))) },
      {
        what: "what was held or taken back is not counted",
        draft: utility,
        context: got(sent(hours(3), "UTILITY", "held"), sent(hours(2), "UTILITY", "cancelled"), sent(hours(1))),
      },
      { what: "a template as an answer in an open window", draft: utility, context: { conversation: open(), notifications: three } },
      { what: "free text", draft: text(), context: got(...three) },
      {
        what: "answers by template in the thread",
        draft: utility,
        context: {
          conversation: closed(),
          messages: [inbound(ago(hours(30))), ...[29, 28, 27].map((by) => notified(ago(hours(by)))), notified(ago(hours(1)))],
        },
      },
      {
        what: "free text in the thread",
        draft: utility,
        context: { conversation: closed(), messages: [outbound(ago(hours(3))), outbound(ago(hours(2))), outbound(ago(hours(1)))] },
      },
      { what: "nothing is known", draft: utility, context: { conversation: closed() } },
    ],
  );
});

test("[S0-4] shows the budget, its use and the next free time", () => {
  expect(findingsOf("G-FREQUENCY", utility, got(...three))).toMatchObject([
    { evidence: { used: 3, most: 3, days: 1, category: "any", freeAt: ago(hours(-4)) }, remedies: [{ command: "send-at", at: ago(hours(-4)) }] },
  ]);
});

test("[S0-4] of two budgets the one that is free last decides", () => {
  const week = [...daily(6), sent(hours(1), "MARKETING")];
  const [finding] = findingsOf("G-FREQUENCY", marketing, got(...week));
  expect(finding?.evidence["freeAt"]).toBe(plus(ago(hours(125)), days(7)));
});

test("[S0-4] the next free time is exact: a millisecond before it is shut, at it there is room", () => {
  const budgetArb = fc.record({
    category: fc.constantFrom("any", "UTILITY", "MARKETING"),
    period: fc.constantFrom(hours(1), days(1), days(7)),
    most: fc.integer({ min: 1, max: 5 }),
  });
  const sentArb = fc.array(fc.record({ age: fc.integer({ min: 0, max: days(8) }), category: fc.constantFrom("UTILITY", "MARKETING") }), { maxLength: 20 });
  fc.assert(
    fc.property(budgetArb, sentArb, fc.constantFrom("UTILITY", "MARKETING"), (budget, ages, category) => {
      const all = ages.map(({ age, category: kind }) => ({ at: minus(NOW, age as never), category: kind }));
      const [over] = usedUp([budget], all, category, NOW);
      if (over === undefined) return;

      expect(over.freeAt).toBeGreaterThan(NOW);
      expect(usedUp([budget], all, category, toInstant(over.freeAt - 1))).toHaveLength(1);
      expect(usedUp([budget], all, category, over.freeAt)).toEqual([]);
    }),
    { seed: 20_260_302 },
  );
});

test("[S1-2] [S3-26] the budgets are the policy's, and its first fit is the n-th, not the n+1-th", () => {
  for (const most of [1, 2, 5, 9]) {
    const policy = withReach({ frequency: { budgets: [{ category: "MARKETING", period: days(30), most }] } });
    const adverts = Array.from({ length: most }, (_, index) => sent(minutes(60 * (index + 1)), "MARKETING"));
    expect(findingsOf("G-FREQUENCY", marketing, got(...adverts.slice(1)), policy)).toEqual([]);
    expect(findingsOf("G-FREQUENCY", marketing, got(...adverts), policy)).toMatchObject([{ evidence: { used: most, most } }]);
  }
});
