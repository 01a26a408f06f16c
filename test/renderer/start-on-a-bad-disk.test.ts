import "fake-indexeddb/auto";
import { describe, expect, test } from "vitest";
import { diskProblemOf } from "../../renderer/replica/disk-problem.ts";
import type { OutboxContents } from "../../shared/journal/outbox-contents.ts";
import { emptyOutbox, withRecord } from "../../shared/journal/outbox-contents.ts";
import type { JournalRecord } from "../../shared/journal/record.ts";
import { openJournalOutbox } from "../../renderer/replica/journal-outbox.ts";
import { toMessageId, type DeviceId } from "../../shared/ids.ts";
import type { DeskUnderTest } from "./desk-harness.ts";
import { isLive, openDesk, settled, until } from "./desk-harness.ts";
import { withFaults, type DiskFault } from "./faulty-indexed-db.ts";
import { createFakeServer } from "./fake-sync-server.ts";
import { createFakeTime } from "./fake-time.ts";
import { aContact, aConversation, anInbound, anna, c, NOON } from "./inbox-builders.ts";

const DRAFT = { conversationId: c(2), mode: "reply", text: "Half a thought", updatedAt: NOON } as const;
let names = 0;

function aServer() {
  const time = createFakeTime(NOON);
  const server = createFakeServer({ clock: time.clock });
  server.commit(
    { e: "agent", id: anna.id, row: anna },
    { e: "contact", id: "p1", row: aContact() },
    { e: "conversation", id: c(1), row: aConversation() },
    { e: "conversation", id: c(2), row: aConversation({ id: c(2) }) },
    { e: "message", id: "m1", row: anInbound() },
  );
  return { server, time };
}

/** A desk that was here before: it holds the inbox, a draft, a message that never left, and one that came back. */
async function wasHere({ server, time }: ReturnType<typeof aServer>): Promise<string> {
  const name = `bad-disk-${++names}`;
  const desk = await openDesk(server, time, { name });
  await desk.sync.start();
  await until(isLive(desk));
  desk.sync.stop();
  await desk.outbox.saveDraft(DRAFT);
  await desk.queue.append({ kind: "send", conversationId: c(1), clientId: `x-${name}`, text: "Never left", composedAt: NOON }, NOON);
  await desk.returned.keep({
    id: `note k-${name}`,
    conversationId: c(1),
    mutation: { kind: "note", conversationId: c(1), noteId: `k-${name}`, text: "Came back", at: NOON },
    madeAt: NOON,
    returnedAt: NOON,
    why: { kind: "refused", code: "not_allowed" },
  });
  desk.crash();
  return name;
}

const words = (desk: DeskUnderTest) => [
  desk.state().drafts.get(c(2))?.text,
  [...desk.state().pending.values()].flat().map(({ mutation }) => "text" in mutation && mutation.text),
  [...desk.state().returned.values()].map(({ mutation }) => "text" in mutation && mutation.text),
];
const ALL_WORDS = ["Half a thought", ["Never left"], ["Came back"]];

/** Live within a few tries, whatever fails. */
async function comesUp(desk: DeskUnderTest, time: ReturnType<typeof createFakeTime>): Promise<void> {
  await desk.sync.start();
  for (let turn = 0; turn < 30 && !isLive(desk)(); turn++) {
    await settled();
    if (!isLive(desk)()) time.advance(3_000);
  }
  await until(isLive(desk), "the desk to be live");
}

