import { afterEach, beforeEach, expect, test } from "vitest";
import { startTestBackend, textWebhook, type TestBackend } from "./running-backend.ts";
import { eventually } from "./simulated-platform.ts";
import { openDesk } from "./sync-client.ts";

let backend: TestBackend;
beforeEach(async () => {
  backend = await startTestBackend();
});
afterEach(() => backend.stop());

const call = async (method: string, path: string, body?: unknown, token?: string): Promise<{ readonly status: number; readonly body: any }> => {
  const response = await backend.api(path, { method, ...(body === undefined ? {} : { body }), ...(token === undefined ? {} : { token }) });
  const text = await response.text();
  return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
};
const make = async (name: string, role = "agent", teams: readonly string[] = []): Promise<{ readonly id: string; readonly token: string }> =>
  (await call("POST", "/api/v1/agents", { name, role, teams })).body;

test("[I11] a desk whose person is put into another team is cut off at once, and greets anew with other rights", async () => {
  for (const id of ["orders", "billing"]) await call("POST", "/api/v1/teams", { id, name: id });
  const anna = await openDesk(backend, { teams: ["orders"] });
  const cut = new Promise<void>((resolve) => void anna.socket.once("disconnect", () => resolve()));
  const { id } = await backend.json("/api/v1/me", anna.accessToken);

  const moved = await call("PUT", `/api/v1/agents/${id}/teams`, { teams: ["billing", "billing"] });
  expect(moved).toMatchObject({ status: 200, body: { teamIds: ["billing"] } });
  await cut;
  anna.close();
});

test("[I11] teams are a lead's to set, of people alone, and only those that exist", async () => {
  await call("POST", "/api/v1/teams", { id: "orders", name: "Orders" });
  const [anna, lea, robo] = [await make("Anna"), await make("Lea", "lead"), await make("Robo", "bot")];
  const put = (who: string, teams: readonly string[], token: string) => call("PUT", `/api/v1/agents/${who}/teams`, { teams }, token);

  expect((await put(anna.id, ["orders"], anna.token)).status).toBe(403);
  expect((await put(anna.id, ["gone"], lea.token)).status).toBe(422);
  expect((await put(robo.id, ["orders"], lea.token)).status).toBe(404);
  expect((await put(anna.id, ["orders"], lea.token)).body).toMatchObject({ teamIds: ["orders"] });
});

test("[I11] [G-APPROVAL] only admins say who leads, nobody of themselves; who leads learns no more", async () => {
  const [anna, lea, ada] = [await make("Anna"), await make("Lea", "lead"), await make("Ada", "admin")];
  await call("PUT", `/api/v1/agents/${anna.id}/standing`, { trainee: true });
  const put = (who: string, role: string, token: string) => call("PUT", `/api/v1/agents/${who}/role`, { role }, token);

  expect((await put(anna.id, "lead", lea.token)).status).toBe(403);
  expect((await put(ada.id, "agent", ada.token)).status).toBe(409);
  expect((await put(anna.id, "bot", ada.token)).status).toBe(400);
  const { body } = await put(anna.id, "lead", ada.token);
  expect(body).toMatchObject({ role: "lead" });
  expect(body).not.toHaveProperty("trainee");
});

test("[H36] leads see how many devices somebody is signed in on, and what they would leave behind", async () => {
  const lea = await make("Lea", "lead");
  const anna = await openDesk(backend, {});
  const { id } = await backend.json("/api/v1/me", anna.accessToken);
  await backend.post(textWebhook());
  await backend.settled();
  const conversation = await eventually(async () => (await backend.json("/api/v1/conversations")).items[0]);
  await call("POST", `/api/v1/conversations/${conversation.id}/claim`, {}, anna.accessToken);

  const { items } = await backend.json("/api/v1/people", lea.token);
  expect(items).toContainEqual(expect.objectContaining({ agentId: id, devices: 1, conversations: 1 }));
  expect(items).toContainEqual({ agentId: lea.id, devices: 0, conversations: 0 });
  expect((await call("GET", "/api/v1/people", undefined, anna.accessToken)).status).toBe(403);
  anna.close();
});

test("[HO10] nobody overwrites the numbers of bots that they have not seen", async () => {
  const before = await backend.json("/api/v1/bot-policy");
  expect(before.version).toBe(0);
  const put = (body: unknown) => call("PUT", "/api/v1/bot-policy", body);

  expect((await put({ rules: { fallbacks: 4 }, version: 0 })).body).toMatchObject({ rules: { fallbacks: 4 }, version: 1 });
  expect(await put({ rules: { fallbacks: 5 }, version: 0 })).toMatchObject({ status: 409, body: { version: 1 } });
  expect((await put({ rules: { fallbacks: 6 } })).body).toMatchObject({ rules: { fallbacks: 6 }, version: 2 });
});
