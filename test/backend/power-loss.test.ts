import { expect, test } from "vitest";
import { canTrace, cutPower } from "../kills/power-loss.ts";

test("[I13] a cut of the power takes no commit that was told, and where a sync is missing the same cuts do", { timeout: 120_000 }, ({ skip }) => {
  if (!canTrace()) {
    console.warn("SKIPPED: recording a database's writes needs strace.");
    skip();
  }
  const asked = { commits: 60, cuts: 60, seed: 5 };
  expect(cutPower({ ...asked, synchronous: "FULL" })).toMatchObject({ lost: 0, broken: 0 });
  expect(cutPower({ ...asked, synchronous: "NORMAL" })).toMatchObject({ lost: expect.toSatisfy((lost: number) => lost > 5), broken: 0 });
});