/** One start with one fault: it opens and works, or it rejects. Either way nothing that was written is lost. */
async function start(fault: DiskFault | undefined, isNew: boolean): Promise<{ readonly steps: number; readonly outcome: "started" | "rejected" }> {
  const served = aServer();
  const { server, time } = served;
  const name = isNew ? `bad-disk-${++names}` : await wasHere(served);
  let desk: DeskUnderTest | undefined;
  let outcome: "started" | "rejected" = "started";

  const steps = await withFaults(fault, async () => {
    try {
      desk = await openDesk(server, time, { name });
    } catch (error) {
      outcome = "rejected";
      expect(["full", "failed"]).toContain(diskProblemOf(error));
      return;
    }
    if (!isNew) expect(words(desk)).toEqual(ALL_WORDS);
    await comesUp(desk, time);
    expect(desk.state().conversations.size).toBe(2);
  });
  desk?.crash();

  // There is room again: everything is found.
  const again = await openDesk(server, time, { name });
  if (!isNew) {
    expect(again.state().drafts.get(c(2))?.text).toBe("Half a thought");
    expect([...again.state().returned.values()].map(({ mutation }) => "text" in mutation && mutation.text)).toEqual(["Came back"]);
  }
  await comesUp(again, time);
  if (!isNew) await until(() => server.effects.filter((effect) => effect.startsWith("send")).length === 1, "the message to reach the server once");
  again.crash();
  return { steps, outcome };
}

const ONCE = ["QuotaExceededError", "UnknownError", "InvalidStateError"] as const;

for (const isNew of [true, false])
  describe(`[I16] [I13] a start ${isNew ? "on a new device" : "with words that wait"}, each step of the databases made to fail in turn`, () => {
    const steps = () => start(undefined, isNew).then(({ steps: count }) => count);

    test("once: it works, or says that it did not start, and no word is lost", async () => {
      const count = await steps();
      const outcomes = new Set<string>();
      for (let from = 0; from < count; from++) outcomes.add((await start({ error: ONCE[from % 3]!, from, how: "once" }, isNew)).outcome);
      expect([...outcomes].toSorted()).toEqual(["rejected", "started"]);
    });

    test("and every write after it, as on a full disk: it works, or says that it did not start, and no word is lost", async () => {
      const count = await steps();
      const outcomes = new Set<string>();
      for (let from = 0; from < count; from++) outcomes.add((await start({ error: "QuotaExceededError", from, how: "writes" }, isNew)).outcome);
      expect([...outcomes].toSorted()).toEqual(["rejected", "started"]);
    });
  });

/** The disk takes no write of the cache, while its task runs. */
const fullAfter = (from: number): DiskFault => ({ error: "QuotaExceededError", from, how: "writes" });

test("[I16] a cache that the disk does not take is in memory, is told of once, and is on disk again when somebody made room and tries", async () => {
  const { server, time } = aServer();
  const desk = await openDesk(server, time, { name: `bad-disk-${++names}` });
  await withFaults(fullAfter(0), () => comesUp(desk, time));
  expect(desk.inMemory).toEqual(["full"]);
  expect(desk.state().conversations.size).toBe(2);
  await desk.mirror.openThread(c(1));
  expect(desk.state().threads.get(c(1))?.messages).toHaveLength(1);

  await withFaults(fullAfter(0), async () => expect(await desk.replica.tryDisk()).toBe("in-memory"));
  expect(desk.inMemory).toEqual(["full", "full"]);

  const snapshots = () =>
    server.asked.filter(({ event, question }) => event === "hello" && (question as { readonly cursor?: number }).cursor === undefined).length;
  const before = snapshots();
  expect(await desk.replica.tryDisk()).toBe("on-disk");
  desk.sync.reconnect();
  await until(() => desk.state().connection.kind !== "live");
  await comesUp(desk, time);
  desk.crash();
  // It took what was in memory, and nobody was asked for all of it again.
  expect(snapshots()).toBe(before);
  const again = await openDesk(server, time, { name: desk.name });
  expect(again.state().conversations.size).toBe(2);
  again.crash();
});

