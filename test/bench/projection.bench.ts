import { randomBytes } from "node:crypto";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { startProjector } from "../../backend/ingest/projector.ts";
import { startRawInbox } from "../../backend/ingest/raw-inbox.ts";
import { writeSlaSettings } from "../../backend/sla/settings.ts";
import { openSqliteStore } from "../../backend/store/sqlite/sqlite-store.ts";
import { createVault } from "../../backend/store/vault.ts";
import { systemClock as clock } from "../../backend/system-clock.ts";
import { toInstant } from "../../shared/time.ts";
import { textWebhook } from "../backend/running-backend.ts";
import { aPolicy } from "../fixtures/sla/events.ts";
import { createClosing, phoneOf, say, temporaryFolder } from "./built-inbox.ts";
import { median, printFigures, rounded, spread } from "./figures.ts";
import { openBareLoop, recordStatements, transactionsOf } from "./recorded-statements.ts";

/**
 * PF2: webhooks a second of the projection, out of a raw inbox that holds them, beside a bare loop of the statements that it ran,
 * interleaved, each on a copy of the same files; and how long the backlog of ten seconds at 2,000 a second takes.
 */
const CONVERSATIONS = Number(process.env["BENCH_CONVERSATIONS"] ?? 1_000);
const PER_RUN = Number(process.env["BENCH_WEBHOOKS"] ?? 3_000);
const BACKLOG = Number(process.env["BENCH_BACKLOG"] ?? 20_000);
const RUNS = Number(process.env["BENCH_RUNS"] ?? 5);
const BACKLOG_RUNS = Math.min(3, RUNS);
const LEAST = 0.8;
const BACKLOG_SECONDS = 10;
/** So many webhooks come from known customers before one of a new customer does. */
const NEW_ONE_IN = 10;
/** So much is put into the raw inbox at once. */
const GROUP = 250;
const KEY = randomBytes(32);

interface Cost {
  readonly seconds: number;
  /** Processor time of all threads. */
  readonly cpuSeconds: number;
}

async function timed(work: () => unknown): Promise<Cost> {
  globalThis.gc?.();
  const cpu = process.cpuUsage();
  const began = performance.now();
  await work();
  const seconds = (performance.now() - began) / 1_000;
  const { system, user } = process.cpuUsage(cpu);
  return { seconds, cpuSeconds: (system + user) / 1e6 };
}

const database = (folder: string): string => join(folder, "greenline.db");

async function openFolder(folder: string) {
  const store = await openSqliteStore({ path: database(folder), vault: createVault(KEY) });
  const inbox = startRawInbox({ path: join(folder, "webhooks.db"), masterKey: KEY });
  let ids = 0;
  const prefix = randomBytes(4).toString("hex");
  return {
    store,
    inbox,
    project: async (): Promise<void> => {
      const projector = startProjector({
        clock,
        inbox,
        store,
        newId: () => `${prefix}-${(ids += 1)}`,
        log: { error: (about: unknown) => say(`The projection failed: ${JSON.stringify(about)}`) },
      });
      await projector.settled();
      await projector.stop();
    },
    close: async (): Promise<void> => {
      await inbox.close();
      store.close();
    },
  };
}

type Opened = Awaited<ReturnType<typeof openFolder>>;

async function append({ inbox }: Opened, count: number, customerOf: (at: number) => number): Promise<void> {
  for (let from = 0; from < count; from += GROUP)
    await Promise.all(
      Array.from({ length: Math.min(GROUP, count - from) }, (_, at) => {
        const customer = customerOf(from + at);
        const webhook = textWebhook({
          from: phoneOf(customer),
          name: `Customer ${customer}`,
          text: `Does order ${customer} come in another color? ${from + at}`,
        });
        return inbox.append({ body: Buffer.from(JSON.stringify(webhook)), receivedAt: clock.now() });
      }),
    );
}

/** A store with conversations and running clocks, and a raw inbox in which so many webhooks wait. */
async function prepareFolder(folder: string, waiting: number): Promise<void> {
  const opened = await openFolder(folder);
  opened.store.write((tx) => writeSlaSettings(tx, { policies: [aPolicy()], calendars: { "24/7": "24/7" } }, toInstant(0)));
  await append(opened, CONVERSATIONS, (at) => at);
  await opened.project();
  await append(opened, waiting, (at) => (at % NEW_ONE_IN === 0 ? CONVERSATIONS + at : (at * 7_919) % CONVERSATIONS));
  await opened.close();
}

