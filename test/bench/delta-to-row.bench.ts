import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { BrowserContext, CDPSession, Page } from "playwright-core";
import { seeded } from "../fixtures/sla/random.ts";
import { textWebhook } from "../backend/running-backend.ts";
import { startBareSocket } from "./bare-socket.ts";
import { createClosing, openInbox, phoneOf, startChromium, startFullBackend } from "./built-inbox.ts";
import { median, percentile, printFigures, rounded, spread } from "./figures.ts";
import { probePaint } from "./paint-probe.ts";

/**
 * PF5: from the socket's event to the painted row, in the built inbox in a real Chromium, with few and with many conversations,
 * beside a bare page whose socket writes one text node.
 */
const ROUNDS = Number(process.env["BENCH_RUNS"] ?? 5);
const EVENTS_A_ROUND = 20;
const SIZES = (process.env["BENCH_SIZES"] ?? "1000,10000,100000").split(",").map(Number);
/** Rows that are on screen without scrolling. */
const ON_SCREEN = 8;
const AGES = { oldest: 8 * 60_000, youngest: 60_000, promised: 22 };

/** What one page does with one event. */
interface Subject {
  readonly name: string;
  readonly page: Page;
  readonly selector: string;
  readonly cdp: CDPSession;
  readonly tell: (text: string) => unknown;
}

interface Figures {
  readonly latencies: number[];
  readonly roundMedians: number[];
  /** Milliseconds of work on the page's thread for each event. */
  readonly work: number[];
}

const random = seeded(5);

async function once({ name, page, selector, tell }: Subject, text: string): Promise<number> {
  await page.evaluate(([wanted, where]) => window.awaitPaint(wanted, where), [text, selector] as const);
  const painted = page.evaluate(() => Promise.race([window.painted, new Promise<undefined>((late) => setTimeout(late, 20_000))]));
  await tell(text);
  const ms = await painted;
  if (ms === undefined) throw new Error(`${name}: "${text}" was not painted within 20 s.`);
  // Not always at the same distance from a frame.
  await pause(random.below(50));
  return ms;
}

const busy = async (cdp: CDPSession): Promise<number> => {
  const { metrics } = await cdp.send("Performance.getMetrics");
  return 1_000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN);
};

/** Every subject in turn, `ROUNDS` times. */
async function measure(what: string, subjects: readonly Subject[]): Promise<ReadonlyMap<string, Figures>> {
  const figures = new Map(subjects.map(({ name }): [string, Figures] => [name, { latencies: [], roundMedians: [], work: [] }]));
  for (const subject of subjects) for (let at = 0; at < 5; at += 1) await once(subject, `${what} warm ${at}.`);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const subject of subjects) {
      const { latencies, roundMedians, work } = figures.get(subject.name)!;
      const before = await busy(subject.cdp);
      const taken: number[] = [];
      for (let at = 0; at < EVENTS_A_ROUND; at += 1) taken.push(await once(subject, `${what} ${round}-${at}.`));
      work.push((await busy(subject.cdp)) - before);
      latencies.push(...taken);
      roundMedians.push(median(taken));
    }
  }
  return figures;
}

const report = ({ latencies, roundMedians, work }: Figures) => ({
  p50: rounded(percentile(latencies, 0.5)),
  p95: rounded(percentile(latencies, 0.95)),
  max: rounded(Math.max(...latencies)),
  events: latencies.length,
  roundMedians: spread(roundMedians),
  workMs: spread(work.map((ms) => ms / EVENTS_A_ROUND)),
});

export async function benchDeltaToRow() {
  const closing = createClosing();
  try {
    const chromium = closing.own(await startChromium(), ({ close }) => close());
    const bare = closing.own(await startBareSocket(), ({ stop }) => stop());

    const windowOf = async (open: (context: BrowserContext) => Promise<Page>): Promise<Pick<Subject, "page" | "cdp">> => {
      const context = await chromium.context();
      const page = await open(context);
      const cdp = await context.newCDPSession(page);
      await cdp.send("Performance.enable");
      return { page, cdp };
    };

    const limit: Subject = {
      name: "limit",
      selector: "#row",
      ...(await windowOf(async (context) => {
        const page = await context.newPage();
        await probePaint(page);
        await page.goto(bare.url);
        return page;
      })),
      tell: bare.send,
    };

    const inboxes = [];
    for (const count of SIZES) {
      const backend = closing.own(await startFullBackend(count, AGES), ({ stop }) => stop());
      const shown = await windowOf((context) => openInbox(context, backend, count, probePaint));
      const tell = (chooseRow: () => number) => async (text: string) => {
        const number = chooseRow();
        await backend.post(textWebhook({ from: phoneOf(number), name: `Customer ${number}`, text }));
      };
      inboxes.push({ name: String(count), selector: "#conversation-list", ...shown, count, tell });
    }

    // The waiting since longest stand on top, and stay where they are.
    const inPlace = await measure("In place", [limit, ...inboxes.map((one) => ({ ...one, tell: one.tell(() => random.below(ON_SCREEN)) }))]);

    for (const { page } of inboxes) {
      await page.getByRole("button", { name: /^Sort/ }).click();
      await page.getByRole("menuitemradio", { name: "Newest" }).click();
      await page.getByRole("button", { name: /^Sort: Newest/ }).waitFor();
    }
    const toTheTop = await measure("To the top", [limit, ...inboxes.map((one) => ({ ...one, tell: one.tell(() => random.below(one.count)) }))]);

    const ours = inboxes.map(({ count, name }) => ({ conversations: count, rowInPlace: report(inPlace.get(name)!), rowToTheTop: report(toTheTop.get(name)!) }));
    const [small, large] = [ours[0]!, ours.at(-1)!];
    const ratio = (pick: (one: (typeof ours)[number]) => number) => rounded(pick(large) / pick(small));
    const p95 = Math.max(...ours.flatMap(({ rowInPlace, rowToTheTop }) => [rowInPlace.p95, rowToTheTop.p95]));
    const largeToSmall = {
      of: `${large.conversations} to ${small.conversations}`,
      p50: Math.max(
        ratio((one) => one.rowInPlace.p50),
        ratio((one) => one.rowToTheTop.p50),
      ),
      work: Math.max(
        ratio((one) => one.rowInPlace.workMs.median),
        ratio((one) => one.rowToTheTop.workMs.median),
      ),
    };
    return {
      id: "PF5",
      what: "socket event to painted row (ms), the built inbox in Chromium",
      limit: { what: "bare page, one message, one text node", besideInPlace: report(inPlace.get("limit")!), besideToTheTop: report(toTheTop.get("limit")!) },
      ours,
      largeToSmall,
      goal: "p95 at most 50; large to small at most 2",
      met: { p95: p95 <= 50, largeToSmall: Math.max(largeToSmall.p50, largeToSmall.work) <= 2 },
    };
  } finally {
    await closing.close();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await printFigures(benchDeltaToRow);
