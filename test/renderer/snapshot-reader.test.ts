// @vitest-environment node
import { MessageChannel, type Transferable } from "node:worker_threads";
import { afterEach, describe, expect, test } from "vitest";
import { rowsOf } from "../../renderer/replica/chunk-places.ts";
import type { SnapshotNews, SnapshotOrder } from "../../renderer/sync/snapshot-messages.ts";
import { createSnapshotReader, type OpenSnapshotWorker } from "../../renderer/sync/snapshot-reader.ts";
import { createSnapshotThread } from "../../renderer/sync/snapshot-thread.ts";
import { piecesOf, readSnapshot, type SnapshotStream } from "../../renderer/sync/snapshot.ts";
import { toContactId, toMessageId } from "../../shared/ids.ts";
import type { VersionedRow } from "../../shared/sync/rows.ts";
import { aContact, aConversation, anInbound, anna, c, contactRow, conversationRow, messageRow } from "./inbox-builders.ts";

const PIECE = 64 * 1024;
const head = { epoch: "e1", seq: 7, scopesHash: "s" };
const closing: (() => void)[] = [];

afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** The thread as it is, behind a port that copies and moves as a worker's does. */
function aThread() {
  const opened = { count: 0, ended: 0, orders: [] as SnapshotOrder["kind"][] };
  const open: OpenSnapshotWorker = (onNews) => {
    opened.count++;
    const { port1, port2 } = new MessageChannel();
    const hear = createSnapshotThread((news, move) => port2.postMessage(news, move as Transferable[]));
    port2.on("message", (order: SnapshotOrder) => hear(order));
    port1.on("message", (news: SnapshotNews) => onNews(news));
    closing.push(() => port1.close());
    return {
      post: (order, move) => {
        opened.orders.push(order.kind);
        port1.postMessage(order, move as Transferable[]);
      },
      terminate: () => {
        opened.ended++;
        port1.close();
      },
    };
  };
  return { open, opened };
}

/** The answer of a server, piece by piece as it is asked for; `upTo` bytes of it, and then the line is cut. */
function aBody(lines: readonly unknown[], upTo?: number) {
  const whole = new TextEncoder().encode(lines.map((line) => JSON.stringify(line)).join("\n"));
  const seen = { given: 0, isCancelled: false };
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      pull: (controller) => {
        if (upTo !== undefined && seen.given >= upTo) return controller.error(new Error("The line was cut."));
        if (seen.given >= whole.length) return controller.close();
        const piece = whole.slice(seen.given, seen.given + PIECE);
        seen.given += piece.length;
        controller.enqueue(piece);
      },
      cancel: () => void (seen.isCancelled = true),
    },
    { highWaterMark: 0 },
  );
  return { body, seen, size: whole.length };
}

const snapshotOf = (rows: readonly VersionedRow[]): readonly unknown[] => [head, ...rows, { end: rows.length }];
const people = (count: number): readonly VersionedRow[] =>
  Array.from({ length: count }, (_, n) => [contactRow(aContact({ id: toContactId(`p${n}`) }), n), conversationRow(aConversation({ id: c(n) }), n)]).flat();
const neverAborted = (): AbortSignal => new AbortController().signal;

async function everythingOf({ chunks }: SnapshotStream): Promise<readonly { readonly rows: readonly VersionedRow[]; readonly mine: readonly string[] }[]> {
  const all = [];
  for await (const chunk of chunks)
    all.push({ rows: rowsOf(chunk), hashes: [...chunk.hashes], conversations: [...chunk.conversations], mine: chunk.mine.map(({ id }) => id) });
  return all;
}

