import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DEFAULT_GUARD_POLICY } from "../../shared/guard/context.ts";
import { eventually, startTestPlatform, type TestPlatform } from "./simulated-platform.ts";
import { connectDesk, openDesk, type TestDesk } from "./sync-client.ts";

let platform: TestPlatform;
const desks: TestDesk[] = [];
beforeEach(async () => {
  platform = await startTestPlatform();
  await platform.backend.api("/api/v1/guard/policy", { method: "PUT", body: { reach: { quiet: { from: "00:00", to: "24:00" } } } });
});
afterEach(async () => {
  desks.splice(0).forEach((desk) => desk.close());
  await platform.stop();
});

const PATH = "/api/v1/canned-replies";
const shipped = {
  shortcut: "shipped",
  title: "On its way",
  texts: { en: "Good news: your parcel {{parcel}} has left our warehouse this morning and arrives on Tuesday." },
  tags: ["service"],
};
const spring = { shortcut: "spring", title: "Spring", texts: { en: "Until Sunday all of our boots are here in new colours." }, tags: ["promo"] };
const ask = (method: string, path: string, body?: unknown, token?: string) => platform.backend.api(`${PATH}${path}`, { method, body, token });
const add = async (body: unknown, token?: string): Promise<any> => {
  const added = await ask("POST", "", body, token);
  expect(added.status).toBe(201);
  return added.json();
};
const desk = async (options?: Parameters<typeof openDesk>[1]) => {
  const opened = await openDesk(platform.backend, options);
  desks.push(opened);
  return opened;
};
const repliesOn = (one: TestDesk): any[] => [...one.rows].filter(([key]) => key.startsWith("cannedReply ")).map(([, row]) => row);
const shortcutsOn = (one: TestDesk): string[] => repliesOn(one).map(({ shortcut }) => shortcut);
const send = (conversation: string, body: unknown, token?: string) => platform.backend.api(`/api/v1/conversations/${conversation}/messages`, { body, token });
const problem = async (response: Response) => [response.status, (await response.json()).type.split("/").at(-1)];

describe("who writes canned replies", () => {
  test("leads write for everybody, agents for themselves; nobody sees or touches what is somebody else's own", async () => {
    const [agent, other, lead] = [await desk(), await desk(), await desk({ role: "lead" })];
    expect(await problem(await ask("POST", "", shipped, agent.accessToken))).toEqual([403, "not-allowed"]);
    const teams = await add(shipped, lead.accessToken);
    const own = await add({ ...shipped, personal: true }, agent.accessToken);
    expect(own).toMatchObject({ shortcut: "shipped", personal: true, usage: { count: 0 } });

    const seenBy = async (token: string) => (await platform.backend.json(PATH, token)).items.map(({ id }: any) => id);
    expect(new Set(await seenBy(agent.accessToken))).toEqual(new Set([teams.id, own.id]));
    for (const { accessToken } of [other, lead]) {
      expect(await seenBy(accessToken)).toEqual([teams.id]);
      expect((await ask("PUT", `/${own.id}`, shipped, accessToken)).status).toBe(404);
      expect((await ask("DELETE", `/${own.id}`, undefined, accessToken)).status).toBe(404);
    }
    expect(await problem(await ask("PUT", `/${teams.id}`, shipped, agent.accessToken))).toEqual([403, "not-allowed"]);
    expect((await ask("DELETE", `/${teams.id}`, undefined, agent.accessToken)).status).toBe(403);
    expect((await ask("PUT", `/${own.id}`, { ...shipped, title: "Mine" }, agent.accessToken)).status).toBe(200);
  });

  test("a shortcut is taken once, whatever its capitals; an older copy overwrites nothing; what is wrong is named", async () => {
    const { id, updatedAt } = await add(shipped);
    expect(await problem(await ask("POST", "", { ...spring, shortcut: "SHIPPED" }))).toEqual([409, "shortcut-taken"]);
    expect(await problem(await ask("PUT", `/${id}`, { ...shipped, updatedAt: new Date(Date.parse(updatedAt) - 1).toISOString() }))).toEqual([
      409,
      "changed-meanwhile",
    ]);
    expect((await ask("PUT", `/${id}`, { ...shipped, title: "Sent", updatedAt })).status).toBe(200);
    expect(await problem(await ask("POST", "", { ...spring, labels: ["gone"] }))).toEqual([422, "unknown-label"]);
    expect(await problem(await ask("POST", "", { ...spring, teamIds: ["gone"] }))).toEqual([422, "unknown-team"]);
    expect((await ask("POST", "", { ...spring, shortcut: "two words" })).status).toBe(400);
    expect((await ask("PUT", "/nothing", shipped)).status).toBe(404);
  });

  test("an import adds, changes and leaves alone by shortcut, and a bad row keeps none of the others out", async () => {
    await add(shipped);
    const rows = [shipped, spring, { shortcut: "no text" }, "nonsense"];
    const imported = async (replies: unknown) => (await (await ask("POST", "/import", { replies })).json()).items.map(({ outcome }: any) => outcome);
    expect(await imported(rows)).toEqual(["same", "added", "refused", "refused"]);
    expect(await imported([{ ...spring, title: "Summer" }])).toEqual(["changed"]);
    const agent = await desk();
    expect((await ask("POST", "/import", { replies: [spring] }, agent.accessToken)).status).toBe(403);
    expect((await ask("POST", "/import", { replies: [spring], personal: true }, agent.accessToken)).status).toBe(200);
  });
});

