import { afterEach, beforeEach, expect, test } from "vitest";
import { toInstant } from "../../shared/time.ts";
import { aPolicy, OFFICE } from "../fixtures/sla/events.ts";
import { startTestBackend, textWebhook, type TestBackend } from "./running-backend.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A Monday; the office closes at five. */
const FOUR = Date.UTC(2026, 10, 23, 16);
let now: number;
let backend: TestBackend;
beforeEach(async () => {
  now = FOUR;
  backend = await startTestBackend({ clock: { now: () => toInstant(now) } });
  const policies = [aPolicy({ minutes: { "first-reply": 30 }, calendar: "office" })];
  await backend.api("/api/v1/policies", { method: "PUT", body: { policies, calendars: { office: OFFICE } } });
});
afterEach(() => backend.stop());

const make = async (role: string): Promise<{ readonly id: string; readonly token: string }> =>
  (await backend.api("/api/v1/agents", { body: { name: role, role } })).json() as any;
const write = async (customer: number): Promise<void> => {
  await backend.post(textWebhook({ at: now, from: `44770090${String(customer).padStart(4, "0")}`, name: `Customer ${customer}` }));
  await backend.settled();
};
const breaches = async (query = "", token?: string) => backend.json(`/api/v1/sla/breaches${query}`, token);
const idOf = async (customer: number): Promise<string> =>
  (await backend.json(`/api/v1/conversations?q=${encodeURIComponent(`Customer ${customer}`)}`)).items[0].id;
const act = async (path: string, body: unknown, token?: string) => {
  const response = await backend.api(path, { body, ...(token === undefined ? {} : { token }) });
  return { status: response.status, body: (await response.json()) as any };
};

test("[S10] [R4] overdue is counted in the clock's own open hours, and stops when the customer no longer waits", async () => {
  now = FOUR + 45 * MINUTE;
  await write(1);
  now = FOUR + 18 * HOUR;
  // Due at a quarter past nine on Tuesday; it is ten.
  expect((await breaches()).items).toMatchObject([
    {
      kind: "first-reply",
      startedAt: "2026-11-23T16:45:00.000Z",
      dueAt: "2026-11-24T09:15:00.000Z",
      breachedAt: "2026-11-24T09:15:00.000Z",
      overdueMs: 45 * MINUTE,
    },
  ]);
  now += 24 * HOUR;
  expect((await breaches()).items[0].overdueMs).toBe(8 * HOUR + 45 * MINUTE);
  await act(`/api/v1/conversations/${await idOf(1)}/no-reply-needed`, { reason: "solved itself" });
  now += 24 * HOUR;
  expect((await breaches()).items).toMatchObject([{ overdueMs: 8 * HOUR + 45 * MINUTE, stoppedAt: "2026-11-25T10:00:00.000Z" }]);
});

test("[S13] overdue goes on in the calendar with which the clock was stamped", async () => {
  await write(1);
  now = FOUR + 35 * MINUTE;
  await backend.api("/api/v1/policies", { method: "PUT", body: { policies: [aPolicy({ minutes: { "first-reply": 30 } })], calendars: { office: "24/7" } } });
  now = FOUR + 24 * HOUR;
  expect((await breaches()).items).toMatchObject([{ dueAt: "2026-11-23T16:30:00.000Z", overdueMs: 7 * HOUR + 30 * MINUTE, policy: { version: 1 } }]);
});

test("[B3] a lead says why, says better, and works the list off", async () => {
  const lead = await make("lead");
  await write(1);
  now += MINUTE;
  await write(2);
  now = FOUR + 40 * MINUTE;
  const [newest] = (await breaches("?acknowledged=false", lead.token)).items;
  const acknowledge = (cause: string) =>
    act("/api/v1/sla/breaches/acknowledge", { conversationId: newest.conversationId, kind: newest.kind, startedAt: newest.startedAt, cause }, lead.token);

  expect((await acknowledge("no-staff")).status).toBe(200);
  now += 1;
  expect((await acknowledge("bot-loop")).status).toBe(200);
  expect((await breaches("?acknowledged=true")).items).toMatchObject([{ conversationId: newest.conversationId, cause: "bot-loop" }]);
  expect((await breaches("?acknowledged=false")).items).toMatchObject([{ conversationId: await idOf(1) }]);
  expect((await breaches("?acknowledged=false")).items[0]).not.toHaveProperty("cause");
  expect((await acknowledge("bad luck")).status).toBe(400);
});

