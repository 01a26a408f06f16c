import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { eventually, startTestPlatform, type TestPlatform } from "./simulated-platform.ts";
import { openDesk } from "./sync-client.ts";

const DAY = 24 * 3_600_000;

let platform: TestPlatform;
let nino: { readonly id: string; readonly token: string };
beforeEach(async () => {
  platform = await startTestPlatform();
  await platform.backend.api("/api/v1/guard/policy", { method: "PUT", body: { reach: { quiet: { from: "00:00", to: "24:00" } } } });
  nino = await person({ name: "Nino", role: "agent", trainee: true });
});
afterEach(() => platform.stop());

const person = async (body: unknown) => (await platform.backend.api("/api/v1/agents", { body })).json();
const send = (conversation: string, body: Readonly<Record<string, unknown>>, token?: string) =>
  platform.backend.api(`/api/v1/conversations/${conversation}/messages`, { body, token });
const decide = (conversation: string, message: string, what: "approve" | "send-back", body: unknown = {}, token?: string) =>
  platform.backend.api(`/api/v1/conversations/${conversation}/messages/${message}/${what}`, { body, token });
const messages = async (conversation: string): Promise<any[]> => (await platform.backend.json(`/api/v1/conversations/${conversation}/messages`)).items;
const message = async (conversation: string, id: string) => (await messages(conversation)).find((one) => one.id === id);
const posts = (clientId: string) => platform.simulator.sends.filter((one) => JSON.stringify(one).includes(clientId)).length;
const goes = (conversation: string, id: string) =>
  eventually(async () => ["accepted", "sent", "delivered", "read"].includes((await message(conversation, id))?.state), 30_000, `${id} to go`);
const waiting = async (token?: string): Promise<any[]> => (await platform.backend.json("/api/v1/approvals", token)).items;
const typeOf = async (response: Response): Promise<string> =>
  String((await response.json()).type)
    .split("/")
    .at(-1) ?? "";
function auditOf(action: string) {
  const database = new DatabaseSync(join(platform.backend.folder, "greenline.db"), { readOnly: true });
  const row = database.prepare(`SELECT * FROM audit WHERE action = ?`).get(action);
  database.close();
  return row;
}
/** A conversation with a trainee's message that waits. */
async function aWaiting(text = "Good morning, we will look into it.", at?: number) {
  const { id } = await platform.customerWrites("447700900118", "Where is my order?", at);
  expect((await send(id, { clientId: "k1", text }, nino.token)).status).toBe(202);
  return id as string;
}

test("[G-APPROVAL] [S0-11] what a trainee posts around the desk is taken in and kept, and nothing goes to the customer", async () => {
  const id = await aWaiting();
  expect(await message(id, "k1")).toMatchObject({
    state: "held",
    held: "awaiting_approval",
    text: "Good morning, we will look into it.",
    author: { kind: "human", id: nino.id },
  });
  expect(await waiting()).toMatchObject([{ conversationId: id, messageId: "k1", author: nino.id, windowClosesAt: expect.stringMatching(/Z$/) }]);
  // Whoever is not learning has nobody to wait for, and their message is on its way while the other waits.
  await send(id, { clientId: "k2", text: "Your order is at the depot." });
  await goes(id, "k2");
  expect(posts("k1")).toBe(0);
});

test("[G-APPROVAL] a desk's own push of a trainee waits too, with its time", async () => {
  const { id } = await platform.customerWrites("447700900118", "Where is my order?");
  const desk = await openDesk(platform.backend, { name: "Rita" });
  const rita = (await platform.backend.json("/api/v1/agents")).items.find((one: any) => one.name === "Rita");
  // She is made a trainee while her desk stands: what it pushes from then on waits.
  const put = await platform.backend.api(`/api/v1/agents/${rita.id}/standing`, { method: "PUT", body: { trainee: true } });
  expect(await put.json()).toMatchObject({ id: rita.id, trainee: true });
  const sendAt = Date.now() + 3_600_000;
  await desk.push([{ id: 1, mutation: { kind: "send", conversationId: id, clientId: "k1", text: "I will call you.", composedAt: Date.now(), sendAt } }]);
  expect(await message(id, "k1")).toMatchObject({ state: "held", held: "awaiting_approval" });

  expect((await decide(id, "k1", "approve")).status).toBe(200);
  expect(await message(id, "k1")).toMatchObject({ state: "held", held: "scheduled", sendAt: new Date(sendAt).toISOString() });
  desk.close();
});

