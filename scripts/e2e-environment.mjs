/**
 * What the end-to-end tests need around them: a screen, a session bus, Chromium, an Electron and what is built. Vitest calls
 * `setup` before the project `e2e` and `teardown` after it; `npm test` asks `missingForE2e` first and says loudly what lacks.
 */
import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { buildStale } from "./build.mjs";
import { librariesAdvice, missingLibraries, pinnedNode, resolveElectron } from "./electron-runtime.mjs";

const CHROMIUM_NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** Programs and the Debian package that brings each. */
const PROGRAMS = [
  { package: "xvfb", isThere: (env) => findProgram("Xvfb", env) !== undefined },
  { package: "dbus", isThere: (env) => findProgram("dbus-daemon", env) !== undefined },
  { package: "chromium", isThere: (env) => findChromium(env) !== undefined },
];

/** @param {string} name */
export function findProgram(name, env = process.env) {
  for (const folder of (env.PATH ?? "").split(delimiter)) {
    const file = join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // The next folder may have it.
    }
  }
  return undefined;
}

/** The Chromium to test with: the one named by CHROMIUM_PATH, or the first that is installed. */
export function findChromium(env = process.env) {
  return env.CHROMIUM_PATH ?? CHROMIUM_NAMES.map((name) => findProgram(name, env)).find((file) => file !== undefined);
}

/** Why the end-to-end tests cannot run here; empty where they can. */
export async function missingForE2e(env = process.env, report = console.error) {
  if (process.platform !== "linux") return ["The end-to-end tests start their own screen, which they know how to do on Linux alone."];

  const missing = PROGRAMS.filter(({ isThere }) => !isThere(env));
  const reasons = missing.length === 0 ? [] : [`Programs are missing.\n  apt-get install -y ${missing.map((program) => program.package).join(" ")}`];
  try {
    const { executable } = await resolveElectron({ env, report });
    const advice = librariesAdvice(missingLibraries(executable));
    if (advice !== "") reasons.push(advice);
  } catch (error) {
    reasons.push(error instanceof Error ? error.message : String(error));
  }
  return reasons;
}

/** @type {(() => void)[]} */
let stops = [];

export async function setup() {
  const reasons = await missingForE2e();
  if (reasons.length > 0) throw new Error(["The end-to-end tests cannot run here.", ...reasons].join("\n"));

  await buildStale(["renderer", "electron"], { report: console.error });
  const screen = await startScreen();
  const bus = await startBus();
  const { executable } = await resolveElectron();

  // Handed on by the environment, which the test processes inherit.
  delete process.env.WAYLAND_DISPLAY;
  Object.assign(process.env, {
    DISPLAY: screen.display,
    DBUS_SESSION_BUS_ADDRESS: bus.address,
    GREENLINE_E2E_ELECTRON: executable,
    GREENLINE_NODE: pinnedNode(),
    CHROMIUM_PATH: findChromium(),
  });
  stops = [bus.stop, screen.stop];
}

export async function teardown() {
  for (const stop of stops) stop();
  stops = [];
}

async function startScreen() {
  const { said, stop } = await startAndListen("Xvfb", ["-displayfd", "3", "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]);
  return { display: `:${said}`, stop };
}

async function startBus() {
  const { said, stop } = await startAndListen("dbus-daemon", ["--session", "--nofork", "--print-address=3"]);
  return { address: said, stop };
}

/** Starts a program that says its address on descriptor 3 when it is ready. */
function startAndListen(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ["ignore", "ignore", "ignore", "pipe"] });
    const stop = () => void child.kill("SIGTERM");
    // A run that is killed must not leave its screen behind.
    process.once("exit", stop);
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`${command} ended with ${code} before it was ready.`)));
    let said = "";
    child.stdio[3].on("data", (chunk) => {
      said += chunk;
      if (said.includes("\n")) resolve({ said: said.split("\n")[0].trim(), stop });
    });
  });
}
