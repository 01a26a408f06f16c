import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DEFAULT_GUARD_POLICY } from "../../shared/guard/context.ts";
import { toInstant } from "../../shared/time.ts";
import { eventually, startTestPlatform, type TestPlatform } from "./simulated-platform.ts";
import { openDesk } from "./sync-client.ts";

const DAY = 24 * 3_600_000;
const AT_ALL_HOURS = { from: "00:00", to: "24:00" };

let platform: TestPlatform;
beforeEach(async () => {
  platform = await startTestPlatform();
  await setPolicy({ quiet: AT_ALL_HOURS });
});
afterEach(() => platform.stop());

const put = (body: unknown, token?: string) => platform.backend.api("/api/v1/guard/policy", { method: "PUT", body, token });
const setPolicy = (reach: unknown, severities?: unknown) => put({ reach, ...(severities === undefined ? {} : { severities }) });
const send = (conversation: string, body: Readonly<Record<string, unknown>>, token?: string) =>
  platform.backend.api(`/api/v1/conversations/${conversation}/messages`, { body, token });
const messages = async (conversation: string): Promise<any[]> => (await platform.backend.json(`/api/v1/conversations/${conversation}/messages`)).items;
const message = async (conversation: string, clientId: string) => (await messages(conversation)).find((one) => one.clientId === clientId);
const reaches = (conversation: string, clientId: string, state: string) =>
  eventually(async () => (await message(conversation, clientId))?.state === state, 30_000, `${clientId} to be ${state}`);
const arrives = (conversation: string, clientId: string) =>
  eventually(async () => ["delivered", "read"].includes((await message(conversation, clientId))?.state), 30_000, `${clientId} to arrive`);
const posts = (clientId: string) => platform.simulator.sends.filter((one) => JSON.stringify(one).includes(clientId)).length;
const rules = async (): Promise<any[]> => (await platform.backend.json("/api/v1/guard/rules")).items;
const rule = async (name: string) => (await rules()).find((one) => one.rule === name);
const refusal = async (response: Response) => {
  expect(response.status).toBe(422);
  return (await response.json()).findings.map((finding: any) => `${finding.rule} ${finding.severity}`);
};
const record = async (conversation: string, body: unknown) => {
  const { contact } = await platform.backend.json(`/api/v1/conversations/${conversation}`);
  const recorded = await platform.backend.api(`/api/v1/contacts/${contact.id}/consents`, { body });
  expect(recorded.status).toBe(201);
};
const agrees = async (conversation: string) => {
  for (const category of ["service", "order-updates", "appointments"])
    await record(conversation, { category, state: "granted", source: "website", evidence: "https://shop.example/form/7" });
};

/** Wrote so long ago that the window is closed. */
const yesterday = () => platform.customerWrites("447700900118", "Yesterday's question", Date.now() - DAY - 60_000);
const today = (phone = "447700900118", text = "Hello there") => platform.customerWrites(phone, text);
const update = (more = "A-4417") => ({ name: "order_update", language: "en", variables: { "1": "Customer", "2": more } });
const knowsTemplates = (conversation: string) =>
  eventually(async () => !(await refusalOf(conversation)).includes("G-TEMPLATE"), 30_000, "the templates to be known");
const refusalOf = async (conversation: string): Promise<string> => (await send(conversation, { clientId: "is-it-known", template: update() })).text();

