/**
 * `npm test`: types, lint, format, unused code, then every test with one runner, so that its count of passed tests stands at the
 * end. `--quick` (npm run check) leaves out the end-to-end tests.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { missingForE2e } from "./e2e-environment.mjs";
import { pinnedNode } from "./electron-runtime.mjs";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const RESULTS = join(ROOT, ".cache", "test", "results.json");
const quick = process.argv.includes("--quick");

const bin = (name) => join(ROOT, "node_modules", ".bin", process.platform === "win32" ? `${name}.cmd` : name);

/** The tools are started on the pinned Node, whatever started this. */
const env = { ...process.env, PATH: `${dirname(pinnedNode(ROOT))}:${process.env.PATH ?? ""}`, FORCE_COLOR: process.env.FORCE_COLOR ?? "0" };

/** The whole takes eight minutes on two cores, and more on busy ones; a test that never ends must not hold up whoever waits for the answer. */
const LONGEST_MS = 24 * 60_000;

function run(title, command, args) {
  const startedAt = performance.now();
  console.log(`\n== ${title}`);
  const { status, error } = spawnSync(command, args, { cwd: ROOT, env, stdio: ["ignore", "inherit", "inherit"], timeout: LONGEST_MS });
  if (error !== undefined)
    console.error(error.code === "ETIMEDOUT" ? `Ended after ${LONGEST_MS / 60_000} minutes: something in it never ends.` : error.message);
  console.log(`   ${status === 0 ? "ok" : "FAILED"}, ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  return status === 0;
}

/** What git says about the tree, where this is a clone: a test that leaves something behind is a fault. */
function workTree() {
  const { status, stdout } = spawnSync("git", ["status", "--porcelain=v1", "--untracked-files=all"], { cwd: ROOT, encoding: "utf8" });
  return status === 0 ? new Set(stdout.split("\n").filter((line) => line !== "")) : undefined;
}

const failed = [];
const skipped = [];
const before = workTree();

const checks = [
  ["Types", "tsc", ["-b", "--pretty", "false"]],
  ["Lint", "oxlint", ["--deny-warnings"]],
  ["Format", "oxfmt", ["--check", "."]],
  ["Unused code", "knip", ["--no-progress"]],
];
for (const [title, command, args] of checks) if (!run(title, bin(command), args)) failed.push(title);

const projects = ["unit", "renderer"];
if (!quick) {
  const reasons = await missingForE2e();
  if (reasons.length === 0) projects.push("e2e");
  else skipped.push(["The end-to-end tests in Electron and Chromium", reasons]);
}
const tellSkipped = () => {
  for (const [what, reasons] of skipped) console.log(["", "!".repeat(80), `NOT TESTED: ${what}.`, ...reasons, "!".repeat(80)].join("\n"));
};
tellSkipped();

await mkdir(dirname(RESULTS), { recursive: true });
await rm(RESULTS, { force: true });
const named = projects.flatMap((project) => ["--project", project]);
if (!run(`Tests (${projects.join(", ")})`, bin("vitest"), ["run", ...named, "--reporter=default", "--reporter=json", `--outputFile.json=${RESULTS}`]))
  failed.push("Tests");

const after = workTree();
if (before !== undefined && after !== undefined) {
  const left = [...after].filter((line) => !before.has(line));
  if (left.length > 0) {
    failed.push("Clean work tree");
    console.log(`\nThe run left something behind:\n${left.join("\n")}`);
  }
}

tellSkipped();
if (failed.length > 0) console.log(`\nFAILED: ${failed.join(", ")}.`);
if (existsSync(RESULTS)) {
  const { numPassedTests, numFailedTests, numTotalTests, numPendingTests } = JSON.parse(await readFile(RESULTS, "utf8"));
  const parts = [
    numFailedTests > 0 ? `${numFailedTests} failed` : "",
    `${numPassedTests} passed`,
    numPendingTests > 0 ? `${numPendingTests} skipped` : "",
  ].filter((part) => part !== "");
  console.log(`\n      Tests  ${parts.join(" | ")} (${numTotalTests})`);
}
process.exitCode = failed.length === 0 ? 0 : 1;
