import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startRawInbox, type RawInbox } from "../../backend/ingest/raw-inbox.ts";
import { toInstant } from "../../shared/time.ts";

const DAY = 86_400_000;
const NOON = Date.UTC(2026, 10, 22, 12);

let folder: string;
let inbox: RawInbox;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "greenline-raw-"));
  inbox = startRawInbox({ path: join(folder, "webhooks.db"), masterKey: new Uint8Array(32) });
});
afterEach(async () => {
  await inbox.close();
  rmSync(folder, { recursive: true, force: true });
});

const append = (text: string, at = NOON) => inbox.append({ body: Buffer.from(text), receivedAt: toInstant(at) });
const texts = (entries: Awaited<ReturnType<RawInbox["after"]>>) => entries.map(({ body }) => Buffer.from(body).toString());

test("[I1] what many append at once is read back in order, in slices of any size, each body for itself", async () => {
  const all = Array.from({ length: 300 }, (_, i) => `body ${i}`);
  await Promise.all(all.map((text) => append(text)));

  for (const slice of [1, 7, 300, 1_000]) {
    const read: string[] = [];
    for (let after = 0; ;) {
      const entries = await inbox.after(after, slice);
      if (entries.length === 0) break;
      expect(entries.length).toBeLessThanOrEqual(slice);
      for (const { body } of entries) expect(body.buffer.byteLength).toBe(body.byteLength);
      read.push(...texts(entries));
      after = entries.at(-1)?.id ?? 0;
    }
    expect(read).toEqual(all);
  }
});

test("[H44] bodies leave after thirty days, also of a process that never ends", async () => {
  await append("long ago", NOON - 40 * DAY);
  await append("a while ago", NOON - 20 * DAY);
  await append("today");
  await append("later today", NOON + 1_000);
  expect(texts(await inbox.after(0, 10))).toEqual(["a while ago", "today", "later today"]);
});

test("nothing can be appended once it is closed, and it says so", async () => {
  expect(inbox.isOpen()).toBe(true);
  await inbox.close();
  expect(inbox.isOpen()).toBe(false);
  await expect(append("too late")).rejects.toThrow("closed");
});
