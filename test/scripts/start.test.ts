import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { dependenciesAreCurrent } from "../../scripts/installed-dependencies.mjs";
import { hashOfSources } from "../../scripts/source-hash.mjs";
import { dataFolder, displayProblem, sandboxAdvice, startEnvironment } from "../../scripts/start-environment.mjs";

let folder = "";
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "greenline-start-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("the environment of a start", () => {
  const facts = { root: "/repo", node: "/repo/node", platform: "linux", home: "/home/a" } as const;

  test("without anything set: a simulated platform, and a folder of this user and this day for it", () => {
    expect(startEnvironment({}, facts)).toEqual({
      GREENLINE_NODE: "/repo/node",
      GREENLINE_DATA: expect.stringMatching(/^\/home\/a\/\.local\/share\/greenline\/demo\/\d{4}-\d\d-\d\d$/),
      GREENLINE_DEMO: "1",
      GREENLINE_INBOX_DIR: "/repo/dist/renderer",
    });
  });

  test("what is set stays", () => {
    const env = { PORT: "5001", HOST: "127.0.0.1", GREENLINE_DATA: "/data", GREENLINE_BOOTSTRAP_TOKEN: "t", GREENLINE_DEMO: "0" };
    expect(startEnvironment(env, facts)).toMatchObject(env);
  });

  test("a real platform is no demo, and its data lie apart from the demo's", () =>
    expect(startEnvironment({ WHATSAPP_ACCESS_TOKEN: "x" }, facts)).toMatchObject({ GREENLINE_DEMO: "0", GREENLINE_DATA: "/home/a/.local/share/greenline" }));

  test("a data folder of its own is a Greenline of its own, unless it is told where else", () => {
    expect(startEnvironment({ GREENLINE_DATA: "/data" }, facts).GREENLINE_USER_DATA).toBe("/data/desktop");
    expect(startEnvironment({ GREENLINE_DATA: "/data", GREENLINE_USER_DATA: "/u" }, facts).GREENLINE_USER_DATA).toBe("/u");
    expect(startEnvironment({}, facts).GREENLINE_USER_DATA).toBeUndefined();
  });

  test.each([
    ["linux", { XDG_DATA_HOME: "/xdg" }, "/xdg/greenline"],
    ["darwin", {}, "/home/a/Library/Application Support/Greenline/data"],
    ["win32", { LOCALAPPDATA: "/local" }, "/local/Greenline/data"],
  ] as const)("on %s data lies where this user's data lies", (platform, env, expected) => expect(dataFolder(env, platform, "/home/a")).toBe(expected));
});

test("no display is said on Linux, where there can be none", () => {
  expect(displayProblem({}, "linux")).toContain("no display");
  expect(displayProblem({ DISPLAY: ":0" }, "linux")).toBeUndefined();
  expect(displayProblem({ WAYLAND_DISPLAY: "wayland-0" }, "linux")).toBeUndefined();
  expect(displayProblem({}, "darwin")).toBeUndefined();
});

describe("Chromium's sandbox", () => {
  const facts = { env: {}, dist: "/nowhere", platform: "linux", uid: 1_000, hasNamespaces: () => true } as const;

  test("is on wherever it can be", () => expect(sandboxAdvice(facts)).toEqual({ args: [], canStart: true }));
  test("is off for root, which is said", () =>
    expect(sandboxAdvice({ ...facts, uid: 0 })).toMatchObject({ args: ["--no-sandbox"], canStart: true, say: expect.stringContaining("root") }));
  test("is not given up silently where the system forbids it", () => {
    const without = { ...facts, hasNamespaces: () => false };
    expect(sandboxAdvice(without)).toMatchObject({ args: [], canStart: false, say: expect.stringContaining("GREENLINE_NO_SANDBOX=1") });
    expect(sandboxAdvice({ ...without, env: { GREENLINE_NO_SANDBOX: "1" } })).toMatchObject({ args: ["--no-sandbox"], canStart: true });
  });
});

describe("what is installed", () => {
  const write = (wanted: object, installed: object | undefined) => {
    mkdirSync(join(folder, "node_modules"), { recursive: true });
    writeFileSync(join(folder, "package-lock.json"), JSON.stringify({ packages: { "": {}, ...wanted } }));
    if (installed !== undefined) writeFileSync(join(folder, "node_modules", ".package-lock.json"), JSON.stringify({ packages: installed }));
    return dependenciesAreCurrent(folder);
  };

  test("is current when every package has the version of the lock", async () => {
    expect(await write({ "node_modules/a": { version: "1.0.0" } }, { "node_modules/a": { version: "1.0.0" } })).toBe(true);
  });
  test("is stale when nothing is there, one lacks, or one is another", async () => {
    expect(await write({ "node_modules/a": { version: "1.0.0" } }, undefined)).toBe(false);
    expect(await write({ "node_modules/a": { version: "1.0.0" } }, {})).toBe(false);
    expect(await write({ "node_modules/a": { version: "1.0.1" } }, { "node_modules/a": { version: "1.0.0" } })).toBe(false);
  });
  test("may lack what is for other systems", async () => {
    expect(await write({ "node_modules/a-win32": { version: "1.0.0", optional: true } }, {})).toBe(true);
  });
});

test("a part is stale when a source changes, comes, goes or is renamed, and not otherwise", async () => {
  mkdirSync(join(folder, "src", "deep"), { recursive: true });
  const hashes: string[] = [];
  const look = async () => void hashes.push(await hashOfSources(folder, ["src", "config.ts"]));
  writeFileSync(join(folder, "src", "deep", "a.ts"), "1");
  await look();
  await look();
  expect(hashes[0]).toBe(hashes[1]);

  writeFileSync(join(folder, "src", "deep", "a.ts"), "2");
  await look();
  writeFileSync(join(folder, "src", "b.ts"), "");
  await look();
  rmSync(join(folder, "src", "deep", "a.ts"));
  await look();
  writeFileSync(join(folder, "src", "deep", "c.ts"), "2");
  await look();
  writeFileSync(join(folder, "config.ts"), "");
  await look();
  expect(new Set(hashes).size).toBe(hashes.length - 1);
});
