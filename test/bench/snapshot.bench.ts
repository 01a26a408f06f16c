import { fileURLToPath } from "node:url";
import { build, type PluginBuild } from "esbuild";
import { chromium } from "playwright-core";
import { AGENT, CHROMIUM_ARGS, chromiumPath, createClosing, say, startFullBackend, temporaryFolder } from "./built-inbox.ts";
import { median, printFigures, rounded, spread } from "./figures.ts";

/**
 * PF7: a snapshot stored as the desk stores it, from the bytes of the answer to the flip of the generation, in a real Chromium, beside
 * one put of the same bytes as one value; and the tasks of more than 50 ms that the page's thread had meanwhile.
 */
const CONVERSATIONS = Number(process.env["BENCH_CONVERSATIONS"] ?? 100_000);
const RUNS = Number(process.env["BENCH_RUNS"] ?? 5);
const MOST = 3;
const PAGE = "<!doctype html><title>Snapshot</title><body></body>";

export async function benchSnapshot() {
  const closing = createClosing();
  try {
    const [pageScript, workerScript] = await Promise.all([bundled("snapshot-page.ts"), bundled("../../renderer/sync/snapshot-worker.ts")]);
    const { folder } = closing.own(temporaryFolder(), ({ remove }) => remove());
    const backend = closing.own(await startFullBackend(CONVERSATIONS, { oldest: 8 * 60_000, youngest: 60_000, promised: 22 }), ({ stop }) => stop());
    const signedIn = await backend.api("/api/v1/sessions", { token: "", body: { ...AGENT, device: { id: "device", name: "Bench" } } });
    const { accessToken } = (await signedIn.json()) as { readonly accessToken: string };

    // A profile on disk: without one the browser keeps it all in memory.
    const context = closing.own(
      await chromium.launchPersistentContext(folder, { executablePath: chromiumPath(), headless: true, args: [...CHROMIUM_ARGS, "--js-flags=--expose-gc"] }),
      (each) => each.close(),
    );
    await context.route(`${backend.url}/stand-in`, (route) => route.fulfill({ contentType: "text/html", body: PAGE }));
    await context.route(`${backend.url}/snapshot-worker.js`, (route) => route.fulfill({ contentType: "text/javascript", body: workerScript }));
    const page = await context.newPage();
    await page.goto(`${backend.url}/stand-in`);
    await page.addScriptTag({ type: "module", content: pageScript });
    await page.waitForFunction(() => "storeAsDesk" in window);
    const bytes = await page.evaluate((token) => window.takeSnapshot(token), accessToken);

    const one: number[] = [];
    const desk: number[] = [];
    const longest: number[] = [];
    for (let run = 0; run <= RUNS; run += 1) {
      const limit = await page.evaluate(() => window.storeAsOne());
      const ours = await page.evaluate(() => window.storeAsDesk());
      // The first compiles what the others use.
      if (run === 0) continue;
      one.push(limit);
      desk.push(ours.ms);
      longest.push(Math.max(0, ...ours.longTasks));
      say(`one put ${Math.round(limit)} ms, ours ${Math.round(ours.ms)} ms, long tasks ${ours.longTasks.map(Math.round).join(" ") || "none"}`);
    }
    const ratio = rounded(median(desk) / median(one));
    return {
      id: "PF7",
      what: `a snapshot of ${CONVERSATIONS} conversations (${Math.round(bytes / 1e6)} MB) stored (ms)`,
      limit: { what: "one put of the same bytes", ...spread(one) },
      ours: spread(desk),
      ratio,
      longestTaskMs: spread(longest),
      goal: `at most ${MOST} × one put, no task over 50 ms`,
      met: { ratio: ratio <= MOST, longTasks: median(longest) <= 50 },
    };
  } finally {
    await closing.close();
  }
}

async function bundled(file: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(file, import.meta.url))],
    bundle: true,
    format: "esm",
    target: "chrome114",
    write: false,
    // As Vite names a worker: here it is served under a name of its own.
    plugins: [{ name: "worker-address", setup: (made) => nameOnly(made) }],
  });
  return outputFiles[0]!.text;
}

function nameOnly(made: PluginBuild): void {
  made.onResolve({ filter: /\?worker&url$/ }, ({ path }) => ({ path, namespace: "worker-address" }));
  made.onLoad({ filter: /.*/, namespace: "worker-address" }, () => ({ contents: `export default "/snapshot-worker.js";` }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await printFigures(benchSnapshot);
