import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startTestBackend, textWebhook, type TestBackend } from "./running-backend.ts";
import { eventually } from "./simulated-platform.ts";

const MINUTE = 60_000;

let backend: TestBackend;
let file: DatabaseSync;
beforeEach(async () => {
  backend = await startTestBackend();
  file = new DatabaseSync(join(backend.folder, "greenline.db"), { readOnly: true });
});
afterEach(async () => {
  file.close();
  await backend.stop();
});

const customerWaitsSince = async (at: number): Promise<void> => {
  await backend.post(textWebhook({ at }));
  await backend.settled();
};
const snapshot = async (token: string): Promise<readonly any[]> =>
  (await (await backend.api("/api/v1/snapshot", { token })).text())
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
const of = (lines: readonly any[], entity: string) => lines.flatMap(({ e, row }) => (e === entity ? [row] : []));

test("[R2] [B2] [I11] a new desk gets the calendars in force and this person's alerts, and nobody else's", async () => {
  const add = async (name: string, role: string) => (await backend.api("/api/v1/agents", { body: { name, role } })).json();
  const [lead, agent] = [await add("Lena", "lead"), await add("Lorenzo", "agent")];
  await customerWaitsSince(Date.now() - 20 * MINUTE);
  await eventually(() => file.prepare(`SELECT count(*) AS n FROM alert`).get()?.["n"] === 2);

  for (const person of [lead, agent]) {
    const lines = await snapshot(person.token);
    expect(of(lines, "alert")).toMatchObject([{ agentId: person.id, clock: "first-reply", what: "breach" }]);
    expect(of(lines, "calendar")).toEqual([{ id: "24/7", definition: "24/7" }]);
  }
});

test("[B1] what the list of breaches says is what is recorded, at the very instant of the rule", async () => {
  const at = Math.floor(Date.now() / 1_000) * 1_000 - 20 * MINUTE;
  await customerWaitsSince(at);

  const { items } = await backend.json("/api/v1/sla/breaches");
  const recorded = file.prepare(`SELECT kind, started_at, at, due_at FROM sla_event WHERE what = 'breach'`).all();
  expect(items.map(({ breachedAt, dueAt, kind, startedAt }: any) => [kind, startedAt, breachedAt, dueAt].map(String))).toEqual(
    recorded.map((row) => [String(row["kind"]), ...["started_at", "at", "due_at"].map((name) => new Date(Number(row[name])).toISOString())]),
  );
  expect(items).toMatchObject([{ kind: "first-reply", breachedAt: new Date(at + 15 * MINUTE).toISOString() }]);
});
