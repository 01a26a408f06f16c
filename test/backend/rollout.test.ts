import { afterEach, beforeEach, expect, test } from "vitest";
import { bucketOf, isWithin } from "../../shared/outreach/buckets.ts";
import { demoNumbers } from "../../backend/cloud-api/simulator/simulator-config.ts";
import { eventually, startTestPlatform, type TestPlatform } from "./simulated-platform.ts";

const DAY = 24 * 3_600_000;
const EASY = { dwell: 0, fewestSent: 1, mostFailed: 0.05, mostOptedOut: 0.02, leastAnsweredInTime: 0 };
const STAFF = "447700900100";

let platform: TestPlatform;
beforeEach(async () => {
  platform = await startTestPlatform();
  await setGates(EASY);
});
afterEach(() => platform.stop());

const api = (path: string, method: string, body?: unknown, token?: string) => platform.backend.api(path, { method, body, token });
const setGates = (rollout: unknown) =>
  api("/api/v1/guard/policy", "PUT", { reach: { rollout, quiet: { from: "00:00", to: "24:00" }, bulk: { people: { agent: 99, team: 99, number: 99 } } } });
const step = (number: string, what: string, body?: unknown, token?: string) =>
  api(`/api/v1/rollout/${number}/${what}`, what === "staff" ? "PUT" : "POST", body, token);
const rollouts = async (token?: string): Promise<any[]> => (await platform.backend.json("/api/v1/rollout", token)).items;
const rolloutOf = async (number: string, token?: string) => (await rollouts(token)).find(({ numberId }) => numberId === number);
const send = (conversation: string, body: Readonly<Record<string, unknown>>) => api(`/api/v1/conversations/${conversation}/messages`, "POST", body);
const update = { name: "order_update", language: "en", variables: { "1": "Customer", "2": "A-4417" } };
const notify = (conversation: string, clientId: string, more: object = {}) => send(conversation, { clientId, template: update, ...more });
const message = async (conversation: string, clientId: string) =>
  (await platform.backend.json(`/api/v1/conversations/${conversation}/messages`)).items.find((one: any) => one.clientId === clientId);
const posts = (clientId: string) => platform.simulator.sends.filter((one) => JSON.stringify(one).includes(clientId)).length;
const arrives = (conversation: string, clientId: string) =>
  eventually(async () => ["delivered", "read"].includes((await message(conversation, clientId))?.state), 30_000, `${clientId} to arrive`);
const against = async (response: Response): Promise<readonly string[]> => {
  const body = await response.json();
  return (body.findings ?? []).map((finding: any) => `${finding.rule} ${finding.severity}`);
};

/** Wrote so long ago that the window is closed, and has agreed to be told; the platform thinks well of the number. */
async function aCustomer(phone = "447700900118") {
  const conversation = await platform.customerWrites(phone, "Yesterday's question", Date.now() - DAY - 60_000);
  await says("UNFLAGGED");
  await eventually(async () => !(await (await notify(conversation.id, "is-it-known")).text()).includes("G-TEMPLATE"), 30_000, "the templates to be known");
  for (const category of ["service", "order-updates", "appointments"]) {
    const body = { category, state: "granted", source: "website", evidence: "https://shop.example/form/7" };
    expect((await api(`/api/v1/contacts/${conversation.contact.id}/consents`, "POST", body)).status).toBe(201);
  }
  return conversation as { readonly id: string; readonly number: { readonly id: string }; readonly contact: { readonly id: string } };
}

/** The platform's word about the number. */
async function says(event: "FLAGGED" | "UNFLAGGED") {
  const value = { display_phone_number: demoNumbers[0]?.displayNumber, event, current_limit: "TIER_1K" };
  await platform.backend.post({
    object: "whatsapp_business_account",
    entry: [{ id: "102290129340398", changes: [{ value, field: "phone_number_quality_update" }] }],
  });
  await platform.backend.settled();
}

test("[G-ROLLOUT] [S0-22] until a lead starts a rollout everybody gets it, and an agent cannot start one", async () => {
  const { id, number } = await aCustomer();
  expect((await rolloutOf(number.id)).rollout).toBeUndefined();
  expect((await notify(id, "k1")).status).toBe(202);
  await arrives(id, "k1");
  expect(await (await step(number.id, "promote")).json()).toMatchObject({ type: expect.stringContaining("no-rollout") });

  const agent = await (await api("/api/v1/agents", "POST", { name: "Ada", role: "agent" })).json();
  expect((await step(number.id, "start", undefined, agent.token)).status).toBe(403);
  expect((await step("nothing", "start")).status).toBe(404);
});

