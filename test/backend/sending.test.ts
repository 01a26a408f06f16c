import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { toInstant } from "../../shared/time.ts";
import { eventually, startTestPlatform, type TestPlatform } from "./simulated-platform.ts";

let platform: TestPlatform;
beforeEach(async () => {
  platform = await startTestPlatform();
});
afterEach(() => platform.stop());

const send = (conversation: string, body: unknown) => platform.backend.api(`/api/v1/conversations/${conversation}/messages`, { body });
const message = async (conversation: string, clientId: string) =>
  (await platform.backend.json(`/api/v1/conversations/${conversation}/messages`)).items.find((one: any) => one.clientId === clientId);
const reaches = (conversation: string, clientId: string, state: string) =>
  eventually(
    async () => {
      const found = await message(conversation, clientId);
      return found?.state === state ? found : undefined;
    },
    10_000,
    `${clientId} to be ${state}`,
  );
const posts = (clientId: string) => platform.simulator.sends.filter((one) => JSON.stringify(one).includes(clientId)).length;

test("[S1] [S9] an answer goes out once, its statuses come back, and the first-reply clock is met", async () => {
  await platform.control("behaviour", { outcome: "accept", statusPlan: ["sent", "delivered", "read"] });
  const { id } = await platform.customerWrites("447700900118", "When will it ship?");

  const queued = await send(id, { clientId: "c-1", text: "They left this morning." });
  expect(queued.status).toBe(202);
  expect((await queued.json()).message).toMatchObject({ clientId: "c-1", direction: "out", author: { kind: "human" }, type: "text" });
  const read = await reaches(id, "c-1", "read");

  expect(read.wamid).toMatch(/^wamid\./);
  expect(posts("c-1")).toBe(1);
  const row = await platform.backend.json(`/api/v1/conversations/${id}`);
  expect(row.clocks.find((clock: any) => clock.kind === "first-reply")).toMatchObject({ state: "met" });
  expect(row.state).toBe("waiting");
});

test("[I2] the same clientId a hundred times at once is one message and one post", async () => {
  const { id } = await platform.customerWrites("447700900119", "Hello?");
  const answers = await Promise.all(Array.from({ length: 100 }, () => send(id, { clientId: "c-2", text: "Here we are." })));

  expect(new Set(await Promise.all(answers.map(async (one) => (await one.json()).message.id))).size).toBe(1);
  await eventually(async () => ["accepted", "sent", "delivered", "read"].includes((await message(id, "c-2"))?.state));
  expect(posts("c-2")).toBe(1);
});

test("[I2] a lost answer leaves the message unknown, and a report that names it settles it without a second post", async () => {
  const { id } = await platform.customerWrites("447700900120", "Is anybody there?");
  await platform.control("behaviour", { outcome: "reset", statusPlan: ["delivered"] });
  // The report waits until the message has been seen without it.
  await platform.control("pause", { paused: true });
  await send(id, { clientId: "c-3", text: "Yes, we are." });

  await reaches(id, "c-3", "unknown");
  await platform.control("pause", { paused: false });
  await reaches(id, "c-3", "delivered");
  expect(posts("c-3")).toBe(1);
  expect((await platform.backend.json(`/api/v1/conversations/${id}`)).clocks.find((clock: any) => clock.kind === "first-reply")).toMatchObject({
    state: "met",
  });
});

test("[I2] after a crash what was under way is unknown and is not sent again", async () => {
  const folder = mkdtempSync(join(tmpdir(), "greenline-"));
  await platform.stop();
  platform = await startTestPlatform({ folder });
  const { id } = await platform.customerWrites("447700900121", "Hello");
  await platform.control("behaviour", { outcome: "timeout", statusPlan: [] });
  await send(id, { clientId: "c-4", text: "Good morning." });
  await reaches(id, "c-4", "sending");
  // The process is gone in the middle of the post: its files are opened by the next one as they lie.
  const { cpSync } = await import("node:fs");
  const copy = mkdtempSync(join(tmpdir(), "greenline-"));
  cpSync(folder, copy, { recursive: true });
  const next = await startTestPlatform({ folder: copy });

  expect((await next.backend.json(`/api/v1/conversations/${id}/messages`)).items.find((one: any) => one.clientId === "c-4").state).toBe("unknown");
  expect(next.simulator.sends).toHaveLength(0);
  await next.stop();
});

test("[S7] a message that fails by status opens the run again and says what it means and what to do", async () => {
  const { id } = await platform.customerWrites("447700900122", "Any news?");
  await platform.control("behaviour", { outcome: "accept", statusPlan: ["failed:131026"] });
  await send(id, { clientId: "c-5", text: "Not yet." });

  const failed = await reaches(id, "c-5", "failed");
  expect(failed.error).toMatchObject({ code: 131026 });
  expect(failed.error.meaning.length).toBeGreaterThan(10);
  expect(failed.error.next.length).toBeGreaterThan(10);
  const row = await platform.backend.json(`/api/v1/conversations/${id}`);
  expect(row.clocks.find((clock: any) => clock.kind === "first-reply")).toMatchObject({ state: "running" });
  expect(row.state).toBe("queued");
});

test("a refusal for good fails at once, one for now is sent again later", async () => {
  const { id } = await platform.customerWrites("447700900123", "One");
  await platform.control("behaviour", { outcome: "error:131009" });
  await send(id, { clientId: "c-6", text: "Refused for good." });
  expect((await reaches(id, "c-6", "failed")).error.code).toBe(131009);

  const other = await platform.customerWrites("447700900124", "Two");
  await platform.control("behaviour", { outcome: "error:130429" });
  await send(other.id, { clientId: "c-7", text: "Refused for now." });
  await eventually(
    async () =>
      (await message(other.id, "c-7"))?.state === "read" ||
      (await message(other.id, "c-7"))?.state === "delivered" ||
      (await message(other.id, "c-7"))?.state === "sent",
    15_000,
  );
  expect(posts("c-7")).toBeGreaterThan(0);
});

test("[G-WINDOW] free text is refused with findings when the window is closed, and a template goes", async () => {
  const { id } = await platform.customerWrites("447700900125", "Yesterday's question", Date.now() - 25 * 3_600_000);
  const refused = await send(id, { clientId: "c-8", text: "Too late." });

  expect(refused.status).toBe(422);
  expect(refused.headers.get("content-type")).toContain("application/problem+json");
  expect((await refused.json()).findings).toMatchObject([{ rule: "G-WINDOW", severity: "stop" }]);

  const unknown = await send(id, { clientId: "c-9", template: { name: "no_such_template", language: "en" } });
  expect((await unknown.json()).findings[0]).toMatchObject({ rule: "G-TEMPLATE", severity: "stop" });
});

test("[S1] [S4] a customer who writes within the very second of our answer waits for the next one", async () => {
  // On a time that stands: what reaches us a second and a half later is no longer taken for that second's.
  await platform.stop();
  const now = toInstant(Date.now());
  platform = await startTestPlatform({ clock: { now: () => now } });
  await platform.control("behaviour", { outcome: "accept", statusPlan: [] });
  const { id } = await platform.customerWrites("447700900127", "First question", now);
  await send(id, { clientId: "c-11", text: "First answer." });
  const { at } = await reaches(id, "c-11", "accepted");
  await platform.customerWrites("447700900127", "Second question", Date.parse(at));

  const row = await platform.backend.json(`/api/v1/conversations/${id}`);
  expect(row.state).toBe("queued");
  expect(row.clocks.map(({ kind, state }: any) => `${kind} ${state}`)).toEqual(expect.arrayContaining(["first-reply met", "next-reply running"]));
});