describe("a snapshot read on a thread of its own", () => {
  test("[PF7] is what the page would have read: each row once, in chunks of a thousand of a kind, and my messages apart", async () => {
    const mine = { ...anInbound({ id: toMessageId("mine") }), author: { kind: "human" as const, id: anna.id } };
    const twice = contactRow(aContact({ id: toContactId("p1") }), 1);
    const lines = snapshotOf([...people(1_200), twice, messageRow(anInbound(), 3), messageRow(mine, 4)]);
    const { open, opened } = aThread();
    const aside = await createSnapshotReader(anna.id, open)(aBody(lines).body, neverAborted());
    const here = await readSnapshot(piecesOf(aBody(lines).body), anna.id);

    expect(aside.head).toEqual(head);
    const read = await everythingOf(aside);
    expect(read).toEqual(await everythingOf(here));
    expect(read.map(({ mine: own, rows }) => [rows[0]?.e, rows.length, own])).toEqual([
      ["contact", 1_000, []],
      ["conversation", 1_000, []],
      ["contact", 200, []],
      ["conversation", 200, []],
      ["message", 2, ["mine"]],
    ]);
    expect(opened).toMatchObject({ count: 1, ended: 1 });
  });

  test("[PF7] is never in memory as a whole: what nobody takes is not fetched", async () => {
    const { body, seen, size } = aBody(snapshotOf(people(30_000)));
    expect(size).toBeGreaterThan(8_000_000);
    const { open } = aThread();
    const { chunks } = await createSnapshotReader(anna.id, open)(body, neverAborted());
    const reader = chunks[Symbol.asyncIterator]();
    await reader.next();
    // Until it stands still: every turn of the loop in which something came is followed by another one.
    for (let given = -1; given !== seen.given;) {
      given = seen.given;
      for (let turn = 0; turn < 200; turn++) await new Promise((resolve) => setImmediate(resolve));
    }
    expect(seen.given).toBeLessThan(size / 2);

    let rows = 0;
    for (let next = await reader.next(); next.done !== true; next = await reader.next()) rows += rowsOf(next.value).length;
    expect(rows).toBe(60_000 - 1_000);
    expect(seen.given).toBe(size);
  });

  test("[I13] fails where it breaks off, where the line is cut, and where it is none", async () => {
    const { open, opened } = aThread();
    const read = createSnapshotReader(anna.id, open);
    const whole = snapshotOf(people(2_000));
    await expect(read(aBody(whole.slice(0, -1)).body, neverAborted()).then(everythingOf)).rejects.toThrow("broke off");
    await expect(read(aBody([...whole.slice(0, -1), { end: 5 }]).body, neverAborted()).then(everythingOf)).rejects.toThrow("should have 5");
    await expect(read(aBody(whole, 3 * PIECE).body, neverAborted()).then(everythingOf)).rejects.toThrow("The line was cut.");
    await expect(read(aBody([]).body, neverAborted())).rejects.toThrow();
    await expect(read(aBody([{ title: "Too many requests" }]).body, neverAborted())).rejects.toThrow();
    expect(opened.ended).toBe(opened.count);
  });

  test("ends with the connection that asked for it, and lets go of the answer", async () => {
    const { open, opened } = aThread();
    const { body, seen } = aBody(snapshotOf(people(12_000)));
    const stop = new AbortController();
    const { chunks } = await createSnapshotReader(anna.id, open)(body, stop.signal);
    const reader = chunks[Symbol.asyncIterator]();
    await reader.next();
    stop.abort(new Error("Another connection."));
    await expect(
      (async () => {
        for (;;) await reader.next();
      })(),
    ).rejects.toThrow("Another connection.");
    expect(opened.ended).toBe(1);
    expect(seen.isCancelled).toBe(true);
  });

  test("is let go of by whoever stops in the middle", async () => {
    const { open, opened } = aThread();
    const { body, seen } = aBody(snapshotOf(people(12_000)));
    const { chunks } = await createSnapshotReader(anna.id, open)(body, neverAborted());
    for await (const _ of chunks) break;
    expect(opened.ended).toBe(1);
    expect(seen.isCancelled).toBe(true);
  });

  test("is read on the page where no thread can be opened, and, after one died, the next time", async () => {
    const lines = snapshotOf(people(3));
    const refused = createSnapshotReader(anna.id, () => {
      throw new Error("Not here.");
    });
    expect(await everythingOf(await refused(aBody(lines).body, neverAborted()))).toHaveLength(2);

    let opened = 0;
    const dies = createSnapshotReader(anna.id, (_onNews, onDeath) => {
      opened++;
      setImmediate(onDeath);
      return { post: () => undefined, terminate: () => undefined };
    });
    await expect(dies(aBody(lines).body, neverAborted())).rejects.toThrow("broke down");
    expect(await everythingOf(await dies(aBody(lines).body, neverAborted()))).toHaveLength(2);
    expect(opened).toBe(1);
  });
});
