import { expect, test } from "vitest";
import { killBackend } from "../kills/kill-backend.ts";

test("[I1] [I13] kill -9 during ingest, eight times over: what was acknowledged is there, once", { timeout: 120_000 }, async () => {
  const report = await killBackend({ kills: 8, seed: 42 });
  expect(report).toMatchObject({ lost: 0, doubled: 0, integrity: "ok" });
  expect(report.acknowledged).toBeGreaterThan(50);
});
