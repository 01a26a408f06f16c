import "fake-indexeddb/auto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { rowsOf } from "../../renderer/replica/chunk-places.ts";
import { foldWhenIdle } from "../../renderer/replica/fold-when-idle.ts";
import { foldSome } from "../../renderer/replica/fold.ts";
import { openReplicaDatabase } from "../../renderer/replica/replica-database.ts";
import { openReplica, type Replica } from "../../renderer/replica/replica.ts";
import { chunksOf } from "../../renderer/replica/snapshot-chunks.ts";
import { toMessageId } from "../../shared/ids.ts";
import type { Page } from "../../shared/sync/protocol.ts";
import type { VersionedRow } from "../../shared/sync/rows.ts";
import { createFakeTime } from "./fake-time.ts";
import { aContact, aConversation, anInbound, c, conversationRow, messageRow, NOON } from "./inbox-builders.ts";

let databases = 0;

async function aReplica(rows: readonly VersionedRow[]) {
  const name = `fold-${++databases}`;
  const replica = await openReplica(name, 1);
  const writer = await replica.beginSnapshot({ epoch: "e1", seq: 0, scopesHash: "s" });
  for (const chunk of chunksOf(rows)) await writer.add(chunk);
  await writer.finish(NOON);
  return { replica, name };
}

const aPage = (from: number, rows: readonly VersionedRow[]): Page => ({ epoch: "e1", from, to: from + 1, rows, more: false, wm: 0, serverNow: NOON });

async function everything(replica: Replica) {
  const rows: VersionedRow[] = [];
  for (const e of ["conversation", "contact"] as const) await replica.readAll(e, (some) => rows.push(...some));
  for (let n = 1; n <= 6; n++) rows.push(...(await replica.readParts(c(n))));
  return rows.map((row) => JSON.stringify(row)).sort();
}

/** What lies on disk, whichever way. */
async function onDisk(name: string) {
  const database = openReplicaDatabase(name);
  const rows = await database.rows.toArray();
  const chunks = (await database.chunks.toArray()).map((chunk) => ({ ...chunk, text: rowsOf(chunk) }));
  database.close();
  return { rows, chunks, chunkIds: chunks.flatMap(({ text }) => text.map(({ e, id }) => `${e} ${id}`)).sort() };
}

const steps = fc.array(fc.record({ n: fc.integer({ min: 1, max: 6 }), what: fc.constantFrom("conversation", "message", "gone", "fold") }), { maxLength: 30 });

test("[I7] [I13] folding, however often and whenever, changes nothing that is read", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (wishes) => {
      const start = [1, 2, 3].flatMap((n) => [
        conversationRow(aConversation({ id: c(n) }), 1),
        messageRow(anInbound({ id: toMessageId(`m${n}`), conversationId: c(n) }), 1),
      ]);
      const [folded, plain] = [await aReplica(start), await aReplica(start)];
      let cursor = 0;
      for (const { n, what } of wishes) {
        if (what === "fold") {
          await folded.replica.foldSome();
          continue;
        }
        const v = cursor + 2;
        const row: VersionedRow =
          what === "conversation"
            ? conversationRow(aConversation({ id: c(n), unread: v }), v)
            : what === "message"
              ? messageRow(anInbound({ id: toMessageId(`m${n}-${v % 3}`), conversationId: c(n), order: v }), v)
              : { e: "conversation", id: c(n), v, del: true };
        for (const { replica } of [folded, plain]) await replica.applyPage(aPage(cursor, [row]));
        cursor++;
      }
      expect(await everything(folded.replica)).toEqual(await everything(plain.replica));
      while (await folded.replica.foldSome());
      expect(await everything(folded.replica)).toEqual(await everything(plain.replica));

      const { chunkIds, rows } = await onDisk(folded.name);
      expect(rows).toEqual([]);
      expect(new Set(chunkIds).size).toBe(chunkIds.length);
      await Promise.all([folded.replica.destroy(), plain.replica.destroy()]);
    }),
    { numRuns: 25, seed: 5 },
  );
});

test("[I11] what leaves the scopes of a desk is not left on its disk, in no chunk and beside none", async () => {
  const { name, replica } = await aReplica([
    { e: "contact", id: "p1", v: 1, row: aContact() },
    conversationRow(aConversation(), 1),
    messageRow(anInbound({ content: { type: "text", body: "a secret" } }), 1),
    conversationRow(aConversation({ id: c(2) }), 1),
  ]);
  await replica.applyPage(aPage(0, [messageRow(anInbound({ id: toMessageId("later"), content: { type: "text", body: "a secret" } }), 2)]));
  while (await replica.foldSome());

  await replica.applyPage(
    aPage(1, [
      { e: "conversation", id: c(1), v: 3, del: true },
      { e: "contact", id: "p1", v: 3, del: true },
    ]),
  );

  const { chunkIds, chunks, rows } = await onDisk(name);
  expect(chunkIds).toEqual([`conversation ${c(2)}`]);
  expect(JSON.stringify([rows, chunks])).not.toMatch(/a secret|"name"/);
});

test("[I13] a fold that breaks off half-way has not happened", async () => {
  const { name, replica } = await aReplica([conversationRow(aConversation(), 1)]);
  await replica.applyPage(aPage(0, [conversationRow(aConversation({ unread: 9 }), 2), conversationRow(aConversation({ id: c(2) }), 2)]));
  const before = await everything(replica);
  const disk = await onDisk(name);
  replica.close();

  for (const fails of [1, 2]) {
    const database = openReplicaDatabase(name);
    let writes = 0;
    database.places.hook("creating", () => {
      if (++writes === fails) throw new Error("The disk is full.");
    });
    database.places.hook("updating", () => {
      if (++writes === fails) throw new Error("The disk is full.");
    });
    await (async () => {
      while (await foldSome(database, 1));
    })().catch(() => undefined);
    database.close();
    expect(writes).toBeGreaterThanOrEqual(fails);
  }

  const again = await openReplica(name, 1);
  expect(await everything(again)).toEqual(before);
  expect(disk.rows).toHaveLength(2);
});

test("[I15] it is folded once nothing has come for a while, and not while something comes", async () => {
  const time = createFakeTime(NOON);
  let folds = 0;
  const folding = foldWhenIdle({ timers: time.timers, onError: () => undefined, replica: { foldSome: async () => ++folds < 3 } });

  time.advance(15_000);
  folding.busy();
  time.advance(15_000);
  expect(folds).toBe(0);
  for (let turn = 0; turn < 4; turn++) {
    time.advance(6_000);
    await Promise.resolve();
    await Promise.resolve();
  }
  expect(folds).toBe(3);
  folding.stop();
  time.advance(60_000);
  expect(folds).toBe(3);
});
