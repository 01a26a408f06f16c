import { afterEach, beforeEach, expect, test } from "vitest";
import { toInstant } from "../../shared/time.ts";
import { EVENTS } from "../../shared/sync/protocol.ts";
import { startTestBackend, textWebhook, type TestBackend } from "./running-backend.ts";
import { eventually } from "./simulated-platform.ts";
import { openDesk } from "./sync-client.ts";

const MINUTE = 60_000;
const TEN = Date.UTC(2026, 10, 23, 10);
let now: number;
let backend: TestBackend;
beforeEach(async () => {
  now = TEN;
  backend = await startTestBackend({ clock: { now: () => toInstant(now) } });
});
afterEach(() => backend.stop());

interface Person {
  readonly id: string;
  readonly token: string;
}
const make = async (name: string, role = "agent", teams: readonly string[] = []): Promise<Person> =>
  (await backend.api("/api/v1/agents", { body: { name, role, teams } })).json() as any;
const call = async (method: string, path: string, body?: unknown, token?: string): Promise<{ readonly status: number; readonly body: any }> => {
  const response = await backend.api(path, { method, ...(body === undefined ? {} : { body }), ...(token === undefined ? {} : { token }) });
  const text = await response.text();
  return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
};
/** A customer writes and a bot gives up on it. */
const handedOver = async (customer: number, reason = "lost"): Promise<string> => {
  await backend.post(textWebhook({ at: now, from: `44770090${String(customer).padStart(4, "0")}`, name: `Customer ${customer}` }));
  await backend.settled();
  const { id } = (await backend.json(`/api/v1/conversations?q=${encodeURIComponent(`Customer ${customer}`)}`)).items[0];
  expect((await call("POST", `/api/v1/conversations/${id}/handoff`, { reason })).status).toBe(201);
  return id;
};

test("[HO3] [HO2] the loser of a claim gets 409 with who has it and what to take next; the queue is in one order", async () => {
  const [anna, bruno] = [await make("Anna"), await make("Bruno")];
  const ids: string[] = [];
  for (const customer of [1, 2, 3]) {
    ids.push(await handedOver(customer));
    now += 1_000;
  }
  const queue = await backend.json("/api/v1/queue", anna.token);
  expect(queue.items.map(({ conversationId }: { conversationId: string }) => conversationId)).toEqual(ids);
  expect(queue).toMatchObject({
    total: 3,
    people: expect.arrayContaining([expect.objectContaining({ agentId: anna.id, availability: "available", open: 0 })]),
  });

  expect((await call("POST", `/api/v1/conversations/${ids[0]}/claim`, {}, anna.token)).status).toBe(200);
  const lost = await call("POST", `/api/v1/conversations/${ids[0]}/claim`, {}, bruno.token);
  expect(lost).toMatchObject({ status: 409, body: { type: expect.stringMatching(/claim-lost$/), by: anna.id, next: ids[1] } });
});

test("[HO5] one says for oneself whether one is there, a lead for everybody, and nobody else", async () => {
  const [anna, bruno, lea] = [await make("Anna"), await make("Bruno"), await make("Lea", "lead")];
  const set = (who: string, token: string, body: unknown = { state: "away", reason: "lunch" }) =>
    call("PUT", `/api/v1/agents/${who}/availability`, body, token);
  expect(await set("me", anna.token)).toMatchObject({ status: 200, body: { id: anna.id, availability: { state: "away", reason: "lunch", since: TEN } } });
  expect((await set(anna.id, bruno.token)).status).toBe(403);
  expect((await set(anna.id, lea.token, { state: "available" })).body.availability).toEqual({ state: "available", since: TEN });
  expect((await set("nobody", lea.token)).status).toBe(404);
  expect((await set("me", anna.token, { state: "asleep" })).status).toBe(400);
});

