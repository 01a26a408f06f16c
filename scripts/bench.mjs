/** Runs every benchmark in `test/bench`, one after the other; each prints its product beside its limit and fails where it is over. */
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { pinnedNode } from "./electron-runtime.mjs";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const wanted = process.argv.slice(2);
const files = readdirSync(join(ROOT, "test", "bench"))
  .filter((name) => name.endsWith(".bench.ts") && (wanted.length === 0 || wanted.some((word) => name.includes(word))))
  .toSorted();

const failed = files.filter((file) => {
  console.log(`\n== ${file}`);
  return spawnSync(pinnedNode(ROOT), ["--expose-gc", join("test", "bench", file)], { cwd: ROOT, stdio: "inherit" }).status !== 0;
});
console.log(`\n${files.length - failed.length} of ${files.length} benchmarks within their limits.${failed.length === 0 ? "" : ` Over: ${failed.join(", ")}.`}`);
process.exitCode = failed.length === 0 ? 0 : 1;
