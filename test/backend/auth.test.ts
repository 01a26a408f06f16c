import { afterEach, beforeEach, expect, test } from "vitest";
import { BOOTSTRAP, startTestBackend, textWebhook, type TestBackend } from "./running-backend.ts";

let backend: TestBackend;
beforeEach(async () => {
  backend = await startTestBackend();
});
afterEach(() => backend.stop());

const signIn = (name: string, password: string, device = "d-1") =>
  backend.api("/api/v1/sessions", { token: "", body: { name, password, device: { id: device, name: "Desk" } } });
const refresh = (refreshToken: string) => backend.api("/api/v1/sessions/refresh", { token: "", body: { refreshToken } });
const make = async (role: string, name: string = role) => (await backend.api("/api/v1/agents", { body: { name, role, password: "a-good-password" } })).json();

test("a token is shown once, and what is sent with it has a human author", async () => {
  const made = await make("agent", "Sofia");
  expect(made).toMatchObject({ name: "Sofia", role: "agent", token: expect.stringMatching(/^[\w-]{43}$/) });
  expect(await backend.json("/api/v1/me", made.token)).toMatchObject({ name: "Sofia" });
});

test("[H37] every route answers each role as its table says, and nobody without a token", async () => {
  await backend.post(textWebhook());
  await backend.settled();
  const { paths } = await backend.json("/api/v1/openapi.json");
  const tokens: Record<string, string> = {};
  for (const role of ["agent", "lead", "admin", "bot"]) tokens[role] = (await make(role)).token;
  let checked = 0;
  for (const [path, operations] of Object.entries<Record<string, any>>(paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const address = path.replace(/\{\w+\}/g, "nothing");
      const ask = (token: string) =>
        backend.api(address, { method: method.toUpperCase(), token, ...(method === "get" || method === "delete" ? {} : { body: {} }) });
      const roles: string[] | undefined = operation["x-roles"];
      if (roles === undefined) continue;
      expect([path, method, (await ask("")).status]).toEqual([path, method, 401]);
      expect([path, method, (await ask("a-token-of-nobody")).status]).toEqual([path, method, 401]);
      for (const role of Object.keys(tokens)) {
        if (roles.includes(role) && path.includes("sessions/current")) continue;
        const { status } = await ask(tokens[role] ?? "");
        const letIn = status !== 401 && status !== 403;
        expect([path, method, role, letIn, status === 401]).toEqual([path, method, role, roles.includes(role), false]);
        checked += 1;
      }
    }
  }
  expect(checked).toBeGreaterThan(80);
});

test("[H39] the sixth wrong password in a quarter of an hour is not even looked at", async () => {
  await make("agent", "Marco");
  const statuses = [];
  for (let i = 0; i < 6; i += 1) statuses.push((await signIn("Marco", "wrong")).status);

  expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
  expect((await signIn("Marco", "a-good-password")).status).toBe(429);
});

test("[H39] a desk gets two snapshots a minute, and is told when to ask again", async () => {
  const { token } = await make("agent", "Irene");
  const { token: other } = await make("agent", "Ada");
  const ask = async (by: string) => {
    const response = await backend.api("/api/v1/snapshot", { token: by });
    await response.text();
    return response;
  };
  expect([(await ask(token)).status, (await ask(token)).status]).toEqual([200, 200]);
  const third = await ask(token);
  expect([third.status, Number(third.headers.get("retry-after")) > 0]).toEqual([429, true]);
  expect((await ask(other)).status).toBe(200);
});

test("[H36] tokens rotate: the new one works, a lost answer is forgiven once, and an old one shuts the device out", async () => {
  await make("agent", "Dev");
  const first = await (await signIn("Dev", "a-good-password")).json();
  const second = await (await refresh(first.refreshToken)).json();
  expect(second.refreshToken).not.toBe(first.refreshToken);
  // The answer to the first rotation was lost on the way: the desk asks with what it has.
  const third = await (await refresh(first.refreshToken)).json();
  expect((await backend.api("/api/v1/me", { token: third.accessToken })).status).toBe(200);
  const fourth = await (await refresh(third.refreshToken)).json();
  const fifth = await (await refresh(fourth.refreshToken)).json();

  expect((await refresh(first.refreshToken)).status).toBe(401);
  expect((await refresh(fifth.refreshToken)).status).toBe(401);
  expect((await backend.api("/api/v1/me", { token: fifth.accessToken })).status).toBe(401);
});