test("[HO5] [HO8] abilities are a lead's to set; who may take a conversation is told with the reasons", async () => {
  const [anna, bruno, lea] = [await make("Anna"), await make("Bruno"), await make("Lea", "lead")];
  const robo = await make("Robo", "bot");
  const id = await handedOver(1);
  const abilities = (body: unknown, token = lea.token, who = bruno.id) => call("PUT", `/api/v1/agents/${who}/abilities`, body, token);
  expect((await abilities({ capacity: 1 }, anna.token)).status).toBe(403);
  expect((await abilities({ capacity: 0 })).status).toBe(400);
  expect((await abilities({}, lea.token)).status).toBe(400);
  expect((await abilities({ capacity: 4 }, lea.token, robo.id)).status).toBe(404);
  expect((await abilities({ capacity: 4, skills: ["law", "law"], languages: ["es"] })).body).toMatchObject({ capacity: 4, skills: ["law"], languages: ["es"] });
  expect((await abilities({ capacity: null })).body).not.toHaveProperty("capacity");

  await call("POST", `/api/v1/conversations/${id}/claim`, {}, anna.token);
  await call("PUT", "/api/v1/agents/me/availability", { state: "busy", reason: "training" }, bruno.token);
  const { body } = await call("GET", `/api/v1/conversations/${id}/who-may-take`, undefined, anna.token);
  expect(body.items.map(({ agentId, may, whyNot }: any) => [agentId, may, whyNot])).toEqual(
    expect.arrayContaining([
      [lea.id, true, undefined],
      [bruno.id, false, "busy"],
    ]),
  );
  expect(body.items.some(({ agentId }: any) => agentId === anna.id || agentId === robo.id)).toBe(false);

  const refused = await call("POST", `/api/v1/conversations/${id}/assign`, { agent: bruno.id, note: "Please." }, anna.token);
  expect(refused).toMatchObject({
    status: 409,
    body: { type: expect.stringMatching(/unavailable$/), by: bruno.id, available: expect.arrayContaining([lea.id]) },
  });
  expect((await call("POST", `/api/v1/conversations/${id}/assign`, { agent: bruno.id, note: "Please.", force: true }, lea.token)).status).toBe(200);
});

test("[HO4] [HO5] the settings are a lead's, each fault is named, and nobody overwrites what they have not seen", async () => {
  const [anna, lea] = [await make("Anna"), await make("Lea", "lead")];
  const put = (body: unknown, token = lea.token) => call("PUT", "/api/v1/handoffs/settings", body, token);
  expect(await backend.json("/api/v1/handoffs/settings", anna.token)).toEqual({
    version: 0,
    claimMinutes: 5,
    typingMinutes: 5,
    capacity: 0,
    topicSkills: {},
    notify: "leads",
  });
  expect((await put({ capacity: 50 }, anna.token)).status).toBe(403);
  const faulty = await put({ claimMinutes: -1, overflowTeam: "nowhere" });
  expect([faulty.status, faulty.body.errors.map(({ path }: { path: string }) => path)]).toEqual([422, ["claimMinutes"]]);
  expect((await put({ overflowTeam: "nowhere" })).body.errors).toMatchObject([{ path: "overflowTeam" }]);
  expect((await put("no")).status).toBe(422);
  expect((await put({ capacity: 50, topicSkills: { refunds: "money" }, version: 0 })).body).toMatchObject({
    version: 1,
    capacity: 50,
    topicSkills: { refunds: "money" },
  });
  expect(await put({ capacity: 40, version: 0 })).toMatchObject({ status: 409, body: { version: 1 } });
  expect((await put({ capacity: 50, topicSkills: { refunds: "money" } })).body.version).toBe(1);
});

test("[HO9] [S4-16] the history of hops and transfers is told, to whom the conversation may be seen by", async () => {
  const [anna, bruno] = [await make("Anna"), await make("Bruno")];
  const id = await handedOver(1, "wants a person");
  now += MINUTE;
  await call("POST", `/api/v1/conversations/${id}/claim`, {}, anna.token);
  now += 2 * MINUTE;
  await call("POST", `/api/v1/conversations/${id}/assign`, { agent: bruno.id, note: "Knows the order." }, anna.token);
  now += 3 * MINUTE;
  const { body } = await call("GET", `/api/v1/conversations/${id}/hops`, undefined, anna.token);
  expect(body.items.map(({ at, durationMs, why }: any) => [why, at, durationMs / MINUTE])).toEqual([
    ["handoff", "2026-11-23T10:00:00.000Z", 1],
    ["claim", "2026-11-23T10:01:00.000Z", 2],
    ["assign", "2026-11-23T10:03:00.000Z", 3],
  ]);
  expect(body.items.at(-1)).toMatchObject({ from: { kind: "agent", agentId: anna.id }, to: { kind: "agent", agentId: bruno.id }, by: anna.id, ongoing: true });
  expect(body.transfers).toMatchObject([{ by: anna.id, requestedAt: "2026-11-23T10:03:00.000Z", acceptMs: 0 }]);
  expect((await call("GET", "/api/v1/conversations/unknown/hops", undefined, anna.token)).status).toBe(404);
});

