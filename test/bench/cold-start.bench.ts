import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { chromium, type BrowserContext, type Page } from "playwright-core";
import { build } from "vite";
import { CHROMIUM_ARGS, chromiumPath, createClosing, ROOT, say, signInTo, startFullBackend, temporaryFolder, VIEWPORT } from "./built-inbox.ts";
import { median, printFigures, rounded, spread } from "./figures.ts";

/**
 * PF6: a browser that starts anew with the profile of yesterday, until the first rows are painted, with few and with many conversations
 * in the local store; beside it the same page with its rows built in (`--mode views`), without session, store and network.
 */
const SIZES = (process.env["BENCH_SIZES"] ?? "1000,10000,100000").split(",").map(Number);
const RUNS = Number(process.env["BENCH_RUNS"] ?? 5);
const MOST = 2;
/** The same at every size, within what runs differ. */
const FLAT = 1.25;
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

declare global {
  interface Window {
    /** Milliseconds from the navigation until a row is painted. */
    firstRow: Promise<number>;
  }
}

const watchFirstRow = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    window.firstRow = new Promise((painted) => {
      const look = (): void => {
        if (document.querySelector("[role=option]") === null) return;
        watch.disconnect();
        requestAnimationFrame(() => {
          const after = new MessageChannel();
          after.port1.addEventListener("message", () => painted(performance.now()));
          after.port1.start();
          after.port2.postMessage(undefined);
        });
      };
      const watch = new MutationObserver(look);
      watch.observe(document, { subtree: true, childList: true });
    });
  });

const open = (profile: string): Promise<BrowserContext> =>
  chromium.launchPersistentContext(profile, { executablePath: chromiumPath(), headless: true, args: [...CHROMIUM_ARGS], viewport: VIEWPORT, locale: "en-GB" });

async function startFiles(folder: string) {
  const server = createServer((request, response) => {
    const path = join(folder, new URL(request.url ?? "/", "http://localhost").pathname);
    try {
      response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream" }).end(readFileSync(path));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop: () => server.close() };
}

export async function benchColdStart() {
  const closing = createClosing();
  try {
    const { folder } = closing.own(temporaryFolder(), ({ remove }) => remove());
    const builtIn = join(folder, "views");
    await build({ configFile: join(ROOT, "vite.renderer.config.ts"), mode: "views", logLevel: "error", build: { outDir: builtIn, emptyOutDir: true } });
    const files = closing.own(await startFiles(builtIn), ({ stop }) => stop());

    const startOf = (name: string, url: string) => async (): Promise<number> => {
      const context = await open(join(folder, name));
      await watchFirstRow(context);
      const page = await context.newPage();
      await page.goto(url, { waitUntil: "commit" });
      const ms = await page.evaluate(() => window.firstRow);
      await context.close();
      return ms;
    };
    const subjects = [{ name: "limit", start: startOf("profile-limit", `${files.url}/dev/dev.html?open=none`), times: [] as number[] }];
    for (const count of SIZES) {
      const backend = closing.own(await startFullBackend(count, { oldest: 8 * 60_000, youngest: 60_000, promised: 22 }), ({ stop }) => stop());
      const profile = `profile-${count}`;
      const context = await open(join(folder, profile));
      const page: Page = await context.newPage();
      await signInTo(page, backend, count);
      // The first screens are kept for the next start.
      await pause(8_000);
      await context.close();
      subjects.push({ name: String(count), start: startOf(profile, backend.url), times: [] });
    }
    for (let run = 0; run <= RUNS; run += 1)
      for (const { name, start, times } of subjects) {
        const ms = await start();
        say(`${name}: ${Math.round(ms)} ms`);
        // The first fills the disk's caches.
        if (run > 0) times.push(ms);
      }
    const [limit, ...ours] = subjects;
    const ratio = Math.max(...ours.map(({ times }) => rounded(median(times) / median(limit!.times))));
    const flat = rounded(median(ours.at(-1)!.times) / median(ours[0]!.times));
    return {
      id: "PF6",
      what: "start of the page with yesterday's profile until the first rows are painted (ms)",
      limit: { what: "the same page, rows built in", ...spread(limit!.times) },
      ours: ours.map(({ name, times }) => ({ conversations: Number(name), ...spread(times), ratio: rounded(median(times) / median(limit!.times)) })),
      largeToSmall: flat,
      goal: `at most ${MOST} × built-in rows, flat`,
      met: { ratio: ratio <= MOST, flat: flat <= FLAT },
    };
  } finally {
    await closing.close();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await printFigures(benchColdStart);
