import "fake-indexeddb/auto";
import { Dexie } from "dexie";
import fc from "fast-check";
import { expect, test } from "vitest";
import { rowsOf } from "../../renderer/replica/chunk-places.ts";
import { databaseNames } from "../../renderer/replica/database-name.ts";
import { openOutbox } from "../../renderer/replica/outbox.ts";
import { openReplicaDatabase } from "../../renderer/replica/replica-database.ts";
import { openReplica } from "../../renderer/replica/replica.ts";
import { chunksOf } from "../../renderer/replica/snapshot-chunks.ts";
import { toAgentId, toDeviceId, toMessageId } from "../../shared/ids.ts";
import { SCHEMA_VERSION, type Page } from "../../shared/sync/protocol.ts";
import type { VersionedRow } from "../../shared/sync/rows.ts";
import { minutes, plus } from "../../shared/time.ts";
import { aConversation, anInbound, c, conversationRow, messageRow, NOON } from "./inbox-builders.ts";

let databases = 0;

async function aReplica(rows: readonly VersionedRow[] = [], seq = 0) {
  const replica = await openReplica(`replica-${++databases}`);
  const writer = await replica.beginSnapshot({ epoch: "e1", seq, scopesHash: "s" });
  for (const chunk of chunksOf(rows)) await writer.add(chunk);
  await writer.finish(NOON);
  return replica;
}

const aPage = (from: number, to: number, rows: readonly VersionedRow[], with_: Partial<Page> = {}): Page => ({
  epoch: "e1",
  from,
  to,
  rows,
  more: false,
  wm: 0,
  serverNow: NOON,
  ...with_,
});

async function everything(replica: Awaited<ReturnType<typeof aReplica>>) {
  const rows: VersionedRow[] = [];
  await replica.readAll("conversation", (some) => rows.push(...some));
  for (let n = 1; n <= 4; n++) rows.push(...(await replica.readParts(c(n))));
  return rows.map(({ e, id, v }) => `${e} ${id} ${v}`).sort();
}

/** A history of the log, cut into pages as a server would answer. */
const history = fc.array(fc.record({ n: fc.integer({ min: 1, max: 4 }), part: fc.boolean(), gone: fc.boolean() }), { minLength: 1, maxLength: 14 });

const logOf = (steps: readonly { readonly n: number; readonly part: boolean; readonly gone: boolean }[]): VersionedRow[] =>
  steps.map(({ gone, n, part }, at): VersionedRow => {
    const v = at + 1;
    if (part) return messageRow(anInbound({ id: toMessageId(`m${n}`), conversationId: c(n), order: v }), v);
    return gone ? { e: "conversation", id: c(n), v, del: true } : conversationRow(aConversation({ id: c(n), unread: v }), v);
  });

test("[I7] any duplicated, reordered, overlapping sequence of pages ends as each applied once in order", async () => {
  await fc.assert(
    fc.asyncProperty(history, fc.infiniteStream(fc.nat()), async (steps, random) => {
      const log = logOf(steps);
      const next = () => random.next().value as number;
      const inOrder = await aReplica();
      for (let at = 0; at < log.length; at++) await inOrder.applyPage(aPage(at, at + 1, [log[at]!]));

      // Pages from anywhere come in between; the right ones come in the end.
      const shuffled = await aReplica();
      for (let cursor = 0; cursor < log.length;) {
        const from = next() % log.length;
        const to = Math.min(log.length, from + 1 + (next() % 3));
        const stray = await shuffled.applyPage(aPage(from, to, log.slice(from, to)));
        expect(stray !== undefined).toBe(from === cursor);
        cursor = (await shuffled.position())?.cursor ?? 0;
        if (next() % 2 === 0 && cursor < log.length) await shuffled.applyPage(aPage(cursor, cursor + 1, [log[cursor]!]));
        const after = (await shuffled.position())?.cursor ?? 0;
        expect(after).toBeGreaterThanOrEqual(cursor);
        cursor = after;
      }

      expect(await everything(shuffled)).toEqual(await everything(inOrder));
      await Promise.all([inOrder.destroy(), shuffled.destroy()]);
    }),
    { numRuns: 40 },
  );
});

test("[I7] a row that is newer here stays", async () => {
  const replica = await aReplica();
  await replica.applyPage(aPage(0, 5, [conversationRow(aConversation({ unread: 5 }), 9)]));

  expect(await replica.applyPage(aPage(5, 6, [conversationRow(aConversation({ unread: 1 }), 4)]))).toEqual([]);
  expect(await everything(replica)).toEqual(["conversation c1 9"]);
});