describe("[S0-1] [S0-3] what the desk would refuse is refused around it too, with the findings, and nothing is posted", () => {
  test("[G-WINDOW] free text into a closed window", async () => {
    const { id } = await yesterday();
    const refused = await send(id, { clientId: "k1", text: "Your parcel is at the depot." });
    expect(await refused.clone().json()).toMatchObject({ findings: [{ rule: "G-WINDOW", evidence: { closedAt: expect.stringMatching(/Z$/) } }] });
    expect(await refusal(refused)).toContain("G-WINDOW stop");
    expect(await messages(id)).toHaveLength(1);
  });

  test("[G-CONSENT] [S2-1] a template to somebody who never agreed, and after they did it goes", async () => {
    const { id } = await yesterday();
    await knowsTemplates(id);
    expect(await refusal(await send(id, { clientId: "k1", template: update() }))).toContain("G-CONSENT stop");

    await agrees(id);
    expect((await send(id, { clientId: "k1", template: update() })).status).toBe(202);
    await arrives(id, "k1");
    expect(posts("k1")).toBe(1);
  });

  test("[G-OPTED-OUT] [S2-11] a template, and a text, to somebody who withdrew", async () => {
    const { id } = await yesterday();
    await knowsTemplates(id);
    await agrees(id);
    await record(id, { category: "everything", state: "withdrawn", source: "phone" });
    expect(await refusal(await send(id, { clientId: "k1", template: update() }))).toContain("G-OPTED-OUT stop");

    const other = await today("447700900119", "STOP");
    expect(await refusal(await send(other.id, { clientId: "k2", text: "But we have such nice bikes here." }))).toContain("G-OPTED-OUT stop");
  });

  test("[G-OPTED-OUT] after a no there is one sentence that it was heard, and no second", async () => {
    const { id } = await today("447700900119", "STOP");
    expect((await send(id, { clientId: "k1", text: "Understood, you will hear nothing more from us.", confirmsOptOut: true })).status).toBe(202);
    await arrives(id, "k1");
    expect(await refusal(await send(id, { clientId: "k2", text: "Really, not a word.", confirmsOptOut: true }))).toContain("G-OPTED-OUT stop");
    expect([posts("k1"), posts("k2")]).toEqual([1, 0]);
  });

  test("[G-FOLLOW-UP] the third in a row needs a reason, the fourth does not go at all", async () => {
    await setPolicy({ quiet: AT_ALL_HOURS, followUp: { pause: 0, turn: 0 } });
    const { id } = await today();
    for (const [clientId, text] of [
      ["k1", "Good morning, this is Sofia."],
      ["k2", "We have looked at the frame."],
    ] as const) {
      expect((await send(id, { clientId, text })).status).toBe(202);
      await arrives(id, clientId);
    }
    expect(await refusal(await send(id, { clientId: "k3", text: "It can be repaired." }))).toContain("G-FOLLOW-UP confirm");
    const passed = await send(id, { clientId: "k3", text: "It can be repaired.", overrides: { "G-FOLLOW-UP": "promised by phone" } });
    expect(passed.status).toBe(202);
    expect(await passed.json()).toMatchObject({ message: { overrides: { "G-FOLLOW-UP": "promised by phone" } } });
    await arrives(id, "k3");
    const pushed = { clientId: "k4", text: "On Tuesday, perhaps.", overrides: { "G-FOLLOW-UP": "still" } };
    expect(await refusal(await send(id, pushed))).toContain("G-FOLLOW-UP stop");
    expect([posts("k3"), posts("k4")]).toEqual([1, 0]);
  });

  test("[G-PERSONAL-DATA] [S3-7] a card number", async () => {
    const { id } = await today();
    expect(await refusal(await send(id, { clientId: "k1", text: "We charged your card 4111 1111 1111 1111 for it." }))).toContain("G-PERSONAL-DATA stop");
  });

  test("[G-PROMO] [S0-23] advertising in a variable of a utility template", async () => {
    const { id } = await today();
    await knowsTemplates(id);
    const promo = update("A-4417. Only this weekend: 20 % off all bikes, buy now at our sale!");
    expect(await refusal(await send(id, { clientId: "k1", template: promo }))).toContain("G-PROMO stop");
  });

  test("[G-QUIET] [S3-3] a template at an inconvenient hour, until there is a reason", async () => {
    // The friendly hour of the policy is one that it is not there now: on the other side of the day, whatever summer time says.
    const hour = (new Date().getUTCHours() + 12) % 24;
    const quiet = { from: `${String(hour).padStart(2, "0")}:00`, to: `${String(hour + 1).padStart(2, "0")}:00` };
    const { id } = await yesterday();
    await knowsTemplates(id);
    await agrees(id);
    await setPolicy({ quiet });
    expect(await refusal(await send(id, { clientId: "k1", template: update() }))).toEqual(["G-QUIET confirm"]);
    expect((await send(id, { clientId: "k1", template: update(), overrides: { "G-QUIET": "asked for it tonight" } })).status).toBe(202);
    await arrives(id, "k1");
    expect(posts("k1")).toBe(1);
  });

  test("[G-FREQUENCY] [S0-4] a template when the budget of the contact is used up", async () => {
    const { id } = await yesterday();
    await knowsTemplates(id);
    await agrees(id);
    await setPolicy({ quiet: AT_ALL_HOURS, frequency: { budgets: [{ category: "any", period: DAY, most: 1 }] } });
    await send(id, { clientId: "k1", template: update() });
    await arrives(id, "k1");

    expect(await refusal(await send(id, { clientId: "k2", template: update("B-1290") }))).toContain("G-FREQUENCY stop");
  });

  test("[G-BULK] [S0-12] the same text to one person more than may get it", async () => {
    await setPolicy({ quiet: AT_ALL_HOURS, bulk: { people: { agent: 3 } } });
    const text = (name: string) => `Hello ${name}, the new bikes are in the shop from Monday on, come and see them.`;
    const answers: number[] = [];
    for (const last of ["120", "121", "122", "123"]) {
      const { id } = await today(`447700900${last}`);
      answers.push((await send(id, { clientId: `k${last}`, text: text(last) })).status);
    }
    expect(answers).toEqual([202, 202, 202, 422]);
    const other = await today("447700900124");
    expect((await send(other.id, { clientId: "k124", text: "Your repair is ready, you can pick it up until seven this evening." })).status).toBe(202);
  });

  test("[S0-5] [S0-6] the same template again while the first has not arrived", async () => {
    await platform.control("behaviour", { outcome: "accept", statusPlan: ["sent"] });
    await setPolicy({ quiet: AT_ALL_HOURS, followUp: { pause: 0, turn: 0 } });
    const { id } = await yesterday();
    await knowsTemplates(id);
    await agrees(id);
    await send(id, { clientId: "k1", template: update() });
    await reaches(id, "k1", "sent");

    expect(await refusal(await send(id, { clientId: "k2", template: update() }))).toContain("G-UNDELIVERED stop");
    const waits = await send(id, { clientId: "k2", template: update(), whenDelivered: true });
    expect((await waits.json()).message).toMatchObject({ state: "held", held: "undelivered_before" });
  });
});

