import { afterEach, beforeEach, expect, test } from "vitest";
import { days, toInstant } from "../../shared/time.ts";
import { startTestBackend, textWebhook, type TestBackend } from "./running-backend.ts";

let backend: TestBackend;
let number: string;
beforeEach(async () => {
  backend = await startTestBackend();
  await backend.post(textWebhook({ text: "When will my order ship?" }));
  await backend.settled();
  number = (await backend.json("/api/v1/numbers")).items[0].id;
});
afterEach(() => backend.stop());

const path = (query = ""): string => `/api/v1/numbers/${number}/signals${query}`;
const iso = (at: number): string => new Date(at).toISOString();

test("[S0-13] [S4-26] a lead reads the signals of seven days, counted from the files by a thread of its own", async () => {
  const said = await backend.json(path());
  expect(said).toMatchObject({ numberId: number, sent: 0, failures: [], optOuts: 0, proactive: { people: 0 }, usage24h: { atLeast: 0 } });
  expect(Date.parse(said.to) - Date.parse(said.from)).toBe(days(7));
  // Within the minute it is the same answer, and another period is another.
  expect((await backend.json(path())).computedAt).toBe(said.computedAt);
  const now = Date.now();
  expect(await backend.json(path(`?from=${iso(now - days(1))}&to=${iso(now)}`))).toMatchObject({ from: iso(now - days(1)), to: iso(now) });
});

test("an agent is refused, a number that there is not is not found, and a period that is none is named", async () => {
  const { token } = await (await backend.api("/api/v1/agents", { body: { name: "Anna", role: "agent" } })).json();
  expect((await backend.api(path(), { token })).status).toBe(403);
  expect((await backend.api("/api/v1/numbers/none/signals")).status).toBe(404);
  const now = toInstant(Date.now());
  for (const query of [`?from=${iso(now)}&to=${iso(now)}`, `?from=${iso(now - days(40))}&to=${iso(now)}`])
    expect((await backend.api(path(query))).status).toBe(422);
  expect((await backend.api(path("?from=yesterday"))).status).toBe(400);
});

test("[S1-5] to have seen alarms asks for a lead and for a number", async () => {
  expect(await (await backend.api(`/api/v1/numbers/${number}/alarms/seen`, { method: "POST" })).json()).toEqual({ seen: 0 });
  expect((await backend.api("/api/v1/numbers/none/alarms/seen", { method: "POST" })).status).toBe(404);
});
