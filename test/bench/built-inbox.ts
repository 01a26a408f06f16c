import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { buildStale } from "../../scripts/build.mjs";
import { findChromium } from "../../scripts/e2e-environment.mjs";
import { startTestBackend, textWebhook, type TestBackend } from "../backend/running-backend.ts";

/** The inbox as it is built, served by a real backend full of conversations, in a real browser: what the benchmarks of the page share. */

const ROOT = resolve(import.meta.dirname, "../..");
const BATCH = 500;
const VIEWPORT = { width: 1440, height: 900 };

export const AGENT = { name: "Sofia Almeida", password: "a-good-password" };

/** Says how far it is; standard output is for figures alone. */
export const say = (line: string): void => console.error(line);

/** A backend with `count` conversations, each of another customer who waits since between `youngest` and `oldest` milliseconds ago. */
export async function startFullBackend(count: number, { oldest, youngest }: { readonly oldest: number; readonly youngest: number }): Promise<TestBackend> {
  await buildStale(["renderer"], { report: say });
  const backend = await startTestBackend({ env: { GREENLINE_INBOX_DIR: join(ROOT, "dist", "renderer") } });
  const made = await backend.api("/api/v1/agents", { body: { ...AGENT, role: "lead" } });
  if (!made.ok) throw new Error(`The agent could not be made: ${made.status}.`);

  const now = Date.now();
  const began = performance.now();
  for (let from = 0; from < count; from += BATCH) {
    const texts = Array.from({ length: Math.min(BATCH, count - from) }, (_, at) => {
      const number = from + at;
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

export const phoneOf = (number: number): string => `447${String(100_000_000 + number)}`;

export interface BenchBrowser {
  /** A new window with cookies and storage of its own, and so a process of its own. */
  readonly context: () => Promise<BrowserContext>;
  readonly close: () => Promise<void>;
}

export async function startChromium(): Promise<BenchBrowser> {
  const executablePath = findChromium();
  if (executablePath === undefined)
    throw new Error("Chromium is missing; this benchmark measures in a real one.\n  apt-get install -y chromium\nor name one by CHROMIUM_PATH.");
  const browser: Browser = await chromium.launch({
    executablePath,
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  return { context: () => browser.newContext({ viewport: VIEWPORT, locale: "en-GB" }), close: () => browser.close() };
}

/** Signs in and waits until the list shows all that the server has. */
export async function openInbox(
  context: BrowserContext,
  { url }: TestBackend,
  count: number,
  prepare: (page: Page) => Promise<unknown> = async () => {},
): Promise<Page> {
  const page = await context.newPage();
  await prepare(page);
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
  return page;
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
