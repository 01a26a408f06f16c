import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toContactId } from "../../shared/ids.ts";
import { BUCKETS, bucketOf, isWithin } from "../../shared/outreach/buckets.ts";
import {
  placeOf,
  promote,
  restart,
  rollBack,
  ROLLOUT_STAGES,
  shutGates,
  type Rollout,
  type RolloutFacts,
  type RolloutGates,
} from "../../shared/outreach/rollout.ts";
import { days, hours, toInstant } from "../../shared/time.ts";
import { ago, closed, code, describeCases, findingsOf, marketing, NOW, open, text, utility } from "./reach-builders.ts";

const aRollout = (with_: Partial<Rollout> = {}): Rollout => ({
  campaign: "spring",
  stage: 5,
  since: ago(days(2)),
  staff: ["p-staff", "393330000001"],
  ...with_,
});

/** The first contact of each kind at this stage, found by asking. */
const find = (stage: number, wanted: boolean): string => {
  for (let n = 0; ; n += 1) if (isWithin(bucketOf("spring", `p${n}`), stage) === wanted) return `p${n}`;
};
const outsider = find(5, false);
const insider = find(5, true);
const to = (contact: string, rollout: Rollout | undefined = aRollout(), conversation = closed) => ({
  conversation: conversation({ contactId: toContactId(contact) }),
  rollout,
});
const halted = aRollout({ stage: 0, halted: { at: ago(hours(1)), by: "bruno", reason: "quality red" } });

describe("[G-ROLLOUT] [S0-21] [S0-22]", () => {
  describeCases(
    "G-ROLLOUT",
    [
      { what: "somebody outside the stage", draft: utility, context: to(outsider), severity: "stop", key: "guard.rollout" },
      { what: "advertising", draft: marketing, context: to(outsider) },
      { what: "advertising inside an open window", draft: marketing, context: to(outsider, aRollout(), open) },
      { what: "a code", draft: code, context: to(outsider) },
      { what: "a customer while only the staff gets it", draft: utility, context: to(insider, aRollout({ stage: 0 })), key: "guard.rollout.staff" },
      {
        what: "a staff number that is not on the list",
        draft: utility,
        context: { ...to(insider, aRollout({ stage: 0 })), contact: { phone: "393330000002" } },
      },
      { what: "just above one percent", draft: utility, context: to(find(1, false), aRollout({ stage: 1 })) },
      { what: "outside half of the people", draft: utility, context: to(find(50, false), aRollout({ stage: 50 })) },
      { what: "taken back", draft: utility, context: to(insider, halted), key: "guard.rollout.halted" },
      { what: "taken back, for the staff too", draft: utility, context: to("p-staff", halted), key: "guard.rollout.halted" },
      { what: "taken back at the last stage", draft: utility, context: to(insider, { ...halted, stage: 100 }) },
    ],
    [
      { what: "somebody inside the stage", draft: utility, context: to(insider) },
      { what: "the staff", draft: utility, context: to("p-staff", aRollout({ stage: 0 })) },
      { what: "the staff by their phone", draft: utility, context: { ...to(outsider, aRollout({ stage: 0 })), contact: { phone: "393330000001" } } },
      { what: "everybody at the last stage", draft: utility, context: to(outsider, aRollout({ stage: 100 })) },
      { what: "inside half of the people", draft: utility, context: to(find(50, true), aRollout({ stage: 50 })) },
      { what: "free text", draft: text(), context: to(outsider, aRollout(), open) },
      { what: "an answer by template", draft: utility, context: to(outsider, aRollout(), open) },
      { what: "an answer while it is taken back", draft: utility, context: to(outsider, halted, open) },
      { what: "no rollout", draft: utility, context: { conversation: closed(), rollout: undefined } },
      { what: "begun anew, for the staff", draft: utility, context: to("p-staff", restart(halted, NOW)) },
    ],
  );
});

test("[S0-22] the same contact always has the same place, and stays in as the stages go up", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (campaign, contact) => {
      const bucket = bucketOf(campaign, contact);
      expect(bucketOf(campaign, contact)).toBe(bucket);
      expect(bucket >= 0 && bucket < BUCKETS && Number.isInteger(bucket)).toBe(true);

      const within = ROLLOUT_STAGES.map((stage) => isWithin(bucket, stage));
      expect(within).toEqual(within.toSorted((a, b) => Number(a) - Number(b)));
      expect(within[0]).toBe(false);
      expect(within.at(-1)).toBe(true);
    }),
    { seed: 22 },
  );
});

test("[S0-22] places do not change between releases", () => {
  expect([bucketOf("spring", "p1"), bucketOf("spring", "p2"), bucketOf("summer", "p1")]).toEqual([4765, 9754, 5565]);
});

