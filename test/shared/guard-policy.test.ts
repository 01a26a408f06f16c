import { expect, test } from "vitest";
import { DEFAULT_GUARD_POLICY } from "../../shared/guard/context.ts";
import { parseGuardPolicy } from "../../shared/guard/policy-schema.ts";
import { seconds } from "../../shared/time.ts";

const pathsOf = (raw: unknown): readonly string[] => {
  const read = parseGuardPolicy(raw);
  return read.ok ? [] : read.error.map(({ path }) => path);
};

test("[G-STYLE] nothing said is the default, every number with its source and date", () => {
  const read = parseGuardPolicy({});
  expect(read).toEqual({ ok: true, value: DEFAULT_GUARD_POLICY });
  const { text } = DEFAULT_GUARD_POLICY;
  for (const { asOf, source } of [
    text.promo.threshold,
    text.promo.askedWithin,
    text.pairRate.burst,
    text.pairRate.interval,
    text.pairRate.bubbles,
    text.pairRate.period,
    text.shortLife,
  ]) {
    expect(source).not.toBe("");
    expect(asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  }
});

test("[G-STYLE] [S0-10] a lead's severities, numbers and words are taken over", () => {
  const read = parseGuardPolicy({
    severities: { "G-ERRORS": "off", "G-NAME": "stop" },
    windowMargin: 120_000,
    text: {
      style: [{ language: "pt-BR", words: [{ avoid: "barato", prefer: "acessível" }], address: "polite" }],
      promo: { threshold: { value: 4, source: "our lead", asOf: "2026-11-01" } },
    },
  });
  expect(read).toMatchObject({
    ok: true,
    value: { severities: { "G-ERRORS": "off" }, windowMargin: seconds(120), text: { promo: { threshold: { value: 4 } } } },
  });
});

test.each([
  ["a rule that does not exist", { severities: { "G-NONSENSE": "stop" } }, "severities.G-NONSENSE"],
  ["a severity that does not exist", { severities: { "G-NAME": "loud" } }, "severities.G-NAME"],
  ["a margin that is no whole number", { windowMargin: 1.5 }, "windowMargin"],
  ["a length of time below nothing", { duplicatePeriod: -1 }, "duplicatePeriod"],
  ["a threshold of nothing", { text: { promo: { threshold: { value: 0, source: "x", asOf: "2026-11-01" } } } }, "text.promo.threshold.value"],
  ["a number without a source", { text: { shortLife: { value: 60_000, source: "", asOf: "2026-11-01" } } }, "text.shortLife.source"],
  ["a date that does not exist", { text: { shortLife: { value: 60_000, source: "x", asOf: "2026-13-01" } } }, "text.shortLife.asOf"],
  ["a burst of nothing", { text: { pairRate: { burst: { value: 0, source: "x", asOf: "2026-11-01" } } } }, "text.pairRate.burst.value"],
  ["a word of nothing", { text: { style: [{ language: "en", words: [{ avoid: " " }] }] } }, "text.style[0].words[0].avoid"],
  ["a word for itself", { text: { style: [{ language: "en", words: [{ avoid: "cheap", prefer: "Cheap" }] }] } }, "text.style[0].words[0]"],
  ["a form of address that does not exist", { text: { style: [{ language: "en", words: [], address: "royal" }] } }, "text.style[0].address"],
  ["a language that is none", { text: { style: [{ language: "english!", words: [] }] } }, "text.style[0].language"],
  ["a shortener that is no site", { text: { links: { shorteners: ["https://bit.ly/"] } } }, "text.links.shorteners[0]"],
  ["a field that nobody knows", { colour: "red" }, ""],
])("[G-STYLE] %s is refused with its path", (_what, raw, path) => expect(pathsOf(raw)).toContain(path));