test("[HO6] who leaves gives all back to the queue, and can no longer come in; one admin stays", async () => {
  const anna = await make("Anna");
  const id = await handedOver(1);
  await call("POST", `/api/v1/conversations/${id}/claim`, {}, anna.token);
  expect((await call("DELETE", `/api/v1/agents/${anna.id}`, undefined, anna.token)).status).toBe(403);
  expect((await call("DELETE", "/api/v1/agents/bootstrap")).status).toBe(409);
  expect((await call("DELETE", `/api/v1/agents/${anna.id}`)).status).toBe(204);
  expect(await backend.json(`/api/v1/conversations/${id}`)).toMatchObject({ state: "queued" });
  expect((await backend.json(`/api/v1/conversations/${id}`)).assignee).toBeUndefined();
  expect((await call("GET", "/api/v1/queue", undefined, anna.token)).status).toBe(401);
  expect((await call("DELETE", `/api/v1/agents/${anna.id}`)).status).toBe(404);
  const hops = await backend.json(`/api/v1/conversations/${id}/hops`);
  expect(hops.items.at(-1)).toMatchObject({ why: "owner-left", to: { kind: "queue" } });
});

test("[HO6] what stood in the queue of a team that is dissolved is everybody's", async () => {
  const team = (await call("POST", "/api/v1/teams", { name: "Returns" })).body;
  const anna = await make("Anna");
  const inTeam = await make("Bruno", "agent", [team.id]);
  const id = await handedOver(1);
  await call("POST", `/api/v1/conversations/${id}/assign`, { team: team.id }, anna.token);
  expect((await call("GET", `/api/v1/conversations/${id}`, undefined, anna.token)).status).toBe(404);
  expect((await call("DELETE", `/api/v1/teams/${team.id}`)).status).toBe(204);
  expect((await call("GET", `/api/v1/conversations/${id}`, undefined, anna.token)).body).toMatchObject({ state: "queued" });
  expect((await call("POST", `/api/v1/conversations/${id}/claim`, {}, inTeam.token)).status).toBe(200);
  expect((await call("DELETE", `/api/v1/teams/${team.id}`)).status).toBe(404);
});

test("[HO3] [HO4] on the sync line the loser is told who and what next, and the owner's typing keeps the claim", async () => {
  const [first, second] = [await handedOver(1), await handedOver(2)];
  const [a, b] = [await openDesk(backend), await openDesk(backend)];
  try {
    const claim = { kind: "claim", conversationId: first, epoch: a.rows.get(`conversation ${first}`).claimEpoch };
    expect((await a.push([{ id: 1, mutation: claim }])).results).toMatchObject([{ id: 1, st: "applied" }]);
    expect((await b.push([{ id: 1, mutation: claim }])).results).toMatchObject([
      { id: 1, st: "rejected", code: "claim_lost", by: a.welcome.agentId, next: second },
    ]);
    // A second time the same answer (I8).
    expect((await b.push([{ id: 1, mutation: claim }])).results).toMatchObject([{ id: 1, code: "claim_lost", next: second }]);

    const endsAt = (): number => a.rows.get(`conversation ${first}`)?.handoff?.claimEndsAt;
    await eventually(() => (endsAt() === TEN + 5 * MINUTE ? true : undefined));
    now = TEN + 5 * MINUTE - 5_000;
    b.socket.emit(EVENTS.presence, { conversationId: first, what: "type" });
    a.socket.emit(EVENTS.presence, { conversationId: first, what: "type" });
    await eventually(() => (endsAt() === TEN + 5 * MINUTE + 10_000 ? true : undefined));
  } finally {
    a.close();
    b.close();
  }
});
