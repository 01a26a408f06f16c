import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { buildStale } from "../../scripts/build.mjs";
import { findChromium } from "../../scripts/e2e-environment.mjs";
import { startTestBackend, textWebhook, type TestBackend } from "../backend/running-backend.ts";

/** The inbox as it is built, served by a real backend full of conversations, in a real browser: what the benchmarks of the page share. */

export const ROOT = resolve(import.meta.dirname, "../..");
const BATCH = 500;
const PRIME = 7_919;
export const VIEWPORT = { width: 1440, height: 900 };

export const AGENT = { name: "Sofia Almeida", password: "a-good-password" };

/** Says how far it is; standard output is for figures alone. */
export const say = (line: string): void => console.error(line);

interface Filling {
  /** The customers wait since between these times, in milliseconds. */
  readonly oldest: number;
  readonly youngest: number;
  /** What was promised, in hours, without a warning: nothing falls due while a benchmark runs. Ours where nothing is said. */
  readonly promised?: number;
  /** Where the data lie, and stay; a new folder, gone with the backend, where nothing is said. */
  readonly folder?: string;
}

/**
 * A backend with `count` conversations, each of another customer. Where BENCH_DATA names a folder, data in which nothing falls due are
 * kept there for the next benchmark, and are good for some hours: 100,000 conversations take minutes.
 */
export async function startFullBackend(count: number, filling: Filling): Promise<TestBackend> {
  await buildStale(["renderer"], { report: say });
  const { folder = mkdtempSync(join(tmpdir(), "greenline-bench-")), promised } = filling;
  const kept = process.env["BENCH_DATA"];
  if (kept === undefined || promised === undefined) return fill(await startOn(folder), count, filling);

  const template = join(kept, String(count));
  if (!existsSync(template)) {
    await (await fill(await startOn(folder), count, filling)).stop({ keep: true });
    cpSync(folder, template, { recursive: true });
  } else cpSync(template, folder, { recursive: true });
  return startOn(folder);
}

const startOn = (folder: string): Promise<TestBackend> => startTestBackend({ env: { GREENLINE_INBOX_DIR: join(ROOT, "dist", "renderer") }, folder });

async function fill(backend: TestBackend, count: number, { oldest, promised, youngest }: Filling): Promise<TestBackend> {
  const made = await backend.api("/api/v1/agents", { body: { ...AGENT, role: "lead" } });
  if (!made.ok) throw new Error(`The agent could not be made: ${made.status}.`);
  if (promised !== undefined) await promise(backend, promised);

  const now = Date.now();
  const began = performance.now();
  for (let from = 0; from < count; from += BATCH) {
    const texts = Array.from({ length: Math.min(BATCH, count - from) }, (_, at) => {
      // Not in the order in which they wait: what comes sorted is sorted for nothing.
      const number = ((from + at) * PRIME) % count;
      const age = oldest - ((oldest - youngest) * number) / count;
      return textWebhook({
        at: now - age,
        from: phoneOf(number),
        name: `Customer ${number}`,
        text: `When will order ${number} ship? It was promised for today.`,
      });
    });
    const answer = await backend.post({ object: "whatsapp_business_account", entry: texts.flatMap(({ entry }) => entry) });
    if (answer.status !== 200) throw new Error(`A webhook was answered with ${answer.status}.`);
    await backend.settled();
  }
  say(`${count} conversations in ${Math.round((performance.now() - began) / 100) / 10} s.`);
  return backend;
}

async function promise({ api, json }: TestBackend, hours: number): Promise<void> {
  const target = { target: hours * 3_600_000, calendar: "24/7" };
  const policy = {
    id: "default",
    version: 1,
    name: "Default",
    default: true,
    conditions: [],
    targets: { "first-reply": target, "next-reply": target, resolution: target },
    warnings: [],
  };
  const saved = await api("/api/v1/policies", { method: "PUT", body: { calendars: (await json("/api/v1/policies")).calendars, policies: [policy] } });
  if (!saved.ok) throw new Error(`The promise was refused: ${saved.status} ${await saved.text()}`);
}

export const phoneOf = (number: number): string => `447${String(100_000_000 + number)}`;

export interface BenchBrowser {
  /** A new window with cookies and storage of its own, and so a process of its own. */
  readonly context: () => Promise<BrowserContext>;
  readonly close: () => Promise<void>;
}

export const CHROMIUM_ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
] as const;

export function chromiumPath(): string {
  const path = findChromium();
  if (path === undefined)
    throw new Error("Chromium is missing; this benchmark measures in a real one.\n  apt-get install -y chromium\nor name one by CHROMIUM_PATH.");
  return path;
}

export async function startChromium(): Promise<BenchBrowser> {
  const browser: Browser = await chromium.launch({ executablePath: chromiumPath(), headless: true, args: [...CHROMIUM_ARGS] });
  return { context: () => browser.newContext({ viewport: VIEWPORT, locale: "en-GB" }), close: () => browser.close() };
}

export async function openInbox(
  context: BrowserContext,
  backend: TestBackend,
  count: number,
  prepare: (page: Page) => Promise<unknown> = async () => {},
): Promise<Page> {
  const page = await context.newPage();
  await prepare(page);
  await signInTo(page, backend, count);
  return page;
}

/** Signs in and waits until the list shows all that the server has. */
export async function signInTo(page: Page, { url }: TestBackend, count: number): Promise<void> {
  await page.goto(url);
  await page.getByLabel("Name", { exact: true }).fill(AGENT.name);
  await page.getByLabel("Password").fill(AGENT.password);
  await page.keyboard.press("Enter");
  const began = performance.now();
  await page
    .locator(`[role=option][aria-setsize="${count}"]`)
    .first()
    .waitFor({ timeout: 30_000 + count * 5 });
  say(`${count} conversations on screen ${Math.round((performance.now() - began) / 100) / 10} s after the sign-in.`);
}

/** Opened last, closed first; a part that cannot be closed does not keep the others open. */
export function createClosing() {
  const closes: (() => unknown)[] = [];
  return {
    own: <T>(thing: T, close: (thing: T) => unknown): T => {
      closes.push(() => close(thing));
      return thing;
    },
    close: async (): Promise<void> => {
      for (const close of closes.toReversed()) {
        try {
          await close();
        } catch (error) {
          say(`Could not be closed: ${String(error)}`);
        }
      }
    },
  };
}

export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), "greenline-bench-"));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
