/** `npm run backend`: builds the inbox for browsers where that is stale, then runs the backend on the Node that the project pins. */
import { spawn } from "node:child_process";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { buildStale } from "./build.mjs";
import { pinnedNode } from "./electron-runtime.mjs";
import { follow } from "./follow.mjs";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "..");

try {
  await buildStale(["renderer"], { report: console.error });
} catch (error) {
  // A backend without the inbox for browsers is still a backend.
  console.error(error instanceof Error ? error.message : error);
}
process.exitCode = await follow(spawn(pinnedNode(ROOT), [join(ROOT, "backend", "main.ts"), ...process.argv.slice(2)], { stdio: "inherit" }));