describe("[I11] [I6] rows on the desks", () => {
  test("the team's reach everybody, a personal one its owner alone, as deltas and in a snapshot; what is deleted leaves and comes back", async () => {
    const [agent, other, lead] = [await desk(), await desk(), await desk({ role: "lead" })];
    const { id } = await add(shipped);
    await add({ ...spring, shortcut: "mine", personal: true }, agent.accessToken);
    await eventually(() => shortcutsOn(agent).length === 2);
    for (const one of [other, lead]) await eventually(() => shortcutsOn(one).length === 1);

    expect((await ask("DELETE", `/${id}`)).status).toBe(204);
    for (const [one, left] of [
      [agent, ["mine"]],
      [other, []],
      [lead, []],
    ] as const)
      await eventually(() => shortcutsOn(one).join() === left.join());

    await add({ ...shipped, id });
    for (const one of [agent, other, lead]) await eventually(() => shortcutsOn(one).includes("shipped"));
    expect(shortcutsOn(lead)).toEqual(["shipped"]);

    const lines = async (token: string) =>
      (await (await platform.backend.api("/api/v1/snapshot", { token })).text())
        .split("\n")
        .filter((line) => line.includes('"cannedReply"'))
        .map((line) => JSON.parse(line).row.shortcut)
        .toSorted();
    expect(await lines(agent.accessToken)).toEqual(["mine", "shipped"]);
    expect(await lines(lead.accessToken)).toEqual(["shipped"]);
    // A desk that comes anew reads the same out of the log.
    const again = await connectDesk(platform.backend, lead);
    desks.push(again);
    expect(shortcutsOn(again)).toEqual(["shipped"]);
  });
});

describe("[G-BULK] what a client says of a text is not believed", () => {
  const { most, text } = { most: DEFAULT_GUARD_POLICY.reach.bulk.people.agent, text: (n: number) => shipped.texts.en.replace("{{parcel}}", `P-${n}`) };
  const customers = (count: number) =>
    Promise.all(Array.from({ length: count }, (_, i) => platform.customerWrites(`44770090${1_000 + i}`, "Where is my parcel?")));

  test("the same canned reply answers as many as ask, and each message says which one it was", async () => {
    const { id: cannedReplyId } = await add(shipped);
    const agent = await desk();
    const asked = await customers(most + 2);
    for (const [i, { id }] of asked.entries()) {
      const sent = await send(id, { clientId: `k${i}`, text: text(i), cannedReplyId }, agent.accessToken);
      expect(sent.status).toBe(202);
      expect((await sent.json()).message).toMatchObject({ author: { kind: "human" }, cannedReplyId });
    }
    await eventually(() => repliesOn(agent)[0]?.usage.count === most + 2);
  });

  test("a lie counts as what it is, over HTTP and over the line: other words under the reply's name, or a name that nobody knows", async () => {
    const { id: cannedReplyId } = await add(shipped);
    const agent = await desk();
    const own = (n: number) => `We now have a wonderful new collection of winter boots here in our shop, number ${n}`;
    const asked = await customers(most + 2);
    const [last, veryLast] = [asked.pop(), asked.pop()];
    for (const [i, { id }] of asked.entries()) {
      const claim = i % 2 === 0 ? cannedReplyId : "nobody-knows-it";
      const sent = await send(id, { clientId: `k${i}`, text: own(i), cannedReplyId: claim, overrides: { "G-PROMO": "asked by phone" } }, agent.accessToken);
      expect([sent.status, (await sent.json()).message?.cannedReplyId]).toEqual([202, undefined]);
    }
    const refused = await send(last.id, { clientId: "last", text: own(99), cannedReplyId }, agent.accessToken);
    expect(refused.status).toBe(422);
    expect((await refused.json()).findings.map(({ rule }: any) => rule)).toContain("G-BULK");

    const mutation = { kind: "send", conversationId: veryLast.id, clientId: "pushed", text: own(98), cannedReply: true, cannedReplyId, composedAt: Date.now() };
    await agent.push([{ id: 1, mutation }]);
    const pushed = await eventually(() => {
      const row = agent.rows.get("message pushed");
      return row?.state === "held" ? row : undefined;
    });
    expect(pushed.cannedReplyId).toBeUndefined();
    expect(pushed.held.findings.map(({ rule }: any) => rule)).toContain("G-BULK");
  });
});