test("[G-ROLLOUT] [S0-21] at stage 0 everything but the staff's is refused around the desk too, and nothing is posted", async () => {
  const customer = await aCustomer();
  const staff = await aCustomer(STAFF);
  const { id: number } = customer.number;
  expect((await step(number, "start")).status).toBe(200);
  expect((await step(number, "staff", { staff: ["+44 7700 900-100"] })).status).toBe(200);
  expect((await rolloutOf(number)).rollout).toMatchObject({ stage: 0, staff: [STAFF] });

  const refused = await notify(customer.id, "k1");
  expect(refused.status).toBe(422);
  expect(await against(refused)).toContain("G-ROLLOUT stop");
  expect((await notify(staff.id, "k2")).status).toBe(202);
  await arrives(staff.id, "k2");
  expect(posts("k1")).toBe(0);

  // An answer is nobody's campaign.
  const asks = await platform.customerWrites("447700900119", "Where is it?");
  expect((await send(asks.id, { clientId: "k3", text: "At the depot." })).status).toBe(202);
  expect((await step(number, "staff", { staff: ["the boss"] })).status).toBe(422);
});

test("[S0-22] a stage lets in exactly those whose place is within it", async () => {
  const customers = await Promise.all(
    ["447700900111", "447700900112", "447700900113", "447700900114", "447700900115", "447700900116"].map((phone) => aCustomer(phone)),
  );
  const staff = await aCustomer(STAFF);
  const { id: number } = staff.number;
  await step(number, "start");
  await step(number, "staff", { staff: [staff.contact.id] });
  await notify(staff.id, "first");
  await arrives(staff.id, "first");
  await setGates({ ...EASY, fewestSent: 0 });
  for (let stage = 0; stage < 5; stage += 1) expect((await step(number, "promote")).status).toBe(200);

  const { rollout } = await rolloutOf(number);
  expect(rollout.stage).toBe(50);
  const places = await Promise.all(
    customers.map(async ({ contact, id }, n) => ({ isIn: isWithin(bucketOf(rollout.campaign, contact.id), 50), status: (await notify(id, `p${n}`)).status })),
  );
  for (const { isIn, status } of places) expect(status).toBe(isIn ? 202 : 422);
});

test("[S0-22] promotion is refused with each shut gate and its figure, and goes when they open", async () => {
  const staff = await aCustomer(STAFF);
  const { id: number } = staff.number;
  await setGates({ ...EASY, dwell: DAY });
  await step(number, "start");
  await step(number, "staff", { staff: [STAFF] });
  const early = await step(number, "promote");
  expect(early.status).toBe(409);
  expect((await early.json()).gates).toEqual([
    { gate: "dwell", until: expect.stringMatching(/Z$/) },
    { gate: "sent", sent: 0, needed: 1 },
  ]);

  await setGates(EASY);
  await notify(staff.id, "k1");
  await arrives(staff.id, "k1");
  expect(await rolloutOf(number)).toMatchObject({
    mayPromote: true,
    gates: expect.arrayContaining([{ gate: "sent", isOpen: true, source: "notifications", sent: 1, needed: 1 }]),
  });
  expect((await step(number, "promote")).status).toBe(200);

  // [S0-21] Somebody of the staff has had enough: the share of opt-outs is over its bound.
  await setGates(EASY);
  await notify(staff.id, "k2", { overrides: { "G-FOLLOW-UP": "a test", "G-DUPLICATE": "a test", "G-UNDELIVERED": "a test" } });
  await arrives(staff.id, "k2");
  await api(`/api/v1/contacts/${staff.contact.id}/consents`, "POST", { category: "order-updates", state: "withdrawn", source: "phone" });
  await says("FLAGGED");
  const shut = await step(number, "promote");
  expect(shut.status).toBe(409);
  expect((await shut.json()).gates).toEqual([
    { gate: "quality", quality: "red" },
    { gate: "opted-out", share: 1, bound: 0.02 },
  ]);
});

