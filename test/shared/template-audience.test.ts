import { describe, expect, test } from "vitest";
import { DEFAULT_AUDIENCE_POLICY, poorBase, type Recipient } from "../../shared/templates/audience.ts";
import { days, minus } from "../../shared/time.ts";
import { NOW } from "./reach-builders.ts";

const good: Recipient = { sentAt: NOW, lastInboundAt: minus(NOW, days(3)), hasWritten: true, consent: "granted", undeliverable: false };
/** Of a hundred people, the first `count` are so. */
const audience = (count: number, with_: Partial<Recipient>, of = 100): readonly Recipient[] =>
  Array.from({ length: of }, (_, index) => (index < count ? { ...good, ...with_ } : good));

describe("[S4-22] POOR_BASE", () => {
  const risks: readonly (readonly [string, Partial<Recipient>, string, number])[] = [
    ["stale", { lastInboundAt: minus(NOW, days(181)) }, "stale", 30],
    ["unknown consent", { consent: "unknown" }, "unknown-consent", 10],
    ["withdrawn consent", { consent: "withdrawn" }, "unknown-consent", 10],
    ["never replied", { lastInboundAt: undefined, hasWritten: false }, "never-replied", 50],
    ["many 131026", { undeliverable: true }, "undeliverable", 5],
  ];
  test.each(risks)("%s: speaks above the policy's share, and not at it", (_what, with_, kind, most) => {
    expect(poorBase(audience(most, with_))).toEqual([]);
    expect(poorBase(audience(most + 1, with_))).toEqual([{ kind, count: most + 1, of: 100, limit: most / 100 }]);
  });

  test("a good audience, and one too small to say anything, are let be", () => {
    expect(poorBase(audience(0, {}))).toEqual([]);
    expect(poorBase(audience(9, { undeliverable: true, consent: "unknown" }, 9))).toEqual([]);
  });

  test("just half a year of silence is not stale", () => {
    expect(poorBase(audience(100, { lastInboundAt: minus(NOW, days(180)) }))).toEqual([]);
  });

  test("several at once are all told, the surest sign first, and a lead's figures count", () => {
    const poor = audience(100, { undeliverable: true, consent: "unknown", hasWritten: false, lastInboundAt: undefined });
    expect(poorBase(poor).map(({ kind }) => kind)).toEqual(["undeliverable", "unknown-consent", "never-replied"]);
    const { shares } = DEFAULT_AUDIENCE_POLICY;
    const lenient = { ...DEFAULT_AUDIENCE_POLICY, shares: { ...shares, undeliverable: { ...shares.undeliverable, value: 1 } } };
    expect(poorBase(poor, lenient).map(({ kind }) => kind)).toEqual(["unknown-consent", "never-replied"]);
  });
});
