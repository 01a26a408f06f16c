import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { seededRandom } from "../seeded-random.ts";
import { startTestBackend, statusWebhook, textWebhook, type TestBackend } from "../backend/running-backend.ts";

const DAY = 86_400_000;

let backend: TestBackend;
beforeEach(async () => void (backend = await startTestBackend()));
afterEach(() => backend.stop());

/** How many rows each table of the store holds. */
function rowCounts(): Readonly<Record<string, number>> {
  const database = new DatabaseSync(join(backend.folder, "greenline.db"), { readOnly: true });
  const tables = database.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`).all();
  const counts = tables.map(({ name }) => [String(name), Number(database.prepare(`SELECT count(*) AS n FROM "${String(name)}"`).get()?.["n"])]);
  database.close();
  return Object.fromEntries(counts);
}

async function postAll(bodies: readonly unknown[]): Promise<void> {
  for (let from = 0; from < bodies.length; from += 50) await Promise.all(bodies.slice(from, from + 50).map((body) => backend.post(body)));
  await backend.settled();
}

test("[H33] what was recorded and is posted again, in another order, leaves every table as it was", async () => {
  // Whether there is a surge is looked at by the clock, and what was seen is kept: a machine that takes half a minute would be told of one.
  const { version: _, ...surge } = (await backend.json("/api/v1/surge")).policy;
  const calm = { ...surge, thresholds: { arrivals: null, queue: null, wait: null } };
  expect((await backend.api("/api/v1/surge", { method: "PUT", body: calm })).status).toBe(200);

  const random = seededRandom(33);
  const below = (n: number): number => Math.floor(random() * n);
  const now = Date.now();
  const bodies = Array.from({ length: 400 }, (_, n) => {
    // Younger than any promise, so that time alone adds nothing.
    const at = now - below(60_000);
    const from = `4477009${String(below(40)).padStart(5, "0")}`;
    return below(5) === 0
      ? statusWebhook({ at, from, status: "read", wamid: `wamid.ours.${below(30)}` })
      : textWebhook({ at, from, id: `wamid.${n}`, text: `message ${n}` });
  });
  await postAll(bodies);
  const before = rowCounts();
  expect(before["message"]).toBeGreaterThan(250);

  await postAll(bodies.toReversed());
  expect(rowCounts()).toEqual(before);
  expect(await backend.json("/api/v1/ingest")).toMatchObject({ received: 800, late: 0 });
});

test("[H33] what is told for the first time after the platform has given up is taken in, and counted for somebody to look at", async () => {
  const now = Date.now();
  const held = textWebhook({ at: now - 9 * DAY, id: "wamid.held", text: "kept by somebody" });
  await postAll([textWebhook({ at: now - 7 * DAY, id: "wamid.slow" }), textWebhook({ at: now, id: "wamid.new" }), held]);
  expect(await backend.json("/api/v1/ingest")).toMatchObject({ received: 3, duplicates: 0, late: 1 });

  await postAll([held]);
  expect(await backend.json("/api/v1/ingest"), "once").toMatchObject({ received: 4, duplicates: 1, late: 1 });
});
