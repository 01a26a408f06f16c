/**
 * `npm run dist`: builds everything and packs it for this system with electron-builder. Further words go to it:
 * `npm run dist -- --linux dir`. Works without a network; a development runtime makes a package marked `-dev`.
 */
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { buildStale } from "./build.mjs";
import { pinnedNode, resolveElectron } from "./electron-runtime.mjs";
import { writeBillOfMaterials } from "./sbom.mjs";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const require = createRequire(import.meta.url);
const words = process.argv.slice(2);

await buildStale(["electron", "backend", "renderer"], { report: console.error });

const { dist, official, version } = await resolveElectron({ report: console.error });
const config = ["--config", "electron-builder.yml", `-c.electronDist=${dist}`, `-c.electronVersion=${version}`];
if (!official) {
  console.error(`WARNING: packed with a development runtime (Electron ${version}), which must not be passed on. The files say "-dev".`);
  config.push("-c.artifactName=${productName}-${version}-dev-${os}-${arch}.${ext}", "-c.extraMetadata.greenlineDevelopmentRuntime=true");
  // electron-builder copies everything in the folder, the mark too, so that the package says it as well.
}

const env = { ...process.env, ELECTRON_BUILDER_COMPRESSION_LEVEL: process.env.ELECTRON_BUILDER_COMPRESSION_LEVEL ?? (official ? "9" : "3") };
const work = mkdtempSync(join(tmpdir(), "greenline-dist-"));
try {
  if (process.platform === "linux") toolsAtHand(env, work);
  const builder = join(ROOT, "node_modules", "electron-builder", "cli.js");
  const { status } = spawnSync(
    pinnedNode(ROOT),
    [builder, ...(words.length === 0 ? ["--linux"].slice(0, process.platform === "linux" ? 1 : 0) : words), ...config, "--publish", "never"],
    { cwd: ROOT, env, stdio: "inherit" },
  );
  process.exitCode = status ?? 1;
  if (status === 0) console.error(`What it is made of: ${await writeBillOfMaterials()}`);
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** electron-builder would download these two; npm and Debian have them. */
function toolsAtHand(env, folder) {
  const { path7za } = require("7zip-bin");
  if (env.ELECTRON_BUILDER_7ZIP_PATH === undefined && existsSync(path7za)) {
    chmodSync(path7za, 0o755);
    env.ELECTRON_BUILDER_7ZIP_PATH = path7za;
  }
  if (env.CUSTOM_FPM_PATH === undefined) {
    const shim = join(folder, "fpm");
    writeFileSync(shim, `#!/bin/sh\nexec "${pinnedNode(ROOT)}" "${join(ROOT, "scripts", "fpm-on-dpkg.mjs")}" "$@"\n`, { mode: 0o755 });
    env.CUSTOM_FPM_PATH = shim;
    env.USE_SYSTEM_FPM = "true";
  }
}
