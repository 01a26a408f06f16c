import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { textWebhook } from "../backend/running-backend.ts";
import { createClosing, openInbox, phoneOf, say, startChromium, startFullBackend } from "./built-inbox.ts";
import { median, percentile, printFigures, rounded, spread } from "./figures.ts";

/**
 * PF12 and the whole: the built inbox with 100,000 conversations in a real Chromium beside the same with a thousand. The work of a
 * click on a view, a choice of an order and a letter of a search, from the event until nothing is left to do for the new screen; frames
 * while scrolling, deltas taken meanwhile. `BENCH_PICTURE` names a file for a picture of it.
 */
const SIZES = (process.env["BENCH_SIZES"] ?? "1000,100000").split(",").map(Number);
const RUNS = Number(process.env["BENCH_RUNS"] ?? 5);
const MOST_MORE_MS = 5;
const MOST_LETTER_MS = 16;
const MOST_FRAMES = 1.2;
const VIEWS = ["Mine", "Unassigned", "Waiting on customer", "Done", "Due next"];
const SORTS = ["Newest", "Oldest waiting", "Window closing", "Due next"];
const QUERY = "order 777";
const SCROLL_MS = 3_000;
const SCROLL_SPEED = 2_400;

declare global {
  interface Window {
    /** Milliseconds of work of an event, and of all that follows from it before the page draws. */
    workOf: (act: () => void) => Promise<number>;
  }
}

/** What React does after an event it does in a microtask; what comes later is not this event's. */
const prepare = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    window.workOf = async (act) => {
      const began = performance.now();
      act();
      for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
      return performance.now() - began;
    };
  });

const clickView = (page: Page, name: string): Promise<number> =>
  page.evaluate(async (wanted) => {
    const button = [...document.querySelectorAll<HTMLButtonElement>("nav button")].find(({ textContent }) => textContent.startsWith(wanted));
    if (button === undefined) throw new Error(`There is no view ${wanted}.`);
    const ms = await window.workOf(() => button.click());
    await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 30)));
    return ms;
  }, name);

async function chooseSort(page: Page, name: string): Promise<number> {
  await page.getByRole("button", { name: /^Sort/ }).click();
  const choice = page.getByRole("menuitemradio", { name });
  await choice.waitFor();
  return choice.evaluate(async (item: HTMLElement) => {
    const ms = await window.workOf(() => item.click());
    await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 200)));
    return ms;
  });
}

async function typeQuery(page: Page): Promise<readonly number[]> {
  await page.getByRole("button", { name: "Filter this list" }).click();
  const field = page.locator("header input[type=text]").first();
  await field.waitFor();
  const times = await field.evaluate(async (input: HTMLInputElement, query) => {
    const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set;
    const all: number[] = [];
    for (let length = 1; length <= query.length; length += 1) {
      all.push(
        await window.workOf(() => {
          setValue?.call(input, query.slice(0, length));
          input.dispatchEvent(new Event("input", { bubbles: true }));
        }),
      );
      await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 30)));
    }
    return all;
  }, QUERY);
  await page.keyboard.press("Escape");
  return times;
}

/** The 95th percentile of the distances between frames while the wheel turns, with news coming in. */
async function scroll(page: Page, news: () => Promise<unknown>): Promise<number> {
  const cdp = await page.context().newCDPSession(page);
  const box = (await page.locator("#conversation-list").boundingBox())!;
  const frames = page.evaluate(
    (ms) =>
      new Promise<readonly number[]>((done) => {
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
      }),
    SCROLL_MS,
  );
  const gesture = cdp.send("Input.synthesizeScrollGesture", {
    x: box.x + box.width / 2,
    y: box.y + 300,
    yDistance: (-SCROLL_SPEED * SCROLL_MS) / 1_000,
    speed: SCROLL_SPEED,
    gestureSourceType: "mouse",
    preventFling: true,
  });
  await news();
  await gesture;
  const deltas = await frames;
  await cdp.detach();
  await page.locator("#conversation-list").evaluate((list) => (list.scrollTop = 0));
  return percentile(deltas, 0.95);
}