/** What both must have left behind. */
function countRows(folder: string): string {
  const file = new DatabaseSync(database(folder), { readOnly: true });
  const counts = ["message", "conversation", "contact", "conversation_event", "clock", "log"].map(
    (table) => `${table} ${String(file.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.["n"])}`,
  );
  file.close();
  return counts.join(", ");
}

/** Runs `work` on a copy of the files. */
async function onCopy<T>(template: string, work: (folder: string) => Promise<T>): Promise<T> {
  const { folder, remove } = temporaryFolder();
  try {
    cpSync(template, folder, { recursive: true });
    return await work(folder);
  } finally {
    remove();
  }
}

const projectCopy = (template: string) =>
  onCopy(template, async (folder) => {
    const opened = await openFolder(folder);
    let transactions = 0;
    opened.store.onCommit(() => (transactions += 1));
    const cost = await timed(opened.project);
    await opened.close();
    return { ...cost, transactions, rows: countRows(folder) };
  });

const record = (template: string) =>
  onCopy(template, async (folder) => {
    const opened = await openFolder(folder);
    const recording = recordStatements();
    try {
      await opened.project();
    } finally {
      recording.stop();
    }
    const steps = recording.stop();
    await opened.close();
    return steps;
  });

const loopOverCopy = (template: string, steps: Awaited<ReturnType<typeof record>>) =>
  onCopy(template, async (folder) => {
    const loop = openBareLoop(database(folder), steps);
    const cost = await timed(loop.run);
    loop.close();
    return { ...cost, rows: countRows(folder) };
  });

async function besideBareLoop(template: string) {
  await projectCopy(template);
  const steps = await record(template);
  await loopOverCopy(template, steps);
  const rate = { bare: [] as number[], ours: [] as number[] };
  const cpu = { bare: [] as number[], ours: [] as number[] };
  const transactions: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const bare = await loopOverCopy(template, steps);
    const ours = await projectCopy(template);
    if (bare.rows !== ours.rows) throw new Error(`The loop left ${bare.rows}; the projection left ${ours.rows}.`);
    rate.bare.push(PER_RUN / bare.seconds);
    rate.ours.push(PER_RUN / ours.seconds);
    cpu.bare.push((1e6 * bare.cpuSeconds) / PER_RUN);
    cpu.ours.push((1e6 * ours.cpuSeconds) / PER_RUN);
    transactions.push(ours.transactions);
    say(`Run ${run + 1}: bare ${Math.round(rate.bare.at(-1)!)}, ours ${Math.round(rate.ours.at(-1)!)} webhooks a second.`);
  }
  return {
    limit: {
      what: "the same prepared statements, values and transactions in a bare loop",
      perSecond: spread(rate.bare),
      cpuMicroseconds: spread(cpu.bare),
      statementsAWebhook: rounded(steps.length / PER_RUN),
      transactions: transactionsOf(steps),
    },
    ours: { perSecond: spread(rate.ours), cpuMicroseconds: spread(cpu.ours), transactions: spread(transactions) },
    ratio: { perSecond: rounded(median(rate.ours) / median(rate.bare)), cpu: rounded(median(cpu.ours) / median(cpu.bare)) },
  };
}

export async function benchProjection() {
  const closing = createClosing();
  try {
    const { folder: few } = closing.own(temporaryFolder(), ({ remove }) => remove());
    await prepareFolder(few, PER_RUN);
    const compared = await besideBareLoop(few);

    const { folder: many } = closing.own(temporaryFolder(), ({ remove }) => remove());
    await prepareFolder(many, BACKLOG);
    const backlogs: Awaited<ReturnType<typeof projectCopy>>[] = [];
    for (let run = 0; run < BACKLOG_RUNS; run += 1) backlogs.push(await projectCopy(many));
    const seconds = backlogs.map((one) => one.seconds);
    return {
      id: "PF2",
      what: `webhooks projected a second (${PER_RUN} texts, one in ten of a new customer, ${CONVERSATIONS} conversations before)`,
      ...compared,
      backlog: {
        webhooks: BACKLOG,
        seconds: spread(seconds),
        cpuSeconds: spread(backlogs.map((one) => one.cpuSeconds)),
        transactions: spread(backlogs.map((one) => one.transactions)),
      },
      goal: `at least ${LEAST} of the bare loop; the backlog gone within ${BACKLOG_SECONDS} s`,
      met: { ratio: compared.ratio.perSecond >= LEAST, backlog: median(seconds) <= BACKLOG_SECONDS },
    };
  } finally {
    await closing.close();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await printFigures(benchProjection);