test("[I7] a page of another epoch is no page", async () => {
  const replica = await aReplica();

  expect(await replica.applyPage(aPage(0, 1, [conversationRow(aConversation(), 1)], { epoch: "e2" }))).toBeUndefined();
  expect((await replica.position())?.cursor).toBe(0);
});

test("[I7] the watermark and the moment go with the cursor, also where there are no rows", async () => {
  const replica = await aReplica();
  await replica.applyPage(aPage(0, 0, [], { wm: 7, serverNow: plus(NOON, minutes(1)) }));

  expect(await replica.position()).toMatchObject({ cursor: 0, wm: 7, asOf: plus(NOON, minutes(1)) });
});

test("[PF7] a thousand rows of a snapshot are one value, and that is text", async () => {
  const name = `replica-${++databases}`;
  const replica = await openReplica(name);
  const writer = await replica.beginSnapshot({ epoch: "e1", seq: 0, scopesHash: "s" });
  const many = Array.from({ length: 2_500 }, (_, n) => conversationRow(aConversation({ id: c(n + 1) }), n + 1));
  for (const chunk of chunksOf(many)) await writer.add(chunk);
  await writer.finish(NOON);

  const database = openReplicaDatabase(name);
  const chunks = await database.chunks.toArray();
  database.close();
  expect(chunks.map((chunk) => [chunk.kind, typeof chunk.text, rowsOf(chunk).length])).toEqual([
    ["conversation", "string", 1_000],
    ["conversation", "string", 1_000],
    ["conversation", "string", 500],
  ]);
  const read: number[] = [];
  await replica.readAll("conversation", (rows) => void read.push(...rows.map(({ v }) => v)));
  expect(read).toEqual(Array.from({ length: 2_500 }, (_, at) => at + 1));
});

test("[I13] rows of a snapshot lie in chunks, and what changed since beside them", async () => {
  const many = Array.from({ length: 2_500 }, (_, n) => conversationRow(aConversation({ id: c(n) }), 1));
  const replica = await aReplica([...many, messageRow(anInbound({ conversationId: c(7) }), 1)], 10);
  await replica.applyPage(aPage(10, 12, [conversationRow(aConversation({ id: c(7), unread: 99 }), 11), { e: "conversation", id: c(8), v: 12, del: true }]));

  const sizes: number[] = [];
  const read = new Map<string, VersionedRow>();
  await replica.readAll("conversation", (rows) => {
    sizes.push(rows.length);
    for (const row of rows) read.set(row.id, row);
  });

  expect(sizes).toEqual([998, 1_000, 500, 1]);
  expect(read.size).toBe(2_499);
  expect(read.get(c(7))?.row).toMatchObject({ unread: 99 });
  expect(read.has(c(8))).toBe(false);
  expect(await replica.readParts(c(7))).toHaveLength(1);
});

test("[I11] a tombstone of one message hides the one in its chunk", async () => {
  const replica = await aReplica([conversationRow(aConversation(), 1), messageRow(anInbound(), 2), messageRow(anInbound({ id: toMessageId("m2") }), 3)], 3);
  await replica.applyPage(aPage(3, 4, [{ e: "message", id: "m1", v: 4, del: true }]));

  expect((await replica.readParts(c(1))).map(({ id }) => id)).toEqual(["m2"]);
});

test("[I11] a conversation that left the scopes leaves no part behind, not even for its return", async () => {
  const replica = await aReplica(
    [conversationRow(aConversation(), 1), messageRow(anInbound(), 2), messageRow(anInbound({ id: toMessageId("other"), conversationId: c(2) }), 3)],
    3,
  );
  await replica.applyPage(aPage(3, 4, [messageRow(anInbound({ id: toMessageId("m9") }), 4)]));
  await replica.applyPage(aPage(4, 5, [{ e: "conversation", id: c(1), v: 5, del: true }]));
  await replica.applyPage(aPage(5, 6, [conversationRow(aConversation(), 1)]));

  expect(await replica.readParts(c(1))).toEqual([]);
  expect(await replica.readParts(c(2))).toHaveLength(1);
});

test("[I11] a conversation that leaves twice leaves nothing behind twice", async () => {
  const replica = await aReplica();
  const gone = (v: number): VersionedRow => ({ e: "conversation", id: c(1), v, del: true });
  await replica.applyPage(aPage(0, 1, [gone(1)]));
  await replica.applyPage(aPage(1, 2, [messageRow(anInbound(), 2)]));
  await replica.applyPage(aPage(2, 3, [gone(3)]));

  expect(await replica.readParts(c(1))).toEqual([]);
});

