import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { createReports } from "../../backend/reports/reports.ts";
import type { ReportTask } from "../../backend/reports/report-task.ts";
import { days, minus } from "../../shared/time.ts";
import { printFigures, rounded } from "./figures.ts";
import { AFTER_THE_MONTH, MONTH, writeMonth } from "./month-of-conversations.ts";

/** [BD1] A quarter of 100,000 conversations, grouped by topic, and what the rest of the server feels of it. */
const CONVERSATIONS = Number(process.env["BENCH_CONVERSATIONS"] ?? 100_000);
/** Somebody waits before a screen, and sees how far it is. */
const MOST_SECONDS = 30;

export async function benchReports() {
  const folder = mkdtempSync(join(tmpdir(), "greenline-bench-"));
  try {
    const path = join(folder, "greenline.db");
    await writeMonth(path, CONVERSATIONS);
    const reports = createReports({ databasePath: path });
    const period = { from: minus(MONTH.to, days(90)), to: MONTH.to };
    const task = {
      what: "report",
      period,
      before: { from: minus(period.from, days(90)), to: period.from },
      by: "agent",
      timeZone: "Europe/Rome",
      now: AFTER_THE_MONTH,
    } as const satisfies ReportTask;
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const began = performance.now();
    const run = reports.begin(task);
    if (run === "busy") throw new Error("Nobody else asks.");
    const report = await run.answer;
    const seconds = (performance.now() - began) / 1_000;
    delay.disable();
    await reports.stop();
    if (report === "stopped") throw new Error("Nobody stopped it.");
    return {
      conversations: report.total.conversations,
      firstReplies: report.total.clocks["first-reply"].met + report.total.clocks["first-reply"].missed,
      seconds: rounded(seconds),
      longestBlockMs: rounded(delay.max / 1e6),
      met: { seconds: seconds <= MOST_SECONDS },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await printFigures(benchReports);
