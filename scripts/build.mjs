/**
 * Builds what is stale: `node scripts/build.mjs [electron] [backend] [renderer] [--force]`. Without names everything.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { pinnedNode } from "./electron-runtime.mjs";
import { hashOfSources } from "./source-hash.mjs";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "..");

/** What a part is made from, and a file that is there once it is built. */
const PARTS = {
  electron: { sources: ["electron", "shared"], product: "dist/electron/main.cjs", build: buildElectron },
  backend: { sources: ["backend", "shared"], product: "dist/backend/main.js", build: buildBackend },
  renderer: { sources: ["renderer", "shared", "assets", "vite.renderer.config.ts"], product: "dist/renderer/index.html", build: buildRenderer },
};

/**
 * @param {readonly string[]} names
 * @param {{ root?: string, force?: boolean, report?: (line: string) => void }} [options]
 */
export async function buildStale(names, { root = ROOT, force = false, report = console.log } = {}) {
  for (const name of names) {
    const part = PARTS[name];
    if (part === undefined) throw new Error(`There is no part called ${name}; there are ${Object.keys(PARTS).join(", ")}.`);

    const stamp = join(root, ".cache", "build", `${name}.json`);
    const hash = await hashOfSources(root, [...part.sources, "package-lock.json", "scripts/build.mjs"]);
    if (!force && existsSync(join(root, part.product)) && (await readStamp(stamp)) === hash) continue;

    report(`Building ${name}.`);
    await rm(stamp, { force: true });
    await part.build(root);
    await mkdir(dirname(stamp), { recursive: true });
    await writeFile(stamp, JSON.stringify({ hash }));
  }
}

const readStamp = (file) =>
  readFile(file, "utf8").then(
    (text) => JSON.parse(text).hash,
    () => undefined,
  );

/** CommonJS for Node 18.15, which the oldest Electron we run on has inside. */
async function buildElectron(root) {
  const { build } = await import("esbuild");
  await rm(join(root, "dist/electron"), { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints: present(root, { main: "electron/main.ts", preload: "electron/preload.ts" }),
    outdir: "dist/electron",
    outExtension: { ".js": ".cjs" },
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node18.15",
    external: ["electron"],
    sourcemap: "linked",
    legalComments: "none",
    logLevel: "warning",
  });
}

/** ES modules for Node 24. Native modules stay outside the bundle. */
async function buildBackend(root) {
  const { build } = await import("esbuild");
  const shared = {
    absWorkingDir: root,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node24",
    external: ["@node-rs/argon2", "pg-native"],
    sourcemap: "linked",
    legalComments: "none",
    logLevel: "warning",
    // Some dependencies are CommonJS and ask for Node's own modules by require, which a module does not have.
    banner: { js: 'import { createRequire as createRequireOfBundle } from "node:module"; globalThis.require ??= createRequireOfBundle(import.meta.url);' },
  };
  await rm(join(root, "dist/backend"), { recursive: true, force: true });
  await rm(join(root, "dist/cli"), { recursive: true, force: true });
  await build({
    ...shared,
    entryPoints: present(root, {
      main: "backend/main.ts",
      "raw-inbox-worker": "backend/ingest/raw-inbox-worker.ts",
      "what-if-worker": "backend/sla/what-if-worker.ts",
      "topic-worker": "backend/guard/topic-worker.ts",
      "guard-preview-worker": "backend/guard/guard-preview-worker.ts",
      "calendar-worker": "backend/calendars/calendar-worker.ts",
      "signals-worker": "backend/signals/signals-worker.ts",
      "board-worker": "backend/board/board-worker.ts",
      "report-worker": "backend/reports/report-worker.ts",
      "export-worker": "backend/export/export-worker.ts",
      "forecast-worker": "backend/forecast/forecast-worker.ts",
      simulator: "backend/cloud-api/simulator/main.ts",
    }),
    outdir: "dist/backend",
  });
  await build({ ...shared, entryPoints: present(root, { greenline: "backend/cli/greenline.ts" }), outdir: "dist/cli" });
}

async function buildRenderer(root) {
  const vite = join(root, "node_modules", "vite", "bin", "vite.js");
  const { status } = spawnSync(pinnedNode(root), [vite, "build", "--config", "vite.renderer.config.ts", "--logLevel", "warn"], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (status !== 0) throw new Error("The renderer could not be built.");
}

/** A part whose entry is not written yet is left out, loudly. */
function present(root, entries) {
  return Object.fromEntries(
    Object.entries(entries).filter(([, file]) => {
      const there = existsSync(join(root, file));
      if (!there) console.warn(`WARNING: ${file} does not exist; it is left out of the build.`);
      return there;
    }),
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const words = process.argv.slice(2);
  const names = words.filter((word) => !word.startsWith("-"));
  try {
    // On standard error: a program started after this one may own standard output.
    await buildStale(names.length === 0 ? Object.keys(PARTS) : names, { force: words.includes("--force"), report: (line) => console.error(line) });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
