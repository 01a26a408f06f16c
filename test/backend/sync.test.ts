import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { EVENTS } from "../../shared/sync/protocol.ts";
import { startTestBackend, textWebhook, type TestBackend } from "./running-backend.ts";
import { eventually } from "./simulated-platform.ts";
import { connectDesk, openDesk, type TestDesk } from "./sync-client.ts";

let backend: TestBackend;
const desks: TestDesk[] = [];
beforeEach(async () => {
  backend = await startTestBackend();
});
afterEach(async () => {
  desks.splice(0).forEach((desk) => desk.close());
  await backend.stop();
});

const desk = async (options?: Parameters<typeof openDesk>[1]) => {
  const opened = await openDesk(backend, options);
  desks.push(opened);
  return opened;
};
const write = async (options?: Parameters<typeof textWebhook>[0]): Promise<any> => {
  await backend.post(textWebhook(options));
  await backend.settled();
  return (await backend.json(`/api/v1/conversations?q=${options?.from ?? "447700900118"}`)).items[0];
};
const conversations = (one: TestDesk): any[] => [...one.rows].filter(([key]) => key.startsWith("conversation ")).map(([, row]) => row);

describe("what a desk is told", () => {
  test("[I6] a webhook reaches every desk that may see it as a delta, without asking", async () => {
    const [a, b] = [await desk(), await desk()];
    await write({ text: "Good morning" });

    for (const one of [a, b]) {
      const row = await eventually(() => conversations(one)[0]);
      expect(row.lastMessage.text).toBe("Good morning");
      expect([...one.rows.keys()].filter((key) => key.startsWith("message "))).toHaveLength(1);
    }
  });

  test("[I7] a desk that comes back with its cursor gets what it missed, and nothing twice", async () => {
    const a = await desk();
    await write({ text: "one", id: "wamid.1" });
    await eventually(() => conversations(a)[0]);
    a.close();
    await write({ text: "two", id: "wamid.2" });

    const again = await connectDesk(backend, a, { epoch: a.welcome.epoch, cursor: a.cursor(), scopesHash: a.welcome.scopesHash });
    desks.push(again);
    expect(again.welcome.mode).toBe("delta");
    expect([...again.rows.values()].filter((row) => row.content !== undefined).map((row) => row.content.body)).toEqual(["two"]);
  });

  test("a cursor of another epoch, or of other rights, is reset", async () => {
    const a = await desk();
    const other = await connectDesk(backend, a, { epoch: "another", cursor: 3, scopesHash: a.welcome.scopesHash });
    const rights = await connectDesk(backend, a, { epoch: a.welcome.epoch, cursor: 0, scopesHash: "others" });
    desks.push(other, rights);

    expect([other.welcome.mode, rights.welcome.mode]).toEqual(["reset", "reset"]);
  });

  test("[I11] a team's conversation is seen by the team, its owner and the leads; when it leaves, it leaves the desk", async () => {
    for (const id of ["orders", "billing"]) await backend.api("/api/v1/teams", { body: { id, name: id } });
    const orders = await desk({ teams: ["orders"] });
    const billing = await desk({ teams: ["billing"] });
    const lead = await desk({ role: "lead" });
    const { id } = await write();
    for (const one of [orders, billing, lead]) await eventually(() => conversations(one)[0]);

    await backend.api(`/api/v1/conversations/${id}/assign`, { body: { team: "orders" } });
    await eventually(() => conversations(billing).length === 0);
    expect(conversations(orders)).toHaveLength(1);
    expect(conversations(lead)).toHaveLength(1);
    expect((await backend.api(`/api/v1/conversations/${id}`, { token: billing.accessToken })).status).toBe(404);

    await backend.api(`/api/v1/conversations/${id}/assign`, { body: { team: "billing" } });
    await eventually(() => conversations(billing)[0]);
    await eventually(() => conversations(orders).length === 0);
    // The thread comes along with the conversation.
    expect([...billing.rows.keys()].filter((key) => key.startsWith("message "))).toHaveLength(1);
    expect([...orders.rows.keys()].filter((key) => key.startsWith("contact "))).toHaveLength(0);
  });

  test("[I11] a snapshot holds the caller's scopes alone, and leads to the place from which deltas go on", async () => {
    await backend.api("/api/v1/teams", { body: { id: "orders", name: "orders" } });
    const outsider = await desk();
    const lead = await desk({ role: "lead" });
    const { id } = await write({ from: "447700900777", text: "for orders" });
    await backend.api(`/api/v1/conversations/${id}/assign`, { body: { team: "orders" } });
    const lines = async (token: string) =>
      (await (await backend.api("/api/v1/snapshot", { token })).text())
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line));

    const mine = await lines(outsider.accessToken);
    const all = await lines(lead.accessToken);
    expect(JSON.stringify(mine)).not.toContain("for orders");
    expect(JSON.stringify(all)).toContain("for orders");
    expect(all[0]).toMatchObject({ epoch: lead.welcome.epoch, scopesHash: lead.welcome.scopesHash });
    expect(all.at(-1)).toEqual({ end: all.length - 2 });
  });

  test("who looks at a conversation is told to the others, and forgotten when the desk goes", async () => {
    const [a, b] = [await desk({ name: "Sofia" }), await desk({ name: "Marco" })];
    const { id } = await write();
    await eventually(() => conversations(b)[0]);
    a.socket.emit(EVENTS.presence, { conversationId: id, what: "type" });

    await eventually(() => b.presence.find((one) => one.who.some(({ what }) => what === "type")));
    a.close();
    await eventually(() => b.presence.at(-1)?.who.length === 0);
  });
});