test("[I13] a cache of an older version is filled again, and what comes then is found", async () => {
  const name = `replica-${++databases}`;
  const older = new Dexie(name);
  older.version(3).stores({ rows: "[gen+e+id], [gen+conv]", chunks: "[gen+no], [gen+kind], *convs", places: "[gen+no], [gen+kind]", meta: "name" });
  await older.table("meta").put({ name: "log", gen: 1, epoch: "e1", cursor: 9, scopesHash: "s", wm: 0, asOf: NOON, schema: SCHEMA_VERSION });
  await older.table("chunks").put({ gen: 1, no: 0, kind: "part", convs: ["1:c1"], text: JSON.stringify([messageRow(anInbound(), 1)]) });
  older.close();

  const replica = await openReplica(name);
  expect(await replica.position()).toBeUndefined();
  const writer = await replica.beginSnapshot({ epoch: "e1", seq: 9, scopesHash: "s" });
  for (const chunk of chunksOf([conversationRow(aConversation(), 1), messageRow(anInbound(), 2)])) await writer.add(chunk);
  await writer.finish(NOON);
  expect((await replica.readParts(c(1))).map(({ v }) => v)).toEqual([2]);
});

test("[I13] what a broken-off snapshot left is gone after the next one", async () => {
  const replica = await aReplica([conversationRow(aConversation(), 1)], 1);
  await replica.applyPage(aPage(1, 1, [], { wm: 7 }));
  const broken = await replica.beginSnapshot({ epoch: "e2", seq: 50, scopesHash: "s" });
  for (const chunk of chunksOf(Array.from({ length: 1_500 }, (_, n) => conversationRow(aConversation({ id: c(n) }), 50)))) await broken.add(chunk);
  expect(await everything(replica)).toEqual(["conversation c1 1"]);

  const next = await replica.beginSnapshot({ epoch: "e3", seq: 60, scopesHash: "s" });
  for (const chunk of chunksOf([conversationRow(aConversation({ id: c(2) }), 60)])) await next.add(chunk);
  await next.finish(NOON);

  expect(await everything(replica)).toEqual(["conversation c2 60"]);
  expect(await replica.position()).toMatchObject({ epoch: "e3", cursor: 60, wm: 0 });
});

test("[I16] numbers of mutations have no gap and no double over restarts", async () => {
  const name = `outbox-${++databases}`;
  const first = (await openOutbox(name, toDeviceId("d1"))).outbox;
  await Promise.all([1, 2, 3].map(() => first.append({ kind: "reopen", conversationId: c(1) }, NOON)));
  await first.remove([1, 2, 3]);
  first.close();

  const { isNewDevice, outbox } = await openOutbox(name, toDeviceId("d1"));
  expect(isNewDevice).toBe(false);
  expect((await outbox.append({ kind: "reopen", conversationId: c(1) }, NOON)).id).toBe(4);
});

test("[I8] what another device had pending is numbered anew, in its order", async () => {
  const name = `outbox-${++databases}`;
  const first = (await openOutbox(name, toDeviceId("d1"))).outbox;
  for (const n of [1, 2, 3]) await first.append({ kind: "reopen", conversationId: c(n) }, NOON);
  await first.remove([1]);
  first.close();

  const { isNewDevice, outbox } = await openOutbox(name, toDeviceId("d2"));
  expect(isNewDevice).toBe(true);
  expect((await outbox.pending()).map(({ id, mutation }) => [id, mutation.conversationId])).toEqual([
    [1, c(2)],
    [2, c(3)],
  ]);
});

test("[I16] a sent text is in the draft or among the pending, and never in both or neither", async () => {
  const { outbox } = await openOutbox(`outbox-${++databases}`, toDeviceId("d1"));
  await outbox.saveDraft({ conversationId: c(1), mode: "reply", text: "Hello", updatedAt: NOON });

  await outbox.append({ kind: "send", conversationId: c(1), clientId: "x1", text: "Hello", composedAt: NOON }, NOON, c(1));

  expect(await outbox.drafts()).toEqual([]);
  expect(await outbox.pending()).toHaveLength(1);
});

test("[I16] each person on each server has databases of their own", () => {
  const names = [
    databaseNames("https://a.example", toAgentId("anna")),
    databaseNames("https://a.example", toAgentId("bruno")),
    databaseNames("https://b.example", toAgentId("anna")),
  ].flatMap(({ outbox, replica }) => [outbox, replica]);

  expect(new Set(names).size).toBe(6);
});
