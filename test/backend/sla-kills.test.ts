import { expect, test } from "vitest";
import { clockCannotBeSet, killScheduler } from "../kills/kill-scheduler.ts";

const WHOLE = { wrong: [], doubled: 0, integrity: "ok" };

test("[B1] [I9] kill -9 around the due instant, twice over: every miss is one breach, at its very millisecond", { timeout: 120_000 }, async () => {
  const report = await killScheduler({ rounds: 1, seed: 2026, clock: "none" });
  expect(report).toMatchObject(WHOLE);
  // What came to light late took one of them back.
  expect([report.kills >= 2, report.corrections >= 1]).toEqual([true, true]);
});

test("[B1] [I9] so it is while the machine's clock is set forth and back", { timeout: 120_000 }, async ({ skip }) => {
  const reason = clockCannotBeSet();
  if (reason !== undefined) console.warn(`${"!".repeat(80)}\nNOT TESTED: a clock that is set while the backend runs: ${reason}.\n${"!".repeat(80)}`);
  skip(reason !== undefined, reason);

  const report = await killScheduler({ rounds: 1, seed: 7, clock: "all" });
  expect(report).toMatchObject(WHOLE);
  expect(report.clockSteps).toBeGreaterThan(0);
});