describe("[S0-24] [G-PROMO] a promotional canned reply in an open case", () => {
  test("is stopped whoever names it or not, also when it was changed or stands in other words", async () => {
    const { id: cannedReplyId } = await add(spring);
    const agent = await desk();
    const { id } = await platform.customerWrites("447700900118", "My zip is broken, what can I do?");
    for (const [clientId, body] of [
      ["named", { text: spring.texts.en, cannedReplyId }],
      ["unnamed", { text: spring.texts.en }],
      ["around", { text: `Sorry for that. ${spring.texts.en} Bye!` }],
      ["changed", { text: "New colours, come and see them.", cannedReplyId }],
    ] as const) {
      const refused = await send(id, { clientId, ...body, overrides: { "G-PROMO": "please" } }, agent.accessToken);
      expect(refused.status).toBe(422);
      expect((await refused.json()).findings).toContainEqual(expect.objectContaining({ rule: "G-PROMO", severity: "stop", messageKey: "guard.promo.macro" }));
    }
    const mutation = { kind: "send", conversationId: id, clientId: "pushed", text: spring.texts.en, composedAt: Date.now() };
    await agent.push([{ id: 1, mutation }]);
    await eventually(() => agent.rows.get("message pushed")?.held?.findings?.some(({ messageKey }: any) => messageKey === "guard.promo.macro"));
  });

  test("goes to a customer who asked for an offer", async () => {
    const { id: cannedReplyId } = await add(spring);
    const { id } = await platform.customerWrites("447700900119", "Do you have any offers on boots right now?");
    const agent = await desk();
    expect((await send(id, { clientId: "k1", text: spring.texts.en, cannedReplyId }, agent.accessToken)).status).toBe(202);
  });
});

test("[S1-3] the audit says who is behind the words: a person, a canned reply, a bot", async () => {
  const { id: cannedReplyId } = await add(shipped);
  const { id } = await platform.customerWrites("447700900118", "Where is my parcel?");
  const agent = await desk();
  const bot = await (await platform.backend.api("/api/v1/agents", { body: { name: "Shop Bot", role: "bot" } })).json();
  const text = shipped.texts.en.replace("{{parcel}}", "P-1");
  expect((await send(id, { clientId: "as-it-is", text, cannedReplyId }, agent.accessToken)).status).toBe(202);
  expect(
    (
      await send(
        id,
        { clientId: "changed", text: "Your parcel comes on Tuesday, I think.", cannedReplyId, overrides: { "G-FOLLOW-UP": "news" } },
        agent.accessToken,
      )
    ).status,
  ).toBe(202);
  expect(
    (await send(id, { clientId: "by-bot", text: "Anything else?", overrides: { "G-FOLLOW-UP": "asked", "G-COLLISION": "asked" } }, bot.token)).status,
  ).toBe(202);

  const database = new DatabaseSync(join(platform.backend.folder, "greenline.db"), { readOnly: true });
  const rows = database.prepare(`SELECT data FROM audit WHERE action = 'send' ORDER BY n`).all();
  database.close();
  expect(rows.map(({ data }) => JSON.parse(String(data)).sender)).toEqual(["macro", "human", "bot"]);
});