test("[H35] [H36] neither passwords nor tokens lie in the data folder, and personal data is sealed", async () => {
  const { readFileSync, readdirSync } = await import("node:fs");
  const { join } = await import("node:path");
  const made = await make("agent", "Irene");
  const session = await (await signIn("Irene", "a-good-password")).json();
  await backend.post(textWebhook({ from: "447700900118", name: "Amelia Wright" }));
  await backend.settled();
  await backend.stop({ keep: true });

  const bytes = Buffer.concat(
    readdirSync(backend.folder, { withFileTypes: true })
      .filter((file) => file.isFile())
      .map(({ name }) => readFileSync(join(backend.folder, name))),
  );
  for (const secret of ["a-good-password", made.token, session.accessToken, session.refreshToken, BOOTSTRAP, "447700900118", "Amelia Wright"])
    expect([secret, bytes.includes(secret)]).toEqual([secret, false]);
  expect(bytes.includes("$argon2id$v=19$m=19456,t=2,p=1$")).toBe(true);
  backend = await startTestBackend({ folder: backend.folder });
  expect((await backend.json("/api/v1/conversations")).items[0].contact).toMatchObject({ name: "Amelia Wright", phone: "447700900118" });
});

test("[H44] the contact's phone stands in no file of the data folder", async () => {
  const { readFileSync, readdirSync } = await import("node:fs");
  const { join } = await import("node:path");
  await backend.post(textWebhook({ from: "393331234567" }));
  await backend.settled();
  for (const file of readdirSync(backend.folder, { withFileTypes: true }).filter((one) => one.isFile()))
    expect([file.name, readFileSync(join(backend.folder, file.name)).includes("393331234567")]).toEqual([file.name, false]);
});

test("[H43] the audit log is a chain that no statement can rewrite", async () => {
  await make("agent", "Ada");
  await backend.stop({ keep: true });
  const { DatabaseSync } = await import("node:sqlite");
  const { join } = await import("node:path");
  const { auditHash } = await import("../../backend/store/sqlite/write.ts");
  const database = new DatabaseSync(join(backend.folder, "greenline.db"));
  const entries = database.prepare("SELECT * FROM audit ORDER BY n").all() as any[];
  expect(entries.length).toBeGreaterThan(0);
  let previous = "";
  for (const entry of entries) {
    expect(entry.previous).toBe(previous);
    expect(auditHash(entry)).toBe(entry.hash);
    expect(auditHash({ ...entry, who: "somebody else" })).not.toBe(entry.hash);
    previous = entry.hash;
  }
  expect(() => database.exec("UPDATE audit SET who = 'nobody'")).toThrow("append-only");
  expect(() => database.exec("DELETE FROM audit")).toThrow("append-only");
  database.close();
  backend = await startTestBackend({ folder: backend.folder });
});

test("a problem is told as RFC 9457 tells it, with the path of each fault", async () => {
  const response = await backend.api("/api/v1/conversations?limit=1000");
  expect(response.status).toBe(400);
  expect(response.headers.get("content-type")).toContain("application/problem+json");
  expect(await response.json()).toMatchObject({ status: 400, title: expect.any(String), errors: [{ path: "limit" }] });
  expect((await backend.api("/api/v1/agents", { body: { name: "x", role: "king" } })).status).toBe(400);
  expect(
    (
      await fetch(`${backend.url}/api/v1/agents`, {
        method: "POST",
        headers: { authorization: `Bearer ${BOOTSTRAP}`, "content-type": "application/json" },
        body: "{broken",
      })
    ).status,
  ).toBe(400);
  expect((await backend.api("/api/v1/nowhere")).status).toBe(404);
});

test("health, readiness and metrics answer without a token", async () => {
  for (const path of ["/health/live", "/health/ready"]) expect((await backend.api(path, { token: "" })).status).toBe(200);
  expect(await (await backend.api("/metrics", { token: "" })).text()).toContain("greenline_webhooks_total");
});

test("an empty body with the type of JSON is an empty object", async () => {
  await backend.post(textWebhook());
  await backend.settled();
  const { id } = (await backend.json("/api/v1/conversations")).items[0];
  const response = await fetch(`${backend.url}/api/v1/conversations/${id}/claim`, {
    method: "POST",
    headers: { authorization: `Bearer ${BOOTSTRAP}`, "content-type": "application/json" },
  });
  expect(response.status).toBe(200);
});