test("[I16] [I11] the cache in memory takes news and tombstones as the one on disk does", async () => {
  const { server, time } = aServer();
  const desk = await openDesk(server, time, { name: `bad-disk-${++names}` });
  await withFaults(fullAfter(0), () => comesUp(desk, time));
  server.commit({ e: "message", id: "m2", row: anInbound({ id: toMessageId("m2") }) }, { e: "conversation", id: c(2), del: true });
  await until(() => desk.state().conversations.size === 1);
  await desk.mirror.openThread(c(1));
  expect(
    desk
      .state()
      .threads.get(c(1))
      ?.messages.map(({ id }) => id),
  ).toEqual(["m1", "m2"]);
  desk.crash();
});

describe("[I16] a database that another page holds", () => {
  const held = (name: string): Promise<() => void> =>
    new Promise((resolve, reject) => {
      // A connection that does not give way keeps a newer version from being opened.
      const request = indexedDB.open(name, 1);
      request.addEventListener("success", () => resolve(() => request.result.close()));
      request.addEventListener("error", () => reject(request.error));
    });

  test("the cache: the desk works without it", async () => {
    const { server, time } = aServer();
    const name = `bad-disk-${++names}`;
    const release = await held(`r-${name}`);
    const opening = openDesk(server, time, { name });
    await settled();
    time.advance(15_000);
    const desk = await opening;
    expect(desk.inMemory).toEqual(["busy"]);
    await comesUp(desk, time);
    expect(desk.state().conversations.size).toBe(2);
    release();
    desk.crash();
  });

  test("the outbox: it says so, and what it held back is there on the next try", async () => {
    const { server, time } = aServer();
    const name = `bad-disk-${++names}`;
    const release = await held(`o-${name}`);
    const opening = openDesk(server, time, { name }).catch((error: unknown) => error);
    await settled();
    time.advance(15_000);
    expect(diskProblemOf(await opening)).toBe("busy");
    release();
    await settled();
    const desk = await openDesk(server, time, { name });
    await comesUp(desk, time);
    desk.crash();
  });
});

describe("[I16] the journal of the main process", () => {
  /** A main process that keeps the journal in memory, and whose disk does not take some of the records, or that does not answer. */
  function aMainProcess() {
    let contents: OutboxContents = emptyOutbox;
    let step = 0;
    const main = { failsFrom: Number.POSITIVE_INFINITY, rejects: false, steps: () => step };
    const fails = (): boolean => {
      if (step++ < main.failsFrom) return false;
      if (main.rejects) throw new Error("Error invoking remote method: ENOSPC");
      return true;
    };
    return {
      main,
      desktop: {
        openOutbox: async () => (fails() ? ({ ok: false } as const) : ({ ok: true, writer: 1, damaged: 0, contents } as const)),
        writeOutbox: async (_name: string, _writer: number, record: JournalRecord) => {
          if (fails()) return { ok: false, problem: "full" } as const;
          contents = withRecord(contents, record);
          return { ok: true } as const;
        },
      },
    };
  }

  test.each([false, true])("each of its answers is that of a full disk from one on (or none at all: %s), while the words move over", async (rejects) => {
    let reaches = true;
    for (let failsFrom = 0; reaches; failsFrom++) {
      const served = aServer();
      const { server, time } = served;
      const name = await wasHere(served);
      const { desktop, main } = aMainProcess();
      const open = (outbox: string, id: DeviceId) => openJournalOutbox(desktop, outbox, id);
      Object.assign(main, { failsFrom, rejects });
      const desk = await openDesk(server, time, { name, open }).catch((error: unknown) => void expect(diskProblemOf(error)).toBe("failed"));
      if (desk !== undefined) {
        expect(words(desk)).toEqual(ALL_WORDS);
        await comesUp(desk, time);
        desk.crash();
      }
      reaches = failsFrom < main.steps();
      main.failsFrom = Number.POSITIVE_INFINITY;
      const again = await openDesk(server, time, { name, open });
      expect(again.state().drafts.get(c(2))?.text).toBe("Half a thought");
      await comesUp(again, time);
      await until(() => server.effects.filter((effect) => effect.startsWith("send")).length === 1, "the message to reach the server once");
      again.crash();
    }
  });
});
