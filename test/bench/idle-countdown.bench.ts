import { fileURLToPath } from "node:url";
import { setTimeout as pause } from "node:timers/promises";
import type { CDPSession, Page } from "playwright-core";
import { createClosing, openInbox, startChromium, startFullBackend, type BenchBrowser } from "./built-inbox.ts";
import { median, percentile, printFigures, rounded, spread } from "./figures.ts";

/**
 * PF8: how busy the page's thread is while nothing happens but 10,000 clocks running, and whether scrolling stays smooth. Beside
 * it, in the same run: the same page with the same rows standing still, the same again with one interval that writes the
 * distances (the least that a list of live clocks can cost), and an empty page.
 */
const CONVERSATIONS = Number(process.env["BENCH_CONVERSATIONS"] ?? 10_000);
const RUNS = Number(process.env["BENCH_RUNS"] ?? 5);
const IDLE_MS = 10_000;
const SCROLL_MS = 3_000;
const SCROLL_SPEED = 2_400;
/** None comes due while the benchmark runs: that would be an event, not idleness. */
const AGES = { oldest: 7 * 60_000, youngest: 0 };
const EMPTY = "<!doctype html><title>Empty</title><body></body>";
const TALL = '<!doctype html><title>Tall</title><body><div style="height: 720000px"></div></body>';

interface Subject {
  readonly page: Page;
  readonly cdp: CDPSession;
}

/** The page as it looks now, without what makes it work. */
const still = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const copy = document.documentElement.cloneNode(true) as Element;
    for (const script of copy.querySelectorAll("script, link[rel=modulepreload]")) script.remove();
    return `<!doctype html>${copy.outerHTML}`;
  });

/** One interval for all rows, text nodes found beforehand, nothing else. */
const withOneInterval = (html: string): string =>
  html.replace(
    "</body>",
    `<script>
      const texts = [...document.querySelectorAll("[role=option] b")].map((each) => each.firstChild);
      const due = Date.now() + 500000;
      setInterval(() => {
        const left = Math.floor((due - Date.now()) / 1000);
        for (const text of texts) text.data = Math.floor(left / 60) + ":" + String(left % 60).padStart(2, "0");
      }, 1000);
    </script></body>`,
  );

async function watched(page: Page): Promise<Subject> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Performance.enable");
  return { page, cdp };
}

/** Served from the inbox's own address, so that its styles and fonts are there, but without its policy against inline scripts. */
async function standIn({ context: newContext }: BenchBrowser, url: string, html: string): Promise<Subject> {
  const context = await newContext();
  await context.route(`${url}/stand-in`, (route) => route.fulfill({ contentType: "text/html", body: html }));
  const page = await context.newPage();
  await page.goto(`${url}/stand-in`);
  return watched(page);
}

/** Seconds that the page's thread has spent in tasks, and seconds of processor that it has used. */
async function spent(cdp: CDPSession): Promise<{ readonly tasks: number; readonly cpu: number }> {
  const { metrics } = await cdp.send("Performance.getMetrics");
  const of = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN;
  return { tasks: of("TaskDuration"), cpu: of("ThreadTime") };
}

/** Per cent of the wall's time. */
async function idle({ cdp }: Subject): Promise<{ readonly tasks: number; readonly cpu: number }> {
  const before = await spent(cdp);
  const began = performance.now();
  await pause(IDLE_MS);
  const after = await spent(cdp);
  const percent = (seconds: number) => (100_000 * seconds) / (performance.now() - began);
  return { tasks: percent(after.tasks - before.tasks), cpu: percent(after.cpu - before.cpu) };
}

