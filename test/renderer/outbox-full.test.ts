import { expect, test } from "vitest";
import { createDrafts } from "../../renderer/commands/drafts.ts";
import { createMutate, wasSaid } from "../../renderer/commands/mutate.ts";
import { en } from "../../renderer/messages/en.ts";
import { notKept, notKeptKey } from "../../renderer/replica/outbox-problem.ts";
import type { StoredDraft } from "../../renderer/replica/outbox.ts";
import type { Notice } from "../../renderer/state/inbox-state.ts";
import { JOURNAL_PROBLEMS } from "../../shared/journal/write-outcome.ts";
import { settled } from "./desk-harness.ts";
import { createFakeTime } from "./fake-time.ts";
import { c, NOON } from "./inbox-builders.ts";

const aDraft = (text: string, n = 1) => ({ conversationId: c(n), mode: "reply", text, updatedAt: NOON }) as const;

/** Drafts on a disk that is full, until it is not. */
function onAFullDisk() {
  const time = createFakeTime(NOON);
  const disk = { isFull: true, drafts: new Map<string, string>(), attempts: 0 };
  const told: unknown[] = [];
  const shown = new Map<string, string>();
  const take = async (change: () => void): Promise<void> => {
    disk.attempts++;
    if (disk.isFull) throw notKept("full");
    change();
  };
  const drafts = createDrafts({
    outbox: {
      saveDraft: (draft: StoredDraft) => take(() => disk.drafts.set(draft.conversationId, draft.text)),
      dropDraft: (id) => take(() => disk.drafts.delete(id)),
    },
    show: (draft) => shown.set(draft.conversationId, draft.text),
    timers: time.timers,
    onError: () => undefined,
    onNotKept: (error) => told.push(notKeptKey(error)),
  });
  const pass = async (ms: number): Promise<void> => {
    time.advance(ms);
    await settled();
  };
  return { disk, drafts, pass, shown, told };
}

test("[I16] what the disk does not take is said in words of its own, once, and nothing is pushed", async () => {
  for (const problem of JOURNAL_PROBLEMS) {
    const notices: Notice[] = [];
    let pushed = 0;
    const mutate = createMutate({
      queue: { append: async () => Promise.reject(notKept(problem)), withdraw: async () => [], mayHaveLeft: () => false },
      sync: { queued: () => void pushed++ },
      mirror: { notice: (notice) => void notices.push(notice) },
      clock: { now: () => NOON },
      newId: () => "n1",
    });
    const error = await mutate({ kind: "reopen", conversationId: c(1) }).catch((failure: unknown) => failure);

    expect(notices).toMatchObject([{ kind: "error", messageKey: `notice.notKept.${problem}` }]);
    expect(en).toHaveProperty([`notice.notKept.${problem}`]);
    expect(wasSaid(error)).toBe(true);
    expect(pushed).toBe(0);
  }
  expect(wasSaid(new Error("another"))).toBe(false);
  expect(notKeptKey(new Error("another"))).toBeUndefined();
  expect(notKeptKey(new DOMException("No room.", "QuotaExceededError"))).toBe("notice.notKept.full");
});

test("[I16] a draft that a full disk did not take stays on screen, is said once, and goes to disk when there is room", async () => {
  const { disk, drafts, pass, shown, told } = onAFullDisk();
  drafts.save(aDraft("Hello"));
  await pass(300);
  await pass(5_000);
  expect([shown.get(c(1)), disk.drafts.size, disk.attempts]).toEqual(["Hello", 0, 2]);
  expect(told).toEqual(["notice.notKept.full"]);

  disk.isFull = false;
  await pass(5_000);
  expect(disk.drafts.get(c(1))).toBe("Hello");
  await pass(60_000);
  expect(disk.attempts).toBe(3);

  disk.isFull = true;
  drafts.save(aDraft("Hello again"));
  await pass(300);
  expect(told).toHaveLength(2);
});

test("[I16] what is tried again never takes the place of newer words, nor brings back what was sent", async () => {
  const { disk, drafts, pass } = onAFullDisk();
  drafts.save(aDraft("Old"));
  drafts.save(aDraft("Sent", 2));
  await pass(300);
  drafts.save(aDraft("New"));
  drafts.sent(aDraft("Sent", 2));
  disk.isFull = false;
  await pass(300);
  await pass(10_000);
  expect([...disk.drafts]).toEqual([[c(1), "New"]]);
});

test("[I16] a message that is sent while its draft is on its way to a full disk is not brought back", async () => {
  const { disk, drafts, pass } = onAFullDisk();
  drafts.save(aDraft("Sent"));
  const flushing = drafts.flush();
  drafts.sent(aDraft("Sent"));
  await flushing;
  disk.isFull = false;
  await pass(10_000);
  expect(disk.drafts.size).toBe(0);
});

test("[I16] after the desk is closed nothing is tried again", async () => {
  const { disk, drafts, pass } = onAFullDisk();
  drafts.save(aDraft("Hello"));
  await drafts.stop();
  await pass(60_000);
  expect(disk.attempts).toBe(1);
});
