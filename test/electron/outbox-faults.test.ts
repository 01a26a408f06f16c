import "fake-indexeddb/auto";
import { isDeepStrictEqual } from "node:util";
import { describe, expect, test } from "vitest";
import { createOutboxJournals } from "../../electron/outbox-journals.ts";
import { openJournalOutbox } from "../../renderer/replica/journal-outbox.ts";
import type { Outbox } from "../../renderer/replica/outbox.ts";
import { toDeviceId } from "../../shared/ids.ts";
import { seededRandom } from "../seeded-random.ts";
import { emptyDisk, memoryOutbox } from "../simulation/memory-disk.ts";
import { afterPowerCut, emptyFiles, FAULTS, faultyFiles, type Fault, type MemoryFiles } from "./faulty-files.ts";
import { allOf, aSend, NOON, SCRIPT } from "./outbox-script.ts";

const device = toDeviceId("d1");
/** Of the oracle: what an outbox comes to that was told so many steps of the script, of them without those that failed. */
async function after(steps: number, failed: ReadonlySet<number> = new Set()) {
  const { outbox } = memoryOutbox(emptyDisk(), device);
  for (const [n, step] of SCRIPT.slice(0, steps).entries()) if (!failed.has(n)) await step(outbox);
  return allOf(outbox);
}

type Options = NonNullable<Parameters<typeof faultyFiles>[1]>;

async function open(disk: MemoryFiles, options: Options = {}) {
  const faulty = faultyFiles(disk, options);
  const journals = createOutboxJournals({ files: faulty.files, folder: "/data/outbox", report: () => undefined, mostGarbage: 2_000 });
  const opening = openJournalOutbox({ openOutbox: journals.open, writeOutbox: journals.write }, "anna", device);
  return { faulty, opening };
}

/** How far the script came: what was answered, what was refused, and whether the process ended. */
async function play(disk: MemoryFiles, options: Options = {}) {
  const { faulty, opening } = await open(disk, options);
  const outbox = await orDeath(opening, faulty.died);
  const failed = new Set<number>();
  let answered = 0;
  if (outbox === "dead") return { answered, failed, isDead: true, steps: faulty.steps() };
  for (const [n, step] of SCRIPT.entries()) {
    const outcome = await orDeath(
      step(outbox.outbox).then(
        () => "kept" as const,
        () => "refused" as const,
      ),
      faulty.died,
    );
    if (outcome === "dead") return { answered, failed, isDead: true, steps: faulty.steps() };
    if (outcome === "refused") failed.add(n);
    answered = n + 1;
  }
  // Tidying goes on after the answer.
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
  return { answered, failed, isDead: faulty.isDead(), steps: faulty.steps(), outbox: outbox.outbox };
}

/** A process that has ended answers nothing more; what it had answered is heard first. */
const orDeath = <Answer>(answer: Promise<Answer>, died: Promise<void>): Promise<Answer | "dead"> =>
  Promise.race([answer, died.then(() => new Promise<"dead">((resolve) => setImmediate(() => resolve("dead"))))]);

async function reopened(disk: MemoryFiles): Promise<{ readonly outbox: Outbox; readonly warning?: string | undefined }> {
  return (await open(disk)).opening;
}

const { steps } = await play(emptyFiles());
const indices = Array.from({ length: steps }, (_, n) => n);

describe.each(FAULTS)("[I13] [I16] with one step of the disk %s", (fault: Fault) => {
  test(`whichever of its steps it is, what was answered is there, and nothing else`, async () => {
    expect(steps).toBeGreaterThan(SCRIPT.length * 2);
    for (const at of indices) {
      const disk = emptyFiles();
      const { answered, failed, isDead, outbox } = await play(disk, { at, fault });
      const label = `step ${at}`;
      if (!isDead) {
        expect(await allOf(outbox!), label).toEqual(await after(SCRIPT.length, failed));
        expect(failed.size, label).toBeLessThan(2);
      }

      const again = await reopened(disk);
      const possible = isDead ? [await after(answered), await after(answered + 1)] : [await after(answered, failed)];
      expect(possible, label).toContainEqual(await allOf(again.outbox));
      expect(again.warning, label).toBeUndefined();
      // And it goes on as if nothing had happened.
      const { id } = await again.outbox.append(aSend(99), NOON);
      expect((await (await reopened(disk)).outbox.pending()).at(-1), label).toMatchObject({ id, mutation: aSend(99) });
    }
  });
});

const CUTS = 10;

/** Cuts the power at every step, some times each, and counts how often something that was answered is gone. */
async function losses(isLazy: boolean): Promise<number> {
  const chance = seededRandom(7);
  let lost = 0;
  for (const at of indices)
    for (let cut = 0; cut < CUTS; cut++) {
      const disk = emptyFiles();
      const { answered } = await play(disk, { at, fault: (["killed before", "torn", "killed after"] as const)[cut % 3]!, isLazy });
      const { outbox } = await reopened(afterPowerCut(disk, chance));
      const left = await allOf(outbox);
      if (!isDeepStrictEqual(left, await after(answered)) && !isDeepStrictEqual(left, await after(answered + 1))) lost++;
    }
  return lost;
}

test("[I13] [I16] a cut of the power at any step takes nothing that was answered", async () => {
  expect(steps * CUTS).toBeGreaterThan(500);
  expect(await losses(false)).toBe(0);
});

test("[I16] on a disk that only says it has synced the same cuts do take something", async () => {
  expect(await losses(true)).toBeGreaterThan(50);
});