/** Of each step the least of all runs: what is more is what else ran on the same cores. */
const leasts = (runs: readonly (readonly number[])[]): readonly number[] => runs[0]!.map((_, step) => Math.min(...runs.map((run) => run[step]!)));

export async function benchViews() {
  const closing = createClosing();
  try {
    const chromium = closing.own(await startChromium(), ({ close }) => close());
    const subjects = [];
    for (const count of SIZES) {
      const backend = closing.own(await startFullBackend(count, { oldest: 8 * 60_000, youngest: 60_000, promised: 22 }), ({ stop }) => stop());
      const page = await openInbox(await chromium.context(), backend, count, prepare);
      subjects.push({ count, page, backend, view: [] as number[][], sort: [] as number[][], letter: [] as (readonly number[])[], frames: [] as number[] });
    }
    // The orders nobody asked for yet are prepared, the first screens kept.
    await pause(8_000);
    for (let run = 0; run <= RUNS; run += 1)
      for (const { backend, count, frames, letter, page, sort, view } of subjects) {
        const views: number[] = [];
        for (const name of VIEWS) views.push(await clickView(page, name));
        const sorts: number[] = [];
        for (const name of SORTS) sorts.push(await chooseSort(page, name));
        const letters = await typeQuery(page);
        const news = async (): Promise<void> => {
          for (let at = 0; at < 10; at += 1) {
            await backend.post(textWebhook({ from: phoneOf((at * 7_919 + run) % count), name: `Customer ${at}`, text: `Any news ${run}?` }));
            await pause(150);
          }
        };
        const p95 = await scroll(page, news);
        if (run === 0) continue;
        view.push(views);
        sort.push(sorts);
        letter.push(letters);
        frames.push(p95);
        say(
          `${count}: view ${rounded(median(views))}, sort ${rounded(median(sorts))}, letter ${rounded(median(letters))} (${rounded(Math.max(...letters))}), frames ${rounded(p95)} ms`,
        );
      }
    const picture = process.env["BENCH_PICTURE"];
    if (picture !== undefined) {
      mkdirSync(dirname(picture), { recursive: true });
      await subjects.at(-1)!.page.screenshot({ path: picture });
    }
    const [small, large] = [subjects[0]!, subjects.at(-1)!];
    const moreOf = (pick: (one: typeof small) => readonly (readonly number[])[]) => rounded(median(leasts(pick(large))) - median(leasts(pick(small))));
    const more = { view: moreOf(({ view }) => view), sort: moreOf(({ sort }) => sort) };
    const letterMost = rounded(Math.max(...leasts(large.letter)));
    const framesToSmall = rounded(median(large.frames) / median(small.frames));
    return {
      id: "PF12",
      what: "work of one event on the page's thread until the new screen stands in the document (ms)",
      subjects: subjects.map(({ count, frames, letter, sort, view }) => ({
        conversations: count,
        view: { least: spread(leasts(view)), all: spread(view.flat()) },
        sort: { least: spread(leasts(sort)), all: spread(sort.flat()) },
        letter: { least: spread(leasts(letter)), all: spread(letter.flat()) },
        framesP95: spread(frames),
      })),
      more: { what: `of ${large.count} against ${small.count}, where all the rest is the same`, ...more },
      letterMost,
      framesToSmall,
      goal: `view and order at most ${MOST_MORE_MS} ms more than with ${small.count}; a letter at most ${MOST_LETTER_MS} ms; frames at most ${MOST_FRAMES} ×`,
      met: { view: more.view <= MOST_MORE_MS, sort: more.sort <= MOST_MORE_MS, letter: letterMost <= MOST_LETTER_MS, frames: framesToSmall <= MOST_FRAMES },
    };
  } finally {
    await closing.close();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await printFigures(benchViews);