/** The 95th percentile of the distances between frames while the wheel turns. */
async function scroll({ cdp, page }: Subject): Promise<number> {
  const { x, y } = await page.evaluate(() => {
    const box = (document.getElementById("conversation-list") ?? document.body).getBoundingClientRect();
    return { x: box.x + Math.min(box.width, innerWidth) / 2, y: Math.max(box.y, 0) + 300 };
  });
  await page.evaluate((ms) => {
    window.scrolled = new Promise((done) => {
      const deltas: number[] = [];
      const began = performance.now();
      let last = began;
      const frame = (): void => {
        const now = performance.now();
        deltas.push(now - last);
        last = now;
        if (now - began < ms) requestAnimationFrame(frame);
        else done(deltas.slice(1));
      };
      requestAnimationFrame(frame);
    });
  }, SCROLL_MS);
  await cdp.send("Input.synthesizeScrollGesture", {
    x,
    y,
    yDistance: (-SCROLL_SPEED * SCROLL_MS) / 1_000,
    speed: SCROLL_SPEED,
    gestureSourceType: "mouse",
    preventFling: true,
  });
  const deltas = await page.evaluate(() => window.scrolled);
  const top = await page.evaluate(() => {
    const scroller = document.getElementById("conversation-list") ?? document.documentElement;
    const reached = scroller.scrollTop;
    scroller.scrollTop = 0;
    return reached;
  });
  if (top < SCROLL_SPEED) throw new Error(`The wheel did not turn: ${top} px after ${SCROLL_MS} ms.`);
  return percentile(deltas, 0.95);
}

declare global {
  interface Window {
    scrolled: Promise<readonly number[]>;
  }
}

export async function benchIdleCountdown() {
  const closing = createClosing();
  try {
    const chromium = closing.own(await startChromium(), ({ close }) => close());
    const backend = closing.own(await startFullBackend(CONVERSATIONS, AGES), ({ stop }) => stop());
    const inbox = await openInbox(await chromium.context(), backend, CONVERSATIONS);
    const picture = await still(inbox);
    const rows = await inbox.getByRole("option").count();

    const subjects = {
      empty: await standIn(chromium, backend.url, EMPTY),
      static: await standIn(chromium, backend.url, picture),
      oneInterval: await standIn(chromium, backend.url, withOneInterval(picture)),
      ours: await watched(inbox),
    };
    const tall = await standIn(chromium, backend.url, TALL);
    // What the start has left behind is over by then: the head saved, the old generation dropped.
    await pause(5_000);

    const names = ["empty", "static", "oneInterval", "ours"] as const;
    const tasks = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<(typeof names)[number], number[]>;
    const cpu = Object.fromEntries(names.map((name) => [name, [] as number[]])) as typeof tasks;
    for (let run = 0; run < RUNS; run += 1) {
      for (const name of names) {
        const share = await idle(subjects[name]);
        tasks[name].push(share.tasks);
        cpu[name].push(share.cpu);
      }
    }
    const frames = { empty: [] as number[], ours: [] as number[] };
    for (let run = 0; run <= RUNS; run += 1) {
      const both = { empty: await scroll(tall), ours: await scroll(subjects.ours) };
      // The first draws rows for the first time.
      if (run === 0) continue;
      frames.empty.push(both.empty);
      frames.ours.push(both.ours);
    }

    const ratio = (of: readonly number[], to: readonly number[]) => rounded(median(of) / median(to));
    const toStatic = ratio(tasks.ours, tasks.static);
    const framesToEmpty = ratio(frames.ours, frames.empty);
    return {
      id: "PF8",
      what: `page's thread busy (%) while ${CONVERSATIONS} clocks run, ${rows} rows drawn; frames while scrolling (p95, ms)`,
      busy: {
        limit: { empty: spread(tasks.empty), static: spread(tasks.static), oneInterval: spread(tasks.oneInterval) },
        ours: spread(tasks.ours),
        cpu: { empty: spread(cpu.empty), static: spread(cpu.static), oneInterval: spread(cpu.oneInterval), ours: spread(cpu.ours) },
        ratio: { toStatic, toOneInterval: ratio(tasks.ours, tasks.oneInterval), toEmpty: ratio(tasks.ours, tasks.empty) },
        goal: "at most 3 × static and at most 1 %",
      },
      frames: { limit: { what: "empty tall page", ...spread(frames.empty) }, ours: spread(frames.ours), ratio: framesToEmpty, goal: "at most 1.2 × empty" },
      met: { busy: median(tasks.ours) <= 1, toStatic: toStatic <= 3, frames: framesToEmpty <= 1.2 },
    };
  } finally {
    await closing.close();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await printFigures(benchIdleCountdown);
