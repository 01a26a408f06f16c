import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { createWhatIf } from "../../backend/sla/what-if.ts";
import { median, printFigures, rounded, spread } from "./figures.ts";
import { AFTER_THE_MONTH, MONTH, settings, writeMonth } from "./month-of-conversations.ts";

/** [P4] A month of 100,000 conversations under a draft, beside what the least possible costs: reading the same rows and parsing them, on one thread. Interleaved. */
const CONVERSATIONS = Number(process.env["BENCH_CONVERSATIONS"] ?? 100_000);
const ROUNDS = 5;
/** Somebody waits before a screen. */
const MOST_SECONDS = 10;
const PROGRESS_MS = 250;

export async function benchWhatIf() {
  const folder = mkdtempSync(join(tmpdir(), "greenline-bench-"));
  try {
    const path = join(folder, "greenline.db");
    const { bytes, events } = await writeMonth(path, CONVERSATIONS);
    const whatIf = createWhatIf({ databasePath: path });
    const seconds = { bare: [] as number[], ours: [] as number[] };
    const cpu = { bare: [] as number[], ours: [] as number[] };
    const told: number[] = [];
    const delays: number[] = [];
    let missed: unknown;
    for (let round = 0; round < ROUNDS; round += 1) {
      let before = process.cpuUsage();
      seconds.bare.push(await timed(() => void bare(path)));
      cpu.bare.push(spent(before));
      before = process.cpuUsage();
      const delay = monitorEventLoopDelay({ resolution: 5 });
      delay.enable();
      seconds.ours.push(
        await timed(async () => {
          const run = whatIf.begin({ ...MONTH, now: AFTER_THE_MONTH, timeZone: "Europe/Rome", draft: settings(10) });
          if (run === "busy") throw new Error("A replay is under way.");
          let last: number | undefined;
          let done = 0;
          const watch = setInterval(() => {
            const progress = run.progress();
            if (progress === undefined || progress.done === done) return;
            done = progress.done;
            if (last !== undefined) told.push(performance.now() - last);
            last = performance.now();
          }, 20);
          const compared = await run.comparison;
          clearInterval(watch);
          if (compared === "stopped") throw new Error("Nobody stopped it.");
          const { conversations, newlyMissed, noLongerMissed, outcomes } = compared;
          missed = { conversations, newlyMissed, noLongerMissed, firstReply: outcomes["first-reply"] };
        }),
      );
      cpu.ours.push(spent(before));
      delay.disable();
      delays.push(delay.max / 1e6);
    }
    await whatIf.stop();
    const longestSilence = Math.max(...told);
    return {
      benchmark: "what-if",
      what: `a month of ${CONVERSATIONS} conversations and ${events} events (${Math.round(bytes / 1e6)} MB) under a draft policy (s)`,
      limit: { what: "the same rows read and parsed, one thread", ...spread(seconds.bare) },
      ours: spread(seconds.ours),
      cpuSeconds: { bare: spread(cpu.bare), ours: spread(cpu.ours) },
      ratio: { wall: rounded(median(seconds.ours) / median(seconds.bare)), cpu: rounded(median(cpu.ours) / median(cpu.bare)) },
      progress: { news: told.length / ROUNDS, longestSilenceMs: rounded(longestSilence) },
      mainThread: { longestDelayMs: rounded(Math.max(...delays)) },
      result: missed,
      met: { seconds: median(seconds.ours) < MOST_SECONDS, progress: longestSilence <= PROGRESS_MS },
      goal: `under ${MOST_SECONDS} s on two cores, with news at least four times a second`,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function bare(path: string): number {
  const database = new DatabaseSync(path, { readOnly: true });
  let sum = 0;
  for (const { body } of database.prepare(`SELECT body FROM conversation_event`).iterate() as Iterable<{ readonly body: string }>)
    sum += (JSON.parse(body) as { readonly at: number }).at;
  for (const { due_at: due } of database.prepare(`SELECT kind, state, started_at, due_at FROM clock`).iterate() as Iterable<{ readonly due_at: number }>)
    sum += due;
  database.close();
  return sum;
}

/** Processor time of all threads: what a busy machine does not change. */
function spent(since: NodeJS.CpuUsage): number {
  const { system, user } = process.cpuUsage(since);
  return (user + system) / 1e6;
}

async function timed(work: () => void | Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1_000;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await printFigures(benchWhatIf);