test("[G-DUPLICATE] [S0-11] a reason lets it go once, and the lead reads who had which", async () => {
  const { id } = await today();
  const text = "We will call you back tomorrow.";
  await send(id, { clientId: "k1", text });
  await arrives(id, "k1");
  expect(await refusal(await send(id, { clientId: "k2", text }))).toEqual(["G-DUPLICATE confirm"]);
  const passed = { clientId: "k2", text, overrides: { "G-DUPLICATE": "they did not see it" } };
  const answers = await Promise.all([send(id, passed), send(id, passed), send(id, passed)]);
  expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
  await arrives(id, "k2");

  expect(posts("k2")).toBe(1);
  expect(await rule("G-DUPLICATE")).toEqual({
    rule: "G-DUPLICATE",
    fired: 2,
    refused: 1,
    overridden: 1,
    heeded: 0,
    mended: 0,
    wrong: 0,
    reasons: [{ reason: "they did not see it", count: 1 }],
    agents: [{ agent: "bootstrap", refused: 1, overridden: 1, heeded: 0, mended: 0 }],
    followed: { replied: 0, optedOut: 0, maybeBlocked: 0, failed: [], underWay: 1 },
  });
  const { agents } = await platform.backend.json("/api/v1/guard/rules");
  expect(agents).toMatchObject([{ agent: "bootstrap", refused: 1, overridden: 1, followed: { underWay: 1 } }]);
  const nothing = await platform.backend.json(`/api/v1/guard/rules?from=2020-01-01T00:00:00Z&to=2020-02-01T00:00:00Z`);
  expect(nothing.items.every(({ fired }: any) => fired === 0)).toBe(true);
});

