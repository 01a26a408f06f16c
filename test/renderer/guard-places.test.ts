import { describe, expect, test } from "vitest";
import { moved, placesOf } from "../../renderer/views/composer/places.ts";
import { apart, together } from "../../renderer/views/composer/put-into.ts";
import { sentenceParts, evidenceHole } from "../../renderer/views/composer/sentence-parts.ts";
import { stripLines } from "../../renderer/views/composer/strip-lines.ts";
import { reasonsFor } from "../../renderer/views/composer/reasons.ts";
import { RULE_IDS } from "../../shared/guard/rule-ids.ts";
import type { Finding } from "../../shared/guard/finding.ts";

const slip = (words: string, instead: string, from: number, kind = "spelling"): Finding => ({
  rule: "G-ERRORS",
  severity: "advise",
  messageKey: `guard.errors.${kind}`,
  evidence: { kind, from, to: from + words.length, text: words, words },
  remedies: [{ command: "fix", from, to: from + words.length, with: instead }],
});

describe("words that a finding speaks of", () => {
  const before = "send the adress today";
  const place = { from: 9, to: 15 };

  test("[G-ERRORS] they are found again after more was written before or behind them", () => {
    for (const after of ["please send the adress today", "send the adress today, thanks", "Send the adress today", before]) {
      const there = moved(place, before, after);
      expect(after.slice(there?.from, there?.to)).toBe("adress");
    }
  });

  test("[G-ERRORS] they are given up when they themselves were touched", () => {
    for (const after of ["send the address today", "send the ad today", "", "send the adres"]) expect(moved(place, before, after)).toBeUndefined();
  });

  test("[G-ERRORS] the places of random edits elsewhere always hold the same words", () => {
    let seed = 7;
    const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
    for (let i = 0; i < 500; i += 1) {
      const inFront = random(2) === 0;
      const cut = inFront ? random(place.from) : place.to + 1 + random(before.length - place.to - 1);
      const after = before.slice(0, cut) + "xyz ".repeat(random(4)) + before.slice(cut);
      const there = moved(place, before, after);
      expect(there === undefined ? "adress" : after.slice(there.from, there.to)).toBe("adress");
    }
  });

  test("[G-LANGUAGE] a finding about the whole text marks nothing; one inside another is marked once", () => {
    const text = "Ciao mondo bello";
    const whole: Finding = { rule: "G-LANGUAGE", severity: "confirm", messageKey: "guard.language", evidence: { from: 0, to: text.length }, remedies: [] };
    const promo: Finding = { ...whole, rule: "G-PROMO", evidence: { from: 5, to: 16 } };
    expect(placesOf([whole, slip("mondo", "Mondo", 5), promo], text)).toEqual([{ from: 5, to: 16, look: "straight", severity: "confirm" }]);
  });
});

describe("the lines of the strip", () => {
  test("[G-ERRORS] slips of one rule are one line, with all that mends them", () => {
    const lines = stripLines([slip("adress", "address", 0), slip("recieve", "receive", 10)]);
    expect(lines).toMatchObject([{ kind: "slips", of: "spelling", slips: [{ words: "adress" }, { words: "recieve" }] }]);
    expect(stripLines([slip("adress", "address", 0), slip("the the", "the", 10, "doubled")])).toMatchObject([{ kind: "slips", of: "mixed" }]);
  });

  test("[G-ERRORS] a gap that stops is a line of its own, and keys never collide", () => {
    const gap: Finding = { ...slip("{{1}}", "", 3, "placeholder"), severity: "stop" };
    const lines = stripLines([gap, { ...gap, evidence: { ...gap.evidence, from: 20 } }, slip("adress", "address", 30)]);
    expect(lines.map(({ kind }) => kind)).toEqual(["finding", "finding", "slips"]);
    expect(new Set(lines.map(({ key }) => key)).size).toBe(3);
  });

  test("[G-ERRORS] several mends become one, so that one undo takes all of them back; overlapping ones are left out", () => {
    const text = "the adress to recieve it";
    const mends = apart([
      { from: 14, to: 21, with: "receive" },
      { from: 4, to: 10, with: "address" },
      { from: 6, to: 12, with: "x" },
    ]);
    const mend = together(text, mends)!;
    expect(text.slice(0, mend.from) + mend.with + text.slice(mend.to)).toBe("the address to receive it");
    expect(together(text, [])).toBeUndefined();
  });
});

test("[S0-1] evidence stands out, and a customer's own asterisks are never read as ours", () => {
  expect(sentenceParts(`**Look.** They say “${evidenceHole("words")}”.`, { words: "**free**" })).toEqual([
    { text: "Look.", kind: "strong" },
    { text: " They say “", kind: "plain" },
    { text: "**free**", kind: "evidence" },
    { text: "”.", kind: "plain" },
  ]);
});

test("[S0-11] for every rule it can be said that the warning is wrong", () => {
  for (const rule of RULE_IDS) expect(reasonsFor({ rule })).toContain("wrong-warning");
});
