import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { seededRandom } from "../seeded-random.ts";
import { getJson, integrityOf, numberOption, postWebhook, spawnBackend, startBackendProcess } from "./backend-process.ts";

/**
 * [B1] [I9] Kills the backend without warning around the instants at which promises of two seconds fall due, twice a round, and in
 * every second round sets the clock of its machine forth and back meanwhile. Each customer who was not answered must be one breach,
 * at the very millisecond of the due instant. `node test/kills/kill-scheduler.ts --rounds 20 --seed 1`
 */
export interface SchedulerKillReport {
  readonly rounds: number;
  readonly seed: number;
  readonly promises: number;
  readonly kills: number;
  readonly clockSteps: number;
  /** Why the clock was left alone, where it was. */
  readonly clockSkipped?: string;
  /** Breaches that should stand and do not, or stand at another instant, or should not stand. */
  readonly wrong: readonly string[];
  /** Breaches that stand more than once. */
  readonly doubled: number;
  readonly corrections: number;
  readonly integrity: string;
  readonly seconds: number;
}

const TARGET_MS = 2_000;
const CUSTOMERS = 6;
/** The reply of this one is known at once; that of the other comes to light when the breach has long been recorded. */
const ANSWERED = 0;
const ANSWERED_LATE = 1;
const SETTLE_MS = 20_000;
const STEPS = ["+3600", "-1800", "+40", "-7", "+86400", "+0"];

/** Sets what a child takes for the system's clock; timers go on as they are. Debian: `apt-get install faketime`. */
const FAKETIME = ["/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1", "/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1"].find(existsSync);
export const clockCannotBeSet = (): string | undefined => (FAKETIME === undefined ? "libfaketime is not installed (Debian package faketime)" : undefined);

export async function killScheduler({
  clock,
  rounds,
  seed,
}: {
  readonly rounds: number;
  readonly seed: number;
  /** Whether the clock is set in every second round, in all, or in none. */
  readonly clock: "half" | "all" | "none";
}): Promise<SchedulerKillReport> {
  const began = performance.now();
  const random = seededRandom(seed);
  const skipped = clock === "none" ? undefined : clockCannotBeSet();
  const sum = { kills: 0, clockSteps: 0, doubled: 0, corrections: 0, wrong: [] as string[], integrity: new Set<string>() };
  for (let round = 0; round < rounds; round += 1) {
    const steps = skipped === undefined && (clock === "all" || (clock === "half" && round % 2 === 1));
    const result = await runRound(random, steps);
    sum.kills += result.kills;
    sum.clockSteps += result.clockSteps;
    sum.doubled += result.doubled;
    sum.corrections += result.corrections;
    sum.wrong.push(...result.wrong.map((what) => `round ${round}: ${what}`));
    sum.integrity.add(result.integrity);
  }
  return {
    rounds,
    seed,
    promises: rounds * CUSTOMERS,
    ...sum,
    integrity: [...sum.integrity].join(", "),
    ...(skipped === undefined ? {} : { clockSkipped: skipped }),
    seconds: Math.round((performance.now() - began) / 100) / 10,
  };
}