test("[S0-22] each stage holds its share of the people, whatever their ids look like", () => {
  const people = 20_000;
  for (const name of [
    (n: number) => `p${n}`,
    (n: number) => `39333${String(n).padStart(7, "0")}`,
    (n: number) => `0190f3c2-${n.toString(16).padStart(12, "0")}`,
  ]) {
    for (const stage of [1, 5, 10, 25, 50]) {
      const share = Array.from({ length: people }, (_, n) => isWithin(bucketOf("spring", name(n)), stage)).filter(Boolean).length / people;
      // Four standard deviations of a fair draw.
      expect(Math.abs(share - stage / 100)).toBeLessThan(4 * Math.sqrt(((stage / 100) * (1 - stage / 100)) / people));
    }
  }
});

test("[S0-22] another campaign begins with other people", () => {
  const first = (campaign: string) => new Set(Array.from({ length: 5_000 }, (_, n) => `p${n}`).filter((id) => isWithin(bucketOf(campaign, id), 5)));
  const spring = first("spring");
  const both = [...first("summer")].filter((id) => spring.has(id)).length;
  expect(both).toBeLessThan(spring.size * 0.15);
});

const GATES: RolloutGates = { dwell: hours(24), fewestSent: 50, mostFailed: 0.05, mostOptedOut: 0.01, leastAnsweredInTime: 0.9 };
const good: RolloutFacts = { quality: "green", sent: 100, failed: 5, optedOut: 1, answeredInTime: 0.9 };
const gatesShut = (rollout: Partial<Rollout> = {}, facts: Partial<RolloutFacts> = {}, now = NOW) =>
  shutGates(aRollout(rollout), { ...good, ...facts }, GATES, now).map(({ gate }) => gate);

test("[S0-22] goes one stage on when every gate is open, at its bound too", () => {
  expect(promote(aRollout(), good, GATES, NOW)).toMatchObject({ ok: true, value: { stage: 10, since: NOW } });
  expect(promote(aRollout({ stage: 50 }), good, GATES, NOW)).toMatchObject({ ok: true, value: { stage: 100 } });
});

test("[S0-22] every gate that is shut is named", () => {
  expect(gatesShut({ since: toInstant(ago(hours(24)) + 1) })).toEqual(["dwell"]);
  expect(gatesShut({ since: ago(hours(24)) })).toEqual([]);
  expect(gatesShut({}, { quality: "red" })).toEqual(["quality"]);
  expect(gatesShut({}, { quality: "unknown" })).toEqual(["quality"]);
  expect(gatesShut({}, { quality: "yellow" })).toEqual([]);
  expect(gatesShut({}, { sent: 49, failed: 0, optedOut: 0 })).toEqual(["sent"]);
  expect(gatesShut({}, { failed: 6 })).toEqual(["failed"]);
  expect(gatesShut({}, { optedOut: 2 })).toEqual(["opted-out"]);
  expect(gatesShut({}, { answeredInTime: 0.89 })).toEqual(["answered-in-time"]);
  expect(gatesShut({}, { answeredInTime: undefined })).toEqual([]);
  expect(gatesShut({ stage: 100 })).toEqual(["at-the-end"]);
  expect(gatesShut({ stage: 0 }, { sent: 1, failed: 0, optedOut: 0 })).toEqual([]);
  expect(promote(aRollout(), { ...good, quality: "red", failed: 50 }, GATES, NOW)).toMatchObject({
    ok: false,
    error: [{ gate: "quality" }, { gate: "failed", share: 0.5, bound: 0.05 }],
  });
});

test("[S0-22] one step takes it back: nobody gets it any more, until it begins anew with the staff", () => {
  const back = rollBack(aRollout({ stage: 50 }), "bruno", "too many complaints", NOW);
  expect(back).toMatchObject({ stage: 0, halted: { at: NOW, by: "bruno", reason: "too many complaints" } });
  expect(placeOf(back, { id: insider })).toBe("halted");
  expect(promote(back, good, GATES, toInstant(NOW + days(2)))).toMatchObject({ ok: false, error: [{ gate: "halted" }] });
  expect(placeOf(restart(back, NOW), { id: "p-staff" })).toBe("staff");
  expect(placeOf(restart(back, NOW), { id: insider })).toBe("out");
});

test("[S0-21] says how far the campaign is", () => {
  expect(findingsOf("G-ROLLOUT", utility, to(outsider))).toMatchObject([
    { evidence: { campaign: "spring", stage: 5 }, remedies: [{ command: "ask-lead", about: "rollout" }] },
  ]);
});
