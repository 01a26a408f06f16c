#!/usr/bin/env node
// The command line. Runs on whatever Node 20 or newer the machine has: below 24 it hands over to the pinned one, because the
// sources run unbuilt only there.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("../", import.meta.url);
const args = process.argv.slice(2);

if (Number(process.versions.node.split(".")[0]) < 24) {
  const pinned = ["node_modules/node/bin/node", "node_modules/node/bin/node.exe"].map((path) => fileURLToPath(new URL(path, root))).find(existsSync);
  if (pinned === undefined) {
    process.stderr.write(`greenline needs Node 24 and found ${process.version}. Run "npm ci" first: it brings one.\n`);
    process.exit(2);
  }
  const child = spawn(pinned, [fileURLToPath(import.meta.url), ...args], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => {
    process.stderr.write(`greenline could not start ${pinned}: ${error.message}\n`);
    process.exitCode = 2;
  });
  child.on("exit", (code, signal) => {
    process.exitCode = code ?? (signal === null ? 1 : 128);
  });
} else {
  const source = new URL("backend/cli/greenline.ts", root);
  const { main } = await import(existsSync(source) ? source.href : new URL("dist/cli/greenline.js", root).href);
  // Somebody stopped reading (`| head`): that is no fault of ours.
  process.stdout.on("error", (error) => process.exit(error.code === "EPIPE" ? 0 : 1));
  process.exitCode = await main(args, process.stdin, process.stdout, process.stderr);
}