async function runRound(random: () => number, steps: boolean) {
  const folder = mkdtempSync(join(tmpdir(), "greenline-kill-scheduler-"));
  const policies = join(folder, "policies.json");
  const first = { target: TARGET_MS, calendar: "24/7" };
  writeFileSync(policies, JSON.stringify({ policies: [{ id: "quick", default: true, targets: { "first-reply": first }, warnings: [0.5] }], calendars: {} }));
  const machine = steps ? machineClock(folder) : undefined;
  const env = { GREENLINE_POLICIES: policies, ...machine?.env };
  let clockSteps = 0;
  let kills = 0;
  try {
    let running = await startBackendProcess(folder, env);
    const askedAt = Math.floor(Date.now() / 1_000) * 1_000;
    const dueAt = askedAt + TARGET_MS;
    for (let i = 0; i < CUSTOMERS; i += 1) must(await asks(running.url, i, askedAt));
    must(await answers(running.url, ANSWERED, askedAt));
    // Later the machine may believe in another time, and would take what the platform says for a moment in its future.
    await projected(running.url, CUSTOMERS + 1);

    for (let kill = 0; kill < 2; kill += 1) {
      const until = kill === 0 ? dueAt - 600 + random() * 1_200 : Date.now() + random() * 900;
      while (Date.now() < until) {
        if (machine !== undefined && random() < 0.5) {
          machine.set(STEPS[Math.floor(random() * STEPS.length)] ?? "+0");
          clockSteps += 1;
        }
        await pause(Math.min(300 * random(), Math.max(0, until - Date.now())));
      }
      const gone = new Promise((resolve) => running.child.once("exit", resolve));
      running.child.kill("SIGKILL");
      await gone;
      kills += 1;
      // Now and then it is killed again while it starts.
      if (random() < 0.4) {
        const starting = spawnBackend(folder, env);
        await Promise.race([starting.ready, pause(random() * 700)]);
        starting.child.kill("SIGKILL");
        await starting.gone;
        kills += 1;
      }
      running = await startBackendProcess(folder, env);
    }

    machine?.set("+0");
    const phones = await phonesOf(running.url);
    const breaches = async () => listed(await getJson(running.url, "/sla/breaches?limit=100"), phones);
    const everybody = expected(dueAt, [ANSWERED]);
    await until(async () => same(await breaches(), everybody) && same(standing(folder, phones).told, everybody));
    must(await answers(running.url, ANSWERED_LATE, dueAt));
    const wanted = expected(dueAt, [ANSWERED, ANSWERED_LATE]);
    await until(async () => same(await breaches(), wanted) && same(standing(folder, phones).told, wanted));

    const seen = await breaches();
    const { corrections, told } = standing(folder, phones);
    const gone = new Promise((resolve) => running.child.once("exit", resolve));
    running.child.kill("SIGTERM");
    await gone;
    return {
      kills,
      clockSteps,
      corrections,
      doubled: told.length - new Set(told).size,
      wrong: [...differences("the list", seen, wanted), ...differences("the record", told, wanted)],
      integrity: integrityOf(folder),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The clock of one machine: a file says how far it is wrong. */
function machineClock(folder: string) {
  const file = join(folder, "clock");
  const set = (by: string): void => {
    // Whole, or not at all.
    writeFileSync(`${file}.new`, `${by}\n`);
    renameSync(`${file}.new`, file);
  };
  set("+0");
  return {
    set,
    env: { LD_PRELOAD: FAKETIME ?? "", FAKETIME_TIMESTAMP_FILE: file, FAKETIME_NO_CACHE: "1", FAKETIME_DONT_FAKE_MONOTONIC: "1" },
  };
}

const phoneOf = (customer: number): string => `44770090${String(customer).padStart(4, "0")}`;
const METADATA = { display_phone_number: "15550783881", phone_number_id: "106540" };
const textAt = (id: string, at: number) => ({ id, timestamp: String(Math.floor(at / 1_000)), type: "text", text: { body: "Hello?" } });

function asks(url: string, customer: number, at: number): Promise<number> {
  const from = phoneOf(customer);
  return postWebhook(url, "messages", {
    messaging_product: "whatsapp",
    metadata: METADATA,
    contacts: [{ profile: { name: `Customer ${customer}` }, wa_id: from }],
    messages: [{ from, ...textAt(`wamid.asks.${customer}`, at) }],
  });
}

/** A colleague answered on the phone. */
const answers = (url: string, customer: number, at: number): Promise<number> =>
  postWebhook(url, "smb_message_echoes", {
    messaging_product: "whatsapp",
    metadata: METADATA,
    message_echoes: [{ from: METADATA.display_phone_number, to: phoneOf(customer), ...textAt(`wamid.answers.${customer}`, at) }],
  });

function must(status: number): void {
  if (status !== 200) throw new Error(`A webhook was answered with ${status}.`);
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

/** Looks again and again; what is not so in the end is told by the comparison that follows. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + SETTLE_MS; performance.now() < end && !(await isSo());) await pause(100);
}

const projected = (url: string, count: number): Promise<void> => until(async () => (await getJson(url, "/ingest")).received >= count);

const expected = (dueAt: number, answered: readonly number[]): readonly string[] =>
  Array.from({ length: CUSTOMERS }, (_, i) => i)
    .filter((i) => !answered.includes(i))
    .map((i) => `${phoneOf(i)} at ${dueAt}`);

async function phonesOf(url: string): Promise<ReadonlyMap<string, string>> {
  const { items } = await getJson(url, "/conversations?limit=100");
  return new Map(items.map(({ contact, id }: { readonly id: string; readonly contact: { readonly phone: string } }) => [id, contact.phone]));
}

const listed = (answer: { readonly items: readonly { readonly conversationId: string; readonly breachedAt: string }[] }, phones: ReadonlyMap<string, string>) =>
  answer.items.map(({ breachedAt, conversationId }) => `${phones.get(conversationId)} at ${Date.parse(breachedAt)}`);

/** What the table holds, with nothing of the product in between: breaches that nothing has corrected. */
function standing(folder: string, phones: ReadonlyMap<string, string>) {
  const database = new DatabaseSync(join(folder, "greenline.db"), { readOnly: true });
  try {
    const rows = database
      .prepare(`SELECT conversation_id, at FROM sla_event AS told WHERE what = 'breach' AND NOT EXISTS (SELECT 1 FROM sla_event WHERE corrects = told.n)`)
      .all();
    const corrections = Number(database.prepare(`SELECT count(*) AS n FROM sla_event WHERE what = 'correction'`).get()?.["n"]);
    return { corrections, told: rows.map((row) => `${phones.get(String(row["conversation_id"]))} at ${Number(row["at"])}`) };
  } finally {
    database.close();
  }
}

const same = (a: readonly string[], b: readonly string[]): boolean => JSON.stringify(a.toSorted()) === JSON.stringify(b.toSorted());

const differences = (where: string, found: readonly string[], wanted: readonly string[]): readonly string[] => [
  ...wanted.filter((one) => !found.includes(one)).map((one) => `missing in ${where}: ${one}`),
  ...found.filter((one) => !wanted.includes(one)).map((one) => `wrong in ${where}: ${one}`),
];

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const report = await killScheduler({ rounds: numberOption("rounds", 20), seed: numberOption("seed", 1), clock: "half" });
  console.log(JSON.stringify(report));
  if (report.clockSkipped !== undefined)
    console.error(`${"!".repeat(80)}\nNOT TESTED: the clock was never set, because ${report.clockSkipped}.\n${"!".repeat(80)}`);
  process.exit(report.wrong.length === 0 && report.doubled === 0 && report.integrity === "ok" ? 0 : 1);
}
