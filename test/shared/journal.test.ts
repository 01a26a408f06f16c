import { describe, expect, test } from "vitest";
import { checksum } from "../../shared/journal/checksum.ts";
import { readLine, writeLine } from "../../shared/journal/line.ts";
import { emptyOutbox, withRecord } from "../../shared/journal/outbox-contents.ts";
import type { JournalRecord } from "../../shared/journal/record.ts";
import { compact, replay } from "../../shared/journal/replay.ts";
import { seededRandom } from "../seeded-random.ts";

const reopen = (id: number): JournalRecord => ({ kind: "appended", deviceId: "d1", id, madeAt: 5, mutation: { kind: "reopen", conversationId: `c${id}` } });
const draft = (text: string, conversationId = "c1"): JournalRecord => ({ kind: "draft-saved", draft: { conversationId, text, mode: "reply", updatedAt: 5 } });
const fileOf = (...records: readonly object[]): string => records.map(writeLine).join("");
const idsIn = (file: string) => replay(file).contents.pending.map(({ id }) => id);

test("the checksum is the one that everybody computes", () => {
  expect([checksum("123456789"), checksum("")]).toEqual(["cbf43926", "00000000"]);
});

test("[I16] a line says anything, and a character of it is a byte", () => {
  const record = { text: 'Ciao 🧵 ñ ü\n\u2028\u0000\u007f\ud800 \\ "' };
  const line = writeLine(record);
  expect(line).toMatch(/^[ -~]+\n$/);
  expect(readLine(line.slice(0, -1))).toEqual(record);
});

test("[I16] no change of one byte of a line goes unnoticed", () => {
  const line = writeLine(reopen(7)).slice(0, -1);
  for (let at = 0; at < line.length; at++)
    for (const other of ["\u0000", "0", "z", "\u00e9"])
      if (line[at] !== other) expect(readLine(line.slice(0, at) + other + line.slice(at + 1))).toBeUndefined();
});

describe("[I16] a file that was being written when the power went", () => {
  const whole = fileOf(reopen(1), reopen(2));

  test("is good up to its last whole line, wherever it was cut", () => {
    const last = writeLine(reopen(3));
    for (let at = 0; at < last.length; at++) expect(replay(whole + last.slice(0, at))).toMatchObject({ length: whole.length, damaged: 0 });
    expect(idsIn(whole + last)).toEqual([1, 2, 3]);
  });

  test("may end in what the disk made of it", () => {
    for (const rest of ["\0".repeat(4_096), "\0\0\n\0\n", "half a line\n"]) expect(replay(whole + rest)).toMatchObject({ length: whole.length, damaged: 0 });
  });
});

test("[I16] a damaged line in the middle costs that line alone, and is counted", () => {
  const lines = [1, 2, 3, 4].map((id) => writeLine(reopen(id)));
  const random = seededRandom(3);
  for (let round = 0; round < 200; round++) {
    const hit = Math.floor(random() * 3);
    const line = lines[hit]!;
    const at = Math.floor(random() * (line.length - 1));
    const file = lines.with(hit, `${line.slice(0, at)}\u0000${line.slice(at + 1)}`).join("");
    expect(replay(file).damaged).toBe(1);
    expect(idsIn(file)).toEqual([1, 2, 3, 4].filter((id) => id !== hit + 1));
  }
});

test("[I16] what a newer version wrote is kept, line for line, when an older one tidies the file", () => {
  const newer = [writeLine({ kind: "reminder-set", at: 9 }), writeLine({ kind: "appended", id: "of another shape" })];
  const file = fileOf(reopen(1)) + newer[0]! + fileOf(draft("Hi")) + newer[1]!;
  const first = replay(file);
  expect(first.unknown).toEqual(newer);

  const tidied = replay(compact(first.contents, first.unknown));
  expect(tidied).toMatchObject({ unknown: newer, contents: first.contents, damaged: 0 });
});

test("[I16] what is unknown inside of a known record is kept too", () => {
  const file = fileOf(
    { ...reopen(1), mutation: { kind: "levitate", height: 3 } },
    { kind: "draft-saved", draft: { conversationId: "c1", text: "Hi", colour: "green" } },
  );
  const { contents } = replay(compact(replay(file).contents, []));
  expect(contents.pending[0]?.mutation).toEqual({ kind: "levitate", height: 3 });
  expect(contents.drafts[0]).toEqual({ conversationId: "c1", text: "Hi", colour: "green" });
});

test("[I16] a tidied file says the same as the long one, whatever was done", () => {
  for (let seed = 1; seed <= 60; seed++) {
    const random = seededRandom(seed);
    let contents = emptyOutbox;
    for (let step = 0; step < 40; step++) {
      const ids = contents.pending.map(({ id }) => id);
      const any = (): readonly number[] => ids.filter(() => random() < 0.4);
      const records: readonly JournalRecord[] = [
        reopen(contents.nextId),
        { ...(reopen(contents.nextId) as Extract<JournalRecord, { readonly kind: "appended" }>), sentDraftOf: "c1" },
        { kind: "removed", ids: [...any()] },
        { kind: "renumbered", deviceId: "d2", from: contents.nextId, moved: [...any()] },
        { kind: "numbered", deviceId: "d2", nextId: contents.nextId + 2 },
        { kind: "numbered", pushedTo: Math.max(0, contents.nextId - 1) },
        draft(`Text ${step}`, `c${step % 3}`),
        { kind: "draft-dropped", conversationId: `c${step % 3}` },
      ];
      contents = withRecord(contents, records[Math.floor(random() * records.length)]!);
    }
    expect(replay(compact(contents, [])).contents, `seed ${seed}`).toEqual(contents);
  }
});

describe("[I16] an outbox that moves in", () => {
  const moving: readonly JournalRecord[] = [
    { kind: "import-begun" },
    { kind: "import-pending", id: 4, madeAt: 5, mutation: { kind: "reopen" } },
    { kind: "import-draft", draft: { conversationId: "c1", text: "Moved" } },
    { kind: "imported", fingerprint: "f1", deviceId: "d1", nextId: 5, pushedTo: 3 },
  ];
  const told = (...records: readonly JournalRecord[]) => records.reduce(withRecord, emptyOutbox);

  test("counts with its last record, and not before", () => {
    expect(told(...moving.slice(0, -1))).toMatchObject({ pending: [], drafts: [], nextId: 1 });
    expect(told(...moving)).toMatchObject({ pending: [{ id: 4 }], drafts: [{ text: "Moved" }], nextId: 5, pushedTo: 3, imported: "f1", importing: undefined });
  });

  test("begins anew where it was cut off", () => {
    expect(told(...moving.slice(0, 3), ...moving)).toEqual(told(...moving));
  });

  test("goes behind what is here, and an older draft does not replace a newer one", () => {
    const contents = told(...[1, 2, 3, 4, 5].map(reopen), draft("Newer"), ...moving);
    expect(contents.pending.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(contents).toMatchObject({ nextId: 7, pushedTo: 6, drafts: [{ text: "Newer" }] });
  });
});