describe("what a desk wants", () => {
  test("[I8] a push whose answer was lost gives the first result again and takes effect once", async () => {
    const a = await desk();
    const { id } = await write();
    const muts = [
      { id: 1, mutation: { kind: "claim", conversationId: id, epoch: 0 } },
      { id: 2, mutation: { kind: "note", conversationId: id, noteId: "n-1", text: "Prefers afternoons", at: 0 } },
    ];

    const first = await a.push(muts);
    const second = await a.push(muts);
    expect(first.results).toMatchObject([
      { id: 1, st: "applied" },
      { id: 2, st: "applied" },
    ]);
    expect(second).toEqual(first);
    expect((await backend.json(`/api/v1/conversations/${id}`)).claimEpoch).toBe(1);
  });

  test("[I8] [I17] a gap stops, a refused mutation moves on and blocks nobody", async () => {
    const a = await desk();
    const { id } = await write();
    expect((await a.push([{ id: 2, mutation: { kind: "read", conversationId: id, unread: false } }])).results).toEqual([{ id: 2, st: "gap", expected: 1 }]);

    const mixed = await a.push([
      { id: 1, mutation: { kind: "no-such-wish" } },
      { id: 2, mutation: { kind: "resolve", conversationId: id, outcome: "done" } },
      { id: 3, mutation: { kind: "read", conversationId: id, unread: false } },
    ]);
    expect(mixed.results.map(({ st }) => st)).toEqual(["rejected", "rejected", "applied"]);
    expect(mixed.results[1]).toMatchObject({ code: "customer_waits" });
    expect(mixed.lastMutId).toBe(3);
  });

  test("a second history under the same ids is a fork, and nothing of it is run", async () => {
    const a = await desk();
    const { id } = await write();
    await a.push([{ id: 1, mutation: { kind: "read", conversationId: id, unread: false } }]);
    expect(await a.push([{ id: 1, mutation: { kind: "read", conversationId: id, unread: true } }])).toMatchObject({ problem: "fork" });
  });

  test("[I5] of two who claim at once one wins, and the other is told who", { timeout: 30_000 }, async () => {
    const [a, b] = [await desk({ name: "Ana" }), await desk({ name: "Bruno" })];
    for (let round = 0; round < 25; round += 1) {
      const { id } = await write({ from: `44770091${String(round).padStart(4, "0")}` });
      const wish = { id: round + 1, mutation: { kind: "claim", conversationId: id, epoch: 0 } };
      const answers = await Promise.all([a.push([wish]), b.push([wish])]);
      const states = answers.map(({ results }) => results[0]?.st);
      expect(states.toSorted()).toEqual(["applied", "rejected"]);
      const winner = states[0] === "applied" ? a : b;
      expect(answers.find(({ results }) => results[0]?.st === "rejected")?.results[0]).toMatchObject({ code: "claim_lost", by: winner.welcome.agentId });
    }
  });

  test("[I5] the HTTP API's claim tells the loser who won", async () => {
    const [a, b] = [await desk({ name: "Ana" }), await desk({ name: "Bruno" })];
    const { id } = await write();
    const answers = await Promise.all(
      [a, b].map((one) => backend.api(`/api/v1/conversations/${id}/claim`, { method: "POST", body: {}, token: one.accessToken })),
    );

    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const lost = await answers.find(({ status }) => status === 409)?.json();
    const won = await answers.find(({ status }) => status === 200)?.json();
    expect(lost).toMatchObject({ status: 409, by: won.assignee });
    expect(lost.type).toMatch(/claim-lost$/);
  });

  test("[I12] the watermark comes with the rows that hold a mutation's effect", async () => {
    const a = await desk();
    const { id } = await write();
    await eventually(() => conversations(a)[0]);
    let watermark = 0;
    a.socket.on(EVENTS.delta, (page: { wm: number }) => (watermark = page.wm));
    await a.push([{ id: 1, mutation: { kind: "claim", conversationId: id, epoch: 0 } }]);

    await eventually(() => watermark === 1);
    expect(conversations(a)[0].assigneeId).toBe(a.welcome.agentId);
  });
});

describe("who is let in", () => {
  test("[H37] a socket without a valid token is refused, and one that is shut out is closed", async () => {
    await expect(connectDesk(backend, { accessToken: "nonsense", deviceId: "d" })).rejects.toThrow("auth");

    const a = await desk();
    await backend.api(`/api/v1/devices/${a.deviceId}`, { method: "DELETE", token: a.accessToken });
    await eventually(() => a.socket.disconnected);
    await expect(connectDesk(backend, a)).rejects.toThrow("auth");
  });

  test("[H40] [H37] malformed questions are answered as such, and nothing is answered before hello", async () => {
    const a = await desk();
    for (const value of [undefined, null, 7, "x", [], {}, { from: -1 }, { from: "1" }, { from: 1.5 }, { muts: {} }]) {
      expect(await a.ask(EVENTS.pull, value)).toMatchObject({ problem: "invalid" });
      expect(await a.ask(EVENTS.push, value)).toMatchObject({ problem: "invalid" });
    }
    expect(await a.push([{ id: 1, mutation: null }])).toMatchObject({ results: [{ st: "rejected", code: "invalid" }] });
    expect(await a.ask(EVENTS.push, { deviceId: "another device", muts: [] })).toMatchObject({ problem: "auth" });
  });
});