test("[S0-1] [I4] what a desk hands over against the rules is held with its findings, and taken back it was heeded", async () => {
  const { id } = await yesterday();
  await knowsTemplates(id);
  const desk = await openDesk(platform.backend, { name: "Lea", role: "lead" });
  await desk.push([
    { id: 1, mutation: { kind: "send", conversationId: id, clientId: "k1", text: "Your parcel is at the depot.", composedAt: Date.now() } },
    { id: 2, mutation: { kind: "send", conversationId: id, clientId: "k2", template: update(), composedAt: Date.now() } },
  ]);
  await reaches(id, "k1", "held");
  await reaches(id, "k2", "held");
  expect(await message(id, "k1")).toMatchObject({ held: "window_closed", text: "Your parcel is at the depot.", findings: [{ rule: "G-WINDOW" }] });
  // It stood behind the first, and is looked at when somebody sends it anew.
  expect(await message(id, "k2")).toMatchObject({ held: "predecessor_held" });

  await desk.push([{ id: 3, mutation: { kind: "send", conversationId: id, clientId: "k3", template: update(), replaces: "k1", composedAt: Date.now() } }]);
  await reaches(id, "k3", "held");
  expect(await message(id, "k3")).toMatchObject({ held: "guard", findings: [{ rule: "G-CONSENT" }] });
  await desk.push([{ id: 4, mutation: { kind: "cancel", conversationId: id, messageId: "k3" } }]);
  await reaches(id, "k3", "cancelled");

  expect(await rule("G-WINDOW")).toMatchObject({ refused: 1, heeded: 1 });
  expect(await rule("G-CONSENT")).toMatchObject({ heeded: 1 });
  expect(["k1", "k2", "k3"].map(posts)).toEqual([0, 0, 0]);
  desk.close();
});

test("[S0-11] what was put in other words while it was written comes with the message, and is counted once; what a newer app names is left out", async () => {
  const { id } = await today();
  const desk = await openDesk(platform.backend, { name: "Mina", role: "agent" });
  const mended = [
    { rule: "G-NAME", severity: "confirm" },
    { rule: "G-PERSONAL-DATA", severity: "stop" },
    { rule: "G-OF-TOMORROW", severity: "stop" },
  ];
  const mutation = { kind: "send", conversationId: id, clientId: "k1", text: "Your parcel leaves today.", composedAt: Date.now(), mended };
  await desk.push([{ id: 1, mutation }]);
  await desk.push([{ id: 1, mutation }]);
  await arrives(id, "k1");

  expect(await rule("G-NAME")).toMatchObject({ fired: 1, mended: 1, refused: 0, overridden: 0 });
  expect(await rule("G-PERSONAL-DATA")).toMatchObject({ fired: 1, mended: 1 });
  const { items } = await platform.backend.json("/api/v1/guard/rules");
  expect(items.reduce((sum: number, { mended: count }: any) => sum + count, 0)).toBe(2);
  desk.close();
});

