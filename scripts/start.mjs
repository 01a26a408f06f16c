/**
 * `npm start`: installs and builds what is missing, starts the desktop application with its own backend, or, where there is no
 * display, serves the same inbox to a browser. Built-in modules alone, because nothing may be installed yet.
 */
import { spawn, spawnSync } from "node:child_process";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { librariesAdvice, missingLibraries, pinnedNode, resolveElectron } from "./electron-runtime.mjs";
import { follow } from "./follow.mjs";
import { dependenciesAreCurrent } from "./installed-dependencies.mjs";
import { displayProblem, sandboxAdvice, startEnvironment } from "./start-environment.mjs";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const say = (line) => console.error(line);

async function main() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 11)) {
    say(`Greenline needs Node 20.11 or later to start; this is ${process.versions.node}.`);
    return 1;
  }

  if (!(await dependenciesAreCurrent(ROOT))) {
    say("Installing what package-lock.json names (npm ci).");
    const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: ROOT, stdio: ["ignore", 2, 2], shell: process.platform === "win32" });
    if (status !== 0) return status ?? 1;
  }

  // In its own process, on the Node that the project pins.
  const built = spawnSync(pinnedNode(ROOT), [join(ROOT, "scripts", "build.mjs"), "electron", "renderer"], { cwd: ROOT, stdio: ["ignore", 2, 2] });
  if (built.status !== 0) return built.status ?? 1;

  const env = startEnvironment(process.env, { root: ROOT, node: pinnedNode(ROOT) });
  say(`Data is kept in ${env.GREENLINE_DATA}${process.env.GREENLINE_DATA ? "" : " (GREENLINE_DATA names another folder)"}.`);

  const shell = await findShell(env);
  if (shell === undefined) {
    say("The inbox is served to a browser instead; its address follows.");
    return follow(spawn(pinnedNode(ROOT), [join("backend", "main.ts")], { cwd: ROOT, env, stdio: "inherit" }));
  }
  return follow(spawn(shell.executable, [ROOT, ...shell.args], { cwd: ROOT, env, stdio: "inherit" }));
}

/** The Electron to start and how; undefined, with the reason said, where it cannot run here. */
async function findShell(env) {
  const noDisplay = displayProblem(process.env, process.platform);
  if (noDisplay !== undefined) {
    say(noDisplay);
    return undefined;
  }
  try {
    const { dist, executable, official, version } = await resolveElectron({ root: ROOT, env: process.env, report: say });
    if (!official) say(`Electron ${version}, a development runtime. For the one of the releases: npx install-electron`);

    const missing = librariesAdvice(missingLibraries(executable));
    if (missing !== "") {
      say(missing);
      return undefined;
    }
    const sandbox = sandboxAdvice({ env, dist });
    if (sandbox.say !== undefined) say(sandbox.say);
    return sandbox.canStart ? { executable, args: sandbox.args } : undefined;
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

process.exitCode = await main();