test("[G-ROLLOUT] [S0-22] one click takes it back: what waits its time is held at once, for the staff too, and the second click changes nothing", async () => {
  const staff = await aCustomer(STAFF);
  const { id: number } = staff.number;
  await step(number, "start");
  await step(number, "staff", { staff: [STAFF] });
  const sendAt = new Date(Date.now() + 3_600_000).toISOString();
  expect((await notify(staff.id, "k1", { sendAt })).status).toBe(202);
  expect(await message(staff.id, "k1")).toMatchObject({ held: "scheduled" });

  const back = await step(number, "rollback", { reason: "Complaints" });
  expect(await back.json()).toMatchObject({ held: 1, rollout: { stage: 0, halted: { reason: "Complaints" } } });
  expect(await message(staff.id, "k1")).toMatchObject({ state: "held", held: "rollout_halted", findings: [{ rule: "G-ROLLOUT" }] });
  expect(await (await step(number, "rollback", { reason: "Again" })).json()).toMatchObject({ held: 0, rollout: { halted: { reason: "Complaints" } } });
  expect(await against(await notify(staff.id, "k2"))).toContain("G-ROLLOUT stop");
  expect((await (await step(number, "promote")).json()).gates).toContainEqual({ gate: "halted" });

  expect((await rolloutOf(number)).changes.map((one: any) => one.what)).toEqual(["rolled-back", "staff", "started"]);
  expect((await step(number, "start")).status).toBe(200);
  expect((await notify(staff.id, "k3")).status).toBe(202);
  expect((await step(number, "start")).status).toBe(409);
});

test("[S0-22] an agent reads the stage and not the figures", async () => {
  const { number } = await aCustomer();
  await step(number.id, "start");
  const agent = await (await api("/api/v1/agents", "POST", { name: "Ada", role: "agent" })).json();
  const seen = await rolloutOf(number.id, agent.token);
  expect(seen).toMatchObject({ rollout: { stage: 0 } });
  expect(seen.gates).toBeUndefined();
  expect(seen.changes).toBeUndefined();
});

test("[G-BULK] a lead lets one text go to whoever agreed, and to nobody else", async () => {
  await api("/api/v1/guard/policy", "PUT", { reach: { quiet: { from: "00:00", to: "24:00" }, bulk: { people: { agent: 1, team: 99, number: 99 } } } });
  const text = (name: string) => `Hello ${name}, the repair shop is closed on Friday because of the holiday in town.`;
  const [first, second, third] = await Promise.all(
    ["447700900121", "447700900122", "447700900123"].map((phone) => platform.customerWrites(phone, "Hello there")),
  );
  await send(first.id, { clientId: "k1", text: text("Customer 121") });
  expect(await against(await send(second.id, { clientId: "k2", text: text("Customer 122") }))).toContain("G-BULK stop");

  const grant = { text: text("Customer 121"), contactName: "Customer 121", category: "service", until: new Date(Date.now() + DAY).toISOString() };
  const agent = await (await api("/api/v1/agents", "POST", { name: "Ada", role: "agent" })).json();
  expect((await api("/api/v1/guard/segments", "POST", grant, agent.token)).status).toBe(403);
  expect((await api("/api/v1/guard/segments", "POST", { ...grant, category: "horses" })).status).toBe(422);
  expect((await api("/api/v1/guard/segments", "POST", { ...grant, until: new Date(Date.now() + 60 * DAY).toISOString() })).status).toBe(422);
  const granted = await api("/api/v1/guard/segments", "POST", grant);
  expect(granted.status).toBe(201);
  const { id } = await granted.json();

  // Nobody has agreed yet.
  expect(await against(await send(second.id, { clientId: "k2", text: text("Customer 122") }))).toContain("G-BULK stop");
  await api(`/api/v1/contacts/${second.contact.id}/consents`, "POST", {
    category: "service",
    state: "granted",
    source: "website",
    evidence: "https://shop.example/form/7",
  });
  expect((await send(second.id, { clientId: "k2", text: text("Customer 122") })).status).toBe(202);
  expect(await against(await send(third.id, { clientId: "k3", text: text("Customer 123") }))).toContain("G-BULK stop");

  expect((await api(`/api/v1/guard/segments/${id}`, "DELETE")).status).toBe(200);
  expect((await api(`/api/v1/guard/segments/${id}`, "DELETE")).status).toBe(404);
});
