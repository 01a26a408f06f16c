import { expect, test } from "vitest";
import { killDesk } from "../kills/kill-desk.ts";

test("[I13] [I16] kill -9 of a desk with sends on their way, five times over: what was kept is at the server, once", { timeout: 180_000 }, async () => {
  const report = await killDesk({ kills: 5, seed: 42, sends: 60 });
  expect(report).toMatchObject({ lost: 0, doubled: 0, outOfOrder: 0, refused: 0 });
  expect(report.kept).toBeGreaterThan(50);
});
