import { execFileSync } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openOutboxJournal } from "../../electron/outbox-journal.ts";
import { createOutboxJournals } from "../../electron/outbox-journals.ts";
import { journalFiles, type JournalFiles } from "../../electron/outbox-journal-files.ts";
import { LONGEST_LINE, writeLine } from "../../shared/journal/line.ts";
import type { JournalRecord } from "../../shared/journal/record.ts";

let folder = "";
let path = "";
const said: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "greenline-journal-"));
  path = join(folder, "outbox", "anna.journal");
  said.length = 0;
});
const opened: { readonly close: () => Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map(({ close }) => close()));
  rmSync(folder, { recursive: true, force: true });
});

const journal = async (files: JournalFiles = journalFiles, mostGarbage?: number) => {
  const one = await openOutboxJournal({ files, path, mostGarbage, report: (line) => void said.push(line) });
  opened.push(one);
  return one;
};
const wish = (id: number): JournalRecord => ({ kind: "appended", deviceId: "d1", id, madeAt: 5, mutation: { kind: "reopen" } });
const draft = (text: string, conversationId = "c1"): JournalRecord => ({ kind: "draft-saved", draft: { conversationId, text } });
const ok = { ok: true };

test("[I16] nothing is written before there is something to keep, and then for this user alone", async () => {
  const one = await journal();
  expect(existsSync(path)).toBe(false);
  expect(await one.write(wish(1))).toEqual(ok);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(statSync(join(folder, "outbox")).mode & 0o777).toBe(0o700);
  await one.close();
  expect(await one.write(wish(2))).toEqual({ ok: false, problem: "failed" });
});

test("[I16] what comes at the same time is synced together, and answered after that", async () => {
  let syncs = 0;
  const counting: JournalFiles = {
    ...journalFiles,
    open: async (name) => {
      const file = await journalFiles.open(name);
      return { ...file, sync: async () => (syncs++, file.sync()) };
    },
  };
  const one = await journal(counting);
  expect(await Promise.all(Array.from({ length: 50 }, (_, n) => one.write(wish(n + 1))))).toEqual(Array.from({ length: 50 }, () => ok));
  expect(syncs).toBeLessThan(5);
  expect(one.contents().pending).toHaveLength(50);
  await one.close();
});

test("[I16] after a torn line the next one does not stand in its rest", async () => {
  const first = await journal();
  await first.write(wish(1));
  await first.close();
  appendFileSync(path, `${writeLine(draft("long ".repeat(50))).slice(0, -20)}`);

  const second = await journal();
  expect(second.damaged).toBe(0);
  await second.write(wish(2));
  await second.close();
  expect(readFileSync(path, "latin1")).toBe(writeLine(wish(1)) + writeLine(wish(2)));
});

test("[I16] a file that was damaged in the middle is set aside and said, and everything that can be read goes on", async () => {
  mkdirSync(join(folder, "outbox"));
  const bad = `${writeLine(wish(1))}${writeLine(wish(2)).replace("reopen", "reopem")}${writeLine(wish(3))}`;
  writeFileSync(path, bad);

  const one = await journal();
  expect(one.damaged).toBe(1);
  expect(one.contents().pending.map(({ id }) => id)).toEqual([1, 3]);
  expect(said).toHaveLength(1);
  expect(readFileSync(`${path}.damaged-1`, "latin1")).toBe(bad);
  await one.close();
  expect((await journal()).damaged).toBe(0);

  // A second time it does not take the place of the first.
  writeFileSync(path, bad);
  await (await journal()).close();
  expect(readdirSync(join(folder, "outbox")).toSorted()).toEqual(["anna.journal", "anna.journal.damaged-1", "anna.journal.damaged-2"]);
});

test("[I15] the file stays small however much is typed", async () => {
  const one = await journal(journalFiles, 20_000);
  for (let n = 0; n < 200; n++) await one.write(draft(`${n} `.repeat(200)));
  await one.close();
  expect(statSync(path).size).toBeLessThan(25_000);
  expect((await journal()).contents().drafts).toEqual([{ conversationId: "c1", text: "199 ".repeat(200) }]);
  expect(readdirSync(join(folder, "outbox"))).toEqual(["anna.journal"]);
});

