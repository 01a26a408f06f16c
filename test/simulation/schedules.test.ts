import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { KEPT_SEEDS } from "./kept-seeds.ts";
import { runSchedule } from "./schedule.ts";
import { placesOf, SEEDED_BUGS } from "./seeded-bugs.ts";
import { createSometimes } from "./sometimes.ts";

/** More by `npm run sim -- --schedules 10000`; the mistakes by `npm run sim:bugs`. */
const SCHEDULES = Number(process.env["GREENLINE_SCHEDULES"] ?? 12);
const ROOT = resolve(import.meta.dirname, "../..");

test(
  "[I1] [I2] [I3] [I4] [I5] [I6] [I7] [I8] [I9] [I10] [I11] [I12] [I13] [I14] [I15] [I16] [I17] crashes, cuts, wrong clocks and late webhooks: in the end the books are right",
  { timeout: 600_000 },
  async () => {
    const sometimes = createSometimes();
    for (let seed = 1; seed <= SCHEDULES; seed++) await runSchedule({ seed: String(seed), sometimes });
    const { "claim won": claims = 0, "webhook twice": twice = 0 } = sometimes.counts();
    expect(claims).toBeGreaterThan(0);
    expect(twice).toBeGreaterThan(0);
  },
);

test("[I13] the same over the real databases of the desks", { timeout: 600_000 }, async () => {
  for (const seed of ["10", "20"]) await runSchedule({ seed, sometimes: createSometimes(), realDatabases: true });
});

test.each(KEPT_SEEDS)("seed $seed stays mended: $found", { timeout: 120_000 }, async ({ seed }) => {
  await expect(runSchedule({ seed: String(seed), sometimes: createSometimes() })).resolves.toBeUndefined();
});

test.each(SEEDED_BUGS)("the place of the mistake “$name” is still there", (bug) => {
  for (const { file, find } of placesOf(bug)) expect(readFileSync(resolve(ROOT, file), "utf8").split(find)).toHaveLength(2);
});

test("[I13] every mistake that the simulation has to notice is told in SPEC.md, with what it breaks", () => {
  const spec = readFileSync(resolve(ROOT, "SPEC.md"), "utf8");
  for (const { breaks, name } of SEEDED_BUGS) expect(spec).toContain(`\n- ${name} → ${breaks.join(", ")}\n`);
});