describe("[S3-34] [S0-7] a time over HTTP", () => {
  const soon = (ms: number) => new Date(Date.now() + ms).toISOString();

  test("is shown with the message, kept by the same clientId, and then it leaves", async () => {
    const { id } = await today();
    // Far enough off for a busy machine to hand it over twice before.
    const sendAt = soon(3_000);
    const answer = await (await send(id, { clientId: "k1", text: "It is ready now.", sendAt })).json();
    expect(answer.message).toMatchObject({ state: "held", held: "scheduled", sendAt });
    expect((await (await send(id, { clientId: "k1", text: "It is ready now.", sendAt })).json()).message.id).toBe(answer.message.id);
    await arrives(id, "k1");
    expect(posts("k1")).toBe(1);
  });

  test("is judged as of then: a text for after the window has closed asks for a template", async () => {
    const { id } = await today();
    expect(await refusal(await send(id, { clientId: "k1", text: "Still there?", sendAt: soon(25 * 3_600_000) }))).toEqual(["G-WINDOW stop"]);
    expect((await send(id, { clientId: "k2", text: "x", sendAt: soon(1_000), whenDelivered: true })).status).toBe(400);
  });

  test("[S2-11] consent that is withdrawn in between holds it at once", async () => {
    const { id } = await yesterday();
    await knowsTemplates(id);
    await agrees(id);
    expect((await send(id, { clientId: "k1", template: update(), sendAt: soon(3_600_000) })).status).toBe(202);
    await record(id, { category: "everything", state: "withdrawn", source: "e-mail" });

    expect(await message(id, "k1")).toMatchObject({ state: "held", held: "opted_out", findings: [{ rule: "G-OPTED-OUT" }] });
    expect(await rule("G-OPTED-OUT")).toMatchObject({ refused: 1 });
    expect(posts("k1")).toBe(0);
  });
});

describe("[G-NUMBER] [S3-17] the numbers of the workspace", () => {
  test("a limit that is used up stops what is started, and people count once, outside the window alone", async () => {
    const { id } = await yesterday();
    await knowsTemplates(id);
    await agrees(id);
    const inside = await today("447700900119");
    await agrees(inside.id);
    await send(inside.id, { clientId: "k0", template: update() });
    await arrives(inside.id, "k0");
    await send(id, { clientId: "k1", template: update() });
    await arrives(id, "k1");
    const [number] = (await platform.backend.json("/api/v1/numbers")).items;

    expect(number.usage24h).toMatchObject({ atLeast: 1 });
    const reached = (await message(id, "k1")).at;
    expect(Date.parse(number.usage24h.nextFreeAt)).toBe(toInstant(Date.parse(reached) + DAY));
  });
});

describe("the policy of the guard", () => {
  test("is read by everybody, saved by leads, counted, and refused with the path of each fault", async () => {
    const { token } = await (await platform.backend.api("/api/v1/agents", { body: { name: "Marco", role: "agent" } })).json();
    const before = await platform.backend.json("/api/v1/guard/policy", token);
    expect(before.version).toBe(1);
    expect((await put({}, token)).status).toBe(403);
    expect((await platform.backend.api("/api/v1/guard/rules", { token })).status).toBe(403);

    const wrong = await put({ severities: { "G-NOPE": "stop" }, windowMargin: -1, reach: { bulk: { people: { agent: "ten" } } } });
    expect(wrong.status).toBe(422);
    expect((await wrong.json()).errors.map(({ path }: any) => path).toSorted()).toEqual(["reach.bulk.people.agent", "severities.G-NOPE", "windowMargin"]);
    const tooWeak = await put({ severities: { "G-CONSENT": "off", "G-TOPIC": "stop", "G-NAME": "off" } });
    expect(tooWeak.status).toBe(422);
    expect((await tooWeak.json()).errors.map(({ path }: any) => path)).toEqual(["severities.G-CONSENT", "severities.G-TOPIC"]);
    expect((await platform.backend.json("/api/v1/guard/policy")).version).toBe(1);

    const saved = await (await put({ ...before, severities: { "G-DUPLICATE": "off" } })).json();
    expect(saved).toMatchObject({ version: 2, severities: { "G-DUPLICATE": "off" }, windowMargin: DEFAULT_GUARD_POLICY.windowMargin });
    expect((await put(before)).status).toBe(409);
    expect((await (await put(saved)).json()).version).toBe(2);
  });

  test("[G-DUPLICATE] is what messages are judged by", async () => {
    const { id } = await today();
    const text = "We will call you back tomorrow.";
    await send(id, { clientId: "k1", text });
    await arrives(id, "k1");
    expect((await send(id, { clientId: "k2", text })).status).toBe(422);
    await setPolicy({}, { "G-DUPLICATE": "off" });
    expect((await send(id, { clientId: "k2", text })).status).toBe(202);
  });
});
