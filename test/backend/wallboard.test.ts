import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { wallboardSchema } from "../../shared/wallboard/wallboard-schema.ts";
import { HOUR } from "./sla-workspace.ts";
import { connectDesk } from "./sync-client.ts";
import { startTestBackend, textWebhook, type TestBackend } from "./running-backend.ts";

let backend: TestBackend;
const ask = async (path: string, options: Parameters<TestBackend["api"]>[1] = {}) => {
  const response = await backend.api(path, options);
  const text = await response.text();
  return { status: response.status, text, headers: response.headers, body: text === "" ? undefined : (JSON.parse(text) as any) };
};
const makeScreen = async (body: object = { name: "Hall", timeZone: "Europe/Rome" }): Promise<{ readonly id: string; readonly token: string }> =>
  (await ask("/api/v1/wallboards", { body })).body;
const FIGURES = "/api/v1/wallboard";

beforeEach(async () => {
  backend = await startTestBackend();
});
afterEach(() => backend.stop());

describe("[BD5] the wallboard", () => {
  test("[BD5] shows the board's own figures, and no customer", async () => {
    await backend.post(textWebhook({ at: Date.now() - 5 * HOUR }));
    await backend.settled();
    const { token } = await makeScreen();
    const { body, headers, status, text } = await ask(FIGURES, { token });
    expect(status).toBe(200);
    expect(wallboardSchema.safeParse(body).success).toBe(true);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(text).not.toMatch(/Amelia|447700900118|order/u);

    const board = (await ask("/api/v1/board?timeZone=Europe/Rome&soon=15")).body;
    expect(body).toMatchObject({
      breached: board.now.breached,
      soon: board.now.soon,
      waiting: board.now.waiting,
      oldestWaitSince: board.now.oldestWait.since,
      agents: { available: board.agents.available, all: board.agents.all },
      attainment: { "first-reply": { missed: board.attainment["first-reply"].missed } },
    });
    expect(body.breached).toBeGreaterThan(0);
    expect(body.numbers).toHaveLength(1);
  });

  test("[BD5] its token opens nothing else: every other route refuses it, and so does the line of desks", async () => {
    const { token } = await makeScreen();
    const { paths } = (await ask("/api/v1/openapi.json")).body;
    let tried = 0;
    for (const [path, operations] of Object.entries<any>(paths))
      for (const [method, operation] of Object.entries<any>(operations)) {
        if (operation["x-roles"] === undefined) continue;
        const options = { token, method: method.toUpperCase(), ...(method === "get" ? {} : { body: {} }) };
        expect([method, path, (await ask(path.replaceAll(/\{[^}]+\}/g, "x"), options)).status]).toEqual([method, path, 401]);
        tried += 1;
      }
    expect(tried).toBeGreaterThan(50);
    await expect(connectDesk(backend, { accessToken: token, deviceId: "d1" })).rejects.toThrow();
  });

  test("[BD5] a desk's token opens no wallboard, and none is taken from the address", async () => {
    const { token } = await makeScreen();
    expect((await ask(FIGURES)).status).toBe(401);
    expect((await ask(FIGURES, { token: "" })).status).toBe(401);
    expect((await ask(`${FIGURES}?token=${token}`, { token: "" })).status).toBe(401);
  });

  test("[BD5] a lead makes, lists and revokes screens; a token is told once, and ends with its screen", async () => {
    const lead = (await ask("/api/v1/agents", { body: { name: "Lia", role: "lead" } })).body.token;
    const agent = (await ask("/api/v1/agents", { body: { name: "Ben", role: "agent" } })).body.token;
    expect((await ask("/api/v1/wallboards", { token: agent, body: { name: "Mine" } })).status).toBe(403);
    expect((await ask("/api/v1/wallboards", { token: agent })).status).toBe(403);

    const made = await ask("/api/v1/wallboards", { token: lead, body: { name: "Hall", timeZone: "Europe/Rome" } });
    expect(made).toMatchObject({ status: 201, body: { name: "Hall", token: expect.any(String) } });
    const { id, token } = made.body;
    const listed = await ask("/api/v1/wallboards", { token: lead });
    expect(listed.body.items).toMatchObject([{ id, name: "Hall" }]);
    expect(listed.body.items[0]).not.toHaveProperty("seenAt");
    expect(listed.text).not.toContain(token);

    expect((await ask(FIGURES, { token })).status).toBe(200);
    expect((await ask("/api/v1/wallboards", { token: lead })).body.items[0].seenAt).toEqual(expect.any(String));
    expect((await ask(`/api/v1/wallboards/${id}`, { token: lead, method: "DELETE" })).status).toBe(204);
    expect((await ask(FIGURES, { token })).status).toBe(401);
    expect((await ask(`/api/v1/wallboards/${id}`, { token: lead, method: "DELETE" })).status).toBe(404);
  });

  test("[BD5] what makes no sense is refused: a name without letters, a zone or a team that is none", async () => {
    for (const [body, status] of [
      [{ name: " " }, 400],
      [{ name: "Hall", timeZone: "Mars/Base" }, 400],
      [{ name: "Hall", team: "nobody-knows" }, 422],
    ] as const)
      expect([body, (await ask("/api/v1/wallboards", { body })).status]).toEqual([body, status]);
  });
});