describe("[G-APPROVAL] [S0-11] approved", () => {
  test("it goes once, its author stays its author, and the audit has both names", async () => {
    const id = await aWaiting();
    const lead = await person({ name: "Lea", role: "lead" });
    const answer = await decide(id, "k1", "approve", {}, lead.token);
    expect(await answer.json()).toMatchObject({ message: { id: "k1", author: { id: nino.id }, approvedBy: lead.id } });
    await goes(id, "k1");
    expect(await message(id, "k1")).toMatchObject({ author: { kind: "human", id: nino.id }, approvedBy: lead.id });
    expect(posts("k1")).toBe(1);
    expect(await waiting()).toEqual([]);

    const audit = auditOf("approve");
    expect(audit).toMatchObject({ who: lead.id, target: id });
    expect(JSON.parse(String(audit?.["data"]))).toMatchObject({ messageId: "k1", author: nino.id, outcome: "approved" });
  });

  test("of ten seniors at once exactly one wins, and the same wish again changes nothing", async () => {
    const id = await aWaiting();
    const leads = await Promise.all(Array.from({ length: 10 }, (_, n) => person({ name: `Lead ${n}`, role: "lead" })));
    const answers = await Promise.all(leads.map(({ token }) => decide(id, "k1", "approve", {}, token)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(9);
    const winner = leads[answers.findIndex(({ status }) => status === 200)]!;
    const loser = answers.find(({ status }) => status === 409)!;
    expect(await loser.json()).toMatchObject({ by: winner.id });

    expect((await decide(id, "k1", "approve", {}, winner.token)).status).toBe(200);
    await goes(id, "k1");
    expect((await decide(id, "k1", "approve", {}, winner.token)).status).toBe(200);
    expect(posts("k1")).toBe(1);
  });

  test("never by its author, by an agent without the standing, or by another trainee", async () => {
    const id = await aWaiting();
    const agent = await person({ name: "Ada", role: "agent" });
    const other = await person({ name: "Tea", role: "agent", trainee: true });
    for (const { token } of [nino, agent, other]) {
      const refused = await decide(id, "k1", "approve", {}, token);
      expect(refused.status).toBe(403);
      expect(await typeOf(refused)).toBe("may-not-approve");
      expect(await waiting(token)).toEqual([]);
    }
    // An agent who is trusted with it may.
    await platform.backend.api(`/api/v1/agents/${agent.id}/standing`, { method: "PUT", body: { approver: true } });
    expect(await waiting(agent.token)).toHaveLength(1);
    expect((await decide(id, "k1", "approve", {}, agent.token)).status).toBe(200);
  });

  test("a window that closed while it waited keeps it held, under that name", async () => {
    const id = await aWaiting("Good morning.", Date.now() - DAY + 10 * 60_000);
    expect(await message(id, "k1")).toMatchObject({ held: "awaiting_approval" });
    // A safety margin of a quarter of an hour closes it now, as the minutes that passed would.
    await platform.backend.api("/api/v1/guard/policy", {
      method: "PUT",
      body: { windowMargin: 15 * 60_000, reach: { quiet: { from: "00:00", to: "24:00" } } },
    });
    const refused = await decide(id, "k1", "approve");
    expect(refused.status).toBe(422);
    expect((await refused.json()).findings.map((one: any) => `${one.rule} ${one.severity}`)).toContain("G-WINDOW stop");
    expect(await message(id, "k1")).toMatchObject({ state: "held", held: "window_margin", text: "Good morning." });
    expect(await waiting()).toEqual([]);
    expect(posts("k1")).toBe(0);
  });

  test("what asks for a reason takes the approver's own, and until then it waits", async () => {
    const id = await aWaiting("We will call you back tomorrow.");
    await send(id, { clientId: "k0", text: "We will call you back tomorrow." });
    await goes(id, "k0");

    const asked = await decide(id, "k1", "approve");
    expect(asked.status).toBe(422);
    expect((await asked.json()).findings.map((one: any) => one.rule)).toContain("G-DUPLICATE");
    expect(await message(id, "k1")).toMatchObject({
      held: "awaiting_approval",
      findings: expect.arrayContaining([expect.objectContaining({ rule: "G-DUPLICATE" })]),
    });

    const lead = await person({ name: "Lea", role: "lead" });
    const reasons = { "G-DUPLICATE": "They asked for it in writing", "G-FOLLOW-UP": "They asked for it in writing", "G-UNDELIVERED": "They are on the phone" };
    expect((await decide(id, "k1", "approve", { overrides: reasons }, lead.token)).status).toBe(200);
    await goes(id, "k1");
    const rule = (await platform.backend.json("/api/v1/guard/rules")).items.find((one: any) => one.rule === "G-DUPLICATE");
    expect(rule.agents.find((one: any) => one.agent === lead.id)).toMatchObject({ overridden: 1 });
  });
});

test("[G-APPROVAL] [S0-11] sent back, its author reads who and why, and writes it anew", async () => {
  const id = await aWaiting("We don't know.");
  const lead = await person({ name: "Lea", role: "lead" });
  expect((await decide(id, "k1", "send-back", { note: " " }, lead.token)).status).toBe(400);
  expect((await decide(id, "k1", "send-back", { note: "Say when we will know." }, lead.token)).status).toBe(200);
  expect(await message(id, "k1")).toMatchObject({
    state: "held",
    held: "sent_back",
    text: "We don't know.",
    sentBack: { by: lead.id, note: "Say when we will know." },
  });
  expect(await waiting()).toEqual([]);
  // It is decided: nobody lets it go afterwards.
  expect(await typeOf(await decide(id, "k1", "approve"))).toBe("already-decided");

  await send(id, { clientId: "k2", text: "We will know by six." }, nino.token);
  expect(await waiting()).toMatchObject([{ messageId: "k2" }]);
  expect((await decide(id, "k2", "approve", {}, lead.token)).status).toBe(200);
  await goes(id, "k2");
  expect(posts("k1")).toBe(0);
});

test("[G-APPROVAL] who may not see the conversation is told of nothing", async () => {
  const id = await aWaiting();
  const team = await (await platform.backend.api("/api/v1/teams", { body: { name: "Sales" } })).json();
  await platform.backend.api(`/api/v1/conversations/${id}/assign`, { body: { team: team.id } });
  const outsider = await person({ name: "Otto", role: "agent" });
  await platform.backend.api(`/api/v1/agents/${outsider.id}/standing`, { method: "PUT", body: { approver: true } });
  expect(await waiting(outsider.token)).toEqual([]);
  expect((await decide(id, "k1", "approve", {}, outsider.token)).status).toBe(404);
  expect((await decide(id, "nothing", "approve")).status).toBe(404);
});

test("[G-APPROVAL] the standing is a lead's to give, and whoever learns approves nobody", async () => {
  const put = (id: string, body: unknown, token?: string) => platform.backend.api(`/api/v1/agents/${id}/standing`, { method: "PUT", body, token });
  expect((await put(nino.id, { trainee: false }, nino.token)).status).toBe(403);
  expect((await put(nino.id, { trainee: true, approver: true })).status).toBe(400);
  expect((await put("nobody", { trainee: true })).status).toBe(404);
  const lead = await person({ name: "Lea", role: "lead" });
  expect((await put(lead.id, { trainee: true })).status).toBe(422);

  const approver = await (await put(nino.id, { approver: true }, lead.token)).json();
  expect(approver).toMatchObject({ approver: true });
  expect(approver.trainee).toBeUndefined();
  const { id } = await platform.customerWrites("447700900118", "Hello");
  expect((await (await send(id, { clientId: "k9", text: "Good morning." }, nino.token)).json()).message.state).toBe("queued");
});