test("[B3] a miss of an earlier case can be explained; what was not missed cannot, nor what there is not", async () => {
  const lead = await make("lead");
  await write(1);
  now = FOUR + 20 * MINUTE;
  const inTime = { conversationId: await idOf(1), kind: "first-reply", startedAt: new Date(FOUR).toISOString(), cause: "spam" };
  const acknowledge = (changes: object) => act("/api/v1/sla/breaches/acknowledge", { ...inTime, ...changes }, lead.token);
  expect(await acknowledge({})).toMatchObject({ status: 422, body: { type: "https://greenline.app/problems/nothing-missed" } });

  now = FOUR + 40 * MINUTE;
  await act(`/api/v1/conversations/${inTime.conversationId}/resolve`, { outcome: "solved", noReplyNeeded: "spam" });
  now += 100 * HOUR;
  await write(1);
  const { clocks } = await backend.json(`/api/v1/conversations/${inTime.conversationId}`);
  expect(clocks.map(({ startedAt }: any) => startedAt)).not.toContain(inTime.startedAt);
  expect((await acknowledge({ cause: "spam" })).status).toBe(200);
  expect((await breaches()).items).toMatchObject([{ startedAt: inTime.startedAt, cause: "spam" }]);

  expect((await acknowledge({ kind: "next-reply" })).body.title).toBe("There is no such clock, or it was not missed.");
  expect((await acknowledge({ startedAt: new Date(FOUR + 1).toISOString() })).status).toBe(422);
  expect((await acknowledge({ conversationId: "nothing" })).status).toBe(404);
});

test("[B3] [H37] an agent may read what was missed, where it may see the conversation, and say nothing about it", async () => {
  await backend.api("/api/v1/teams", { body: { id: "sales", name: "Sales" } });
  const agent = await make("agent");
  await write(1);
  await write(2);
  await act(`/api/v1/conversations/${await idOf(2)}/assign`, { team: "sales" });
  now = FOUR + HOUR;
  const seen = (await breaches("", agent.token)).items;
  expect(seen).toMatchObject([{ conversationId: await idOf(1) }]);
  const { kind, startedAt } = seen[0];
  expect((await act("/api/v1/sla/breaches/acknowledge", { conversationId: await idOf(1), kind, startedAt, cause: "spam" }, agent.token)).status).toBe(403);
  expect((await breaches("?team=sales")).items).toMatchObject([{ conversationId: await idOf(2) }]);
});

test("[B1] pages join without a gap or a repetition, also where many fall due at one instant", async () => {
  for (let customer = 1; customer <= 7; customer += 1) {
    if (customer === 6) now += 1_000;
    await write(customer);
  }
  now = FOUR + HOUR;
  const all = (await breaches()).items.map(({ conversationId }: any) => conversationId);
  const paged: string[] = [];
  let cursor: string | null = "";
  let pages = 0;
  while (cursor !== null) {
    const page: any = await breaches(`?limit=3${cursor === "" ? "" : `&cursor=${cursor}`}`);
    paged.push(...page.items.map(({ conversationId }: any) => conversationId));
    cursor = page.nextCursor;
    pages += 1;
  }
  expect([paged, new Set(paged).size, pages]).toEqual([all, 7, 3]);
  expect((await breaches("?cursor=nonsense")).items).toHaveLength(7);
  const dueOf = (query: string) => breaches(query).then(({ items }: any) => items.length);
  expect([await dueOf("?from=2026-11-23T16:30:01Z"), await dueOf("?to=2026-11-23T16:30:00Z"), await dueOf("?policy=another")]).toEqual([2, 5, 0]);
});

test("[S11] [S12] no reply needed, hold, release and priority do what they do on the desk", async () => {
  const policies = [
    { ...aPolicy({ id: "urgent", default: false, minutes: { "first-reply": 5 } }), conditions: [{ field: "priority", in: ["urgent"] }] },
    aPolicy({ minutes: { "first-reply": 30, resolution: 120 } }),
  ];
  await backend.api("/api/v1/policies", { method: "PUT", body: { policies, calendars: {} } });
  await write(1);
  const id = await idOf(1);
  const clock = (body: any, kind: string) => body.clocks.find((one: any) => one.kind === kind);
  const wish = (name: string, body: object = {}) => act(`/api/v1/conversations/${id}/${name}`, body);

  expect(clock((await wish("hold", { on: "customer" })).body, "resolution")).toMatchObject({ state: "paused" });
  now += 10 * MINUTE;
  expect(clock((await wish("release")).body, "resolution")).toMatchObject({ state: "running", dueAt: new Date(FOUR + 130 * MINUTE).toISOString() });
  expect(clock((await wish("priority", { priority: "urgent" })).body, "first-reply")).toMatchObject({
    policy: { id: "urgent" },
    dueAt: new Date(FOUR + 5 * MINUTE).toISOString(),
  });
  expect(clock((await wish("priority", { priority: "normal" })).body, "first-reply")).toMatchObject({ state: "breached" });
  expect(clock((await wish("no-reply-needed", { reason: "goodbye" })).body, "first-reply")).toMatchObject({ state: "breached" });
  expect((await wish("no-reply-needed", {})).status).toBe(400);
  expect((await wish("priority", { priority: "huge" })).status).toBe(400);
  await wish("resolve", { outcome: "solved" });
  expect(await wish("hold")).toMatchObject({ status: 422, body: { type: "https://greenline.app/problems/already-resolved" } });
});