test("[I15] a record that is too long is refused, and does no harm to the others", async () => {
  const one = await journal();
  expect(await Promise.all([one.write(wish(1)), one.write(draft("x".repeat(LONGEST_LINE))), one.write(wish(2))])).toEqual([
    ok,
    { ok: false, problem: "too-long" },
    ok,
  ]);
  await one.close();
});

describe("pages that come and go", () => {
  const journals = () => createOutboxJournals({ files: journalFiles, folder: join(folder, "outbox"), report: (line) => void said.push(line) });

  test("[I16] a page that is loaded again finds what the one before it wrote, and only the newest writes", async () => {
    const main = journals();
    const before = await main.open("anna");
    if (!before.ok) throw new Error("It is there.");
    await main.write("anna", before.writer, wish(1));

    const after = await main.open("anna");
    expect(after).toMatchObject({ ok: true, contents: { pending: [{ id: 1 }], nextId: 2 } });
    expect(await main.write("anna", before.writer, wish(2))).toEqual({ ok: false, problem: "other-page" });
    expect(await main.write("anna", after.ok ? after.writer : 0, wish(2))).toEqual(ok);
    expect(await main.write("bruno", 1, wish(1))).toEqual({ ok: false, problem: "other-page" });
    await main.close();
  });

  test("[I16] what was damaged is told to one page", async () => {
    mkdirSync(join(folder, "outbox"));
    writeFileSync(path, `broken\n${writeLine(wish(1))}`);
    const main = journals();
    expect(await main.open("anna")).toMatchObject({ damaged: 1 });
    expect(await main.open("anna")).toMatchObject({ damaged: 0 });
    await main.close();
  });

  test("[I16] a file that cannot be read is not taken for an empty one, and is tried again", async () => {
    mkdirSync(path, { recursive: true });
    const main = journals();
    expect(await main.open("anna")).toEqual({ ok: false });
    rmSync(path, { recursive: true });
    expect(await main.open("anna")).toMatchObject({ ok: true });
    await main.close();
  });
});

/** Mounts a disk of one megabyte; false where this machine does not let us. */
function mountSmallDisk(at: string): boolean {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", at], { stdio: "ignore" });
    return true;
  } catch {
    console.warn("SKIPPED: a full disk of its own needs the right to mount; the journal's full disk is tested with injected faults alone.");
    return false;
  }
}

test("[I16] on a disk that is full nothing is answered that is not kept, and with room it goes on", async ({ skip }) => {
  const disk = mkdtempSync(join(tmpdir(), "greenline-small-disk-"));
  if (!mountSmallDisk(disk)) {
    rmSync(disk, { recursive: true });
    skip();
  }
  try {
    path = join(disk, "outbox", "anna.journal");
    const one = await journal();
    await one.write(wish(1));
    writeFileSync(join(disk, "films"), Buffer.alloc(900_000));

    const answers = [];
    for (let n = 0; n < 12; n++) answers.push(await one.write(draft("x".repeat(20_000), `c${n}`)));
    const kept = answers.filter(({ ok: isKept }) => isKept).length;
    expect(kept).toBeLessThan(12);
    expect(answers.at(-1)).toEqual({ ok: false, problem: "full" });
    // What the process would find if it ended now.
    expect((await journal()).contents()).toMatchObject({ pending: [{ id: 1 }], drafts: Array.from({ length: kept }, (_, n) => ({ conversationId: `c${n}` })) });

    rmSync(join(disk, "films"));
    expect(await one.write(wish(2))).toEqual(ok);
    await one.close();
    expect((await journal()).contents().pending.map(({ id }) => id)).toEqual([1, 2]);
  } finally {
    await Promise.all(opened.splice(0).map(({ close }) => close()));
    execFileSync("umount", [disk]);
    rmSync(disk, { recursive: true });
  }
});

test("[I16] in a folder that may not be written each attempt says so, and reading goes on", async () => {
  const first = await journal();
  await first.write(wish(1));
  await first.close();

  const readOnly: JournalFiles = { ...journalFiles, open: async () => Promise.reject(Object.assign(new Error("Read-only file system."), { code: "EROFS" })) };
  const one = await journal(readOnly);
  expect(one.contents().pending).toHaveLength(1);
  expect(await one.write(wish(2))).toEqual({ ok: false, problem: "read-only" });
  expect(one.contents().pending).toHaveLength(1);
});
