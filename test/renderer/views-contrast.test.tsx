import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const css = readFileSync("renderer/theme/tokens.css", "utf8");

function tokensOf(selector: string): Readonly<Record<string, string>> {
  const block = css.slice(css.indexOf(`${selector} {`)).split("}")[0] ?? "";
  return Object.fromEntries(
    [...block.matchAll(/--(?<name>[\w-]+): (?<value>#[0-9a-f]{6})/gu)].map(({ groups }) => [groups?.["name"] ?? "", groups?.["value"] ?? ""]),
  );
}

const light = tokensOf(":root");
const THEMES = { light, dark: { ...light, ...tokensOf(':root[data-theme="dark"]') } };

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
}

function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

const GROUNDS = ["bg", "panel", "panel-2", "accent-soft", "note", "guard"];
const WORDS: readonly (readonly [string, readonly string[]])[] = [
  ["ink", [...GROUNDS, "ok-soft", "warn-soft", "bad-soft"]],
  ["ink-2", [...GROUNDS, "ok-soft", "warn-soft", "bad-soft"]],
  ["dim", GROUNDS],
  ["accent", GROUNDS],
  ["on-accent", ["accent"]],
  ["ok-ink", ["bg", "panel", "panel-2", "accent-soft", "ok-soft"]],
  ["warn-ink", ["bg", "panel", "panel-2", "accent-soft", "warn-soft", "guard"]],
  ["bad-ink", ["bg", "panel", "panel-2", "accent-soft", "bad-soft", "guard"]],
  // The badge of the rail, and the tooltip.
  ["panel", ["warn-ink", "ink", "ink-2"]],
];
const GRAPHICS: readonly (readonly [string, readonly string[]])[] = [
  ["ok", ["bg", "panel", "panel-2", "accent-soft"]],
  ["warn", ["bg", "panel", "panel-2", "accent-soft"]],
  ["bad", ["bg", "panel", "panel-2", "accent-soft"]],
  ["field-line", ["panel", "panel-2"]],
];

describe.each(Object.entries(THEMES))("in the %s theme", (_theme, tokens) => {
  test.each(WORDS.flatMap(([ink, grounds]) => grounds.map((ground) => [ink, ground] as const)))("%s on %s reads at 4.5 : 1", (ink, ground) => {
    expect(contrast(tokens[ink] ?? "", tokens[ground] ?? "")).toBeGreaterThanOrEqual(4.5);
  });

  test.each(GRAPHICS.flatMap(([sign, grounds]) => grounds.map((ground) => [sign, ground] as const)))("%s on %s is seen at 3 : 1", (sign, ground) => {
    expect(contrast(tokens[sign] ?? "", tokens[ground] ?? "")).toBeGreaterThanOrEqual(3);
  });
});

test("every token of the light theme has one in the dark, so that no colour is forgotten", () => {
  expect(Object.keys(tokensOf(':root[data-theme="dark"]')).toSorted()).toEqual(Object.keys(light).toSorted());
});
