import { describe, expect, test } from "vitest";
import { isLost } from "../../shared/sync/lineage.ts";
import { MUTATION_VERSION, mutationSchema, OLDEST_MUTATION_VERSION, type Mutation } from "../../shared/sync/mutations.ts";
import { OLDEST_PROTOCOL, OLDEST_SCHEMA, PROTOCOL_VERSION, SCHEMA_VERSION } from "../../shared/sync/protocol.ts";
import type { VersionedRow } from "../../shared/sync/rows.ts";
import { isReadable, isServed } from "../../shared/sync/skew.ts";
import { upcast, UPCASTERS, versionOf } from "../../shared/sync/upcast.ts";

const A_SEND = { kind: "send", conversationId: "c1", clientId: "x1", text: "Hello.", composedAt: 1 } as const;

/** One of each that an app of that version could have written and kept. Never taken out while such an app may come back. */
const WRITTEN: Readonly<Record<number, readonly unknown[]>> = {
  1: [
    A_SEND,
    { kind: "cancel", conversationId: "c1", messageId: "m1" },
    { kind: "claim", conversationId: "c1", epoch: 0 },
    { kind: "assign", conversationId: "c1", to: { kind: "nobody" } },
    { kind: "resolve", conversationId: "c1", outcome: "solved" },
    { kind: "reopen", conversationId: "c1" },
    { kind: "snooze", conversationId: "c1", until: 5 },
    { kind: "read", conversationId: "c1", unread: false },
    { kind: "label", conversationId: "c1", add: ["l1"], remove: [] },
    { kind: "priority", conversationId: "c1", priority: "high" },
    { kind: "note", conversationId: "c1", noteId: "n1", text: "Called.", at: 1 },
  ],
  2: [{ ...A_SEND, restored: true }],
};

const cases = Object.entries(WRITTEN).flatMap(([mv, samples]) => samples.map((raw) => ({ mv: Number(mv), kind: (raw as Mutation).kind, raw })));

describe("mutations of older apps", () => {
  test.each(cases)("[I16] a $kind of version $mv is read as it was meant", ({ mv, raw }) => {
    const read = upcast(raw, mv);
    expect(read.type).toBe("current");
    expect(mutationSchema.parse(read.type === "current" && read.raw)).toMatchObject(raw as object);
  });

  test("[I16] every version that is served has samples here, and a way to the next", () => {
    for (let mv = OLDEST_MUTATION_VERSION; mv <= MUTATION_VERSION; mv++) {
      expect(WRITTEN[mv]?.length, `samples of version ${mv}`).toBeGreaterThan(0);
      if (mv < MUTATION_VERSION) expect(UPCASTERS[mv], `version ${mv}`).toBeDefined();
    }
  });

  test("[I16] each step is taken in its order, and a step that is missing is not jumped over", () => {
    const steps = { 1: (raw: object) => ({ ...raw, by: "one" }), 2: (raw: object) => ({ ...raw, by: `${"by" in raw ? String(raw.by) : ""} two` }) };
    expect(upcast({}, 1, steps, 3)).toEqual({ type: "current", raw: { by: "one two" } });
    expect(upcast({}, 1, { 2: steps[2] }, 3)).toEqual({ type: "needs-update" });
  });

  test.each([MUTATION_VERSION + 1, OLDEST_MUTATION_VERSION - 1])("[I16] version %i is neither guessed at nor thrown away", (mv) => {
    expect(upcast(A_SEND, mv)).toEqual({ type: "needs-update" });
  });

  test("[I2] only what an older server would misread asks for a newer one", () => {
    expect(versionOf({ ...A_SEND })).toBe(1);
    expect(versionOf({ ...A_SEND, restored: true })).toBe(2);
  });
});

test("[I17] a desk one release behind is served, an older and a newer one are not", () => {
  expect(isServed({ proto: PROTOCOL_VERSION, schema: SCHEMA_VERSION })).toBe(true);
  expect(isServed({ proto: OLDEST_PROTOCOL, schema: OLDEST_SCHEMA })).toBe(true);
  for (const schema of [OLDEST_SCHEMA - 1, SCHEMA_VERSION + 1]) expect(isServed({ proto: PROTOCOL_VERSION, schema })).toBe(false);
  expect(isServed({ proto: OLDEST_PROTOCOL - 1, schema: SCHEMA_VERSION })).toBe(false);
});

test("[I17] an entity that came with a later shape is not sent to a desk that could not read it", () => {
  const reply = { e: "cannedReply", id: "r", v: 1, del: true } satisfies VersionedRow;
  expect(isReadable(reply, 3)).toBe(false);
  expect(isReadable(reply, 4)).toBe(true);
  expect(isReadable({ e: "message", id: "m", v: 1, del: true }, 1)).toBe(true);
});

test("[I3] what two lives of a server share is not lost; what came after they parted is", () => {
  const lineage = [
    { epoch: "e1", until: 100 },
    { epoch: "e2", until: 150 },
  ];
  expect(isLost({ epoch: "e3", seq: 999 }, "e3", lineage)).toBe(false);
  expect(isLost({ epoch: "e2", seq: 150 }, "e3", lineage)).toBe(false);
  expect(isLost({ epoch: "e1", seq: 101 }, "e3", lineage)).toBe(true);
  expect(isLost({ epoch: "another server", seq: 1 }, "e3", lineage)).toBe(true);
});
