import { fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { runSchedule } from "./schedule.ts";
import { createSometimes, INTERESTING } from "./sometimes.ts";

/**
 * Plays schedules: `npm run sim -- --schedules 10000`, one alone: `npm run sim -- --seed 3104 --schedules 1`. Seeds are whole
 * numbers, counted up from the first. One schedule in ten runs over the real databases of a desk. Ends with 1 where something was
 * violated, or where an interesting state was never reached in a run that is long enough for it.
 */
const REAL_EVERY = 10;
/** Shorter runs may miss what is rare. */
const ALL_STATES_FROM = 2_000;
const TOLD_EVERY_MS = 30_000;

interface Tally {
  readonly played: number;
  readonly failures: readonly { readonly seed: number; readonly what: string }[];
  readonly counts: Readonly<Record<string, number>>;
}

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    schedules: { type: "string", default: "1000" },
    jobs: { type: "string", default: String(availableParallelism()) },
    step: { type: "string", default: "1" },
    real: { type: "boolean", default: false },
    "stop-at-first": { type: "boolean", default: false },
    worker: { type: "boolean", default: false },
  },
});
const first = Number(values.seed);
const schedules = Number(values.schedules);
const step = Number(values.step);

async function play(): Promise<Tally> {
  const sometimes = createSometimes();
  const failures: { seed: number; what: string }[] = [];
  let played = 0;
  for (let seed = first; seed < first + schedules * step; seed += step) {
    played++;
    try {
      await runSchedule({ seed: String(seed), sometimes, realDatabases: values.real || seed % REAL_EVERY === 0 });
    } catch (error) {
      failures.push({ seed, what: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      if (values["stop-at-first"]) break;
    }
    process.send?.({ played });
  }
  return { played, failures, counts: sometimes.counts() };
}

async function main(): Promise<void> {
  if (values.worker) {
    const tally = await play();
    process.send?.({ tally }, () => process.exit(0));
    return;
  }
  const jobs = Math.max(1, Math.min(Number(values.jobs), schedules));
  const began = performance.now();
  const progress = new Map<number, number>();
  const told = setInterval(() => {
    const played = [...progress.values()].reduce((sum, each) => sum + each, 0);
    console.log(`${played} of ${schedules} schedules after ${Math.round((performance.now() - began) / 1_000)} s`);
  }, TOLD_EVERY_MS);
  const tallies = await Promise.all(
    Array.from({ length: jobs }, (_, job) => {
      // Every job takes every so-manieth seed.
      const share = Math.ceil((schedules - job) / jobs);
      const args = ["--worker", "--seed", String(first + job * step), "--schedules", String(share), "--step", String(jobs * step)];
      const child = fork(import.meta.filename, [...args, ...(values.real ? ["--real"] : []), ...(values["stop-at-first"] ? ["--stop-at-first"] : [])]);
      return new Promise<Tally>((resolve, reject) => {
        child.on("message", (message: { readonly tally?: Tally; readonly played?: number }) => {
          if (message.tally !== undefined) resolve(message.tally);
          if (message.played !== undefined) progress.set(job, message.played);
        });
        child.on("exit", (code) => reject(new Error(`A worker ended with ${code}.`)));
      });
    }),
  ).finally(() => clearInterval(told));

  const played = tallies.reduce((sum, tally) => sum + tally.played, 0);
  const failures = tallies.flatMap((tally) => tally.failures).toSorted((a, b) => a.seed - b.seed);
  const counts = new Map(INTERESTING.map((what): [string, number] => [what, tallies.reduce((sum, tally) => sum + (tally.counts[what] ?? 0), 0)]));
  for (const { seed, what } of failures) console.log(`seed ${seed}: ${what}`);
  for (const [what, count] of counts) console.log(`${String(count).padStart(8)}  ${what}`);
  const missed = [...counts].filter(([, count]) => count === 0).map(([what]) => what);
  if (missed.length > 0) console.log(`never reached: ${missed.join(", ")}`);
  console.log(`${played} schedules from seed ${first} in ${Math.round((performance.now() - began) / 1_000)} s: ${failures.length} violations`);
  process.exit(failures.length > 0 || (missed.length > 0 && schedules >= ALL_STATES_FROM) ? 1 : 0);
}

await main();
