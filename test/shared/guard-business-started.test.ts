import { describe, expect, test } from "vitest";
import { check } from "../../shared/guard/check.ts";
import { DEFAULT_GUARD_POLICY, type Draft, type GuardContext } from "../../shared/guard/context.ts";
import { days, hours, minutes } from "../../shared/time.ts";
import { aConsent, ago, anna, closed, inbound, marketing, NOW, notified, TEMPLATES, utility } from "./reach-builders.ts";

const PARCELS = TEMPLATES.map((one) => ({ ...one, ttlSeconds: 3_600 }));
const agreed = [aConsent(), aConsent({ category: "order-updates" })];
const calm: Partial<GuardContext> = {
  consents: agreed,
  contact: { name: "Ada Rossi", phone: "393331112233", language: "en" },
  messages: [inbound(ago(days(3)))],
};
const rules = (draft: Draft, more: Partial<GuardContext> = {}): readonly string[] =>
  check(draft, { conversation: closed({ lastInboundAt: ago(days(3)) }), me: anna, templates: PARCELS, ...calm, ...more }, DEFAULT_GUARD_POLICY, NOW).map(
    ({ rule }) => rule,
  );

describe("what we start ourselves is looked at before it goes", () => {
  test("[S0-3] a notice that was agreed to, at a friendly hour, raises nothing", () => {
    expect(rules(utility)).toEqual([]);
  });

  test.each<readonly [string, Draft, Partial<GuardContext>, string]>([
    ["without consent", marketing, { consents: [] }, "G-CONSENT"],
    [
      "after a withdrawal",
      marketing,
      { consents: [...agreed, aConsent({ state: "withdrawn", at: ago(hours(1)), source: "keyword", evidence: undefined, by: "customer" })] },
      "G-OPTED-OUT",
    ],
    [
      "too often",
      utility,
      {
        notifications: [1, 2, 3, 4, 5, 6].map((n) => ({ at: ago(hours(n)), category: "UTILITY", state: "delivered" as const, outsideWindow: true })),
      },
      "G-FREQUENCY",
    ],
    [
      "on top of one that has not arrived",
      utility,
      { messages: [inbound(ago(days(3))), notified(ago(minutes(30)), "UTILITY", { state: "sent" })] },
      "G-UNDELIVERED",
    ],
    ["with a template of low quality", utility, { templates: PARCELS.map((one) => ({ ...one, quality: "RED" as const })) }, "G-TEMPLATE"],
    ["in somebody's night", utility, { contact: { name: "Ken", phone: "819012345678", language: "en", timeZone: "Asia/Tokyo" } }, "G-QUIET"],
  ])("[S0-3] %s it raises something", (_what, draft, context, rule) => {
    expect(rules(draft, context)).toContain(rule);
  });
});
