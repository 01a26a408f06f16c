import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const ID = /(?:G-[A-Z]+(?:-[A-Z]+)*|X-\d+|[A-Z]+\d+(?:-\d+)?)/;

const ids = (text: string, pattern: RegExp): Set<string> => new Set([...text.matchAll(pattern)].map(([, id]) => id ?? ""));
const SPEC = readFileSync(join(ROOT, "SPEC.md"), "utf8");

/** The names of all tests: what stands in the quotes behind `test(` and its kin. */
function testNames(): string {
  const files = readdirSync(join(ROOT, "test"), { recursive: true, withFileTypes: true }).filter(
    (file) => file.isFile() && /\.(test|e2e)\.tsx?$|contract\.ts$/.test(file.name),
  );
  const sources = files.map((file) => readFileSync(join(file.parentPath, file.name), "utf8"));
  return sources
    .flatMap((source) => [...source.matchAll(/\b(?:test|it|describe)(?:\.\w+(?:\([^()]*\))?)*\(\s*(["'`])((?:\\.|(?!\1).)*)\1/g)].map(([, , name]) => name))
    .join("\n");
}

test("every rule in SPEC.md has a test, and every cited rule exists", () => {
  const written = ids(SPEC, new RegExp(`^- \\*\\*(${ID.source})\\*\\* (?!\\(open\\))`, "gm"));
  const everyRule = ids(SPEC, new RegExp(`^- \\*\\*(${ID.source})\\*\\* `, "gm"));
  const tested = ids(testNames(), new RegExp(`\\[(${ID.source})\\]`, "g"));

  expect([...written].filter((id) => !tested.has(id))).toEqual([]);
  expect([...tested].filter((id) => !everyRule.has(id))).toEqual([]);
});

test("no rule stands twice in SPEC.md", () => {
  const all = [...SPEC.matchAll(new RegExp(`^- \\*\\*(${ID.source})\\*\\* `, "gm"))].map(([, id]) => id);
  expect(all.length).toBe(new Set(all).size);
});

test("the version in the code is the version of the package", async () => {
  const { VERSION } = await import("../shared/version.ts");
  expect(JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")).version).toBe(VERSION);
});
